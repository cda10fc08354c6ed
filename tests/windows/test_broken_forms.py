"""The window opens whatever lies in the folder of a bureau's own forms, and says what is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QToolButton

from app.windows.app import tell_of_broken_forms
from tests.desk.test_own_forms import BROKEN, OWN, put
from tests.windows.stage import Stage


def told(stage: Stage) -> list[QToolButton]:
    tell_of_broken_forms(stage.window)
    return [b for b in stage.window.status.findChildren(QToolButton) if "表样用不了" in b.text()]


@pytest.mark.parametrize("name", ["cycle", "huge", "columns", "UTF-16", "link to itself"])
def test_a_form_out_of_order_is_named_in_the_status_bar(
    name: str, open_stage: Callable[[Path], Stage], tmp_path: Path
) -> None:
    BROKEN[name][0](tmp_path / "forms")
    stage = open_stage(tmp_path)
    (line,) = told(stage)
    assert "own" in line.text()
    line.click()
    assert "own：" in stage.answers.said[-1]
    stage.window.commands.open_sample()
    assert stage.window.desk.document is not None


def test_a_file_in_place_of_the_folder_is_told_of(
    open_stage: Callable[[Path], Stage], tmp_path: Path
) -> None:
    (tmp_path / "forms").write_text("x", encoding="utf-8")
    assert len(told(open_stage(tmp_path))) == 1


def test_forms_in_order_are_not_spoken_of(
    open_stage: Callable[[Path], Stage], tmp_path: Path
) -> None:
    put(tmp_path / "forms", OWN)
    assert told(open_stage(tmp_path)) == []
