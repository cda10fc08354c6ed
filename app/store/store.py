"""The store: records, journal, snapshots, drafts and settings behind one thread-safe door."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from app.model.change import Change
from app.model.places import Place
from app.model.record import FormRecord, JsonValue
from app.model.states import after_edit
from app.store import log, queries
from app.store.database import copy_database, find_damage
from app.store.diagnosis import Contents, contents
from app.store.errors import BUSY, ITSELF, StoreError
from app.store.lock import StoreLock
from app.store.values import (
    ChangedRecord,
    Draft,
    Figures,
    Header,
    HeaderValues,
    HistoryEntry,
    Journal,
    LedgerFilter,
    LogEntry,
    LogGap,
    LogQuestion,
    NewRecord,
    StoredRecord,
    Verdict,
)
from app.store.writer import Event, Ticket, Write, Writer, commit, now
from app.store.writes import Transaction

PAGE = 200
"""Lines of the ledger read at a time."""
HISTORY_PAGE = 500
"""Lines of the journal read at a time."""
_PATIENCE = 5.0
"""Seconds that a write of many records waits for those queued before it."""


class Store:
    """All records of one database; made by `Store.open`, to be closed.

    Every method may be called from any thread; what runs in `on_event` may queue, but not ask
    or wait.
    """

    def __init__(self, writer: Writer, lock: StoreLock) -> None:
        self._writer = writer
        self._lock = lock
        self._touched: set[str] = set()

    @classmethod
    def open(
        cls, path: Path, on_event: Callable[[Event], None], take_over: bool = False
    ) -> "Store":
        """Open or create a database.

        Args:
            path: the database file; its folder is made if it is missing.
            on_event: told of every save and every failure, on the store's own thread.
            take_over: also when another machine left it without closing it.

        Raises:
            StoreError: STORE_001 newer, _002 not ours, _003 damaged, _004 no permission,
                _005 disk full, _006 read-only, _007 locked, _008 in use (with the owner's
                name), _009 unreachable.
        """
        lock = StoreLock(path)
        lock.acquire(take_over)
        writer = Writer(path, on_event)
        try:
            writer.start()
        except BaseException:
            lock.release()
            raise
        return cls(writer, lock)

    def headers(
        self,
        year: int | None = None,
        search: str = "",
        limit: int = PAGE,
        after_key: tuple[int, int] | None = None,
        deleted: bool = False,
        only: LedgerFilter | None = None,
    ) -> list[Header]:
        """A page of the ledger: latest year first, in the order of entry within a year.

        `after_key` is the `key` of the last line of the page before; `search` looks into project,
        unit, department, project code and section; `only` says more precisely what is wanted.
        """
        wanted = only or LedgerFilter(search)
        return self._writer.ask(
            lambda connection: queries.headers(connection, year, wanted, limit, after_key, deleted)
        )

    def figures(self, year: int | None, only: LedgerFilter) -> list[Figures]:
        """The figures of every line of the ledger that is wanted, to be summed up."""
        return self._writer.ask(lambda connection: queries.figures(connection, year, only))

    def forms(self) -> list[str]:
        """The ids of the forms that occur."""
        return self._writer.ask(queries.forms)

    def sections(self, year: int | None = None) -> list[str]:
        """The sections in charge (责任股室) that occur, the empty one included."""
        return self._writer.ask(lambda connection: queries.sections(connection, year))

    def record_policies(self, record_ids: Sequence[str]) -> dict[str, JsonValue]:
        """The policy that each record is under, none where it is its form's own."""
        return self._writer.ask(lambda connection: queries.policies(connection, record_ids))

    def years(self) -> list[int]:
        """The years that have records, latest first."""
        return self._writer.ask(queries.years)

    def load(self, record_id: str) -> StoredRecord:
        """A record as it was last queued, even while saving fails.

        Raises:
            StoreError: STORE_010 there is none.
            RecordError: its payload cannot be read.
        """
        return self._writer.ask(lambda connection: self._load(connection, record_id))

    def history(
        self, record_id: str, place: Place | None = None, limit: int = HISTORY_PAGE
    ) -> list[HistoryEntry]:
        """The changes of a record, or of one place or row, latest first."""
        return self._writer.ask(
            lambda connection: queries.history(connection, record_id, place, limit)
        )

    def create(
        self, record: FormRecord, definition: str, header: HeaderValues, who: str = ""
    ) -> Ticket:
        """Queue a new record with the resolved definition (JSON) it is filled under."""
        moment = now()
        self._touched.add(record.id)
        return self._writer.queue(
            Write(
                lambda transaction: transaction.create(record, definition, header, moment, who),
                record.id,
                record,
                header,
                definition,
            )
        )

    def save_change(
        self, record_id: str, change: Change, record: FormRecord, header: HeaderValues, who: str
    ) -> Ticket:
        """Queue a change together with the record and header that it led to.

        The drafts of the places that it sets are dropped with it.
        """
        moment = now()
        self._touched.add(record_id)
        return self._writer.queue(
            Write(
                lambda transaction: transaction.save_change(
                    record_id, change, record, header, who, moment
                ),
                record_id,
                record,
                header,
            )
        )

    def save_all(
        self,
        news: Sequence[NewRecord],
        changes: Sequence[ChangedRecord],
        who: str,
        batch: str,
    ) -> None:
        """Write new records and changes in one transaction, and wait until they are on the disk.

        What was queued before is written first. Either everything is there afterwards or, with
        an error, nothing of it; `batch` joins their entries in the log.

        Raises:
            StoreError: the disk does not take it; STORE_011 a record is there already; _015 one
                was changed meanwhile.
        """
        moment = now()
        self._at_once(lambda t: t.save_all(news, changes, who, moment, batch))
        self._touched.update(new.record.id for new in news)
        self._touched.update(changed.record.id for changed in changes)

    def journal(self, record_id: str) -> Journal:
        """A record with its whole past.

        Raises:
            StoreError: STORE_010 there is none, or its beginning is missing.
        """
        return self._writer.ask(lambda connection: queries.journal(connection, record_id))

    def adopt(self, journals: Sequence[tuple[Journal, int]], who: str, batch: str) -> None:
        """Take records of another database with their past, all in one transaction or none.

        Beside each stands how many of its changes are here already, -1 where it is not here.

        Raises:
            StoreError: the disk does not take it; _010, _011, _015, _016 it does not fit.
        """
        moment = now()

        def act(transaction: Transaction) -> int:
            for journal, known in journals:
                transaction.adopt(journal, known, who, moment, batch)
            return len(journals)

        self._at_once(act)

    def set_state(self, record_id: str, state: str, reason: str, who: str) -> Ticket:
        """Queue bringing a record into a state, kept with a snapshot and in the log."""
        moment = now()
        return self._queue(lambda t: t.set_state(record_id, state, reason, moment, who), record_id)

    def keep_verdict(self, record_id: str, program: str, json: str) -> Ticket:
        """Queue freezing what was found out about a record as it then is."""
        moment = now()
        return self._queue(lambda t: t.keep_verdict(record_id, program, json, moment), record_id)

    def verdict(self, record_id: str) -> Verdict | None:
        """What was frozen of a record last."""
        return self._writer.ask(lambda connection: queries.verdict(connection, record_id))

    def refresh_header(self, record: FormRecord, header: HeaderValues) -> Ticket:
        """Queue other totals and counts for a record that itself did not change."""
        return self._queue(lambda t: t.refresh_header(record, header), record.id)

    def record_at(self, record_id: str, revision: int) -> FormRecord:
        """A record as it was at a revision.

        Raises:
            StoreError: STORE_010 it cannot be had.
        """
        return self._writer.ask(lambda c: queries.snapshot(c, record_id, revision))

    def span(self) -> tuple[str, str] | None:
        """When the first record was made and the last one changed (UTC); none without records."""
        return self._writer.ask(queries.span)

    def header(self, record_id: str) -> Header | None:
        """A record's line of the ledger, deleted or not; none where there is no such record."""
        return self._writer.ask(lambda connection: queries.header(connection, record_id))

    def facts(self, year: int | None = None) -> list[tuple[Header, str]]:
        """Every line of the ledger, of one year or all, with its facts."""
        return self._writer.ask(lambda connection: queries.facts(connection, year))

    # --- the operation log

    def note(self, kind: str, record_id: str, detail: str, who: str, batch: str = "") -> Ticket:
        """Queue an entry of the log for something that changes no record: an export, a backup."""
        moment = now()
        return self._queue(
            lambda t: t.log.add(kind, record_id, time=moment, who=who, batch=batch, detail=detail),
            record_id,
        )

    def operations(self, asked: LogQuestion) -> list[LogEntry]:
        """A page of the log, latest first."""
        return self._writer.ask(lambda connection: log.entries(connection, asked))

    def log_gaps(self) -> list[LogGap]:
        """Where the log does not hold together; empty when it is whole."""
        return self._writer.ask(log.gaps)

    def delete(self, record_id: str, who: str = "") -> Ticket:
        """Queue putting a record aside; nothing of it is removed."""
        moment = now()
        return self._queue(lambda t: t.mark_deleted(record_id, moment, moment, who), record_id)

    def restore(self, record_id: str, who: str = "") -> Ticket:
        """Queue taking a deleted record back."""
        moment = now()
        return self._queue(lambda t: t.mark_deleted(record_id, None, moment, who), record_id)

    def snapshot(self, record_id: str, reason: str) -> Ticket:
        """Queue keeping the record as it then is."""
        moment = now()
        return self._queue(lambda t: t.snapshot(record_id, reason, moment), record_id)

    def put_draft(self, record_id: str, place: Place, text: str) -> Ticket:
        """Queue keeping the text of the open cell."""
        moment = now()
        return self._queue(lambda t: t.put_draft(record_id, str(place), text, moment), record_id)

    def clear_draft(self, record_id: str, place: Place) -> Ticket:
        """Queue forgetting the text of a cell that was open."""
        return self._queue(lambda t: t.clear_draft(record_id, str(place)), record_id)

    def drafts(self) -> list[Draft]:
        """The texts of cells that were open and never committed, oldest first."""
        return self._writer.ask(queries.drafts)

    def get_setting(self, key: str) -> str | None:
        """A setting, or none."""
        return self._writer.ask(lambda connection: queries.setting(connection, key))

    def settings(self) -> dict[str, str]:
        """All settings by their names."""
        return self._writer.ask(queries.settings)

    def put_setting(self, key: str, value: str) -> Ticket:
        """Queue a setting."""
        return self._queue(lambda t: t.put_setting(key, value), "")

    def check(self) -> list[str]:
        """What SQLite's quick check finds wrong, empty when all is well."""
        return self._writer.ask(find_damage)

    def contents(self) -> Contents:
        """How many lines each table has, for comparing with a copy."""
        return self._writer.ask(contents)

    def pending(self) -> list[FormRecord]:
        """The records whose last change is not on the disk yet, each as it was last queued."""
        latest = {w.record_id: w.record for w in self._writer.waiting() if w.record is not None}
        return list(latest.values())

    def retry_now(self) -> None:
        """Try a failed write again at once."""
        self._writer.retry_now()

    def save_copy(self, path: Path) -> None:
        """Copy everything elsewhere, with what could not be saved here.

        Raises:
            StoreError: the copy cannot be made; a file that stood there is left as it was.
        """
        self._writer.ask(lambda connection: self._copy(connection, path))

    def flush(self, timeout: float) -> bool:
        """Wait until all is on the disk, at most `timeout` seconds; whether it is."""
        return self._writer.flush(timeout)

    def close(self, timeout: float) -> bool:
        """Take the snapshots that are due, save and close; false leaves the store open.

        After false, `pending` and `save_copy` still offer everything, and `abandon` closes.
        """
        while self._touched:
            self.snapshot(self._touched.pop(), "closed")
        if not self._writer.finish(timeout):
            return False
        self._lock.release()
        return True

    def abandon(self) -> None:
        """Close without waiting for what is not saved."""
        self._writer.stop()
        self._lock.release()

    def _queue(self, act: Callable[..., int], record_id: str) -> Ticket:
        return self._writer.queue(Write(act, record_id))

    def _at_once(self, act: Callable[[Transaction], int]) -> None:
        """Write without queueing, behind what is queued; raises where that waits or this fails."""

        def write(connection: sqlite3.Connection) -> None:
            waiting = self._writer.waiting()
            if waiting:
                raise StoreError(
                    BUSY, file=self._writer.path.name, folder=str(self._writer.path.parent)
                )
            commit(connection, [Write(act)])

        self._writer.flush(_PATIENCE)
        self._writer.ask(write)

    def _load(self, connection: sqlite3.Connection, record_id: str) -> StoredRecord:
        waiting = [
            w for w in self._writer.waiting() if w.record_id == record_id and w.record is not None
        ]
        if not waiting:
            return queries.load(connection, record_id)
        created = next((w.definition for w in waiting if w.definition is not None), None)
        last = waiting[-1]
        assert last.record is not None
        assert last.header is not None
        if created is not None:
            return StoredRecord(last.record, len(waiting) - 1, last.header.state, created)
        before = queries.load(connection, record_id)
        revision = before.revision + len(waiting)
        state = after_edit(before.state, last.header.state)
        return StoredRecord(last.record, revision, state, before.definition, before.deleted)

    def _copy(self, connection: sqlite3.Connection, path: Path) -> None:
        if path.exists() and path.samefile(self._writer.path):
            raise StoreError(ITSELF, file=path.name, folder=str(path.parent))
        waiting = self._writer.waiting()
        copy_database(connection, path, lambda copy: commit(copy, waiting))
