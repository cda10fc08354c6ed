"""What can be told of a database without telling what is in it."""

import contextlib
import sqlite3
from pathlib import Path
from typing import NamedTuple

from app.store.database import BUSY_TIMEOUT, faults_of, find_damage
from app.store.log import gaps
from app.store.queries import settings


class Contents(NamedTuple):
    """How many lines each table has, and the seal of the log's last entry, empty without one."""

    lines: dict[str, int]
    seal: str


class Diagnosis(NamedTuple):
    """The state of a database: nothing in it was typed, but for the values of `settings`.

    `forms` names each form that records were filled under: id, version, SHA-256 and how many.
    `gaps` counts what the log lacks by kind.
    """

    version: int
    problems: tuple[str, ...]
    contents: Contents
    gaps: dict[str, int]
    settings: dict[str, str]
    forms: tuple[tuple[str, int, str, int], ...]


def contents(connection: sqlite3.Connection) -> Contents:
    """Count the lines of every table, for comparing a database with its copy."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    names = [str(row[0]) for row in connection.execute(sql).fetchall()]
    lines = {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in names
        if not name.startswith("sqlite_")
    }
    last = None
    if "operations" in lines:
        sql = "SELECT hash FROM operations ORDER BY seq DESC LIMIT 1"
        last = connection.execute(sql).fetchone()
    return Contents(lines, str(last[0]) if last else "")


def contents_of(path: Path) -> Contents:
    """Count the lines of a database file; it is only read.

    Raises:
        StoreError: STORE_003 it is damaged; _007 another program holds it; _009 unreachable.
    """
    with faults_of(path), contextlib.closing(_reading(path)) as connection:
        return contents(connection)


def diagnose(path: Path) -> Diagnosis:
    """Look into a database, also one that a window has open; it is only read.

    Raises:
        StoreError: as `contents_of`.
    """
    with faults_of(path), contextlib.closing(_reading(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        counted = contents(connection)
        missing: dict[str, int] = {}
        if "operations" in counted.lines:
            for gap in gaps(connection):
                missing[gap.kind] = missing.get(gap.kind, 0) + gap.count
        return Diagnosis(
            int(version),
            tuple(find_damage(connection)),
            counted,
            missing,
            settings(connection) if "settings" in counted.lines else {},
            tuple(_forms(connection)) if "definitions" in counted.lines else (),
        )


def _forms(connection: sqlite3.Connection) -> list[tuple[str, int, str, int]]:
    sql = (
        "SELECT d.id, d.version, d.hash, count(r.id) FROM definitions d"
        " LEFT JOIN records r ON r.definition = d.hash GROUP BY d.hash ORDER BY d.id, d.version"
    )
    return [(str(i), int(v), str(h), int(n)) for i, v, h, n in connection.execute(sql)]


def _reading(path: Path) -> sqlite3.Connection:
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT / 1000)
