"""Where the data lie: a folder that the person can see."""

import os
from pathlib import Path

from app.model.faults import FaultError, reason_of

NAME = "Ziping 绩效自评"


def data_folder(wanted: Path | None) -> Path:
    """The data folder, made if need be: `--data`, else `ZIPING_DATA`, else in 文档.

    Raises:
        FaultError: FILE_006 it cannot be made or written to.
    """
    folder = data_path(wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".ziping-write-test"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        reason = reason_of(error)
        raise FaultError("FILE_006", file=str(folder), reason=reason) from error
    return folder


def data_path(wanted: Path | None) -> Path:
    """Where the data folder is or would be; nothing is made."""
    named = os.environ.get("ZIPING_DATA")
    return wanted or (Path(named) if named else _documents() / NAME)


def _documents() -> Path:
    """The person's own folder for documents, under the name that the system gives it."""
    from platformdirs import user_documents_path

    return user_documents_path()
