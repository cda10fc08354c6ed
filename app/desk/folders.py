"""Where the data lie: a folder that the person can see."""

import os
from pathlib import Path

from app.desk.drives import is_removable
from app.locate import program_folder
from app.model.faults import FaultError, reason_of

NAME = "Ziping 绩效自评"
BESIDE = "数据"
MARKERS = ("便携.ini", "portable.ini")


def data_folder(wanted: Path | None) -> Path:
    """The data folder, made if need be: `--data`, else `ZIPING_DATA`, else the usual place.

    That is 数据 beside a program that is carried about, and a folder in 文档 for any other.

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
    return wanted or (Path(named) if named else carried_path() or _documents() / NAME)


def carried_path() -> Path | None:
    """The data folder of a program that is carried about with its data, else None.

    It is one if a marker file lies beside it, or if it lies on a stick itself; the marker is for
    external disks, which say of themselves that they are fixed.
    """
    folder = program_folder()
    if folder is None:
        return None
    marked = any((folder / name).is_file() for name in MARKERS)
    return folder / BESIDE if marked or is_removable(folder) else None


def _documents() -> Path:
    """The person's own folder for documents, under the name that the system gives it."""
    from platformdirs import user_documents_path

    return user_documents_path()
