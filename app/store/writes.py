"""What is written to the database, inside one transaction that the writer begins and commits."""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable

import msgspec

from app.model.change import Change, Set, apply
from app.model.codec import encode_change, encode_record
from app.model.faults import ChangeError
from app.model.record import FormRecord
from app.model.states import RETURNED, after_edit
from app.model.strictjson import dump
from app.store.errors import (
    BROKEN_JOURNAL,
    CHANGED_MEANWHILE,
    NO_RECORD,
    RECORD_EXISTS,
    StoreError,
)
from app.store.log import Chain
from app.store.values import ChangedRecord, HeaderValues, HistoryEntry, Journal, NewRecord

SNAPSHOT_EVERY = 200
"""Changes between two snapshots of a record."""

_CODES = ("project_code", "unit_code", "fund_nature", "section")


class Transaction:
    """Writes of one transaction; payloads and headers of changed records are written last, once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._revisions: dict[str, int] = {}
        self._latest: dict[str, tuple[FormRecord, HeaderValues, str]] = {}
        self._chain: Chain | None = None

    @property
    def log(self) -> Chain:
        """The operation log's end."""
        self._chain = self._chain or Chain(self._connection)
        return self._chain

    def create(
        self,
        record: FormRecord,
        definition: str,
        header: HeaderValues,
        time: str,
        who: str = "",
        batch: str = "",
    ) -> int:
        """A new record with a first snapshot.

        Raises:
            StoreError: STORE_011 there is one with this id.
        """
        if self._revision_in_database(record.id) is not None:
            raise StoreError(RECORD_EXISTS, record=record.id)
        digest = record.form_hash or hashlib.sha256(definition.encode()).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO definitions (hash, id, version, json) VALUES (?, ?, ?, ?)",
            [digest, record.form, record.form_version, definition],
        )
        values = _header_row(record, header)
        values |= {"id": record.id, "form": record.form, "definition": digest}
        values |= {"revision": 0, "created": time, "changed": time}
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(
            f"INSERT INTO records ({names}) VALUES ({marks})", list(values.values())
        )
        payload = encode_record(record)
        self._connection.execute(
            "INSERT INTO payloads (record, json) VALUES (?, ?)", [record.id, payload.decode()]
        )
        self._insert_snapshot(record.id, 0, time, "created", payload)
        self._revisions[record.id] = 0
        digest = hashlib.sha256(payload).hexdigest()
        self.log.add("created", record.id, time=time, who=who, batch=batch, detail=digest)
        return 0

    def save_change(
        self,
        record_id: str,
        change: Change,
        record: FormRecord,
        header: HeaderValues,
        who: str,
        time: str,
        batch: str = "",
    ) -> int:
        """One line of the journal and of the log; returns its revision.

        Raises:
            StoreError: STORE_010 there is no such record.
        """
        revision = self._revision(record_id) + 1
        line = encode_change(change).decode()
        self._connection.execute(
            "INSERT INTO changes (record, revision, time, who, how, name, change)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [record_id, revision, time, who, change.how, change.name, line],
        )
        self.log.add("changed", record_id, revision, time=time, who=who, batch=batch, change=line)
        self._clear_drafts(
            (record_id, str(step.place)) for step in change.steps if isinstance(step, Set)
        )
        self._revisions[record_id] = revision
        self._latest[record_id] = (record, header, time)
        if revision % SNAPSHOT_EVERY == 0:
            payload = encode_record(record)
            self._insert_snapshot(record_id, revision, time, "every 200", payload)
        return revision

    def save_all(
        self,
        news: Iterable[NewRecord],
        changes: Iterable[ChangedRecord],
        who: str,
        time: str,
        batch: str,
    ) -> int:
        """Records and changes that belong together; returns how many there were.

        Raises:
            StoreError: STORE_010 or _011; _015 a record was changed meanwhile.
        """
        count = 0
        for new in news:
            self.create(new.record, new.definition, new.header, time, who, batch)
            count += 1
        for changed in changes:
            record = changed.record
            if self._revision(record.id) != changed.revision:
                raise StoreError(CHANGED_MEANWHILE, title=changed.header.title)
            self.save_change(record.id, changed.change, record, changed.header, who, time, batch)
            if changed.state:
                self.set_state(record.id, changed.state, changed.reason, time, who, batch)
            count += 1
        return count

    def adopt(self, journal: Journal, known: int, who: str, time: str, batch: str) -> int:
        """A record of another database with its past, or the rest of one that is here so far.

        Args:
            journal: the record.
            known: how many of its changes are here; -1 where it is not here at all.
            who: who takes it.
            time: when.
            batch: joins the entries of the log.

        Raises:
            StoreError: STORE_010, _011 or _015 it is not as far here as it was said to be; _016
                its changes do not lead to the record.
        """
        record_id, record = journal.record.id, journal.first
        if known < 0:
            self.create(record, journal.definition, journal.header, time, who, batch)
        elif self._revision(record_id) != known:
            raise StoreError(CHANGED_MEANWHILE, title=journal.header.title)
        for number, entry in enumerate(journal.changes):
            record = _applied(record, entry, journal)
            if number >= known:
                told = (record, journal.header, entry.who, entry.time, batch)
                self.save_change(record_id, entry.change, *told)
        if encode_record(record) != encode_record(journal.record):
            raise StoreError(BROKEN_JOURNAL, title=journal.header.title)
        revision = self._revision(record_id)
        self.finish()
        for when, author, detail in self._stages_missing(record_id, journal):
            self.log.add("state", record_id, revision, time=when, who=author, detail=detail)
        self._connection.execute(
            "UPDATE records SET state = ?, rounds = ? WHERE id = ?",
            [journal.state, journal.rounds, record_id],
        )
        self.log.add("taken", record_id, revision, time=time, who=who, batch=batch)
        return revision

    def _stages_missing(self, record_id: str, journal: Journal) -> list[tuple[str, str, str]]:
        sql = "SELECT time, who, detail FROM operations WHERE record = ? AND kind = 'state'"
        here = set(self._connection.execute(sql, [record_id]).fetchall())
        return [stage for stage in journal.stages if stage not in here]

    def set_state(
        self, record_id: str, state: str, reason: str, time: str, who: str, batch: str = ""
    ) -> int:
        """Bring a record into a state, with a snapshot of it; returns its revision.

        Raises:
            StoreError: STORE_010 there is no such record.
        """
        revision = self._revision(record_id)
        self.finish()
        before = self._state(record_id)
        self.snapshot(record_id, state, time)
        back = " , rounds = rounds + 1" if state == RETURNED else ""
        self._connection.execute(
            f"UPDATE records SET state = ?, changed = ?{back} WHERE id = ?",
            [state, time, record_id],
        )
        detail = dump({"from": before, "to": state, "reason": reason}).decode()
        self.log.add("state", record_id, revision, time=time, who=who, batch=batch, detail=detail)
        return revision

    def keep_verdict(self, record_id: str, program: str, json: str, time: str) -> int:
        """Freeze what was found out about a record as it is now; returns its revision."""
        revision = self._revision(record_id)
        self._connection.execute(
            "INSERT OR REPLACE INTO verdicts (record, revision, time, program, json)"
            " VALUES (?, ?, ?, ?, ?)",
            [record_id, revision, time, program, json],
        )
        return revision

    def refresh_header(self, record: FormRecord, header: HeaderValues) -> int:
        """Show other totals and counts of a record that itself did not change."""
        values = _header_row(record, header)
        values["state"] = after_edit(self._state(record.id), header.state, edited=False)
        assignments = ", ".join(f"{name} = ?" for name in values)
        self._connection.execute(
            f"UPDATE records SET {assignments} WHERE id = ?", [*values.values(), record.id]
        )
        return self._revision(record.id)

    def mark_deleted(
        self, record_id: str, deleted_at: str | None, time: str = "", who: str = ""
    ) -> int:
        """Put a record aside, or take it back (none); returns its revision.

        Raises:
            StoreError: STORE_010 there is no such record.
        """
        revision = self._revision(record_id)
        self._connection.execute(
            "UPDATE records SET deleted_at = ? WHERE id = ?", [deleted_at, record_id]
        )
        kind = "deleted" if deleted_at else "restored"
        self.log.add(kind, record_id, revision, time=time, who=who)
        return revision

    def snapshot(self, record_id: str, reason: str, time: str) -> int:
        """Keep the record as it is now, unless this revision is kept; returns its revision.

        Raises:
            StoreError: STORE_010 there is no such record.
        """
        revision = self._revision(record_id)
        kept = self._connection.execute(
            "SELECT 1 FROM snapshots WHERE record = ? AND revision = ?", [record_id, revision]
        ).fetchone()
        if kept is None:
            self.finish()
            row = self._connection.execute(
                "SELECT json FROM payloads WHERE record = ?", [record_id]
            ).fetchone()
            self._insert_snapshot(record_id, revision, time, reason, row[0].encode())
        return revision

    def put_draft(self, record_id: str, place: str, text: str, time: str) -> int:
        """Keep the text of an open cell."""
        self._connection.execute(
            "INSERT OR REPLACE INTO drafts (record, place, text, time) VALUES (?, ?, ?, ?)",
            [record_id, place, text, time],
        )
        return 0

    def clear_draft(self, record_id: str, place: str) -> int:
        """Forget the text of a cell that was open."""
        self._clear_drafts([(record_id, place)])
        return 0

    def put_setting(self, key: str, value: str) -> int:
        """Keep a setting."""
        self._connection.execute(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", [key, value]
        )
        return 0

    def finish(self) -> None:
        """Write what the changes since the last call came to."""
        for record_id, (record, header, time) in self._latest.items():
            values = _header_row(record, header)
            values |= {"revision": self._revisions[record_id], "changed": time}
            values["state"] = after_edit(self._state(record_id), header.state)
            assignments = ", ".join(f"{name} = ?" for name in values)
            self._connection.execute(
                f"UPDATE records SET {assignments} WHERE id = ?", [*values.values(), record_id]
            )
            self._connection.execute(
                "UPDATE payloads SET json = ? WHERE record = ?",
                [encode_record(record).decode(), record_id],
            )
        self._latest.clear()

    def _revision(self, record_id: str) -> int:
        if record_id not in self._revisions:
            found = self._revision_in_database(record_id)
            if found is None:
                raise StoreError(NO_RECORD, record=record_id)
            self._revisions[record_id] = found
        return self._revisions[record_id]

    def _revision_in_database(self, record_id: str) -> int | None:
        sql = "SELECT revision FROM records WHERE id = ?"
        row = self._connection.execute(sql, [record_id]).fetchone()
        return None if row is None else int(row[0])

    def _state(self, record_id: str) -> str:
        sql = "SELECT state FROM records WHERE id = ?"
        return str(self._connection.execute(sql, [record_id]).fetchone()[0])

    def _clear_drafts(self, places: Iterable[tuple[str, str]]) -> None:
        self._connection.executemany("DELETE FROM drafts WHERE record = ? AND place = ?", places)

    def _insert_snapshot(
        self, record_id: str, revision: int, time: str, reason: str, payload: bytes
    ) -> None:
        self._connection.execute(
            "INSERT INTO snapshots (record, revision, time, reason, json) VALUES (?, ?, ?, ?, ?)",
            [record_id, revision, time, reason, zlib.compress(payload)],
        )


def _applied(record: FormRecord, entry: HistoryEntry, journal: Journal) -> FormRecord:
    try:
        return apply(record, entry.change)
    except ChangeError as error:
        raise StoreError(BROKEN_JOURNAL, title=journal.header.title) from error


def _header_row(record: FormRecord, header: HeaderValues) -> dict[str, str | int]:
    row: dict[str, str | int] = {name: record.codes.get(name, "") for name in _CODES}
    row |= msgspec.structs.asdict(header)
    return row | {"year": record.year or 0}
