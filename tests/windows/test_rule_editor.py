"""Choosing the rule of a row and its parameters beside the paper."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from app.desk.forms import gallery
from app.desk.rules import CHOICES
from app.model.places import parse_place
from app.windows.rule_editor import RuleEditor
from app.windows.rule_fields import AnswerField, ChoiceField, TableField, TextField
from tests.windows.stage import CTRL, Stage

ROW = "indicators/k3f9"
COST = "indicators/m7c4"


def editor(stage: Stage, place: str = f"{COST}/actual") -> RuleEditor:
    """The card over a row's rule, brought into view."""
    inspector = stage.window.inspector
    inspector.tabs.setCurrentIndex(1)
    stage.go(place)
    stage.settle()
    return inspector.rule


def choose(stage: Stage, box: QComboBox | None, value: str) -> None:
    """Choose an entry of a field as a person does."""
    assert box is not None
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    stage.settle()


def write(stage: Stage, field: QLineEdit | None, text: str) -> None:
    """Type into a field of the card and leave it with Enter."""
    assert field is not None
    field.setFocus()
    field.selectAll()
    field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    stage.settle()


def points(stage: Stage, row: str) -> Decimal | None:
    return stage.document.view.scores.rows[row].points


def rule(stage: Stage, row: str) -> object:
    return stage.record.value(parse_place(f"{row}/rule"))


def test_the_card_follows_the_cell_and_names_the_rule_that_holds(stage: Stage) -> None:
    card = editor(stage)
    family = card.family_field()
    assert family is not None
    assert family.currentText() == "自动：定量指标（≤）"
    editor(stage, f"{ROW}/actual")
    again = card.family_field()
    assert again is not None
    assert again.currentText() == "自动：定量指标（≥）"
    editor(stage, "fields/unit")
    assert not card.isVisible()


def test_a_chosen_rule_scores_at_once_and_can_be_undone(stage: Stage) -> None:
    stage.fill(f"{COST}/actual", "100万元")
    ratio = points(stage, COST)
    card = editor(stage)
    formula = card.field("formula")
    assert isinstance(formula, ChoiceField)
    choose(stage, formula, "zero")
    assert rule(stage, COST) == {"formula": "zero"}
    assert points(stage, COST) == 0
    choose(stage, card.family_field(), "at_least")
    assert rule(stage, COST) == {"family": "at_least"}
    assert points(stage, COST) == 25
    choose(stage, card.family_field(), "")
    assert rule(stage, COST) is None
    assert points(stage, COST) == ratio
    stage.run("undo")
    assert rule(stage, COST) == {"family": "at_least"}


def test_a_reviewed_score_stands_beside_the_units_own(stage: Stage) -> None:
    before = stage.document.view.scores
    card = editor(stage)
    write(stage, card.review_field(), "20")
    scores = stage.document.view.scores
    assert stage.record.text(parse_place(f"{COST}/review_score")) == "20"
    assert (scores.total, scores.rows[COST].reviewed) == (before.total, Decimal(20))
    assert scores.reviewed == before.total - 5


def test_the_execution_row_has_a_reviewed_score_and_no_choice_of_rule(stage: Stage) -> None:
    card = editor(stage, "funds/total/executed")
    assert card.isVisible()
    assert card.family_field() is None
    write(stage, card.review_field(), "9")
    assert stage.document.view.scores.rows["funds/total"].reviewed == 9


def test_the_reason_for_a_typed_score_has_its_field(stage: Stage) -> None:
    card = editor(stage)
    assert card.reason_field() is None
    stage.fill(f"{COST}/score", "23")
    editor(stage)
    write(stage, card.reason_field(), "按局务会议意见")
    assert stage.record.text(parse_place(f"{COST}/score_reason")) == "按局务会议意见"


def test_items_of_a_checklist_are_added_answered_and_taken_out(stage: Stage) -> None:
    card = editor(stage)
    choose(stage, card.family_field(), "checklist")
    items = card.field("items")
    assert isinstance(items, TableField)
    for text in ("制度健全", "执行有效"):
        items._insert(())
        stage.settle()
        items = card.field("items")
        assert isinstance(items, TableField)
        line = [f for f in items.fields() if isinstance(f, TextField)][-2]
        write(stage, line, text)
    answers = [f for f in items.fields() if isinstance(f, AnswerField)]
    for answer, word in zip(answers, ("符合", "不符合"), strict=True):
        answer.setCurrentText(word)
        answer.activated.emit(0)
        stage.settle()
    assert rule(stage, COST) == {
        "family": "checklist",
        "items": [{"text": "制度健全", "met": True}, {"text": "执行有效", "met": False}],
    }
    assert points(stage, COST) == Decimal("12.5")
    items._remove((1,))
    stage.settle()
    assert points(stage, COST) == 25


@pytest.mark.parametrize("place", [f"{COST}/actual", f"{ROW}/actual"])
def test_a_wheel_over_a_field_changes_nothing(stage: Stage, place: str) -> None:
    card = editor(stage, place)
    family = card.family_field()
    assert family is not None
    before = stage.record
    at = QPointF(family.rect().center())
    for turn in (-120, 120, -240):
        event = QWheelEvent(
            at,
            QPointF(family.mapToGlobal(family.rect().center())),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(family, event)
    stage.settle()
    assert stage.record == before


def test_typing_on_the_paper_leaves_the_card_as_it_stands(stage: Stage) -> None:
    card = editor(stage)
    family, review = card.family_field(), card.review_field()
    stage.go(f"{COST}/actual")
    stage.write("80")
    assert (card.family_field(), card.review_field()) == (family, review)
    assert stage.document.shown.scores.rows[COST].points == 25


def test_a_row_with_a_rule_of_its_own_offers_no_degrees(stage: Stage) -> None:
    card = editor(stage)
    choose(stage, card.family_field(), "checklist")
    rows = {row.note.place.row: row for row in stage.window.inspector.notes.rows()}
    assert rows["m7c4"].buttons == []
    assert not any(text.startswith("推断") for text, _colour in rows["m7c4"].note.lines)
    choose(stage, card.family_field(), "qualitative")
    assert len(rows["m7c4"].buttons) == 3


def test_what_the_scoring_standard_says_is_taken_over_by_a_link(stage: Stage) -> None:
    stage.take_in(gallery().sample("indicator-system"))
    card = editor(stage, "system/d2k4/actual")
    assert not card.offer().isVisible()
    stage.fill("system/d2k4/rule_text", "得满分，每出现一起不一致，扣除40%权重分，扣完为止。")
    stage.go("system/d2k4/rule_text")
    assert card.offer().isVisible()
    assert card.offer().text() == "按评分标准：按次扣分 · 每次扣 40%"
    assert points(stage, "system/d2k4") == Decimal("4.8")
    card.offer().click()
    stage.settle()
    assert rule(stage, "system/d2k4") == {"family": "deduction", "each": "40%"}
    assert points(stage, "system/d2k4") == Decimal("3.6")
    assert not card.offer().isVisible()
    stage.press("Z", CTRL)
    stage.go("system/d2k4/rule_text")
    assert points(stage, "system/d2k4") == Decimal("4.8")
    assert card.offer().isVisible()


@pytest.mark.parametrize("family", CHOICES)
def test_no_rule_is_wider_than_the_column(stage: Stage, qtbot: QtBot, family: str) -> None:
    stage.take_in(gallery().sample("indicator-system"))
    card = editor(stage, "system/d2k4/actual")
    choose(stage, card.family_field(), family)

    def fits() -> bool:
        holder = card.parentWidget()
        viewport = holder.parentWidget() if holder is not None else None
        if holder is None or viewport is None:
            return False
        fields = [*card.findChildren(QComboBox), *card.findChildren(QLineEdit)]
        right = max(field.mapTo(card, field.rect().topRight()).x() for field in fields)
        return holder.width() == viewport.width() and right < card.width()

    qtbot.waitUntil(fits)  # a scroll bar that comes up narrows the column once more


def test_the_rule_stays_in_sight_while_the_sums_scroll_to_the_row(stage: Stage) -> None:
    stage.take_in(gallery().sample("indicator-system"))
    rows = stage.record.rows("system")
    for row in (rows[-1], rows[0], rows[-2]):
        card = editor(stage, f"system/{row.id}/actual")
        panel = stage.window.inspector.tabs.currentWidget()
        assert panel is not None
        noted = next(n for n in stage.window.inspector.notes.rows() if n.is_current())
        for seen in (card.family_field(), noted):
            assert seen is not None
            top = seen.mapTo(panel, QPoint(0, 0)).y()
            assert 0 <= top < panel.height()
            assert not seen.visibleRegion().isEmpty()


def test_a_long_item_shows_where_it_begins(stage: Stage) -> None:
    card = editor(stage)
    choose(stage, card.family_field(), "checklist")
    items = card.field("items")
    assert isinstance(items, TableField)
    items.show_value([{"text": "资金的拨付有完整的审批程序和手续" * 3}])
    stage.settle()
    text, share = items.fields()[:2]
    assert isinstance(text, QLineEdit)
    assert text.cursorPosition() == 0
    assert text.width() > 2 * share.width()
