"""The summary in the window: every figure of it can be clicked and traced."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from app.desk.summary.table import COLUMNS
from app.windows.behind_room import BehindRoom
from app.windows.summary_room import SummaryRoom
from tests.desk.statistics.books import PROJECTS, Project, fill
from tests.windows.stage import Stage


def opened(stage: Stage, projects: tuple[Project, ...] = PROJECTS) -> SummaryRoom:
    fill(stage.workspace, projects)
    stage.run("summary")
    (room,) = stage.window.findChildren(SummaryRoom)
    return room


def click(room: SummaryRoom, line: int, column: str) -> str:
    index = room.table.model().index(line, COLUMNS.index(column))
    room.table.setCurrentIndex(index)
    room.table.clicked.emit(index)
    return room.source.text()


def test_the_latest_year_is_summed_up(empty: Stage) -> None:
    room = opened(empty)
    texts = room.table.shown_texts()
    assert [line[1] for line in texts] == [
        *("道路养护", "=桥梁+检测", "路灯 <b>& 改造"),
        *("合计", "平均分", "预算加权平均分", "取消的项目"),
    ]
    assert texts[3][7:9] == ("150.00", "92.54")
    room.year.setCurrentIndex(room.year.findData(2024))
    assert room.table.shown_texts()[0][1] == "去年的项目"


def test_a_click_on_a_sum_tells_how_it_was_made(empty: Stage) -> None:
    room = opened(empty)
    assert "87.65 ＋ 12.35 ＋ 50.00 ＝ 150.00" in click(room, 3, "annual")
    assert room.behind.isVisible()
    room.behind.click()
    empty.settle()
    behind = empty.window.findChildren(BehindRoom)[-1]
    assert len(behind.table.lines()) == 3
    assert "150.00" in behind.note.text()
    behind.table.chosen.emit(behind.table.lines()[0].key)
    empty.settle()
    assert empty.workspace.title_of(empty.record.id) == "道路养护"


def test_a_click_on_a_grade_or_a_number_of_the_paragraph_is_traced(empty: Stage) -> None:
    room = opened(empty)
    index = room.grades.model().index(0, 1)
    room.grades.setCurrentIndex(index)
    room.grades.clicked.emit(index)
    assert "序号" in room.source.text()
    room.words.linkActivated.emit("rate")
    assert room.source.text().endswith("92.54 ÷ 150.00 ＝ 61.69%")
    room.words.linkActivated.emit("nothing")
    assert room.source.text().endswith("61.69%")


def test_a_click_beside_the_figures_says_nothing(empty: Stage) -> None:
    room = opened(empty)
    before = room.source.text()
    assert click(room, 0, "annual") == before
    assert click(room, 3, "grade") == before
    assert not room.behind.isVisible()


def test_the_paragraph_is_copied_as_text_and_names_are_no_markup(empty: Stage) -> None:
    room = opened(empty)
    assert '<a style="' in room.words.text()
    assert "&lt;" not in room.words.text()
    room._copy()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("2025年度，")
    assert "<" not in text
    assert "对3个项目支出" in text


def test_a_double_click_opens_the_project(empty: Stage) -> None:
    room = opened(empty)
    room.table.chosen.emit(room.table.lines()[1].key)
    empty.settle()
    assert empty.workspace.title_of(empty.record.id) == "=桥梁+检测"


def test_an_empty_ledger_has_an_empty_summary(empty: Stage) -> None:
    room = opened(empty, ())
    assert room.table.lines() == []
    assert "没有参加绩效自评的项目" in room.words.text()


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "docx"])
def test_the_summary_is_exported(empty: Stage, tmp_path: Path, ending: str) -> None:
    room = opened(empty)
    empty.answers.path = path = tmp_path / f"汇总 表.{ending}"
    room._export()
    assert path.stat().st_size > 1000
    assert str(path) in room.note.text()
    if ending == "xlsx":
        assert len(openpyxl.load_workbook(path).sheetnames) == 4
