"""A report in the window: its text is typed with names, read with figures, drafted, exported."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QColor, QImage

from tests.reports import report, unwritten
from tests.windows.stage import Stage


@pytest.fixture
def stage(open_stage: Callable[[Path], Stage], tmp_path: Path) -> Stage:
    made = open_stage(tmp_path / "data")
    made.take_in(report())
    return made


def test_an_open_cell_shows_the_names_and_a_closed_one_the_figures(stage: Stage) -> None:
    stage.go("report/finance")
    stage.press("F2")
    assert "{funds.total.rate}" in stage.editor.toPlainText()
    stage.press("Escape")
    assert "预算执行率98.73%" in stage.shown("report/finance")


def test_the_text_follows_the_table(stage: Stage) -> None:
    stage.fill("funds/total/executed", "80")
    stage.go("report/finance")
    assert "结余7.65万元" in stage.shown("report/finance")


def test_a_draft_fills_the_empty_chapters_and_is_undone_at_once(stage: Stage) -> None:
    stage.take_in(unwritten())
    stage.fill("report/overview", "我写的。")
    stage.run("draft")
    assert stage.value("report/overview") == "我写的。"
    assert "{total.grade}" in stage.value("report/grading")
    assert stage.here == "report/opening"
    stage.run("undo")
    assert stage.value("report/grading") == ""
    assert stage.value("report/overview") == "我写的。"


def test_where_nothing_is_empty_it_is_said(stage: Stage) -> None:
    stage.run("draft")
    assert "没有可以起草的空章节" in stage.window.status.currentMessage()


def test_guidance_is_seen_while_a_chapter_is_empty(stage: Stage) -> None:
    stage.take_in(unwritten())
    stage.go("report/opening")
    grey = _greys(stage)
    stage.fill("report/opening", "写了。")
    stage.go("report/opening")
    assert _greys(stage) < grey


def _greys(stage: Stage) -> int:
    """How many dots of the first chapter's cell have the hue of guidance."""
    rect = stage.paper.visualRect(stage.paper.currentIndex())
    image: QImage = stage.paper.viewport().grab(rect).toImage()
    dots = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(_is_grey(dot) for dot in dots)


def _is_grey(dot: QColor) -> bool:
    return dot.blue() - dot.red() > 12 and 120 < dot.lightness() < 225


def test_a_report_is_exported_as_word(stage: Stage, tmp_path: Path) -> None:
    target = tmp_path / "报告.docx"
    stage.answers.path = target
    stage.run("export-docx")
    stage.wait_for_jobs()
    assert stage.answers.said == []
    assert docx.Document(str(target)).paragraphs[0].text == "项目支出绩效自评报告"
