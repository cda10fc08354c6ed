"""Statistics in the window: choices, chart, table, and the records behind a figure."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from app.desk.statistics.views import views
from app.windows.behind_room import BehindRoom
from app.windows.statistics_room import StatisticsRoom
from tests.desk.statistics.books import fill
from tests.windows.stage import LEFT, NO, Stage


def opened(stage: Stage) -> StatisticsRoom:
    fill(stage.workspace)
    stage.run("statistics")
    (room,) = stage.window.findChildren(StatisticsRoom)
    return room


def choose(room: StatisticsRoom, name: str) -> None:
    names = [view.name for view in views(room.window_behind.workspace)]
    room.choices.views.setCurrentRow(names.index(name))


def shown(room: StatisticsRoom) -> list[tuple[str, ...]]:
    assert room.table is not None
    return room.table.shown_texts()


def behind(stage: Stage) -> list[str]:
    stage.settle()
    room = stage.window.findChildren(BehindRoom)[-1]
    return [texts[0] for texts in room.table.shown_texts()]


def test_the_first_view_of_the_latest_year_is_shown(empty: Stage) -> None:
    room = opened(empty)
    assert [texts[:4] for texts in shown(room)] == [
        ("养护股", "2", "100.00", "92.54"),
        ("办公室", "1", "50.00", "—"),
        ("合计", "3", "150.00", "92.54"),
    ]
    assert "不参评 1 个" in room.note.text()


def test_a_view_brings_its_fields_and_they_change_the_table(empty: Stage) -> None:
    room = opened(empty)
    choose(room, "年度对比")
    assert [texts[:2] for texts in shown(room)] == [("2024", "1"), ("2025", "3"), ("合计", "4")]
    assert room.choices.year.currentData() is None
    choose(room, "按股室")
    assert room.choices.year.currentData() == 2025
    by2 = room.choices.by2
    by2.setCurrentIndex(by2.findData("grade"))
    assert shown(room)[-1][-1] == "3"
    kept_by, kept = room.choices.kept_by, room.choices.kept
    kept_by.setCurrentIndex(kept_by.findData("section"))
    kept.setCurrentIndex(kept.findData("办公室"))
    assert [texts[0] for texts in shown(room)] == ["办公室", "合计"]


def test_parts_of_tables_grey_the_measures_of_whole_ones(empty: Stage) -> None:
    room = opened(empty)
    by = room.choices.by
    by.setCurrentIndex(by.findData("finding"))
    assert not empty.answers.said
    question = room.choices.question()
    assert set(question.measures) <= {"records", "findings", "points", "weight", "points_rate"}
    assert shown(room)


def test_a_double_click_on_a_bar_lists_the_records_and_opens_one(empty: Stage) -> None:
    room = opened(empty)
    choose(room, "各股室的等级")
    empty.settle()
    at = room.chart.point_of(0, 0)
    region = room.chart.region_at(at)
    assert region is not None
    assert (region.label, region.series) == (0, 0)
    QTest.mouseDClick(room.chart, LEFT, NO, at.toPoint())
    assert behind(empty) == ["道路养护", "=桥梁+检测"]
    table = empty.window.findChildren(BehindRoom)[-1].table
    table.chosen.emit(table.lines()[1].key)
    empty.settle()
    assert empty.workspace.title_of(empty.record.id) == "=桥梁+检测"


def test_a_line_leads_to_its_records_and_the_sum_to_all(empty: Stage) -> None:
    room = opened(empty)
    assert room.table is not None
    lines = room.table.lines()
    room.table.chosen.emit(lines[1].key)
    assert behind(empty) == ["路灯 <b>& 改造"]
    room.table.chosen.emit(lines[-1].key)
    assert len(behind(empty)) == 3


def test_the_chart_is_drawn_where_it_can_be_pointed_at(empty: Stage) -> None:
    room = opened(empty)
    choose(room, "按等级")
    for width in (500, 900):
        room.chart.resize(width, room.chart.height())
        empty.settle()
        at = room.chart.point_of(0, 0).toPoint()
        colour = QColor(room.chart.grab().toImage().pixel(at))
        assert 120 < colour.lightness() < 230
        assert room.chart.region_at(QPointF(2, 2)) is None
    assert "优" in room.chart.accessibleDescription()


def test_a_question_is_saved_as_a_view_and_forgotten(
    empty: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = opened(empty)
    item = room.choices.measures.item(1)
    item.setCheckState(Qt.CheckState.Checked)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_more: (" 我的 ", True))
    room.choices.save.click()
    kept = views(empty.workspace)[-1]
    assert (kept.name, kept.own, "initial" in kept.question.measures) == ("我的", True, True)
    assert room.choices.view() == kept
    assert room.choices.delete.isEnabled()
    room.choices.delete.click()
    assert not any(view.own for view in views(empty.workspace))
    assert not room.choices.delete.isEnabled()


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_what_is_shown_is_exported(empty: Stage, tmp_path: Path, ending: str) -> None:
    room = opened(empty)
    empty.answers.path = path = tmp_path / f"统计 表.{ending}"
    room._export()
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        assert sheet["A1"].value == "按股室"
    else:
        text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()
        assert "单位：万元" in text
    assert str(path) in room.note.text()
