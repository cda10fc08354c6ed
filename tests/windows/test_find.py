"""Finding a text on the paper, and giving a typed score its reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu

from tests.windows.stage import CTRL, SHIFT, Stage


def test_find_goes_from_match_to_match_and_round(stage: Stage) -> None:
    bar = stage.window.find_bar
    stage.press("F", CTRL)
    QTest.keyClicks(bar.field, "87.65")
    seen = [stage.here]
    for _ in range(3):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        seen.append(stage.here)
    assert seen == [
        "funds/total/annual",
        "funds/current_year/annual",
        "indicators/m7c4/target",
        "funds/total/annual",
    ]
    QTest.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert stage.here == "indicators/m7c4/target"


def test_find_reads_full_width_and_says_when_there_is_none(stage: Stage) -> None:
    assert stage.window.desk.find("８７．６５", 1)[1] == 3
    assert stage.window.desk.find("没有这几个字", 1) == (0, 0)
    assert stage.window.desk.find("  ", 1) == (0, 0)


def test_leaving_the_bar_gives_the_keys_back_to_the_paper(stage: Stage) -> None:
    stage.press("F", CTRL)
    assert stage.window.find_bar.isVisible()
    stage.window.find_bar.leave()
    assert not stage.window.find_bar.isVisible()
    stage.go("fields/department")
    stage.write("云溪县人民政府")
    assert stage.is_open()


def test_a_typed_score_takes_a_reason_that_answers_the_finding(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.fill("indicators/m7c4/score", "23")
    assert ("D1", "indicators/m7c4/deviation") in stage.findings("error")
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_: ("发票未齐", True))
    stage.go("indicators/m7c4/score")
    menu = QMenu()
    stage.window.row_menu.fill(menu)
    menu.actions()[-1].trigger()
    assert stage.value("indicators/m7c4/score_reason") == "发票未齐"
    assert not {code for code, _ in stage.findings("error")} & {"D1"}
