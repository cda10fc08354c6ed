"""Opening the database file: whose it is, how old, and with which safeguards."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from app.store.errors import DAMAGED, FOREIGN, NEWER, UNREACHABLE, StoreError, fault_of
from app.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrate

BACKUPS = "backups"
"""The folder beside the database that holds copies made before a migration."""

BUSY_TIMEOUT = 2000
"""How long a statement waits for another program's lock, in milliseconds."""

_SAFEGUARDS = {
    "foreign_keys": 1,
    "journal_mode": "delete",
    "synchronous": 2,
    "trusted_schema": 0,
    "busy_timeout": BUSY_TIMEOUT,
}


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return sqlite3.sqlite_version


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create a database, brought up to this program's version.

    The connection is in autocommit mode and belongs to the calling thread. A backup is made
    before anything old is changed.

    Raises:
        StoreError: STORE_001 made by a newer program, _002 not ours, _003 damaged, _004 no
            permission, _005 disk full, _006 read-only, _007 locked, _009 unreachable.
    """
    with faults_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT / 1000, isolation_level=None)
        try:
            version = _version(connection, path)
            if version < SCHEMA_VERSION:
                if version:
                    _back_up(connection, path, version)
                migrate(connection)
            _guard(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the system into faults, leaving our own bugs as they are.

    Raises:
        StoreError: as `open_database`.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from error


def copy_database(
    connection: sqlite3.Connection,
    path: Path,
    add: Callable[[sqlite3.Connection], object] | None = None,
) -> None:
    """Copy a database through SQLite's backup call, complete or not at all.

    Args:
        connection: the database.
        path: where the copy goes.
        add: puts into the copy what the database does not hold yet.

    Raises:
        StoreError: as `open_database`; the file that was there is left as it was.
    """
    with faults_of(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        part.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as target:
            connection.backup(target)
            if add is not None:
                add(target)
            problems = find_damage(target)
        if problems:
            raise StoreError(DAMAGED, file=path.name, folder=str(path.parent))
        part.replace(path)


def find_damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's quick check finds wrong, empty when all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    return [] if found == ["ok"] else found


def set_aside_damaged(path: Path) -> Path:
    """Move a damaged database out of the way, with its journal, and return where it lies now.

    Nothing is deleted: the file may still be recovered.

    Raises:
        StoreError: the file cannot be moved.
    """
    stamp = _now()
    moved = free_name(path.with_name(f"{path.name}.damaged-{stamp}"))
    with faults_of(path):
        journal = path.with_name(path.name + "-journal")
        path.rename(moved)
        if journal.exists():
            journal.rename(moved.with_name(moved.name + "-journal"))
    return moved


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The version of an own file, 0 for a new one."""
    application = _pragma(connection, "application_id")
    version = int(_pragma(connection, "user_version"))
    names = {"file": path.name, "folder": str(path.parent)}
    if application != APPLICATION_ID:
        if application == version == 0 and not _tables(connection):
            return 0
        raise StoreError(FOREIGN, **names)
    if version > SCHEMA_VERSION:
        raise StoreError(NEWER, version=str(version), known=str(SCHEMA_VERSION), **names)
    return version


def _tables(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    stamp = _now()
    name = f"{path.stem}-version{version}-{stamp}{path.suffix}"
    copy_database(connection, free_name(path.parent / BACKUPS / name))


def _now() -> str:
    """The time for a file's name, by the clock on the wall as in every other name."""
    return datetime.now().strftime("%Y%m%d-%H%M%S")


def free_name(path: Path) -> Path:
    """A path at which nothing lies yet: the given one, else with a number before the suffix."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _guard(connection: sqlite3.Connection, path: Path) -> None:
    for name, value in _SAFEGUARDS.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        if _pragma(connection, name) != value:
            raise StoreError(UNREACHABLE, file=path.name, folder=str(path.parent))


def _pragma(connection: sqlite3.Connection, name: str) -> int | str:
    found: int | str = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return found
