"""The one thread that owns the connection: it writes in order, retries, and answers questions."""

import contextlib
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.model.faults import FaultError
from app.model.record import FormRecord
from app.store.database import faults_of, open_database
from app.store.errors import CLOSED, NOT_STORABLE, StoreError, fault_of
from app.store.values import Failed, HeaderValues, Saved
from app.store.writes import Transaction

Result = TypeVar("Result")
Event = Saved | Failed

FIRST_DELAY, LONGEST_DELAY = 0.2, 5.0
"""Seconds between two attempts: doubled after each that fails."""


class Ticket:
    """The receipt of a queued write."""

    def __init__(self) -> None:
        self._done = threading.Event()
        self._revision = 0
        self._fault: FaultError | None = None

    @property
    def done(self) -> bool:
        """Whether the write is on the disk, or was refused."""
        return self._done.is_set()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the disk and return the record's revision.

        Raises:
            TimeoutError: it took longer than `timeout` seconds; the write stays queued.
            StoreError: the write was refused.
        """
        if not self._done.wait(timeout):
            raise TimeoutError
        if self._fault is not None:
            raise self._fault
        return self._revision

    def settle(self, revision: int, fault: FaultError | None = None) -> None:
        """Say how it ended (the writer's part)."""
        self._revision = revision
        self._fault = fault
        self._done.set()


class Write:
    """A queued write: what to do in a transaction, and what it holds in memory until then."""

    def __init__(
        self,
        act: Callable[[Transaction], int],
        record_id: str = "",
        record: FormRecord | None = None,
        header: HeaderValues | None = None,
        definition: str | None = None,
    ) -> None:
        self.act = act
        self.record_id = record_id
        self.record = record
        self.header = header
        self.definition = definition
        self.ticket = Ticket()


class _Question(Generic[Result]):
    def __init__(self, ask: Callable[[sqlite3.Connection], Result]) -> None:
        self._ask = ask
        self._done = threading.Event()
        self._answer: Result
        self._error: BaseException | None = None

    def answer(self, connection: sqlite3.Connection, path: Path) -> None:
        try:
            with faults_of(path):
                self._answer = self._ask(connection)
        except BaseException as error:
            self._error = error
        self._done.set()

    def refuse(self, fault: StoreError) -> None:
        self._error = fault
        self._done.set()

    def result(self) -> Result:
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._answer


class Writer:
    """Owns the database's only connection, on a thread of its own.

    Writes are committed in the order in which they were queued; what gathers while the disk is
    busy goes into one transaction. A fault of the surroundings keeps the queue, is told through
    `on_event` and tried again; questions are still answered meanwhile.
    """

    def __init__(self, path: Path, on_event: Callable[[Event], None]) -> None:
        self.path = path
        self._on_event = on_event
        self._wake = threading.Condition()
        self._writes: list[Write] = []
        self._questions: list[_Question[Any]] = []
        self._retries = 0
        self._retry_at = 0.0
        self._closing = False
        self._opened = threading.Event()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)

    def start(self) -> None:
        """Open the database.

        Raises:
            StoreError: as `open_database`.
        """
        self._thread.start()
        self._opened.wait()
        if self._fault is not None:
            self._thread.join()
            raise self._fault

    def queue(self, write: Write) -> Ticket:
        """Put a write at the end of the queue.

        Raises:
            StoreError: STORE_012 the store is closed.
        """
        with self._wake:
            self._refuse_when_closing()
            self._writes.append(write)
            self._wake.notify_all()
        return write.ticket

    def ask(self, question: Callable[[sqlite3.Connection], Result]) -> Result:
        """Have something read, after the writes queued so far unless they fail.

        Raises:
            StoreError: STORE_012 the store is closed, or the database cannot be read.
            RuntimeError: called on the writer's own thread, which would wait for itself.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a listener asks the thread that calls it")
        asked = _Question(question)
        with self._wake:
            self._refuse_when_closing()
            self._questions.append(asked)
            self._wake.notify_all()
        return asked.result()

    def waiting(self) -> list[Write]:
        """The writes that are not on the disk yet."""
        with self._wake:
            return list(self._writes)

    def flush(self, timeout: float) -> bool:
        """Try at once, and wait until the queue is empty; whether it is after `timeout` seconds."""
        self.retry_now()
        with self._wake:
            return self._wake.wait_for(lambda: not self._writes, timeout)

    def retry_now(self) -> None:
        """Try a failed write again without waiting for the next attempt."""
        with self._wake:
            self._retry_at = 0.0
            self._wake.notify_all()

    def finish(self, timeout: float) -> bool:
        """Flush, and close in the moment when nothing waits; false leaves all as it is."""
        self.retry_now()
        with self._wake:
            if not self._wake.wait_for(lambda: not self._writes, timeout):
                return False
            self._closing = True
            self._wake.notify_all()
        self._thread.join()
        return True

    def stop(self) -> None:
        """Close the database; what still waits is refused."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join()
        for write in self.waiting():
            write.ticket.settle(0, self._closed())

    def _refuse_when_closing(self) -> None:
        if self._closing:
            raise self._closed()

    def _closed(self) -> StoreError:
        return StoreError(CLOSED, file=self.path.name, folder=str(self.path.parent))

    def _run(self) -> None:
        try:
            connection = open_database(self.path)
        except BaseException as error:
            self._fault = error
            return
        finally:
            self._opened.set()
        try:
            while self._serve(connection):
                pass
        finally:
            connection.close()

    def _serve(self, connection: sqlite3.Connection) -> bool:
        """Do what is due; whether to go on."""
        with self._wake:
            while not (self._closing or self._questions or self._due()):
                self._wake.wait(self._until_retry())
            closing = self._closing
            batch = self._writes[:] if self._due() and not closing else []
            questions, self._questions = self._questions, []
        if batch:
            self._attempt(connection, batch)
        for question in questions:
            if closing:
                question.refuse(self._closed())
            else:
                question.answer(connection, self.path)
        return not closing

    def _due(self) -> bool:
        return bool(self._writes) and time.monotonic() >= self._retry_at

    def _until_retry(self) -> float | None:
        return max(0.0, self._retry_at - time.monotonic()) if self._writes else None

    def _attempt(self, connection: sqlite3.Connection, batch: list[Write]) -> None:
        try:
            revisions = commit(connection, batch)
        except sqlite3.Error as error:
            fault = fault_of(error, self.path)
            if fault is not None:
                self._put_off(fault)
            else:
                self._isolate(connection, batch, error)
        except Exception as error:
            self._isolate(connection, batch, error)
        else:
            self._succeed(batch, revisions)

    def _isolate(
        self, connection: sqlite3.Connection, batch: list[Write], error: Exception
    ) -> None:
        """Commit one by one, so that only the write that is wrong in itself is refused."""
        if len(batch) > 1:
            # The rest stays queued and is tried with the next round.
            self._attempt(connection, batch[:1])
            return
        refused = batch[0]
        fault = error if isinstance(error, FaultError) else None
        if fault is None:
            fault = StoreError(NOT_STORABLE, record=refused.record_id, reason=repr(error))
        self._take_off(batch)
        refused.ticket.settle(0, fault)
        waiting = len(self.waiting())
        self._tell(Failed(fault.code, fault.values, 0, waiting, refused.record_id, final=True))

    def _succeed(self, batch: list[Write], revisions: list[int]) -> None:
        failed, self._retries = self._retries, 0
        moment = now()
        saved: dict[str, int] = {}
        for write, revision in zip(batch, revisions, strict=True):
            write.ticket.settle(revision)
            if write.record is not None:
                saved[write.record_id] = revision
        for record_id, revision in saved.items():
            self._tell(Saved(record_id, revision, moment))
        if failed and not saved:
            self._tell(Saved("", 0, moment))
        self._take_off(batch)

    def _put_off(self, fault: StoreError) -> None:
        self._retries += 1
        delay = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (self._retries - 1))
        with self._wake:
            self._retry_at = time.monotonic() + delay
            pending = len(self._writes)
        self._tell(Failed(fault.code, fault.values, self._retries, pending))

    def _take_off(self, batch: list[Write]) -> None:
        with self._wake:
            del self._writes[: len(batch)]
            self._retry_at = 0.0
            self._wake.notify_all()

    def _tell(self, event: Event) -> None:
        try:
            self._on_event(event)
        except Exception:
            # A listener's bug is reported as one and must not stop the saving.
            sys.excepthook(*sys.exc_info())


def now() -> str:
    """This moment in UTC, in ISO form with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def commit(connection: sqlite3.Connection, batch: list[Write]) -> list[int]:
    """Do writes in one transaction, all or none; returns their records' revisions."""
    if connection.in_transaction:
        # A disk that failed during the last attempt may have refused the rollback too.
        connection.execute("ROLLBACK")
    connection.execute("BEGIN IMMEDIATE")
    try:
        transaction = Transaction(connection)
        revisions = [write.act(transaction) for write in batch]
        transaction.finish()
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
    return revisions
