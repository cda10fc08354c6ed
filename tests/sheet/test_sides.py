"""Labels left of several sections, and money columns that are one cell."""

from typing import Any

import msgspec
import pytest

from app.model.definition import FormDefinition, FundsSection
from app.model.faults import DefinitionError
from app.model.loading import parse_tables
from app.model.record import FormRecord
from app.rules.scoring import score
from app.sheet.grid import Grid
from app.sheet.layout import SheetLayout
from app.sheet.sheet import Sheet
from tests.seeds import national_form, seed_001
from tests.sheet.tables import with_layout

TABLES: dict[str, Any] = {
    "schema": "ziping.form/1",
    "id": "sided",
    "version": 1,
    "title": "甲",
    "basis": "乙",
    "money_unit": "元",
    "policy": {"source": "丙", "grades": []},
    "parts": [{"id": "main", "title": "甲", "columns": [20, 30, 40, 50]}],
}
HEAD = {"kind": "fields", "id": "head", "lines": [[{"label": "名", "span": 2}]]}
BODY = {
    "kind": "goals",
    "id": "body",
    "label": "目标",
    "label_span": 1,
    "columns": [{"field": "a", "label": "预期", "span": 1}],
}
EXTRA = {"kind": "heading", "id": "more", "text": "说明", "bordered": True, "optional": True}
LAST = {"kind": "heading", "id": "last", "text": "尾", "bordered": True}


def made(*sides: dict[str, Any]) -> FormDefinition:
    sections = [HEAD, BODY, EXTRA, LAST]
    part = {**TABLES["parts"][0], "sections": sections, "sides": list(sides)}
    return parse_tables({**TABLES, "parts": [part]}, "f")


def side(*names: str, span: int = 2) -> dict[str, Any]:
    return {"label": "概况", "span": span, "sections": list(names)}


def sheet(definition: FormDefinition, *shown: str) -> Sheet:
    record = FormRecord(definition.id, 1, "r")
    record = with_layout(record, sections=list(shown))
    return SheetLayout().sheets(definition, record, score(record, definition))[0]


@pytest.mark.parametrize(("shown", "reach"), [((), 3), (("more",), 4)])
def test_a_label_stands_beside_the_rows_that_are_there(shown: tuple[str, ...], reach: int) -> None:
    laid = sheet(made(side("head", "body", "more")), *shown)
    first = laid.rows[0].cells[0]
    assert (first.text, first.column, first.colspan, first.rowspan) == ("概况", 0, 2, reach)
    columns = [[cell.column for cell in row.cells] for row in laid.rows]
    assert columns[:3] == [[0, 2], [2, 3], [3]]
    assert [row.section for row in laid.rows].count("last") == 1
    assert laid.rows[-1].cells[0].colspan == 4
    grid = Grid(laid)
    for row in range(len(laid.rows)):
        for column in range(4):
            assert grid.at(row, column) is not None


@pytest.mark.parametrize(
    ("sides", "code"),
    [
        ([side("head", "more")], "DEFINITION_008"),
        ([side("body", "head")], "DEFINITION_008"),
        ([side("nothing")], "DEFINITION_008"),
        ([side()], "DEFINITION_008"),
        ([side("head", "body"), side("body")], "DEFINITION_008"),
        ([side("head", "body", span=4)], "DEFINITION_007"),
        ([side("head", "body", span=0)], "DEFINITION_007"),
        ([side("head", "body", span=1)], "DEFINITION_007"),
        ([], "DEFINITION_007"),
    ],
)
def test_a_label_that_cannot_be_is_refused(sides: list[dict[str, Any]], code: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        made(*sides)
    assert caught.value.code == code


def reasoned(**changes: Any) -> FormDefinition:
    """The national form with a column of words at the end of its money table, for its 得分."""
    form = national_form()
    funds = form.funds()[0]
    column = msgspec.structs.replace(funds.columns[-1], id="reason", role="text", **changes)
    own = msgspec.structs.replace(funds, columns=(*funds.columns[:-1], column))
    part = form.parts[0]
    sections = tuple(own if isinstance(s, FundsSection) else s for s in part.sections)
    changed = msgspec.structs.replace(part, sections=sections)
    return msgspec.structs.replace(form, parts=(changed,))


@pytest.mark.parametrize(
    ("typed", "text", "prefix"),
    [("", "说明原因", "说明原因"), ("尾款未付", "说明原因\n尾款未付", "说明原因\n")],
)
def test_a_merged_column_is_one_cell_with_its_wording(typed: str, text: str, prefix: str) -> None:
    form = reasoned(merged=True, wording="说明原因")
    record = seed_001()
    funds = {**record.money("funds")}
    funds["total"] = {**funds["total"], "reason": typed}
    record = msgspec.structs.replace(record, sections={**record.sections, "funds": funds})
    laid = SheetLayout().sheets(form, record, score(record, form))[0]
    cells = [c for row in laid.rows for c in row.cells if c.place and c.place.field == "reason"]
    (cell,) = cells
    assert (str(cell.place), cell.rowspan) == ("funds/total/reason", 4)
    assert (cell.text, cell.prefix) == (text, prefix)


def test_a_column_that_is_not_merged_has_a_cell_in_each_row() -> None:
    form = reasoned()
    laid = SheetLayout().sheets(form, seed_001(), score(seed_001(), form))[0]
    cells = [c for row in laid.rows for c in row.cells if c.place and c.place.field == "reason"]
    assert [cell.rowspan for cell in cells] == [1, 1, 1, 1]
