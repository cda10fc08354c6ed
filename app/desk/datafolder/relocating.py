"""移动数据文件夹: copy everything elsewhere, verify it, and only then use the copy.

Whatever happens before the choice is switched, in one step at the end, the old folder stays in
use; and it is left as it is afterwards, with a note that says where the data went.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.desk.datafolder.offers import NEEDED, examine
from app.desk.datafolder.remembered import remember
from app.desk.folders import DATABASE, fixed_choice, holds_data, made
from app.desk.progress import GoOn, always
from app.desk.support.crashes import CRASH_FILE
from app.desk.texts import sentence
from app.exchange.files import sha256_of, write_atomically
from app.model.faults import FaultError, reason_of
from app.store.diagnosis import contents_of
from app.store.store import Store

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

OWN_PART = ".ziping-"
"""How the files begin that a write of ours leaves where it is cut off."""
UNDER_WAY = f"{OWN_PART}moving"
"""Marks a folder that a move was begun into: what lies there is ours, and may be written over."""
_LEFT_BEHIND = frozenset(
    (DATABASE, f"{DATABASE}-journal", f"{DATABASE}.lock", UNDER_WAY, CRASH_FILE)
)
"""What is made anew there, or belongs to the program that runs."""
_CHUNK = 2**20


class Moved(NamedTuple):
    """Where the data lie now, where they lay, how many records and other files there are."""

    folder: Path
    former: Path
    records: int
    files: int


def refuse_target(space: "Workspace", target: Path) -> None:
    """Say why the data cannot be moved to a folder, before anything is done.

    Raises:
        FaultError: FOLDER_004 a choice would not last, _005 one folder lies in the other, _006
            the folder holds data already, _007 it holds other files, _008 it is not to be used.
    """
    fixed = fixed_choice()
    if fixed is not None:
        raise FaultError("FOLDER_004", folder=str(fixed.path))
    source, there = space.folder.resolve(), target.resolve()
    if there == source or source in there.parents or there in source.parents:
        raise FaultError("FOLDER_005", folder=str(target))
    begun = (target / UNDER_WAY).is_file()
    if holds_data(target) and not begun:
        raise FaultError("FOLDER_006", folder=str(target))
    if not begun and _is_filled(target):
        raise FaultError("FOLDER_007", folder=str(target))
    refusal = examine(target, space.language, size_of(space.folder) + NEEDED).refusal
    if refusal:
        raise FaultError("FOLDER_008", reason=refusal)


def _is_filled(folder: Path) -> bool:
    try:
        return any(not path.name.startswith(OWN_PART) for path in folder.iterdir())
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FaultError("FILE_006", file=str(folder), reason=reason_of(error)) from error


def size_of(folder: Path) -> int:
    """Bytes of everything in a data folder."""
    return sum((folder / name).stat().st_size for name in (*_files(folder), Path(DATABASE)))


def move_data(space: "Workspace", target: Path, go_on: GoOn = always) -> Moved | None:
    """Copy the data folder to `target`, verify the copy, and use it from the next start on.

    The store must be closed, and opened there, before anything more is typed. `go_on` is told
    how far the work is; where it answers false, the copy is given up and None returned.

    Raises:
        FaultError: as `refuse_target`; FOLDER_009 the copy is not the same; EXPORT_NNN,
            STORE_NNN a disk does not take or give something. The old folder stays in use.
    """
    refuse_target(space, target)
    source = space.folder
    with contextlib.suppress(OSError):  # left where a move into this one was cut off at its end
        (source / UNDER_WAY).unlink(missing_ok=True)
    made(target)
    write_atomically(target / UNDER_WAY, partial(_write_text, ""))
    names = list(_files(source))
    for done, name in enumerate(names):
        if not go_on(done, len(names) + 1):
            return None
        _copy(source / name, target / name)
    space.store.flush(5.0)
    space.save_copy(target / DATABASE)
    if contents_of(target / DATABASE) != space.store.contents():
        raise FaultError("FOLDER_009", file=DATABASE)
    if not go_on(len(names), len(names) + 1):
        return None
    records = _note(space, target)
    remember(target)
    with contextlib.suppress(FaultError, OSError):  # the data are safe; these are for later
        (target / UNDER_WAY).unlink()
        _leave_note(space, target)
    return Moved(target, source, records, len(names))


def use_data(folder: Path) -> None:
    """Use a folder that holds data from the next start on; nothing is copied.

    Raises:
        FaultError: FOLDER_004 the choice would not last, _010 the folder holds no data;
            STORE_004 they may not be read and written: they are another person's.
    """
    fixed = fixed_choice()
    if fixed is not None:
        raise FaultError("FOLDER_004", folder=str(fixed.path))
    if not holds_data(folder):
        raise FaultError("FOLDER_010", folder=str(folder))
    if not os.access(folder / DATABASE, os.R_OK | os.W_OK):
        raise FaultError("STORE_004", folder=str(folder), file=DATABASE)
    remember(folder)


def _files(folder: Path) -> Iterator[Path]:
    """Every file of a data folder but the database and its lock, named from the folder on."""
    for place, below, names in os.walk(folder):
        below.sort()
        for name in sorted(names):
            path = Path(place, name)
            if path.parent != folder or name not in _LEFT_BEHIND:
                yield path.relative_to(folder)


def _copy(source: Path, target: Path) -> None:
    """Copy a file and read it back: the same content, or a fault."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, partial(_fill, source))
        same = sha256_of(source) == sha256_of(target)
    except OSError as error:
        raise FaultError("FOLDER_011", file=source.name, reason=reason_of(error)) from error
    if not same:
        raise FaultError("FOLDER_009", file=source.name)


def _fill(source: Path, target: Path) -> None:
    shutil.copy2(source, target)


def _note(space: "Workspace", target: Path) -> int:
    """Open the copy as the program will, and enter the move into its log; counts the records."""
    store = Store.open(target / DATABASE, lambda event: None)
    try:
        store.note("moved", "", f"{space.folder} → {target}", space.who).wait(5.0)
        return len(store.facts())
    finally:
        if not store.close(5.0):
            store.abandon()


def _leave_note(space: "Workspace", target: Path) -> None:
    when = datetime.now().strftime("%Y-%m-%d %H:%M")
    text = sentence("FOLDER_MOVED_NOTE", space.language, time=when, folder=str(target))
    name = sentence("FOLDER_MOVED_NAME", space.language)
    write_atomically(space.folder / f"{name}.txt", partial(_write_text, text + "\r\n"))


def _write_text(text: str, path: Path) -> None:
    # The editor of Windows takes a text without a mark for one in its own character set.
    path.write_text(text, encoding="utf-8-sig", newline="")
