"""备份 / 恢复: dated copies in a place of their own, thinned, verified, and restored.

A backup is a file `ziping-20260305-140233.db`. The place is the data folder's own `backups`, and
a second one that the person chose, best on another disk; there the files of evidence lie beside,
in one `evidence` folder to which files are only ever added.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.desk.evidence.files import FOLDER as EVIDENCE
from app.desk.evidence.files import kept_files
from app.exchange.files import write_atomically
from app.model.faults import FaultError, reason_of
from app.store.copies import look_into, put_in_place
from app.store.database import BACKUPS, free_name

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

DATABASE = "ziping.db"
PLACE = "backup/folder"
"""The setting that names the second place."""
ELSEWHERE = "backup/elsewhere"
"""The setting that keeps when a copy last went to another disk (local time, ISO form)."""
DAYS = 30
"""For how many days one backup a day is kept."""
OVERDUE_DAYS = 7
"""After how many days without a copy on another disk the person is reminded."""

_NAME = re.compile(r"ziping-(\d{8}-\d{6})(?:-\d+)?\.db")
_STAMP = "%Y%m%d-%H%M%S"


class Backup(NamedTuple):
    """One dated copy: where it lies, when it was made (local time), and its bytes."""

    path: Path
    time: datetime
    size: int


def places(space: "Workspace") -> tuple[Path, ...]:
    """Where backups go: the data folder's own place, and the one that was chosen."""
    chosen = space.setting(PLACE)
    own = space.folder / BACKUPS
    return (own, Path(chosen)) if chosen else (own,)


def back_up(space: "Workspace", moment: datetime | None = None) -> tuple[tuple[Path, ...], bool]:
    """Make a verified copy in every place, and thin what lies there.

    Returns:
        The copies, and whether all places took one: a stick that is not plugged in is no fault
        while another place holds a copy.

    Raises:
        FaultError: no place took a copy.
    """
    moment = moment or datetime.now()
    made: list[Path] = []
    fault: FaultError | None = None
    for place in places(space):
        try:
            made.append(_copy(space, place, moment))
        except FaultError as error:
            fault = error
    if not made and fault is not None:
        raise fault
    for path in made:
        for old in thinned([backup.time for backup in listed(path.parent)], moment):
            _remove(path.parent, old)
        if is_elsewhere(space.folder, path.parent):
            space.put_setting(ELSEWHERE, moment.isoformat(timespec="minutes"))
    space.store.note("backed up", "", "、".join(map(str, made)), space.who)
    return tuple(made), fault is None


def back_up_if_due(space: "Workspace") -> None:
    """Make a copy when the program is left, where something changed since the last one.

    What cannot be copied now is told at the next start, by the age of the last copy.
    """
    with contextlib.suppress(FaultError):
        if is_due(space):
            back_up(space)


def _copy(space: "Workspace", place: Path, moment: datetime) -> Path:
    path = free_name(place / f"ziping-{moment.strftime(_STAMP)}.db")
    own = place == space.folder / BACKUPS
    try:
        if own:
            place.mkdir(parents=True, exist_ok=True)
        else:
            # Where a stick is not plugged in, its folder must not arise on this disk.
            os.listdir(place)  # noqa: PTH208 (only whether it can be read)
            _add_evidence(space.folder, place)
    except OSError as error:
        reason = reason_of(error)
        raise FaultError("BACKUP_001", folder=str(place), reason=reason) from error
    space.store.save_copy(path)
    return path


def _add_evidence(source: Path, target: Path) -> None:
    """Add the kept files of one folder to those of another; what is there stays untouched."""
    for kept in kept_files(source):
        path = target / EVIDENCE / kept.parent.name / kept.name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, partial(shutil.copyfile, kept))


def listed(place: Path) -> list[Backup]:
    """The dated copies in a place, latest first; none where the place cannot be read."""
    found: list[Backup] = []
    with contextlib.suppress(OSError):
        for path in place.iterdir():
            name = _NAME.fullmatch(path.name)
            if name is not None:
                time = datetime.strptime(name[1], _STAMP)
                found.append(Backup(path, time, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.time, reverse=True)


def thinned(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which copies go: all of today stay, one a day for 30 days, one a month before that.

    Of a day and of a month the last stays; what bears a later date than today stays too.
    """
    latest: dict[tuple[int, ...], datetime] = {}
    kept: set[datetime] = set()
    every = sorted(times)
    first_day = now.date() - timedelta(days=DAYS)
    for time in every:
        day = time.date()
        if day >= now.date():
            kept.add(time)
        elif day >= first_day:
            latest[day.year, day.month, day.day] = time
        else:
            latest[day.year, day.month] = time
    return set(every) - kept - set(latest.values())


def _remove(place: Path, time: datetime) -> None:
    for backup in listed(place):
        if backup.time == time:
            with contextlib.suppress(OSError):
                backup.path.unlink()


def restore(folder: Path, backup: Path) -> Path:
    """Put a copy in place of a data folder's database, which must be closed.

    What stood there is kept beside as `ziping-before-<time>.db`, and its path returned; evidence
    that is missing comes back from beside the copy.

    Raises:
        FaultError: STORE_NNN the copy is damaged or newer, or the database is in use; BACKUP_001
            the folder does not take it. The database is then as it was.
    """
    look_into(backup)
    stamp = datetime.now().strftime(_STAMP)
    aside = free_name(folder / BACKUPS / f"ziping-before-{stamp}.db")
    try:
        _add_evidence(backup.parent, folder)
    except OSError as error:
        raise FaultError("BACKUP_001", folder=str(folder), reason=reason_of(error)) from error
    put_in_place(backup, folder / DATABASE, aside)
    return aside


def is_elsewhere(folder: Path, place: Path) -> bool:
    """Whether a place lies on another disk than the data folder, as far as the system tells."""
    try:
        if os.name == "nt":
            return folder.resolve().drive.casefold() != place.resolve().drive.casefold()
        return folder.stat().st_dev != place.stat().st_dev
    except OSError:
        return False


def is_due(space: "Workspace") -> bool:
    """Whether something changed since the last copy in the data folder's own place."""
    span = space.store.span()
    latest = next(iter(listed(space.folder / BACKUPS)), None)
    return span is not None and (latest is None or _local(span[1]) > latest.time)


def days_without_copy(space: "Workspace", now: datetime | None = None) -> int | None:
    """Days since a copy last went to another disk, for a reminder; none where none is due.

    Where none ever went there, days since the first record was made.
    """
    span = space.store.span()
    if span is None:
        return None
    try:
        last = datetime.fromisoformat(space.setting(ELSEWHERE))
    except ValueError:
        last = _local(span[0])
    days = ((now or datetime.now()) - last).days
    return days if days >= OVERDUE_DAYS else None


def _local(utc: str) -> datetime:
    return datetime.fromisoformat(utc).astimezone().replace(tzinfo=None)
