"""全部检查: all records in one list that follows what changes, and mending many at once."""

from pathlib import Path

import pytest

from app.desk.batch import take_back
from app.desk.check_all import AllChecks, Item, explain_all, fix_all
from app.desk.check_listing import findings_listing, kinds_of, summary
from app.desk.facts import decode_facts
from app.desk.lists import write_list
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import CODES, Place, parse_place
from app.model.states import EXEMPT, SIGNED
from app.store.values import HeaderValues
from app.version import VERSION
from tests.desk.desk import NATIONAL

NAME = Place("fields", None, "project_name")
UNIT = Place("fields", None, "unit")
EXECUTED = parse_place("funds/total/executed")
CURRENT = parse_place("funds/current_year/executed")


def put(space: Workspace, record_id: str, place: Place, text: str) -> None:
    document = space.open(record_id).document
    step = Set(place, document.record.value(place), text or None)
    assert document.commit(Change("EDIT_SET", (step,)))


def sampled(space: Workspace, name: str, **texts: str) -> str:
    """The filled sample under another name, without a code."""
    record_id = space.sample(NATIONAL).id
    put(space, record_id, Place(CODES, None, "project_code"), "")
    put(space, record_id, NAME, name)
    for field, text in texts.items():
        put(space, record_id, parse_place(field.replace("__", "/")), text)
    return record_id


def checked(space: Workspace, *, review: bool = False) -> AllChecks:
    checks = AllChecks(space, review=review)
    assert checks.run()
    return checks


def codes(checks: AllChecks, record_id: str) -> list[str]:
    return [i.finding.code for i in checks.items() if i.record.id == record_id]


def test_every_record_gives_the_findings_that_it_has_on_the_desk(space: Workspace) -> None:
    ids = [sampled(space, "道路养护", funds__total__executed="90"), sampled(space, "桥梁检测")]
    found = {
        i: [f.code for f in space.open(i).document.view.findings if not f.explained] for i in ids
    }
    checks = checked(space)
    assert checks.records == 2
    assert {i: codes(checks, i) for i in ids} == found
    assert "M4" in found[ids[0]]
    item = next(i for i in checks.items() if i.finding.code == "M4")
    assert (item.record.title, item.cell) == ("道路养护", "年度资金总额 · 全年执行数")


def test_the_tables_of_one_project_and_year_are_compared(space: Workspace) -> None:
    one, two = sampled(space, "道路养护"), sampled(space, "道路养护")
    put(space, two, UNIT, "县公路段")
    other_year = sampled(space, "道路养护")
    put(space, other_year, UNIT, "县交通局")
    document = space.open(other_year).document
    document.commit(Change("EDIT_SET", (Set(Place("record", None, "year"), 2019, 2018),)))
    checks = checked(space)
    assert ["C4" in codes(checks, i) for i in (one, two, other_year)] == [True, True, False]


def test_what_changed_is_checked_again_with_the_tables_beside_it(space: Workspace) -> None:
    one, two = sampled(space, "道路养护"), sampled(space, "道路养护")
    put(space, two, UNIT, "县公路段")
    checks = checked(space)
    assert not checks.follow()
    put(space, two, UNIT, space.load(one).record.text(UNIT))
    assert checks.follow()
    assert ["C4" in codes(checks, i) for i in (one, two)] == [False, False]
    space.delete(two)
    three = sampled(space, "桥梁检测", funds__total__executed="90")
    assert checks.follow()
    assert (checks.records, codes(checks, two), "M4" in codes(checks, three)) == (2, [], True)


def test_stopped_it_lists_what_it_reached(space: Workspace) -> None:
    for name in ("甲", "乙", "丙"):
        sampled(space, name)
    checks = AllChecks(space)
    assert not checks.run(lambda done, count: done < count - 1)
    assert checks.records == 2


def test_a_stale_line_of_the_ledger_is_brought_up_to_date_but_a_signed_one_stands(
    space: Workspace,
) -> None:
    one, two = sampled(space, "道路养护"), sampled(space, "桥梁检测")
    set_state(space, two, SIGNED)
    for record_id in (one, two):
        old = HeaderValues("旧", "旧", "旧", "filling", total="1", facts='{"program": "0.0.1"}')
        space.store.refresh_header(space.load(record_id).record, old).wait(5)
    checked(space)
    assert space.flush(5)
    headers = [space.store.header(i) for i in (one, two)]
    lines = [(h.title, h.total, h.state) for h in headers if h]
    assert lines == [("道路养护", "99.87", "filling"), ("旧", "1", SIGNED)]
    facts = {h.id: decode_facts(text) for h, text in space.store.facts()}
    assert [f.program for f in facts.values() if f] == [VERSION, "0.0.1"]


def test_who_is_not_assessed_is_not_checked_and_a_broken_record_is_named(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = sampled(space, "停办")
    sampled(space, "桥梁检测")
    set_state(space, gone, EXEMPT, "预算调减为零")
    assert checked(space).records == 1

    def refuse(record_id: str) -> None:
        raise FaultError("STORE_010", record=record_id)

    monkeypatch.setattr(space, "load", refuse)
    broken = checked(space)
    assert ([entry.record.title for entry in broken.unread()], broken.items()) == (["桥梁检测"], [])


def _fixable(checks: AllChecks) -> list[Item]:
    return [item for item in checks.items() if item.finding.fix is not None]


def test_certain_fixes_of_many_records_are_one_batch_that_can_be_taken_back(
    space: Workspace,
) -> None:
    amounts = {"funds__total__executed": "86.54万元"}
    ids = [sampled(space, name, **amounts) for name in ("甲", "乙", "丙")]
    set_state(space, ids[2], SIGNED)
    checks = checked(space)
    chosen = [item for item in _fixable(checks) if item.finding.code == "M8"]
    assert len(chosen) == 3
    mended = fix_all(space, chosen)
    assert (mended.findings, mended.records, mended.left) == (2, 2, ("丙",))
    assert checks.follow()
    assert [space.load(i).record.text(EXECUTED) for i in ids] == ["86.54", "86.54", "86.54万元"]
    assert [("M8" in codes(checks, i)) for i in ids] == [False, False, True]
    assert take_back(space, mended.batch) == (2, ())
    assert space.load(ids[0]).record.text(EXECUTED) == "86.54万元"


def test_one_reason_explains_many_but_never_what_must_be_changed(space: Workspace) -> None:
    ids = [sampled(space, name, funds__total__executed="90") for name in ("甲", "乙")]
    checks = checked(space, review=True)
    items = [i for i in checks.items() if not i.finding.explained]
    soft = [i for i in items if i.finding.severity != "error"]
    assert soft
    assert len(soft) < len(items)
    mended = explain_all(space, items, " 上级已核准 ")
    assert (mended.findings, mended.records) == (len(soft), 2)
    checks.follow()
    left = {i.finding.severity for i in checks.items() if not i.finding.explained}
    assert left == {"error"}
    asides = [space.load(i).record.set_aside for i in ids]
    assert {aside.reason for given in asides for aside in given} == {"上级已核准"}
    assert not explain_all(space, soft, "上级已核准").batch
    with pytest.raises(FaultError) as fault:
        explain_all(space, soft, "　 ")
    assert fault.value.code == "CHECKALL_001"


def test_the_list_goes_from_errors_down_and_says_how_much_there_is(
    space: Workspace, tmp_path: Path
) -> None:
    for name in ("甲", ""):
        sampled(space, name, funds__total__executed="90")
    items = checked(space).items()
    kinds = kinds_of(items, space.texts)
    assert kinds[0].group == "error"
    assert sum(len(kind.items) for kind in kinds) == len(items)
    assert {kind.records for kind in kinds if kind.code == "M4"} == {2}
    line = summary(items, 2, "zh")
    assert line.startswith(
        f"共 2 份表：必改 {sum(i.finding.severity == 'error' for i in items)} 处"
    )
    listing = findings_listing(items, space.texts, "zh", review=False, note=line)
    assert [row.kind for row in listing.rows].count("head") == len(kinds)
    assert any(row.texts[0] == "（未填项目名称）" for row in listing.rows)
    xlsx, pdf = tmp_path / "清单.xlsx", tmp_path / "清单.pdf"
    write_list([listing], xlsx=xlsx, pdf=pdf)
    assert xlsx.stat().st_size
    assert pdf.stat().st_size
