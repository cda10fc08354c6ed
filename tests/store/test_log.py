"""The operation log: everything is in it, nothing can be taken out of it unseen."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from app.store.database import open_database
from app.store.log import gaps
from app.store.schema import migrate
from app.store.store import Store
from app.store.values import LogQuestion
from tests.store.helpers import DEFINITION, HEADER, WHO, open_store, small_record, type_texts

EVERYTHING = LogQuestion()


def worked_on(store: Store) -> None:
    store.create(small_record(), DEFINITION, HEADER, WHO)
    type_texts(store, small_record(), ["1", "2", "三"])
    store.set_state("a1", "signed", "", WHO)
    store.note("exported", "a1", "表.xlsx", WHO)
    store.delete("a1", WHO)
    store.restore("a1", WHO)
    assert store.flush(5)


def test_every_operation_is_in_the_log_with_its_author(store: Store) -> None:
    worked_on(store)
    entries = store.operations(EVERYTHING)
    assert [entry.kind for entry in reversed(entries)] == [
        *("created", "changed", "changed", "changed"),
        *("state", "exported", "deleted", "restored"),
    ]
    assert {(entry.who, entry.record, entry.title) for entry in entries} == {
        (WHO, "a1", HEADER.title)
    }
    assert ["三" in entry.change for entry in entries if entry.change] == [True, False, False]
    assert store.log_gaps() == []


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (LogQuestion(kinds=("state", "deleted")), ["deleted", "state"]),
        (LogQuestion(search="三"), ["changed"]),
        (LogQuestion(search="表.xlsx"), ["exported"]),
        (LogQuestion(search="100%"), []),
        (LogQuestion(record="b2"), []),
        (LogQuestion(until="2000-01-01"), []),
        (LogQuestion(since="2999-01-01"), []),
        (LogQuestion(limit=2), ["restored", "deleted"]),
        (LogQuestion(before=3), ["changed", "created"]),
    ],
)
def test_the_log_can_be_searched(store: Store, asked: LogQuestion, kinds: list[str]) -> None:
    worked_on(store)
    assert [entry.kind for entry in store.operations(asked)] == kinds


@pytest.mark.parametrize("statement", ["UPDATE operations SET who = ''", "DELETE FROM changes"])
def test_the_log_and_the_journal_refuse_to_be_rewritten(
    store: Store, path: Path, statement: str
) -> None:
    worked_on(store)
    assert store.close(5)
    with (
        contextlib.closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append only"),
    ):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE operations SET who = '某' WHERE seq = 3", [("altered", 3, 1)]),
        ("UPDATE operations SET time = '2020' WHERE seq = 8", [("altered", 8, 1)]),
        ("DELETE FROM operations WHERE seq = 5", [("missing", 5, 1)]),
        ("DELETE FROM operations WHERE seq > 6", [("missing", 7, 2)]),
        ("DELETE FROM operations WHERE seq = 2", [("missing", 2, 1), ("unlogged", 0, 1)]),
        (
            "UPDATE changes SET change = replace(change, '三', '五') WHERE revision = 3",
            [("altered", 4, 1)],
        ),
        (
            "INSERT INTO changes SELECT record, 9, time, who, how, name, change FROM changes"
            " WHERE revision = 1",
            [("unlogged", 0, 1)],
        ),
    ],
)
def test_what_was_done_behind_the_program_shows(
    store: Store, path: Path, statement: str, found: list[tuple[str, int, int]]
) -> None:
    worked_on(store)
    assert store.close(5)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        assert [(gap.kind, gap.seq, gap.count) for gap in gaps(connection)] == found


def test_an_older_database_gets_its_history_into_the_log(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, upto=2)
        connection.execute("INSERT INTO definitions VALUES ('h', 'small', 1, '{}')")
        blanks = ", ".join(["''"] * 10)
        connection.execute(
            f"INSERT INTO records VALUES (1, 'a1', 2019, 'small', 'h', {blanks},"
            " 0, 0, 0, 2, '2026-01-02', '2026-01-04', NULL)"
        )
        for revision in (1, 2):
            line = [revision, f"2026-01-0{revision + 2}", WHO]
            connection.execute(
                "INSERT INTO changes VALUES ('a1', ?, ?, ?, 'typed', 'n', '{}')", line
            )
    with contextlib.closing(open_database(path)) as connection:
        found = connection.execute("SELECT kind, revision, who FROM operations").fetchall()
        assert found == [("created", 0, ""), ("changed", 1, WHO), ("changed", 2, WHO)]
        assert gaps(connection) == []


def test_a_copy_of_the_store_keeps_the_log_whole(store: Store, tmp_path: Path) -> None:
    worked_on(store)
    store.save_copy(tmp_path / "副本.db")
    copy = open_store(tmp_path / "副本.db")
    assert (len(copy.operations(EVERYTHING)), copy.log_gaps()) == (8, [])
    copy.abandon()
