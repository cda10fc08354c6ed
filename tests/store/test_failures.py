import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.record import FormRecord
from app.store import writer
from app.store.errors import StoreError
from app.store.store import Store
from tests.store.helpers import (
    DEFINITION,
    HEADER,
    Listener,
    hold,
    open_store,
    pragma,
    small_record,
    type_texts,
)


@contextlib.contextmanager
def full_disk(store: Store, _: pytest.MonkeyPatch) -> Iterator[None]:
    pragma(store, "max_page_count = 1")
    yield
    pragma(store, "max_page_count = 1000000")


@contextlib.contextmanager
def write_protection(store: Store, _: pytest.MonkeyPatch) -> Iterator[None]:
    pragma(store, "query_only = 1")
    yield
    pragma(store, "query_only = 0")


@contextlib.contextmanager
def another_program(store: Store, _: pytest.MonkeyPatch) -> Iterator[None]:
    pragma(store, "busy_timeout = 1")
    with contextlib.closing(sqlite3.connect(store._writer.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextlib.contextmanager
def pulled_stick(_: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def fail(*_: object) -> list[int]:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(writer, "commit", fail)
        yield


Fault = Callable[[Store, pytest.MonkeyPatch], contextlib.AbstractContextManager[None]]
each_fault = pytest.mark.parametrize(
    ("fault", "code"),
    [
        (full_disk, "STORE_005"),
        (write_protection, "STORE_006"),
        (another_program, "STORE_007"),
        (pulled_stick, "STORE_009"),
    ],
)
LONG = ["长" * 9000, "再" * 9000]


@pytest.fixture
def record(store: Store) -> FormRecord:
    store.create(small_record(), DEFINITION, HEADER).wait(5)
    return small_record()


@each_fault
def test_a_failure_is_told_kept_and_made_good(
    store: Store,
    heard: Listener,
    record: FormRecord,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
    code: str,
) -> None:
    with fault(store, monkeypatch):
        with hold(store):
            record = type_texts(store, record, LONG)
        first, second = heard.wait_for_failures(2)[:2]
        assert (first.code, first.retries, second.retries) == (code, 1, 2)
        assert (first.values["file"], first.pending, first.final) == ("ziping.db", 2, False)
        assert (store.pending(), store.flush(0.05)) == ([record], False)
        assert heard.saved() == [("a1", 0)]
    assert store.flush(5)
    assert (heard.saved()[-1], store.load("a1").record) == (("a1", 2), record)
    assert [entry.revision for entry in store.history("a1")] == [2, 1]


@each_fault
def test_everything_can_still_be_read_and_copied_elsewhere(
    store: Store,
    heard: Listener,
    record: FormRecord,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    fault: Fault,
    code: str,
) -> None:
    copy = tmp_path / "U盘" / "副本.db"
    with fault(store, monkeypatch):
        record = type_texts(store, record, LONG)
        store.create(small_record("b2"), DEFINITION, HEADER)
        heard.wait_for_failures(1)
        assert (store.load("a1").record, store.load("a1").revision) == (record, 2)
        assert store.load("b2").definition == DEFINITION
        if fault is not pulled_stick:
            store.save_copy(copy)
            with contextlib.closing(sqlite3.connect(copy)) as connection:
                rows = connection.execute("SELECT id, revision FROM records").fetchall()
            assert rows == [("a1", 2), ("b2", 0)]
        assert code == heard.failures()[0].code


def test_closing_says_when_it_cannot_save_and_can_be_tried_again(
    path: Path, heard: Listener
) -> None:
    store = open_store(path, heard)
    store.create(small_record(), DEFINITION, HEADER).wait(5)
    pragma(store, "query_only = 1")
    record = type_texts(store, small_record(), ["1"])
    assert not store.close(0.1)
    assert store.pending() == [record]
    pragma(store, "query_only = 0")
    assert store.close(5)
    again = open_store(path)
    assert again.load("a1").record == record
    again.abandon()


def test_leaving_without_saving_settles_what_was_promised(path: Path) -> None:
    store = open_store(path)
    pragma(store, "query_only = 1")
    ticket = store.put_setting("a", "b")
    with pytest.raises(TimeoutError):
        ticket.wait(0.05)
    store.abandon()
    with pytest.raises(StoreError, match="STORE_012"):
        ticket.wait(5)


def test_a_retry_can_be_asked_for(
    store: Store, heard: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "FIRST_DELAY", 60.0)
    pragma(store, "query_only = 1")
    ticket = store.put_setting("a", "b")
    heard.wait_for_failures(1)
    pragma(store, "query_only = 0")
    store.retry_now()
    assert (ticket.wait(2), ticket.done) == (0, True)


def test_a_setting_that_failed_is_told_when_it_is_stored(
    store: Store, heard: Listener, record: FormRecord
) -> None:
    store.put_setting("a", "b").wait(5)
    told = heard.saved()
    pragma(store, "query_only = 1")
    ticket = store.put_setting("a", "c")
    heard.wait_for_failures(1)
    pragma(store, "query_only = 0")
    ticket.wait(5)
    assert store.flush(5)
    assert heard.saved() == [*told, ("", 0)]


def test_a_copy_never_replaces_the_database_itself(store: Store, path: Path) -> None:
    with pytest.raises(StoreError, match="STORE_014"):
        store.save_copy(path)


def test_a_copy_that_fails_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(b"old")
    (tmp_path / "old.db.part").mkdir()
    with pytest.raises(StoreError):
        store.save_copy(old)
    assert old.read_bytes() == b"old"
