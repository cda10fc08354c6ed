"""Copies of a database: looking into one, and putting one in place of the database."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

from app.store.database import faults_of, find_damage
from app.store.errors import DAMAGED, NEWER, StoreError
from app.store.lock import StoreLock
from app.store.schema import APPLICATION_ID, SCHEMA_VERSION


class Checked(NamedTuple):
    """What a copy holds: how many records, and whether SQLite finds it whole."""

    records: int
    whole: bool


def look_into(path: Path) -> Checked:
    """Open a copy for reading only.

    Raises:
        StoreError: STORE_001 made by a newer program, _003 it is no copy or cannot be read.
    """
    names = {"file": path.name, "folder": str(path.parent)}
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            application, version = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("application_id", "user_version")
            )
            if application != APPLICATION_ID:
                raise StoreError(DAMAGED, **names)
            if version > SCHEMA_VERSION:
                known = str(SCHEMA_VERSION)
                raise StoreError(NEWER, version=str(version), known=known, **names)
            sql = "SELECT count(*) FROM records WHERE deleted_at IS NULL"
            records = int(connection.execute(sql).fetchone()[0])
            return Checked(records, not find_damage(connection))
    except (sqlite3.Error, OSError) as error:
        raise StoreError(DAMAGED, **names) from error


def put_in_place(copy: Path, database: Path, aside: Path) -> None:
    """Replace a database that nobody has open by a copy; what stood there is kept at `aside`.

    Raises:
        StoreError: STORE_001 or _003 the copy is no good; _008 the database is in use; _004 to
            _009 the folder does not take it. The database is then as it was.
    """
    if not look_into(copy).whole:
        raise StoreError(DAMAGED, file=copy.name, folder=str(copy.parent))
    lock = StoreLock(database)
    lock.acquire()
    try:
        with faults_of(database):
            aside.parent.mkdir(parents=True, exist_ok=True)
            journal = database.with_name(database.name + "-journal")
            if database.exists():
                _copy(database, aside)
            if journal.exists():
                # It belongs to the former database, and would be played into the new one.
                _copy(journal, aside.with_name(aside.name + "-journal"))
                journal.unlink()
            _copy(copy, database)
    finally:
        lock.release()


def _copy(source: Path, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
