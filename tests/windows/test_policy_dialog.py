"""Choosing the year's policy from the window."""

from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit

from app.model.places import parse_place
from app.windows.policy_dialog import PolicyDialog
from tests.windows.stage import Stage

COST = "indicators/m7c4"


def choose(stage: Stage, title: str, for_all: bool = False, **terms: str) -> list[str]:
    """Open the dialog, choose a policy and terms, and take it; what it said of the policy."""
    said: list[str] = []

    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, PolicyDialog)
        titles = [dialog.list.item(at).text() for at in range(dialog.list.count())]
        at = next(at for at, known in enumerate(titles) if title in known)
        dialog.list.setCurrentRow(at)
        for name, value in terms.items():
            field = dialog.terms[name]
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
        (dialog._all if for_all else dialog._one).setChecked(True)
        said.append(dialog._lines.text())
        return True

    stage.answers.fill = fill
    stage.run("policy")
    stage.settle()
    return said


def test_the_policy_is_named_and_chosen_for_one_record_with_a_mark(stage: Stage) -> None:
    card = stage.window.inspector.card
    assert card.policy.text() == "口径：国家口径（财预〔2020〕10号）"
    stage.fill(f"{COST}/actual", "100万元")
    before = stage.document.view.scores.rows[COST].points
    said = choose(stage, "一体化")
    assert "超过“不超过”类指标：按超出部分递减，到两倍为 0" in said[0]
    after = stage.document.view.scores.rows[COST].points
    assert (before, after) == (Decimal("21.91"), Decimal("21.48"))
    assert card.policy.text() == "口径：一体化系统口径（与本年口径不同）"
    stage.run("undo")
    assert stage.document.view.scores.rows[COST].points == before
    assert "不同" not in card.policy.text()


def test_a_policy_for_the_year_reaches_the_other_records_too(stage: Stage) -> None:
    first = stage.record.id
    stage.run("duplicate")
    stage.settle()
    choose(stage, "上海", for_all=True)
    assert "不同" not in stage.window.inspector.card.policy.text()
    stage.window.commands.open_record(first)
    stage.settle()
    assert stage.record.policy is not None
    assert stage.record.policy["profile"] == "shanghai"
    assert stage.window.inspector.card.policy.text().startswith("口径：上海")


def test_terms_set_by_hand_hold_beside_the_policy(stage: Stage) -> None:
    stage.fill(f"{COST}/actual", "100万元")
    choose(stage, "国家口径", ceiling="zero", note_below="80")
    assert stage.document.view.scores.rows[COST].points == 0
    policy = stage.record.value(parse_place("record/policy"))
    assert (policy["ceiling"], policy["note_below"]) == ("zero", "80")


def test_a_capped_total_says_how_it_came_about(stage: Stage) -> None:
    stage.fill("funds/total/executed", "60")
    stage.fill("funds/current_year/executed", "60")
    choose(stage, "县级口径")
    card = stage.window.inspector.card
    assert stage.document.view.scores.total == 79
    assert card.worked.text() == (
        "执行率 68.45% 低于 70%，总分最高 79 分：合计 96.85 分，按 79 分计"
    )


def test_a_cancelled_dialog_changes_nothing(stage: Stage) -> None:
    before = stage.record
    stage.answers.fill = lambda _dialog: False
    stage.run("policy")
    assert stage.record == before
