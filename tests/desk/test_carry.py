"""Scene J: 沿用上年 of the Caidian table (2019) to 2020, and beginning other forms."""

from pathlib import Path

import msgspec
import pytest

from app.desk.carry import carry_over, score_place, with_scores
from app.desk.forms import gallery
from app.desk.records import complete
from app.desk.view import Viewer, judged
from app.desk.workspace import Workspace
from app.model.carried import KEY, carried_of
from app.model.change import Change, Set, apply
from app.model.codec import read_record, write_record
from app.model.places import parse_place
from app.model.record import FormRecord, Row
from app.model.results import Finding
from app.rules.columns import short
from app.sheet.sheet import Cell

NATIONAL = "mof2020-project"
FORM = gallery().form(NATIONAL)
LAST = complete(gallery().sample(NATIONAL), FORM.definition)
COST, SATISFACTION = "indicators/m7c4", "indicators/y6z5"


def carried(record: FormRecord = LAST) -> FormRecord:
    return carry_over(record, FORM.definition, FORM, 2020)


def text(record: FormRecord, place: str) -> str:
    return record.text(parse_place(place))


def findings(record: FormRecord) -> list[Finding]:
    return [f for f in judged(record, FORM.definition).findings if f.code == "X9"]


def cell(record: FormRecord, place: str) -> Cell:
    sheet = Viewer(FORM.definition).view(record).pages[0].sheet
    cells = (cell for row in sheet.rows for cell in row.cells)
    return next(cell for cell in cells if str(cell.place) == place)


def test_j_what_was_planned_stays_and_what_was_reached_is_empty() -> None:
    made = carried()
    assert (made.year, made.form, made.id == LAST.id) == (2020, NATIONAL, False)
    before, after = LAST.rows("indicators"), made.rows("indicators")
    assert [row.id for row in after] == [row.id for row in before]
    for old, new in zip(before, after, strict=True):
        kept = {n: old.text(n) for n in ("tier1", "tier2", "tier3", "target", "weight")}
        assert {name: new.text(name) for name in kept} == kept
        assert [new.text(n) for n in ("actual", "score", "deviation", "score_reason")] == [""] * 4
    assert all(not cells for cells in made.money("funds").values())
    assert text(made, "fields/project_name") == text(LAST, "fields/project_name")
    assert (made.funds_note, made.printed, made.set_aside) == ("", {}, ())


def test_j_last_years_figures_stand_grey_beside_and_never_on_paper() -> None:
    made = with_scores(carried(), {f"{SATISFACTION}/score": "10"})
    places = [parse_place(f"{SATISFACTION}/{name}") for name in ("actual", "score", "target")]
    shown = [cell(made, str(place)) for place in places]
    assert [found.ghost for found in shown] == ["85%", "10", ""]
    assert shown[0].text == ""
    filled = apply(made, Change("EDIT_SET", (Set(places[0], None, "90%"),)))
    assert cell(filled, str(places[0])).ghost == ""


def test_j_the_carried_amount_and_last_years_year_are_marked() -> None:
    goal = {"expected": "2019年完成抽检 200 批次（财预〔2019〕10号）"}
    record = msgspec.structs.replace(LAST, sections={**LAST.sections, "goals": goal})
    assert [(str(f.place), f.severity, f.values["found"]) for f in findings(carried(record))] == [
        ("goals/expected", "warning", short(goal["expected"], 24)),
        (f"{COST}/target", "warning", "87.65万元"),
    ]
    other = {"expected": "按财预〔2019〕10号完成"}
    record = msgspec.structs.replace(LAST, sections={**LAST.sections, "goals": other})
    assert [str(f.place) for f in findings(carried(record))] == [f"{COST}/target"]


def test_a_changed_text_is_no_longer_marked() -> None:
    made = carried()
    rows = tuple(
        Row(r.id, r.kind, {**r.cells, "target": "90万元"}, r.rule) if r.id == "m7c4" else r
        for r in made.rows("indicators")
    )
    changed = msgspec.structs.replace(made, sections={**made.sections, "indicators": rows})
    assert findings(made)
    assert findings(changed) == []


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ({"family": "qualitative", "degree": "reached"}, None),
        ({"formula": "zero"}, {"formula": "zero"}),
        (
            {"family": "checklist", "items": [{"text": "甲", "met": True}, {"text": "乙"}]},
            {"family": "checklist", "items": [{"text": "甲"}, {"text": "乙"}]},
        ),
        (
            {"family": "deduction", "each": "20", "incidents": "2"},
            {"family": "deduction", "each": "20"},
        ),
        (None, None),
    ],
)
def test_a_rule_stays_without_the_answers_of_one_year(rule: object, kept: object) -> None:
    rows = tuple(msgspec.structs.replace(row, rule=rule) for row in LAST.rows("indicators"))
    record = msgspec.structs.replace(LAST, sections={**LAST.sections, "indicators": rows})
    assert [row.rule for row in carried(record).rows("indicators")] == [kept] * len(rows)


def test_what_was_carried_survives_the_file() -> None:
    made = carried()
    again = read_record(write_record(made), "r.json")
    assert again == made
    assert carried_of(again).values == carried_of(made).values
    hostile = msgspec.structs.replace(made, extra={KEY: {"values": 3}})
    assert carried_of(hostile).values == {}


def test_the_store_begins_next_years_record_with_the_points_beside(tmp_path: Path) -> None:
    space = Workspace(tmp_path)
    first = space.sample(NATIONAL)
    opened = space.carry_over(first.id, 2020)
    record = opened.document.record
    assert carried_of(record).values[f"{SATISFACTION}/score"] == "10"
    assert carried_of(record).values["funds/total/score"] == "9.87"
    assert carried_of(record).record == first.id
    assert space.flush(5)
    space.close()


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("indicators/m7c4", "indicators/m7c4/score"),
        ("funds/total", "funds/total/score"),
        ("goals/x", ""),
        ("nowhere/x", ""),
    ],
)
def test_the_cell_of_a_rows_points(key: str, place: str) -> None:
    assert score_place(FORM.definition, key) == place


@pytest.mark.parametrize("first", ["target-declaration", "mid-year-monitoring"])
def test_the_budget_of_the_same_year_begins_the_self_assessment(first: str) -> None:
    form = gallery().form(first)
    record = complete(gallery().sample(first), form.definition)
    made = carry_over(record, form.definition, FORM, record.year)
    money = made.money("funds")
    assert money["total"].get("initial")
    assert {column for cells in money.values() for column in cells} == {"initial"}
    next_year = carry_over(record, form.definition, FORM, (record.year or 0) + 1)
    assert not any(next_year.money("funds").values())
