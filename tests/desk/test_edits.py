"""What a person does to a record, as changes that can be taken back."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.edits import (
    choose_degree,
    clean,
    clear_cells,
    delete_rows,
    edited_text,
    fill_down,
    insert_row,
    move_row,
    places_of,
    set_cell,
    set_value,
)
from app.desk.rules import row_rule, with_setting
from app.model.change import Change, apply
from app.model.definition import IndicatorsSection
from app.model.places import Place
from app.sheet.grid import Grid
from tests.desk.desk import NATIONAL, SECOND, Desk, filled_desk, new_desk
from tests.second import form_of

REACHED = {"family": "qualitative", "degree": "reached"}


def table(desk: Desk) -> IndicatorsSection:
    return desk.document.definition.indicators()[0]


def ids(desk: Desk) -> list[str]:
    return [row.id for row in desk.record.rows(table(desk).id)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  一\r\n二\r三\n\n", "  一\n二\n三"),
        ("一\u2028二\u2029三\v四\f五", "一\n二\n三\n四\n五"),
        ("a\tb\x00\x07c\ud800", "a bc"),
        ("　首行缩进　", "　首行缩进"),
        ("\n\n", ""),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
    ],
)
def test_typed_text_loses_only_what_no_paper_shows(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(max_size=20))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_typing_the_same_is_no_change() -> None:
    desk = filled_desk()
    assert not desk.type("funds/total/annual", "87.65 ")
    assert desk.kept == []


def test_a_computed_cell_and_wording_take_no_text() -> None:
    desk = filled_desk()
    assert places_of(desk.cell("total/score")) == ()
    assert not desk.type("funds/total/rate", "100%")


def test_a_score_typed_as_it_is_shown_stays_the_rule_s() -> None:
    desk = filled_desk()
    assert not desk.type("indicators/r4/score", "25")
    desk.type("indicators/r4/score", "23")
    assert desk.type("indicators/r4/score", "25")
    assert desk.cell("indicators/r4/score").mark == "entered"


def test_a_merged_tier_is_set_in_all_its_rows() -> None:
    desk = filled_desk()
    desk.type("indicators/r6/tier1", "效果指标")
    assert [row.text("tier1") for row in desk.record.rows("indicators")][4:8] == ["效果指标"] * 4


def test_an_amount_is_edited_as_typed_not_as_shown() -> None:
    desk = filled_desk()
    desk.type("funds/total/annual", "87.654321")
    cell = desk.cell("funds/total/annual")
    assert (cell.text, edited_text(desk.record, cell)) == ("87.65", "87.654321")


def test_cells_are_cleared_in_one_step() -> None:
    desk = filled_desk()
    before = desk.record
    cells = [desk.cell(f"indicators/r{n}/actual") for n in (3, 4, 6)]
    assert desk.document.commit(clear_cells(desk.record, cells))
    assert desk.record.text(Place("indicators", "r4", "actual")) == ""
    assert clear_cells(desk.record, cells) is None
    desk.document.undo()
    assert desk.record == before


def test_filling_down_copies_what_was_typed() -> None:
    desk = filled_desk()
    columns = [[desk.cell(f"indicators/r{n}/{f}") for n in (3, 4, 6)] for f in ("target", "actual")]
    change = fill_down(desk.record, [*columns, []])
    assert change is not None
    assert change.how == "filled"
    desk.document.commit(change)
    rows = [desk.record.row("indicators", f"r{n}") for n in (3, 4, 6)]
    assert [r and (r.text("target"), r.text("actual")) for r in rows] == [("100%", "100%")] * 3


@pytest.mark.parametrize(
    ("after", "at", "tiers"),
    [("r2", 2, ("产出指标", "质量指标")), ("r9", 9, ("满意度指标", "服务对象满意度指标")),
     (None, 0, ("产出指标", "数量指标"))],
)  # fmt: skip
def test_an_inserted_row_stands_behind_its_neighbour_under_the_same_tiers(
    after: str | None, at: int, tiers: tuple[str, str]
) -> None:
    desk = filled_desk()
    desk.document.commit(insert_row(desk.record, table(desk), after))
    row = desk.record.rows("indicators")[at]
    assert (row.text("tier1"), row.text("tier2")) == tiers
    assert row.kind == "scored"
    assert len(set(ids(desk))) == 10


def test_the_first_row_of_an_empty_table_has_no_tiers() -> None:
    desk = new_desk()
    desk.document.commit(delete_rows(desk.record, "indicators", ids(desk)))
    desk.document.commit(insert_row(desk.record, table(desk), None))
    assert [row.cells for row in desk.record.rows("indicators")] == [{}]


@pytest.mark.parametrize(
    "gone", [["r1"], ["r3", "r4"], ["r1", "r3", "r9"], [f"r{n}" for n in range(1, 10)]]
)
def test_several_rows_go_in_one_step_and_come_back(gone: list[str]) -> None:
    desk = filled_desk()
    before = desk.record
    assert desk.document.commit(delete_rows(desk.record, "indicators", gone))
    assert ids(desk) == [f"r{n}" for n in range(1, 10) if f"r{n}" not in gone]
    desk.document.undo()
    assert desk.record == before
    assert delete_rows(desk.record, "indicators", ["gone"]) is None


@pytest.mark.parametrize(
    ("row", "by", "order"),
    [
        ("r3", -1, "132456789"),
        ("r3", 1, "124356789"),
        ("r9", -1, "123456798"),
        ("r1", 1, "213456789"),
    ],
)
def test_a_row_moves_and_comes_back(row: str, by: int, order: str) -> None:
    desk = filled_desk()
    before = desk.record
    assert desk.document.commit(move_row(desk.record, table(desk), row, by))
    assert "".join(row_id[1:] for row_id in ids(desk)) == order
    desk.document.undo()
    assert desk.record == before


def test_a_row_moves_over_the_next_one_that_is_shown() -> None:
    desk = filled_desk()
    empty = msgspec.structs.replace(new_desk().record.rows("indicators")[0], id="e1")
    rows = desk.record.rows("indicators")
    first, second = rows[2], rows[3]
    mixed = (first, empty, second)
    record = msgspec.structs.replace(
        desk.record,
        sections={**desk.record.sections, "indicators": mixed},
        layout={"hide_empty": True},
    )
    change = move_row(record, table(desk), first.id, 1)
    assert change is not None
    moved = [row.id for row in apply(record, change).rows("indicators")]
    assert moved == ["e1", second.id, first.id]
    assert move_row(record, table(desk), "e1", 1) is None


def test_no_row_moves_beyond_the_table() -> None:
    desk = filled_desk()
    assert move_row(desk.record, table(desk), "r1", -1) is None
    assert move_row(desk.record, table(desk), "r9", 1) is None


def test_a_value_that_no_cell_shows_is_set_and_taken_back() -> None:
    desk = filled_desk()
    year = Place("record", None, "year")
    assert desk.document.commit(set_value(desk.record, year, 2020, "EDIT_SET"))
    assert desk.document.view.pages[0].sheet.headings[2].text == "（2020年度）"
    assert set_value(desk.record, year, 2020, "EDIT_SET") is None
    desk.document.undo()
    assert desk.record.year == 2019


# --- degrees of qualitative rows


def choose(desk: Desk, row: str, key: str) -> Change | None:
    place = Place(table(desk).id, row, "")
    return choose_degree(desk.record, desk.document.definition, place, key)


def test_a_chosen_degree_scores_the_row_and_words_an_empty_actual() -> None:
    desk = filled_desk()
    for field, text in (("target", "有效提升"), ("actual", "")):
        desk.type(f"indicators/r6/{field}", text)
    assert desk.cell("indicators/r6/score").mark == "unscored"
    desk.document.commit(choose(desk, "r6", "partly"))
    assert desk.cell("indicators/r6/score").text == "10.5"
    assert desk.cell("indicators/r6/actual").text == "部分达成年度指标并具有一定效果"


def test_another_degree_replaces_the_wording_but_never_a_text_of_one_s_own() -> None:
    desk = filled_desk()
    desk.type("indicators/r6/target", "有效提升")
    desk.document.commit(choose(desk, "r6", "missed"))
    assert desk.cell("indicators/r6/actual").text == "100%"
    desk.type("indicators/r6/actual", "")
    desk.document.commit(choose(desk, "r6", "missed"))
    desk.document.commit(choose(desk, "r6", "reached"))
    assert desk.cell("indicators/r6/actual").text == "达成年度指标"
    assert desk.record.value(Place("indicators", "r6", "rule")) == REACHED
    assert choose(desk, "r6", "reached") is None


def test_a_row_keeps_the_scale_of_its_own_rule() -> None:
    desk = filled_desk()
    scale = [
        {"name": "优", "at_least": "90", "share": "100"},
        {"name": "良", "at_least": "75", "share": "80"},
    ]
    desk.type("indicators/r6/target", "优良")
    desk.type("indicators/r6/actual", "")
    rule = Place("indicators", "r6", "rule")
    desk.document.commit(with_setting(desk.record, rule, "bands", scale))
    desk.document.commit(choose(desk, "r6", "良"))
    wanted = {"family": "qualitative", "degree": "良", "bands": scale}
    assert desk.record.value(rule) == wanted
    assert desk.cell("indicators/r6/actual").text == "良"
    assert desk.cell("indicators/r6/score").text == "12"
    shown = row_rule(desk.document.view, desk.document.definition, rule)
    assert shown is not None
    assert [degree.key for degree in shown.degrees] == ["优", "良"]


def test_a_degree_is_for_indicator_rows_only() -> None:
    desk = filled_desk()
    definition = desk.document.definition
    assert choose_degree(desk.record, definition, Place("funds", "total", ""), "reached") is None
    assert choose(desk, "gone", "reached") is None


def test_the_second_form_has_degrees_of_its_own() -> None:
    desk = new_desk(SECOND)
    for field, text in (("what", "按期完工"), ("op", "定性"), ("goal", "按期"), ("full", "20")):
        desk.type(f"targets/r1/{field}", text)
    desk.document.commit(choose(desk, "r1", "no"))
    assert desk.cell("targets/r1/real").text == "没做到"
    assert desk.cell("targets/r1/got").text == "9"


@pytest.mark.parametrize("form_id", [NATIONAL, SECOND])
def test_every_cell_that_takes_text_takes_it_and_gives_it_back(form_id: str) -> None:
    optional = [s.id for s in form_of(form_id).definition.sections() if s.optional]
    desk = new_desk(form_id)
    layout = Place("record", None, "layout")
    desk.document.commit(set_value(desk.record, layout, {"sections": optional}, "EDIT_LAYOUT"))
    before = desk.record
    cells = [c for p in desk.document.view.pages for _, c in Grid(p.sheet).cells() if places_of(c)]
    for number, cell in enumerate(cells):
        assert desk.document.commit(set_cell(desk.record, cell, f"字{number}"))
        assert all(desk.record.text(place) == f"字{number}" for place in places_of(cell))
    while desk.document.undo():
        pass
    desk.document.commit(set_value(desk.record, layout, before.layout, "EDIT_LAYOUT"))
    assert desk.record == before
