"""Chinese is composed by an input method: what is composed is no text until it is handed over."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.windows.stage import Stage

NAME = "indicators/m7c4/tier3"
UNIT = "fields/unit"


def test_first_composed_character_replaces_the_old_text(stage: Stage) -> None:
    stage.go(NAME)
    stage.compose("zhi")
    assert stage.is_open()
    stage.compose("zhi liang")
    stage.compose("", "质量")
    assert stage.editor.toPlainText() == "质量"
    stage.press("Return")
    assert stage.value(NAME) == "质量"


def test_text_handed_over_without_a_composition_replaces_too(stage: Stage) -> None:
    stage.go(NAME)
    stage.compose("", "质")
    stage.compose("", "量")
    stage.press("Return")
    assert stage.value(NAME) == "质量"


def test_composing_in_a_cell_opened_with_f2_keeps_its_text(stage: Stage) -> None:
    stage.go(UNIT)
    stage.press("F2")
    stage.compose("zhi", "")
    stage.compose("", "直属")
    stage.press("Return")
    assert stage.value(UNIT) == "云溪县应急管理局直属"


def test_a_composition_is_neither_scored_nor_kept(stage: Stage) -> None:
    told: list[str] = []
    kept: list[str] = []
    stage.paper.typed.connect(lambda _cell, text: told.append(text))
    stage.window.desk.draft_wanted.connect(lambda _place, text: kept.append(text))
    stage.go("funds/total/executed")
    stage.compose("liu")
    stage.compose("liu shi")
    assert told == []
    assert stage.document.provisional is None
    assert stage.shown("funds/total/score") == "9.87"
    stage.compose("", "60")
    assert told == ["60"]
    assert stage.shown("funds/total/score") == "6.85"
    assert stage.names() == []
    assert not any("liu" in text for text in kept)


def test_enter_during_a_composition_does_not_leave_the_cell(stage: Stage) -> None:
    stage.go(NAME)
    stage.compose("zhi")
    for key in ("Return", "Tab", "Down"):
        stage.press(key)
        assert stage.is_open(), key
    stage.compose("", "质")
    stage.press("Return")
    assert stage.value(NAME).strip() == "质"


def test_escape_after_a_given_up_composition_brings_the_old_text_back(stage: Stage) -> None:
    before = stage.record
    stage.go(NAME)
    stage.compose("zhi")
    stage.compose("")
    stage.press("Escape")
    assert not stage.is_open()
    assert stage.record is before
    assert stage.shown(NAME) == "不超过年度预算"


def test_a_given_up_composition_empties_no_cell(stage: Stage) -> None:
    stage.go(NAME)
    stage.compose("zhi")
    stage.compose("")
    assert stage.editor.toPlainText() == "不超过年度预算"
    stage.press("Return")
    assert stage.value(NAME) == "不超过年度预算"
    stage.go(NAME)
    stage.compose("zhi")
    stage.compose("")
    stage.compose("liang")
    stage.compose("", "量")
    stage.press("Return")
    assert stage.value(NAME) == "量"


def test_a_command_during_a_composition_keeps_what_was_handed_over(stage: Stage) -> None:
    stage.go(NAME)
    stage.compose("", "质量")
    stage.compose("ti")
    stage.run("save")
    assert stage.value(NAME) == "质量"


def test_the_paper_asks_for_the_input_method_only_where_text_may_stand(stage: Stage) -> None:
    stage.go(NAME)
    assert QApplication.focusWidget() is stage.paper
    assert stage.paper.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    stage.go("total/score")
    stage.compose("zhi", "质")
    assert not stage.is_open()


def test_the_candidates_stand_at_the_cell(stage: Stage) -> None:
    stage.go(NAME)
    where = stage.paper.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert stage.paper.visualRect(stage.paper.currentIndex()).intersects(where)
