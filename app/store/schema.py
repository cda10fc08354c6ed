"""The tables, as named steps from each version of the database to the next."""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.store.log import Chain

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x5A495031
"""What SQLite writes into the head of our files: the letters ZIP1."""

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "create_records_and_journal",
        (
            """CREATE TABLE definitions (
                hash TEXT PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL,
                json TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE records (
                seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
                year INTEGER NOT NULL, form TEXT NOT NULL,
                definition TEXT NOT NULL REFERENCES definitions (hash),
                title TEXT NOT NULL, unit TEXT NOT NULL, department TEXT NOT NULL,
                project_code TEXT NOT NULL, unit_code TEXT NOT NULL,
                fund_nature TEXT NOT NULL, section TEXT NOT NULL,
                state TEXT NOT NULL, total TEXT NOT NULL, grade TEXT NOT NULL,
                missing INTEGER NOT NULL, errors INTEGER NOT NULL, warnings INTEGER NOT NULL,
                revision INTEGER NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL,
                deleted_at TEXT
            ) STRICT""",
            "CREATE INDEX records_by_year ON records (year DESC, seq)",
            """CREATE TABLE payloads (
                record TEXT PRIMARY KEY REFERENCES records (id), json TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE changes (
                record TEXT NOT NULL REFERENCES records (id), revision INTEGER NOT NULL,
                time TEXT NOT NULL, who TEXT NOT NULL, how TEXT NOT NULL, name TEXT NOT NULL,
                change TEXT NOT NULL, PRIMARY KEY (record, revision)
            ) STRICT""",
            """CREATE TABLE snapshots (
                record TEXT NOT NULL REFERENCES records (id), revision INTEGER NOT NULL,
                time TEXT NOT NULL, reason TEXT NOT NULL, json BLOB NOT NULL
            ) STRICT""",
            "CREATE INDEX snapshots_by_record ON snapshots (record, revision)",
        ),
    ),
    (
        "add_drafts_attachments_settings",
        (
            """CREATE TABLE drafts (
                record TEXT NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL,
                time TEXT NOT NULL, PRIMARY KEY (record, place)
            ) STRICT""",
            """CREATE TABLE attachments (
                id INTEGER PRIMARY KEY, record TEXT NOT NULL REFERENCES records (id),
                place TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
                added TEXT NOT NULL, content BLOB NOT NULL
            ) STRICT""",
            "CREATE INDEX attachments_by_record ON attachments (record)",
            "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
        ),
    ),
    (
        "add_operations_verdicts_facts",
        (
            """CREATE TABLE operations (
                seq INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, who TEXT NOT NULL,
                kind TEXT NOT NULL, record TEXT NOT NULL, revision INTEGER NOT NULL,
                batch TEXT NOT NULL, detail TEXT NOT NULL, hash TEXT NOT NULL
            ) STRICT""",
            "CREATE INDEX operations_by_record ON operations (record, seq)",
            "CREATE INDEX operations_by_change ON operations (record, revision, kind)",
            """CREATE TABLE verdicts (
                record TEXT NOT NULL REFERENCES records (id), revision INTEGER NOT NULL,
                time TEXT NOT NULL, program TEXT NOT NULL, json TEXT NOT NULL,
                PRIMARY KEY (record, revision)
            ) STRICT""",
            "ALTER TABLE records ADD COLUMN facts TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE records ADD COLUMN rounds INTEGER NOT NULL DEFAULT 0",
            # Evidence is part of the record; its files lie beside the database.
            "DROP TABLE attachments",
        ),
    ),
)

APPEND_ONLY = tuple(
    f"""CREATE TRIGGER {table}_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'append only'); END"""
    for table in ("operations", "changes")
    for verb in ("UPDATE", "DELETE")
)
"""What keeps the log and the journal from being rewritten by this or another program."""

_LOGGED_FROM = 3

SCHEMA_VERSION = len(STEPS)
"""The `user_version` of a file that this program writes."""


def migrate(connection: sqlite3.Connection, upto: int = SCHEMA_VERSION) -> None:
    """Take the steps that a database lacks, each in a transaction of its own.

    Args:
        connection: in the default transaction handling of sqlite3, at no step's middle.
        upto: the version to stop at.
    """
    from sqlite_utils import Database, Migrations

    # First of all, so that a new file that is cut off half-way is still known as ours.
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrations = Migrations("ziping")
    for number, (name, statements) in enumerate(STEPS[:upto], start=1):
        migrations(name=name)(_step(number, statements))
    migrations.apply(Database(connection))


def _step(number: int, statements: tuple[str, ...]) -> "Callable[[Database], None]":
    def step(database: "Database") -> None:
        for statement in statements:
            database.execute(statement)
        if number == _LOGGED_FROM:
            _log_what_was_before(database.conn)
            for trigger in APPEND_ONLY:
                database.execute(trigger)
        database.execute(f"PRAGMA user_version = {number}")

    return step


def _log_what_was_before(connection: sqlite3.Connection) -> None:
    """Enter the records and changes of an older database into the log, in the order of time."""
    chain = Chain(connection)
    created = "SELECT created, '', 'created', id, 0, '' FROM records"
    changed = "SELECT time, who, 'changed', record, revision, change FROM changes"
    rows = connection.execute(f"{created} UNION ALL {changed} ORDER BY 1, 4, 5").fetchall()
    for time, who, kind, record, revision, change in rows:
        chain.add(kind, record, revision, time=time, who=who, change=change)
