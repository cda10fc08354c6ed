import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import msgspec
import pytest

from app.model.change import Change, Delete, Insert, Move, Set, Step, apply
from app.model.codec import decode_change, read_record
from app.model.places import Place
from app.model.record import Row
from app.model.states import EMPTY, FILLING
from app.store.errors import StoreError
from app.store.store import Store
from tests.store.helpers import (
    DEFINITION,
    HEADER,
    TARGET,
    WHO,
    Listener,
    hold,
    open_store,
    small_record,
    type_texts,
    typed,
)


def count(path: Path, table: str) -> int:
    with sqlite3.connect(path) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_record_is_there_again_after_closing(path: Path) -> None:
    store = open_store(path)
    store.create(small_record(), DEFINITION, HEADER)
    record = type_texts(store, small_record(), ["≥１", "=cmd|x"])
    assert store.close(5)
    again = open_store(path)
    found = again.load("a1")
    assert (found.record, found.revision, found.state) == (record, 2, FILLING)
    assert (found.definition, found.deleted) == (DEFINITION, False)
    again.abandon()


def test_saved_is_told_after_the_commit_and_not_before(path: Path) -> None:
    seen: list[int] = []

    def look(_: object) -> None:
        with sqlite3.connect(path) as other:
            seen.append(other.execute("SELECT max(revision) FROM records").fetchone()[0])

    store = Store.open(path, look)
    store.create(small_record(), DEFINITION, HEADER).wait(5)
    change, record = typed(small_record(), "1")
    assert store.save_change("a1", change, record, HEADER, WHO).wait(5) == 1
    assert store.close(5)
    assert seen == [0, 1]


def test_what_gathers_while_the_disk_is_busy_is_one_transaction(
    store: Store, heard: Listener, path: Path
) -> None:
    store.create(small_record(), DEFINITION, HEADER).wait(5)
    with hold(store):
        record = type_texts(store, small_record(), [str(number) for number in range(30)])
        assert store.pending() == [record]
    assert store.flush(5)
    assert heard.saved() == [("a1", 0), ("a1", 30)]
    assert (count(path, "changes"), store.load("a1").record) == (30, record)


def test_the_journal_replays_the_first_snapshot_to_the_payload(store: Store, path: Path) -> None:
    store.create(small_record(), DEFINITION, HEADER)
    record = type_texts(store, small_record(), ["1", "2", "三"])
    assert store.flush(5)
    with sqlite3.connect(path) as connection:
        first = connection.execute("SELECT json FROM snapshots WHERE revision = 0").fetchone()[0]
        lines = connection.execute("SELECT change FROM changes ORDER BY revision").fetchall()
    replayed = read_record(zlib.decompress(first))
    for (line,) in lines:
        replayed = apply(replayed, decode_change(line))
    assert replayed == record


def test_the_ledger_shows_the_header_of_the_last_change(store: Store) -> None:
    store.create(small_record(), DEFINITION, HEADER)
    change, record = typed(small_record(), "1")
    later = msgspec.structs.replace(HEADER, state=EMPTY, total="97.87", missing=1, errors=2)
    store.save_change("a1", change, record, later, WHO)
    (header,) = store.headers()
    assert (header.state, header.total, header.missing, header.errors) == (EMPTY, "97.87", 1, 2)
    assert (header.project_code, header.section) == ("00042011420190300012345", "养护股")
    assert (header.year, header.revision) == (2019, 1)


def test_the_ledger_comes_in_pages_latest_year_first(store: Store) -> None:
    wanted = [(2021, "e"), (2020, "b"), (2020, "d"), (2019, "a"), (None, "c")]
    for year, record_id in sorted(wanted, key=lambda pair: pair[1]):
        store.create(small_record(record_id, year), DEFINITION, HEADER)
    found = page = store.headers(limit=2)
    while page:
        page = store.headers(limit=2, after_key=page[-1].key)
        found += page
    assert [(header.year, header.id) for header in found] == wanted
    assert store.years() == [2021, 2020, 2019]
    assert [header.id for header in store.headers(year=2020)] == ["b", "d"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("道路", ["a"]), ("公路所", ["a", "b"]), ("2011420", ["a", "b"]), ("%", ["b"]), ("_", [])],
)
def test_the_ledger_is_searched_by_any_part(store: Store, search: str, found: list[str]) -> None:
    store.create(small_record("a"), DEFINITION, HEADER)
    other = msgspec.structs.replace(HEADER, title="满意度100%")
    store.create(small_record("b"), DEFINITION, other)
    assert [header.id for header in store.headers(search=search)] == found


def test_a_deleted_record_is_put_aside_and_comes_back(store: Store) -> None:
    store.create(small_record(), DEFINITION, HEADER)
    store.delete("a1")
    assert (store.headers(), store.years(), store.load("a1").deleted) == ([], [], True)
    assert [header.id for header in store.headers(deleted=True)] == ["a1"]
    store.restore("a1")
    assert [header.id for header in store.headers()] == ["a1"]


def test_history_of_a_place_follows_its_row(store: Store) -> None:
    record = small_record()
    store.create(record, DEFINITION, HEADER)
    row = Row("n1", "scored", {"target": "新"})
    other = Place("indicators", "m2c4", "target")
    steps: list[tuple[Step, ...]] = [
        (Set(TARGET, "0", "1"),),
        (Move("indicators", "k3f9", None, "m2c4"),),
        (Set(other, "9", "8"), Insert("indicators", row, None)),
        (Delete("indicators", Row("k3f9", "scored", {"target": "1"}), "m2c4"),),
    ]
    for made in steps:
        change = Change("edit", made)
        record = apply(record, change)
        store.save_change("a1", change, record, HEADER, WHO)
    assert [e.revision for e in store.history("a1")] == [4, 3, 2, 1]
    assert [e.revision for e in store.history("a1", TARGET)] == [4, 1]
    assert [e.revision for e in store.history("a1", Place("indicators", "k3f9", ""))] == [4, 2, 1]
    assert [e.revision for e in store.history("a1", Place("indicators", "n1", "target"))] == [3]
    assert (store.history("a1", limit=1)[0].change.steps, store.history("a1")[0].who) == (
        steps[3],
        WHO,
    )


def test_snapshots_are_taken_at_birth_every_200_changes_and_on_closing(path: Path) -> None:
    store = open_store(path)
    store.create(small_record(), DEFINITION, HEADER)
    type_texts(store, small_record(), [str(number) for number in range(1, 403)])
    store.snapshot("a1", "exported")
    assert store.close(10)
    with sqlite3.connect(path) as connection:
        kept = connection.execute("SELECT revision, reason, json FROM snapshots").fetchall()
    assert [row[:2] for row in kept] == [
        *((0, "created"), (200, "every 200"), (400, "every 200"), (402, "exported"))
    ]
    values = [read_record(zlib.decompress(row[2])).value(TARGET) for row in kept]
    assert values == ["0", "200", "400", "402"]


def test_a_draft_stays_until_its_cell_is_committed(store: Store) -> None:
    store.create(small_record(), DEFINITION, HEADER)
    other = Place("goals", None, "expected")
    store.put_draft("a1", TARGET, "半句")
    store.put_draft("a1", TARGET, "半句话")
    store.put_draft("a1", other, "x")
    assert [(d.place, d.text) for d in store.drafts()] == [
        (str(TARGET), "半句话"),
        (str(other), "x"),
    ]
    change, record = typed(small_record(), "半句话")
    store.save_change("a1", change, record, HEADER, WHO)
    store.clear_draft("a1", other)
    assert store.drafts() == []


def test_settings_are_kept(store: Store) -> None:
    assert store.get_setting("folder") is None
    store.put_setting("folder", "D:/绩效")
    store.put_setting("folder", "E:/绩效")
    assert store.get_setting("folder") == "E:/绩效"


def test_definitions_are_stored_once(store: Store, path: Path) -> None:
    for record_id in ("a", "b"):
        store.create(small_record(record_id), DEFINITION, HEADER)
    assert store.flush(5)
    assert count(path, "definitions") == 1


def test_what_is_wrong_in_itself_is_refused_and_holds_up_nothing(
    store: Store, heard: Listener
) -> None:
    with hold(store):
        good = store.create(small_record(), DEFINITION, HEADER)
        twice = store.create(small_record(), DEFINITION, HEADER)
        change, record = typed(small_record(), "1")
        lost = store.save_change("zz", change, record, HEADER, WHO)
        last = store.save_change("a1", change, record, HEADER, WHO)
    assert (good.wait(5), last.wait(5)) == (0, 1)
    for ticket, code in ((twice, "STORE_011"), (lost, "STORE_010")):
        with pytest.raises(StoreError, match=code):
            ticket.wait(5)
    assert [(f.code, f.record_id, f.final) for f in heard.failures()] == [
        *(("STORE_011", "a1", True), ("STORE_010", "zz", True))
    ]


def test_an_unknown_record_and_a_closed_store_are_named(path: Path) -> None:
    store = open_store(path)
    with pytest.raises(StoreError, match="STORE_010"):
        store.load("zz")
    assert store.close(5)
    with pytest.raises(StoreError, match="STORE_012"):
        store.headers()
    with pytest.raises(StoreError, match="STORE_012"):
        store.put_setting("a", "b")


def test_a_listener_with_a_bug_does_not_stop_the_saving(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: reported.append(error[0]))
    opened: list[Store] = []
    store = Store.open(path, lambda _: print(opened[0].headers()))
    opened.append(store)
    store.create(small_record(), DEFINITION, HEADER).wait(5)
    type_texts(store, small_record(), ["1"])
    assert store.close(5)
    assert reported == [RuntimeError, RuntimeError]


def test_the_first_page_of_the_ledger_needs_no_heavy_library(store: Store, path: Path) -> None:
    store.create(small_record(), DEFINITION, HEADER)
    assert store.close(5)
    code = (
        "import sys; from pathlib import Path; from app.store.store import Store\n"
        f"s = Store.open(Path({str(path)!r}), print); print(len(s.headers()))\n"
        "print([m for m in ('sqlite_utils', 'click', 'logging') if m in sys.modules])\n"
        "s.close(5)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert run.stdout.split("\n")[:2] == ["1", "[]"]
