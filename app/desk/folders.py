"""Where the data lie: a folder that the person can see."""

import os
from pathlib import Path
from typing import Literal, NamedTuple

from app.desk.datafolder.remembered import remembered
from app.desk.drives import is_removable
from app.locate import program_folder
from app.model.faults import FaultError, reason_of

NAME = "Ziping 绩效自评"
BESIDE = "数据"
DATABASE = "ziping.db"
MARKERS = ("便携.ini", "portable.ini")


class Choice(NamedTuple):
    """Where the data lie, and who said so."""

    path: Path
    by: Literal["option", "environment", "carried", "remembered", "usual"]


def data_folder(wanted: Path | None) -> Path:
    """The data folder, made if need be; see `data_choice`.

    Raises:
        FaultError: FOLDER_001 the one that the person chose is gone; FILE_006 it cannot be made
            or written to.
    """
    return made(place_for_data(wanted))


def place_for_data(wanted: Path | None) -> Path:
    """Where something may be put into the data folder; nothing is made.

    Raises:
        FaultError: FOLDER_001 the one that the person chose is gone.
    """
    choice = data_choice(wanted)
    if is_gone(choice):
        raise FaultError("FOLDER_001", folder=str(choice.path))
    return choice.path


def made(folder: Path) -> Path:
    """Make a data folder if need be, and try to write to it.

    Raises:
        FaultError: FILE_006 it cannot be made or written to.
    """
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
    return data_choice(wanted).path


def data_choice(wanted: Path | None) -> Choice:
    """Where the data folder is or would be: `--data`, else `ZIPING_DATA`, else what stands there.

    That is 数据 beside a program that is carried about, the folder that the person chose once, and
    where none was chosen, a folder in 文档.
    """
    if wanted is not None:
        return Choice(wanted, "option")
    fixed = fixed_choice()
    if fixed is not None:
        return fixed
    chosen = remembered()
    return Choice(chosen, "remembered") if chosen else Choice(usual_path(), "usual")


def fixed_choice() -> Choice | None:
    """What stands above any choice of the person's; None where they may choose."""
    named = os.environ.get("ZIPING_DATA")
    if named:
        return Choice(Path(named), "environment")
    carried = carried_path()
    return Choice(carried, "carried") if carried is not None else None


def is_gone(choice: Choice) -> bool:
    """Whether the folder that the person chose no longer holds the data: a stick drawn out.

    It is remembered once the data stand in it, so without them it is never a new one.
    """
    return choice.by == "remembered" and not holds_data(choice.path)


def holds_data(folder: Path) -> bool:
    """Whether a folder is a data folder in use."""
    return (folder / DATABASE).is_file()


def usual_path() -> Path:
    """The data folder of a person who chose none."""
    return _documents() / NAME


def settled(folder: Path) -> Path:
    """The data folder for a folder that a person points at: it itself, or one of ours in it.

    Their own files and ours are never mixed.
    """
    try:
        own = folder.name == NAME or holds_data(folder) or not any(folder.iterdir())
    except OSError:
        own = True
    return folder if own else folder / NAME


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
