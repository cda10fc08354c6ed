"""Many records at once: all or nothing."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.model.states import FILLING, RETURNED, REVIEWED, SIGNED, SUBMITTED, TO_REVIEW
from app.store.errors import StoreError
from app.store.store import Store
from app.store.values import ChangedRecord, LogQuestion, NewRecord
from tests.store.helpers import (
    DEFINITION,
    HEADER,
    WHO,
    hold,
    open_store,
    pragma,
    small_record,
    type_texts,
    typed,
)

ROOT = Path(__file__).resolve().parents[2]


def new(record_id: str) -> NewRecord:
    return NewRecord(small_record(record_id), DEFINITION, HEADER)


def changed(record_id: str, revision: int = 0) -> ChangedRecord:
    change, record = typed(small_record(record_id), "批")
    return ChangedRecord(change, record, HEADER, revision)


def ids(store: Store) -> list[str]:
    return [header.id for header in store.headers()]


def test_new_records_and_changes_are_written_together(store: Store) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER, WHO)
    store.save_all([new("b2"), new("c3")], [changed("a1")], WHO, "batch-1")
    assert (ids(store), store.load("a1").record) == (["a1", "b2", "c3"], changed("a1").record)
    entries = store.operations(LogQuestion(batch="batch-1"))
    assert [(e.kind, e.record) for e in reversed(entries)] == [
        *(("created", "b2"), ("created", "c3")),
        ("changed", "a1"),
    ]


@pytest.mark.parametrize(
    ("news", "changes", "code"),
    [
        ([new("b2"), new("a1")], [], "STORE_011"),
        ([new("b2")], [changed("zz")], "STORE_010"),
        ([new("b2")], [changed("a1", revision=4)], "STORE_015"),
    ],
)
def test_one_that_does_not_fit_keeps_all_out(
    store: Store, news: list[NewRecord], changes: list[ChangedRecord], code: str
) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER)
    with pytest.raises(StoreError) as fault:
        store.save_all(news, changes, WHO, "x")
    assert fault.value.code == code
    assert (ids(store), store.load("a1").record) == (["a1"], small_record("a1"))
    assert store.log_gaps() == []


def test_a_full_disk_refuses_the_whole_and_does_not_try_again(store: Store) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER).wait(5)
    pragma(store, "max_page_count = 1")
    with pytest.raises(StoreError) as fault:
        store.save_all([new(f"n{number}") for number in range(300)], [changed("a1")], WHO, "x")
    assert fault.value.code == "STORE_005"
    pragma(store, "max_page_count = 100000")
    assert store.flush(5)
    assert ids(store) == ["a1"]


def test_what_was_queued_before_is_written_before(store: Store) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER).wait(5)
    with hold(store):
        record = type_texts(store, small_record("a1"), ["1", "2"])
    change, after = typed(record, "批")
    store.save_all([], [ChangedRecord(change, after, HEADER, 2)], WHO, "x")
    assert store.load("a1").record == after


KILLED = """
import sys
from pathlib import Path
from tests.store.helpers import open_store, WHO
from tests.store.test_save_all import new
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
store.save_all([new(f"k{n}") for n in range(400)], [], WHO, "k")
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a matter of POSIX")
def test_killed_in_the_middle_leaves_all_or_nothing(tmp_path: Path) -> None:
    seen: set[int] = set()
    for attempt in range(24):
        path = tmp_path / f"第{attempt}次" / "ziping.db"
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(attempt * 0.004)
            child.kill()
        store = open_store(path)
        count = len(store.facts())
        assert store.log_gaps() == []
        store.abandon()
        assert count in (0, 400)
        seen.add(count)
    assert 0 in seen


@pytest.mark.parametrize(
    ("state", "after"),
    [(FILLING, FILLING), (TO_REVIEW, TO_REVIEW), (REVIEWED, TO_REVIEW), (RETURNED, RETURNED)],
)
def test_an_edit_keeps_the_state_but_undoes_a_review(store: Store, state: str, after: str) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER)
    store.set_state("a1", state, "", WHO)
    with hold(store):
        type_texts(store, small_record("a1"), ["1"])
    assert store.load("a1").state == after
    assert store.headers()[0].state == after


def test_a_state_is_kept_with_its_snapshot_reason_and_round(store: Store, path: Path) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER)
    for state in (SIGNED, SUBMITTED, RETURNED, SUBMITTED, RETURNED):
        store.set_state("a1", state, "退回修改" if state == RETURNED else "", WHO)
    assert store.flush(5)
    assert (store.headers()[0].state, store.headers()[0].rounds) == (RETURNED, 2)
    entry = store.operations(LogQuestion(kinds=("state",)))[0]
    assert entry.detail == '{"from":"submitted","to":"returned","reason":"退回修改"}'
    with sqlite3.connect(path) as connection:
        reasons = connection.execute("SELECT reason FROM snapshots").fetchall()
    assert ("created",) in reasons


def test_a_record_can_be_had_as_it_was(store: Store) -> None:
    store.create(small_record("a1"), DEFINITION, HEADER)
    record = type_texts(store, small_record("a1"), ["1", "2", "三"])
    store.snapshot("a1", "submitted")
    type_texts(store, record, ["四"])
    assert store.record_at("a1", 3) == record
    assert store.record_at("a1", 0) == small_record("a1")
    assert typed(small_record("a1"), "1")[1] == store.record_at("a1", 1)
