"""Year, codes and the funds note: in the record, not on the paper."""

import pytest
from PySide6.QtWidgets import QLineEdit

from app.model.places import RECORD, Place
from tests.windows.stage import Stage


def field(stage: Stage, name: str) -> QLineEdit:
    """A field of the panel, in view and ready to be typed over."""
    stage.window.inspector.tabs.setCurrentWidget(stage.window.unprinted)
    line = next(
        f for f in stage.window.unprinted.findChildren(QLineEdit) if f.accessibleName() == name
    )
    line.setFocus()
    line.selectAll()
    return line


def test_unprinted_fields_are_kept_and_undone(stage: Stage) -> None:
    line = field(stage, "年度")
    stage.write("2020")
    stage.press("Return")
    assert stage.record.year == 2020
    assert "2020" in "".join(h.text for h in stage.document.view.pages[0].sheet.headings)
    stage.run("undo")
    assert stage.record.year == 2019
    assert line.text() == "2019"


@pytest.mark.parametrize("text", ["二〇二〇", "99", "20201"])
def test_a_year_that_is_none_is_put_back(stage: Stage, text: str) -> None:
    line = field(stage, "年度")
    stage.write(text)
    stage.press("Return")
    assert stage.record.year == 2019
    assert line.text() == "2019"


def test_jumping_to_an_unprinted_place_opens_its_field(stage: Stage) -> None:
    stage.window.jump(Place(RECORD, None, "funds_note"))
    stage.settle()
    stage.write("追加预算")
    stage.paper.setFocus()
    stage.settle()
    assert stage.record.funds_note == "追加预算"


def test_undo_of_a_field_one_stands_in_is_not_undone_by_leaving_it(stage: Stage) -> None:
    field(stage, "年度")
    stage.write("2020")
    stage.press("Return")
    stage.run("undo")
    stage.paper.setFocus()
    stage.run("save")
    assert stage.record.year == 2019


def test_what_is_being_typed_survives_a_change_elsewhere(stage: Stage) -> None:
    line = field(stage, "项目编码")
    stage.write("42")
    stage.window.desk.set_value(Place(RECORD, None, "year"), 2020, "EDIT_SET")
    assert line.text() == "42"
    stage.run("save")
    assert stage.record.codes["project_code"] == "42"
