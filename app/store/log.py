"""The operation log: who did what, when, to which record; each entry sealed by the one before."""

import hashlib
import sqlite3
from collections.abc import Iterator

import msgspec

from app.model.places import Place
from app.model.strictjson import dump
from app.store.values import LogEntry, LogGap, LogQuestion

FIRST = "0" * 64
"""What the first entry of a log is chained to."""

_COLUMNS = "o.seq, o.time, o.who, o.kind, o.record, o.revision, o.batch, o.detail, o.hash"
_CHANGED = "LEFT JOIN changes c ON c.record = o.record AND c.revision = o.revision"
_JOINED = f"operations o {_CHANGED} AND o.kind = 'changed'"
_TITLED = f"{_JOINED} LEFT JOIN records r ON r.id = o.record"
_SEARCHED = ("o.who", "o.detail", "c.change", "r.title", "r.project_code")


class Chain:
    """Adds entries to the log inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        sql = "SELECT seq, hash FROM operations ORDER BY seq DESC LIMIT 1"
        last = connection.execute(sql).fetchone() or (0, FIRST)
        self._seq, self._hash = int(last[0]), str(last[1])

    def add(
        self,
        kind: str,
        record: str,
        revision: int = 0,
        *,
        time: str,
        who: str,
        batch: str = "",
        detail: str = "",
        change: str = "",
    ) -> int:
        """Add an entry and return its number; `change` is the journal's line it stands for."""
        seq = self._seq + 1
        entry = LogEntry(seq, time, who, kind, record, revision, batch, detail, "", "", change)
        self._hash = seal(entry, self._hash)
        self._seq = seq
        self._connection.execute(
            "INSERT INTO operations (seq, time, who, kind, record, revision, batch, detail, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [seq, time, who, kind, record, revision, batch, detail, self._hash],
        )
        return seq


def seal(entry: LogEntry, before: str) -> str:
    """The hash of an entry (SHA-256, hexadecimal), chained to the one before."""
    line = [before, entry.seq, entry.time, entry.who, entry.kind, entry.record, entry.revision]
    line += [entry.batch, entry.detail, hashlib.sha256(entry.change.encode()).hexdigest()]
    return hashlib.sha256(dump(line)).hexdigest()


def entries(connection: sqlite3.Connection, asked: LogQuestion) -> list[LogEntry]:
    """A page of the log, latest first."""
    where, values = ["1"], []
    for column, value in (("o.record", asked.record), ("o.batch", asked.batch)):
        if value:
            where.append(f"{column} = ?")
            values.append(value)
    if asked.kinds:
        where.append(f"o.kind IN ({', '.join('?' * len(asked.kinds))})")
        values += asked.kinds
    if asked.since:
        where.append("o.time >= ?")
        values.append(asked.since)
    if asked.until:
        where.append("o.time < ?")
        values.append(asked.until)
    if asked.search:
        pattern = f"%{_escaped(asked.search)}%"
        looked_in = [*_SEARCHED, *["c.change"] * len(asked.cells)]
        where.append("(" + " OR ".join(f"{c} LIKE ? ESCAPE '!'" for c in looked_in) + ")")
        values += [pattern] * len(_SEARCHED) + [_change_of(place) for place in asked.cells]
    if asked.before:
        where.append("o.seq < ?")
        values.append(str(asked.before))
    sql = (
        f"SELECT {_COLUMNS}, COALESCE(r.title, ''), COALESCE(c.change, '') FROM {_TITLED}"
        f" WHERE {' AND '.join(where)} ORDER BY o.seq DESC LIMIT ?"
    )
    return [LogEntry(*row) for row in connection.execute(sql, [*values, asked.limit])]


def _change_of(place: Place) -> str:
    """The pattern of a change of a cell, as changes are written down."""
    told = _escaped(msgspec.json.encode(place).decode())
    return "%" + told.replace('"*"', '"%"') + "%"


def gaps(connection: sqlite3.Connection) -> list[LogGap]:
    """Where the log does not hold together: entries missing, altered, or cut off at the end."""
    found: list[LogGap] = []
    before, expected = FIRST, 1
    for entry in _all(connection):
        if entry.seq != expected:
            found.append(LogGap("missing", expected, entry.seq - expected, entry.time))
        elif seal(entry, before) != entry.hash:
            found.append(LogGap("altered", entry.seq, 1, entry.time))
        before, expected = entry.hash, entry.seq + 1
    sql = "SELECT seq FROM sqlite_sequence WHERE name = 'operations'"
    last = int((connection.execute(sql).fetchone() or (0,))[0])
    if last >= expected:
        found.append(LogGap("missing", expected, last - expected + 1, ""))
    return [*found, *_unlogged(connection)]


def _all(connection: sqlite3.Connection) -> Iterator[LogEntry]:
    sql = f"SELECT {_COLUMNS}, '', COALESCE(c.change, '') FROM {_JOINED} ORDER BY o.seq"
    for row in connection.execute(sql).fetchall():
        yield LogEntry(*row)


def _unlogged(connection: sqlite3.Connection) -> list[LogGap]:
    sql = (
        "SELECT c.record, c.revision, c.time FROM changes c WHERE NOT EXISTS (SELECT 1 FROM"
        " operations o WHERE o.record = c.record AND o.revision = c.revision"
        " AND o.kind = 'changed') ORDER BY c.time LIMIT 100"
    )
    return [LogGap("unlogged", 0, 1, row[2], row[0]) for row in connection.execute(sql)]


def _escaped(text: str) -> str:
    for special in "!%_":
        text = text.replace(special, "!" + special)
    return text
