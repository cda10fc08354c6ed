"""What was being typed when the program was killed is offered at the next start."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.windows.stage import CTRL, LEFT, Stage

GOAL = "goals/expected"
TEXT = "一、完成重点产品监督抽查。\n二、开展质量提升行动。"
REST = 700
"""Milliseconds after which a draft is kept."""

OpenStage = Callable[[Path], Stage]


def killed(stage: Stage, into: Path) -> Path:
    """The data folder as it would be found had the program been killed now."""
    stage.save()
    into.mkdir()
    shutil.copy(stage.folder / "ziping.db", into / "ziping.db")
    return into


def type_and_rest(stage: Stage, text: str) -> None:
    """Type into the open goal cell and let go of the keys."""
    stage.go(GOAL)
    stage.write(text)
    QTest.qWait(REST)


def answer(stage: Stage, caption: str) -> None:
    """Press one of the bar's two buttons."""
    buttons = stage.window.draft_bar.findChildren(QPushButton)
    button = next(b for b in buttons if b.text() == caption)
    QTest.mouseClick(button, LEFT)
    stage.settle()


def test_a_draft_is_offered_and_taken(stage: Stage, open_stage: OpenStage, tmp_path: Path) -> None:
    type_and_rest(stage, "一、完成抽查")
    assert stage.names() == []
    again = open_stage(killed(stage, tmp_path / "again"))
    assert again.value(GOAL) == ""
    assert again.window.draft_bar.isVisible()
    answer(again, "接着填")
    assert again.value(GOAL) == "一、完成抽查"
    assert again.names() == ["EDIT_SET"]
    assert not again.window.draft_bar.isVisible()
    assert again.workspace.draft(again.record.id) is None


def test_a_dropped_draft_is_not_offered_again(
    stage: Stage, open_stage: OpenStage, tmp_path: Path
) -> None:
    type_and_rest(stage, "一")
    again = open_stage(killed(stage, tmp_path / "again"))
    answer(again, "不要了")
    again.close()
    third = open_stage(tmp_path / "again")
    assert not third.window.draft_bar.isVisible()
    assert third.value(GOAL) == ""


@pytest.mark.parametrize("key", ["Return", "Escape"])
def test_leaving_the_cell_ends_its_draft(
    stage: Stage, open_stage: OpenStage, tmp_path: Path, key: str
) -> None:
    type_and_rest(stage, "一")
    stage.press(key)
    again = open_stage(killed(stage, tmp_path / "again"))
    assert not again.window.draft_bar.isVisible()


def test_paragraphs_once_committed_survive_a_kill(
    stage: Stage, open_stage: OpenStage, tmp_path: Path
) -> None:
    stage.go(GOAL)
    stage.copy([(TEXT,)])
    stage.press("F2")
    stage.press("V", CTRL)
    stage.press("Tab")
    again = open_stage(killed(stage, tmp_path / "again"))
    assert again.value(GOAL) == TEXT
