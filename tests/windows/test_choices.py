"""Cells with choices, and texts with a limit."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.desk.document import Document
from app.model.definition import FieldItem, FieldsSection, FormDefinition
from app.model.places import RECORD, Place, parse_place
from app.windows.choice_list import ChoiceList
from tests.windows.stage import LEFT, Stage

DEPARTMENT = "fields/department"
CHOICES = ("市场监管局", "应急管理局", "农业农村局")


def with_choices(definition: FormDefinition) -> FormDefinition:
    """The form with a list of departments to choose from."""

    def chosen(item: FieldItem) -> FieldItem:
        found = item.field == "department"
        return msgspec.structs.replace(item, choices=CHOICES) if found else item

    (part, *rest) = definition.parts
    sections = [
        msgspec.structs.replace(s, lines=tuple(tuple(map(chosen, line)) for line in s.lines))
        if isinstance(s, FieldsSection)
        else s
        for s in part.sections
    ]
    part = msgspec.structs.replace(part, sections=tuple(sections))
    return msgspec.structs.replace(definition, parts=(part, *rest))


@pytest.fixture
def choosing(stage: Stage) -> Stage:
    """A window over a form whose department is chosen from a list."""
    document = stage.document
    other = Document(with_choices(document.definition), document.record, document._keep, None)
    stage.window.desk.show_document(other)
    stage.settle()
    return stage


def choices(stage: Stage) -> ChoiceList | None:
    lists = stage.paper.findChildren(ChoiceList)
    return next((known for known in lists if known.isVisible()), None)


def test_an_open_cell_lists_its_choices_and_arrows_choose(choosing: Stage) -> None:
    choosing.go(DEPARTMENT)
    choosing.press("F2")
    listed = choices(choosing)
    assert listed is not None
    assert [listed.item(at).text() for at in range(listed.count())] == list(CHOICES)
    choosing.press("Down")
    choosing.press("Down")
    choosing.press("Return")
    choosing.settle()
    assert choosing.value(DEPARTMENT) == "应急管理局"
    assert choices(choosing) is None


def test_a_click_chooses_and_leaves_the_cell(choosing: Stage) -> None:
    choosing.go(DEPARTMENT)
    choosing.press("F2")
    listed = choices(choosing)
    assert listed is not None
    at = listed.visualItemRect(listed.item(2)).center()
    QTest.mouseClick(listed.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    choosing.settle()
    assert choosing.value(DEPARTMENT) == "农业农村局"
    assert not choosing.is_open()


def test_another_text_may_be_typed_and_escape_drops_it(choosing: Stage) -> None:
    choosing.go(DEPARTMENT)
    choosing.write("云溪县教育局")
    choosing.press("Return")
    assert choosing.value(DEPARTMENT) == "云溪县教育局"
    choosing.go(DEPARTMENT)
    choosing.press("F2")
    choosing.press("Down")
    choosing.press("Escape")
    assert choosing.value(DEPARTMENT) == "云溪县教育局"


def test_a_text_with_a_limit_is_counted_while_it_is_typed(stage: Stage) -> None:
    limits = {"policy": {"text_limits": {"expected": 5}}}
    stage.window.desk.set_value(Place(RECORD, None, "policy"), limits["policy"], "EDIT_POLICY")
    stage.go("goals/expected")
    assert stage.window.status.count_text() == "0 / 5 字"
    stage.write("抽检三批")
    assert stage.window.status.count_text() == "4 / 5 字"
    stage.write("次以上")
    assert stage.window.status.count_text() == "7 / 5 字"
    stage.go("goals/actual")
    assert stage.window.status.count_text() == ""
    assert stage.record.text(parse_place("goals/expected")) == "抽检三批次以上"
