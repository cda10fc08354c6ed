"""An open record: changes, undo, redo, the open cell, and a view that is never stale."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.document import Document
from app.desk.edits import (
    clear_cells,
    delete_rows,
    insert_row,
    move_row,
    places_of,
    set_cell,
    set_value,
)
from app.desk.forms import Form
from app.desk.paste import paste
from app.desk.view import Viewer
from app.model.change import Change, Set
from app.model.definition import IndicatorsSection, RowsSection
from app.model.faults import ChangeError
from app.model.places import Place
from app.model.record import FormRecord
from app.sheet.grid import Grid
from tests.desk.desk import filled_desk
from tests.sheet.tables import records

EXECUTED = "funds/total/executed"
TEXTS = (
    "",
    "25",
    "100%",
    "≥90%",
    "产出指标",
    "第一段\n第二段",
    "0",
    "完成",
    "87.65万元",
    "长" * 300,
)


# --- scenes B, C and F


def test_scene_b_more_spent_than_granted() -> None:
    desk = filled_desk()
    desk.type(EXECUTED, "90")
    assert desk.cell("funds/total/rate").text == "102.68%"
    assert desk.cell("funds/total/score").text == "10"
    assert desk.total() == "100"
    assert f"M4 {EXECUTED}" in desk.codes("error")
    desk.document.undo()
    assert desk.total() == "99.87"
    assert desk.codes("error") == []


def test_scene_c_little_spent() -> None:
    desk = filled_desk()
    desk.type(EXECUTED, "60")
    assert desk.cell("funds/total/rate").text == "68.45%"
    assert desk.cell("funds/total/score").text == "6.85"
    assert desk.total() == "96.85"
    assert not [code for code in desk.codes("error") if code.startswith("D1")]


def test_scene_f_a_score_typed_over() -> None:
    desk = filled_desk()
    desk.type("indicators/r4/score", "23")
    assert desk.cell("indicators/r4/score").mark == "entered"
    assert desk.total() == "97.87"
    assert desk.codes("error") == ["D1 indicators/r4/deviation"]
    desk.type("indicators/r4/score", "")
    assert (desk.cell("indicators/r4/score").text, desk.total()) == ("25", "99.87")
    assert desk.cell("indicators/r4/score").mark == ""


# --- undo, redo, preview


def test_undo_and_redo_go_back_and_forth_and_are_kept_as_what_they_are() -> None:
    desk = filled_desk()
    desk.type(EXECUTED, "90")
    desk.document.undo()
    desk.document.redo()
    assert [kept.change.how for kept in desk.kept] == ["typed", "undone", "redone"]
    assert desk.record.text(Place("funds", "total", "executed")) == "90"
    assert desk.kept[-1].view is desk.document.view
    assert (desk.document.undo_name, desk.document.redo_name) == ("EDIT_SET", "")


def test_a_new_change_forgets_what_was_taken_back() -> None:
    desk = filled_desk()
    desk.type(EXECUTED, "90")
    desk.document.undo()
    assert desk.document.redo_name == "EDIT_SET"
    desk.type(EXECUTED, "70")
    assert desk.document.redo() is None
    assert desk.document.redo_name == ""


def test_there_is_nothing_to_take_back_at_first() -> None:
    desk = filled_desk()
    assert (desk.document.undo(), desk.document.redo()) == (None, None)
    assert not desk.document.commit(None)
    assert not desk.document.commit(Change("EDIT_SET", ()))
    assert desk.kept == []


def test_a_change_that_does_not_fit_leaves_everything_as_it_was() -> None:
    desk = filled_desk()
    before = desk.document.view
    wrong = Change("EDIT_SET", (Set(Place("funds", "total", "executed"), "1", "2"),))
    with pytest.raises(ChangeError):
        desk.document.commit(wrong)
    assert desk.document.view is before
    assert desk.document.undo() is None


def test_the_open_cell_is_scored_but_never_kept() -> None:
    desk = filled_desk()
    cell = desk.cell(EXECUTED)
    shown = desk.document.preview(places_of(cell), "60")
    assert str(shown.scores.total) == "96.85"
    assert desk.document.shown is shown
    assert desk.total() == "99.87"
    assert desk.kept == []
    desk.document.drop_preview()
    assert desk.document.shown is desk.document.view


def test_the_open_cell_s_own_text_is_no_preview() -> None:
    desk = filled_desk()
    assert desk.document.preview(places_of(desk.cell(EXECUTED)), "86.54") is desk.document.view


@pytest.mark.parametrize("end", ["commit", "undo", "redo"])
def test_every_command_ends_the_preview(end: str) -> None:
    desk = filled_desk()
    desk.document.preview(places_of(desk.cell(EXECUTED)), "60")
    ways = {
        "commit": lambda: desk.document.commit(None),
        "undo": desk.document.undo,
        "redo": desk.document.redo,
    }
    ways[end]()
    assert desk.document.provisional is None


# --- whatever one does


class Actions:
    """Random work on a document."""

    def __init__(self, document: Document, draw: st.DataObject) -> None:
        self.document = document
        self._draw = draw

    def one_of(self, items: list[str]) -> str | None:
        return self._draw.draw(st.sampled_from(items)) if items else None

    def run(self, name: str) -> None:
        record, document = self.document.record, self.document
        if name == "undo":
            document.undo()
        elif name == "redo":
            document.redo()
        elif name in ("type", "preview", "clear", "paste"):
            self._on_a_cell(name)
        elif name == "layout":
            layout = {"hide_empty": self._draw.draw(st.booleans())}
            place = Place("record", None, "layout")
            document.commit(set_value(record, place, layout, "EDIT_LAYOUT"))
        else:
            self._on_a_row(name)

    def _on_a_cell(self, name: str) -> None:
        document = self.document
        sheet = self._draw.draw(st.sampled_from([p.sheet for p in document.view.pages]))
        at, cell = self._draw.draw(st.sampled_from([*Grid(sheet).cells()]))
        text = self._draw.draw(st.sampled_from(TEXTS))
        if name == "type":
            document.commit(set_cell(document.record, cell, text))
        elif name == "preview":
            document.preview(places_of(cell), text)
        elif name == "clear":
            document.commit(clear_cells(document.record, [cell]))
        else:
            width, height = (self._draw.draw(st.integers(1, 4)) for _ in range(2))
            cells = st.lists(st.sampled_from(TEXTS), min_size=width, max_size=width).map(tuple)
            block = self._draw.draw(st.lists(cells, min_size=height, max_size=height))
            where = (at, cell.column)
            change = paste(document.record, document.definition, sheet, where, tuple(block))
            document.commit(change)

    def _on_a_row(self, name: str) -> None:
        record, document = self.document.record, self.document
        sections = document.definition.sections()
        tables = [s for s in sections if isinstance(s, IndicatorsSection | RowsSection)]
        table = self._draw.draw(st.sampled_from(tables))
        row = self.one_of([r.id for r in record.rows(table.id)])
        if name == "insert":
            document.commit(insert_row(record, table, row))
        elif name == "delete" and row is not None:
            others = [r.id for r in record.rows(table.id)]
            chosen = self._draw.draw(st.lists(st.sampled_from(others), max_size=3))
            document.commit(delete_rows(record, table.id, [row, *chosen]))
        elif row is not None:
            document.commit(move_row(record, table, row, self._draw.draw(st.sampled_from((-1, 1)))))


NAMES = ("type", "type", "paste", "insert", "delete", "move", "clear", "undo", "redo", "layout")


@given(records(), st.data())
@settings(max_examples=100)
def test_the_view_is_that_of_a_fresh_layout_whatever_was_done(
    filled: tuple[Form, FormRecord], draw: st.DataObject
) -> None:
    form, record = filled
    definition = form.definition
    document = Document(definition, record, lambda change, view: None, None)
    start = document.record
    actions = Actions(document, draw)
    for name in draw.draw(st.lists(st.sampled_from((*NAMES, "preview")), max_size=12)):
        actions.run(name)
    assert document.view == Viewer(definition).view(document.record)
    if document.provisional is not None:
        assert document.provisional == Viewer(definition).view(document.provisional.record)
    while document.undo():
        pass
    assert document.record == start
    assert document.view == Viewer(definition).view(start)


def test_history_by_place_follows_its_row() -> None:
    desk = filled_desk()
    desk.document.commit(move_row(desk.record, desk.document.definition.indicators()[0], "r4", -1))
    desk.type("indicators/r4/actual", "80万元")
    desk.document.commit(delete_rows(desk.record, "indicators", ["r1", "r2"]))
    places = [s.place for kept in desk.kept for s in kept.change.steps if isinstance(s, Set)]
    assert [str(place) for place in places] == ["indicators/r4/actual"]
    assert desk.record.text(places[0]) == "80万元"


def test_one_edit_makes_new_only_the_row_that_it_changed() -> None:
    desk = filled_desk()
    before = {id(row) for row in desk.document.view.pages[0].sheet.rows}
    desk.type("indicators/r9/actual", "70%")
    rows = desk.document.view.pages[0].sheet.rows
    changed = [r.row_id for r in rows if r.row_id and r.row_id[0] == "r" and id(r) not in before]
    assert changed == ["r9"]


# --- 预审


def review_codes(document: Document) -> set[str]:
    return {f.code for f in document.shown.findings}


def test_review_follows_every_edit_until_it_is_switched_off() -> None:
    document = filled_desk().document
    quiet = document.view
    document.set_review(True)
    assert document.review
    assert {"V3", "S4"} <= review_codes(document)
    row = next(r for r in document.record.rows("indicators") if r.text("weight") == "25")
    place = Place("indicators", row.id, "actual")
    document.preview((place,), "82..73%")
    assert {"X2", "V3"} <= review_codes(document)
    document.drop_preview()
    document.commit(Change("EDIT_SET", (Set(place, row.text("actual"), "90%"),)))
    assert "S4" not in review_codes(document)
    document.undo()
    assert document.set_review(False) == quiet
    assert [document.review] == [False]


def test_review_compares_the_tables_that_were_given() -> None:
    document = filled_desk().document
    other = document.record
    rows = tuple(
        type(row)(row.id, row.kind, {**row.cells, "target": "70%"}, row.rule)
        if row.text("target")
        else row
        for row in other.rows("indicators")
    )
    changed = type(other)(
        form=other.form,
        form_version=other.form_version,
        id="other",
        year=other.year,
        sections={**other.sections, "indicators": rows},
    )
    document.set_review(True, (changed,))
    assert "C5" in review_codes(document)
    document.set_review(False, (changed,))
    assert "C5" not in review_codes(document)
