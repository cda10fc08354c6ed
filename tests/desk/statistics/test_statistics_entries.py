"""What statistics know of the ledger: up to date, and frozen where a table is locked."""

import sqlite3
from pathlib import Path

import msgspec

from app.desk.facts import decode_facts, encode_facts
from app.desk.statistics.entries import grade_order, read_entries
from app.desk.workspace import Workspace
from app.model.states import SIGNED
from app.version import VERSION
from tests.desk.statistics.books import Project, fill
from tests.desk.statistics.ledger import entry


def age(folder: Path, record_id: str, **changed: object) -> None:
    """Let a record's facts be those of an earlier version; without changes, none at all."""
    with sqlite3.connect(folder / "ziping.db") as database:
        (text,) = database.execute("SELECT facts FROM records WHERE id = ?", [record_id]).fetchone()
        facts = decode_facts(text)
        assert facts is not None
        old = encode_facts(msgspec.structs.replace(facts, program="0.0.1", **changed))
        database.execute(
            "UPDATE records SET facts = ?, total = '1' WHERE id = ?",
            [old if changed else "", record_id],
        )
    database.close()


def reopened(space: Workspace, record_id: str, **changed: object) -> Workspace:
    space.close()
    age(space.folder, record_id, **changed)
    return Workspace(space.folder)


def test_figures_are_read_without_opening_a_table(space: Workspace) -> None:
    fill(space)
    space._viewers.clear()
    found = read_entries(space, 2025, lambda _done, _count: False)
    assert found.whole
    assert [e.header.title for e in found.scored] == [
        *("道路养护", "=桥梁+检测", "路灯 <b>& 改造", "取消的项目"),
    ]
    assert [str(e.amounts.get("annual")) for e in found.scored] == [
        "87.65",
        "12.35",
        "50.00",
        "None",
    ]
    assert [e.counted for e in found.scored] == [True, True, True, False]


def test_figures_of_another_version_are_worked_out_anew_and_kept(space: Workspace) -> None:
    ids = fill(space, (Project("道路养护", annual="87.65", executed="86.54"),))
    later = reopened(space, ids["道路养护"], annual="1", executed="1")
    told: list[tuple[int, int]] = []

    def go_on(done: int, count: int) -> bool:
        told.append((done, count))
        return True

    (found,) = read_entries(later, None, go_on).scored
    assert told == [(0, 1)]
    assert (str(found.amounts["annual"]), found.header.total) == ("87.65", "99.87")
    later.flush(5.0)
    ((header, text),) = later.store.facts()
    kept = decode_facts(text)
    assert kept is not None
    assert (kept.program, header.total) == (VERSION, "99.87")
    later.close()


def test_figures_of_a_locked_table_stay_as_they_were_frozen(space: Workspace) -> None:
    ids = fill(space, (Project("道路养护", state=SIGNED),))
    later = reopened(space, ids["道路养护"], annual="1")
    (found,) = read_entries(later).scored
    assert (str(found.amounts["annual"]), found.header.total) == ("1.00", "1")
    later.close()


def test_a_locked_table_without_any_figures_gets_them_and_keeps_its_total(space: Workspace) -> None:
    ids = fill(space, (Project("道路养护", state=SIGNED),))
    later = reopened(space, ids["道路养护"])
    (found,) = read_entries(later).scored
    assert (str(found.amounts["annual"]), found.header.total) == ("100.00", "1")
    later.close()


def test_a_reading_that_was_stopped_says_so(space: Workspace) -> None:
    ids = fill(space, (Project("道路养护"),))
    later = reopened(space, ids["道路养护"])
    assert not read_entries(later, None, lambda _done, _count: False).whole
    later.close()


def test_grades_stand_in_the_order_of_their_policies() -> None:
    ledger = [entry(1, total="95", grade="优"), entry(2, total="40", grade="差")]
    assert grade_order(ledger) == ("优", "良", "中", "差")
    own = [entry(1, total="95", grade="优秀"), entry(2, total="70", grade="合格")]
    assert grade_order(own) == ("优秀", "合格")
