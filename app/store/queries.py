"""What is read from the database: each function reads to the end before it returns."""

import json
import sqlite3
import sys
import zlib
from collections.abc import Sequence

from app.model.change import Change, Delete, Insert, Set, apply
from app.model.codec import decode_change, read_record
from app.model.places import Place
from app.model.record import FormRecord, JsonValue
from app.model.strictjson import dump
from app.store.errors import NO_RECORD, StoreError
from app.store.values import (
    Draft,
    Figures,
    Header,
    HeaderValues,
    HistoryEntry,
    Journal,
    LedgerFilter,
    StoredRecord,
    Verdict,
)

_HEADER_COLUMNS = ", ".join(name for name in Header.__struct_fields__)
_SEARCHED = ("title", "unit", "department", "project_code", "section")


def headers(
    connection: sqlite3.Connection,
    year: int | None,
    only: LedgerFilter,
    limit: int,
    after_key: tuple[int, int] | None,
    deleted: bool,
) -> list[Header]:
    """A page of the ledger: latest year first, in the order of entry within a year."""
    where, values = _wanted(year, only, deleted=deleted)
    if after_key is not None:
        where.append("(year < ? OR (year = ? AND seq > ?))")
        values += [after_key[0], after_key[0], after_key[1]]
    sql = f"SELECT {_HEADER_COLUMNS} FROM records WHERE {' AND '.join(where)}"
    rows = connection.execute(f"{sql} ORDER BY year DESC, seq LIMIT ?", [*values, limit])
    return [Header(row[0], row[1], row[2] or None, *row[3:]) for row in rows]


def facts(connection: sqlite3.Connection, year: int | None) -> list[tuple[Header, str]]:
    """Every line of the ledger in its order, with its facts (JSON, empty where none are kept)."""
    where, values = "deleted_at IS NULL", []
    if year is not None:
        where += " AND year = ?"
        values.append(year)
    sql = f"SELECT {_HEADER_COLUMNS}, facts FROM records WHERE {where} ORDER BY year DESC, seq"
    rows = connection.execute(sql, values).fetchall()
    return [(Header(row[0], row[1], row[2] or None, *row[3:-1]), row[-1]) for row in rows]


def figures(connection: sqlite3.Connection, year: int | None, only: LedgerFilter) -> list[Figures]:
    """The figures of every line that is wanted."""
    where, values = _wanted(year, only)
    sql = f"SELECT state, total, missing, errors FROM records WHERE {' AND '.join(where)}"
    return [Figures(*row) for row in connection.execute(sql, values)]


def forms(connection: sqlite3.Connection) -> list[str]:
    """The ids of the forms that occur."""
    sql = "SELECT DISTINCT form FROM records WHERE deleted_at IS NULL ORDER BY form"
    return [row[0] for row in connection.execute(sql)]


def sections(connection: sqlite3.Connection, year: int | None) -> list[str]:
    """The sections in charge (责任股室) that occur, the empty one included."""
    where, values = _wanted(year, LedgerFilter())
    sql = f"SELECT DISTINCT section FROM records WHERE {' AND '.join(where)} ORDER BY section"
    return [row[0] for row in connection.execute(sql, values)]


def policies(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, JsonValue]:
    """The policy that each of these records is under, none where it is its form's own."""
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT record, json_extract(json, '$.policy') FROM payloads WHERE record IN ({marks})"
    rows = connection.execute(sql, list(ids)).fetchall()
    return {record: None if text is None else json.loads(text) for record, text in rows}


def _wanted(
    year: int | None, only: LedgerFilter, *, deleted: bool = False
) -> tuple[list[str], list[str | int]]:
    """The conditions of a question to the ledger, and their values."""
    where = ["deleted_at IS NOT NULL" if deleted else "deleted_at IS NULL"]
    values: list[str | int] = []
    if year is not None:
        where.append("year = ?")
        values.append(year)
    if only.search:
        found = [f"{column} LIKE ? ESCAPE '!'" for column in _SEARCHED]
        values += [_pattern(only.search)] * len(_SEARCHED)
        if only.forms:
            found.append(f"form IN ({', '.join('?' * len(only.forms))})")
            values += only.forms
        where.append(f"({' OR '.join(found)})")
    if only.states:
        where.append(f"state IN ({', '.join('?' * len(only.states))})")
        values += only.states
    if only.section is not None:
        where.append("section = ?")
        values.append(only.section)
    return where, values


def span(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """When the first record was made and the last one changed (UTC); none without records."""
    sql = "SELECT min(created), max(changed) FROM records"
    first, last = connection.execute(sql).fetchone()
    return None if first is None else (first, last)


def header(connection: sqlite3.Connection, record_id: str) -> Header | None:
    """A record's line of the ledger, deleted or not; none where there is no such record."""
    sql = f"SELECT {_HEADER_COLUMNS} FROM records WHERE id = ?"
    row = connection.execute(sql, [record_id]).fetchone()
    return None if row is None else Header(row[0], row[1], row[2] or None, *row[3:])


def verdict(connection: sqlite3.Connection, record_id: str) -> Verdict | None:
    """What was frozen of a record last, none where nothing was."""
    sql = (
        "SELECT revision, time, program, json FROM verdicts WHERE record = ?"
        " ORDER BY revision DESC LIMIT 1"
    )
    row = connection.execute(sql, [record_id]).fetchone()
    return None if row is None else Verdict(*row)


def snapshot(connection: sqlite3.Connection, record_id: str, revision: int) -> FormRecord:
    """The record as it was at a revision, from the snapshot before and the changes since.

    Raises:
        StoreError: STORE_010 there is no snapshot up to this revision.
    """
    sql = (
        "SELECT revision, json FROM snapshots WHERE record = ? AND revision <= ?"
        " ORDER BY revision DESC LIMIT 1"
    )
    row = connection.execute(sql, [record_id, revision]).fetchone()
    if row is None:
        raise StoreError(NO_RECORD, record=record_id)
    record = read_record(zlib.decompress(row[1]), record_id)
    sql = (
        "SELECT change FROM changes WHERE record = ? AND revision > ? AND revision <= ?"
        " ORDER BY revision"
    )
    for (line,) in connection.execute(sql, [record_id, row[0], revision]).fetchall():
        record = apply(record, decode_change(line))
    return record


def journal(connection: sqlite3.Connection, record_id: str) -> Journal:
    """A record with its whole past.

    Raises:
        StoreError: STORE_010 there is none, or its beginning is missing.
    """
    found = load(connection, record_id)
    sql = (
        "SELECT title, unit, department, state, total, grade, missing, errors, warnings, facts,"
        " rounds FROM records WHERE id = ?"
    )
    *values, rounds = connection.execute(sql, [record_id]).fetchone()
    sql = (
        "SELECT time, who, detail FROM operations WHERE record = ? AND kind = 'state' ORDER BY seq"
    )
    stages = connection.execute(sql, [record_id]).fetchall()
    changes = history(connection, record_id, None, sys.maxsize)
    return Journal(
        first=snapshot(connection, record_id, 0),
        record=found.record,
        definition=found.definition,
        header=HeaderValues(*values),
        state=found.state,
        rounds=rounds,
        changes=tuple(reversed(changes)),
        stages=tuple(stages),
    )


def years(connection: sqlite3.Connection) -> list[int]:
    """The years that have records, latest first."""
    sql = "SELECT DISTINCT year FROM records WHERE deleted_at IS NULL AND year ORDER BY year DESC"
    return [row[0] for row in connection.execute(sql)]


def load(connection: sqlite3.Connection, record_id: str) -> StoredRecord:
    """A record with its definition.

    Raises:
        StoreError: STORE_010 there is none.
        RecordError: the payload cannot be read.
    """
    row = connection.execute(
        """SELECT p.json, r.revision, r.state, d.json, r.deleted_at IS NOT NULL
           FROM records r JOIN payloads p ON p.record = r.id
           JOIN definitions d ON d.hash = r.definition WHERE r.id = ?""",
        [record_id],
    ).fetchone()
    if row is None:
        raise StoreError(NO_RECORD, record=record_id)
    return StoredRecord(read_record(row[0], record_id), row[1], row[2], row[3], bool(row[4]))


def history(
    connection: sqlite3.Connection, record_id: str, place: Place | None, limit: int
) -> list[HistoryEntry]:
    """The changes of a record, or of one place (of a whole row without a field), latest first."""
    where, values = "record = ?", [record_id]
    if place is not None:
        for part in (place.row, place.field):
            if part:
                # A first sieve by the text of the journal line; `_touches` decides.
                where += " AND instr(change, ?)"
                values.append(dump(part).decode())
    sql = f"SELECT revision, time, who, change FROM changes WHERE {where} ORDER BY revision DESC"
    found: list[HistoryEntry] = []
    for revision, time, who, line in connection.execute(sql, values).fetchall():
        change = decode_change(line)
        if place is None or _touches(change, place):
            found.append(HistoryEntry(revision, time, who, change))
        if len(found) == limit:
            break
    return found


def drafts(connection: sqlite3.Connection) -> list[Draft]:
    """The texts of cells that were open when the program ended, oldest first."""
    rows = connection.execute("SELECT record, place, text, time FROM drafts ORDER BY time")
    return [Draft(*row) for row in rows]


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """A setting, or none."""
    row = connection.execute("SELECT value FROM settings WHERE key = ?", [key]).fetchone()
    return None if row is None else str(row[0])


def settings(connection: sqlite3.Connection) -> dict[str, str]:
    """All settings by their names."""
    return dict(connection.execute("SELECT key, value FROM settings ORDER BY key").fetchall())


def _pattern(search: str) -> str:
    for special in "!%_":
        search = search.replace(special, "!" + special)
    return f"%{search}%"


def _touches(change: Change, place: Place) -> bool:
    for step in change.steps:
        match step:
            case Set(where):
                if where == place or (not place.field and _same_row(where, place)):
                    return True
            case Insert(section, row) | Delete(section, row):
                named = not place.field or place.field in row.cells
                if section == place.section and row.id == place.row and named:
                    return True
            case _:
                if not place.field and (step.section, step.row_id) == (place.section, place.row):
                    return True
    return False


def _same_row(where: Place, place: Place) -> bool:
    return (where.section, where.row) == (place.section, place.row)
