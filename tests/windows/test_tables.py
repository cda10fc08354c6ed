"""The shared list: sorted by value, filtered, ticked and copied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.windows.tables import Column, Line, Table

COLUMNS = (Column("项目", wide=True), Column("得分", number=True))
LINES = [Line(("道路\n养护", "9.5"), "a"), Line(("桥梁", "100"), "b"), Line(("路灯", ""), "c")]


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    made = Table(COLUMNS, "清单")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_lines(LINES)
    made.show()
    return made


def test_numbers_are_sorted_by_value_and_blanks_first(table: Table) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [texts[1] for texts in table.shown_texts()] == ["", "9.5", "100"]


def test_a_text_found_in_any_column_keeps_its_line(table: Table) -> None:
    table.filter(" 路")
    assert [texts[0] for texts in table.shown_texts()] == ["道路\n养护", "路灯"]


def test_the_selected_lines_are_copied_for_a_spreadsheet(table: Table) -> None:
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '"道路\n养护"\t9.5\n桥梁\t100\n路灯\t'
    assert table.keys() == ["a", "b", "c"]


def test_enter_chooses_the_line_as_it_is_sorted(table: Table, qtbot: QtBot) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.setCurrentIndex(table.model().index(0, 0))
    with qtbot.waitSignal(table.chosen) as heard:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == ["b"]


def test_boxes_are_ticked_one_by_one_and_all_at_once(table: Table) -> None:
    table.show_lines([line._replace(checked=False) for line in LINES])
    model = table.model()
    model.setData(model.index(1, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert table.checked_keys() == ["b"]
    table.tick(True)
    assert table.checked_keys() == ["a", "b", "c"]


def test_a_long_text_beside_leaves_the_wide_column_its_room(qtbot: QtBot) -> None:
    columns = (
        *(Column("文件", wide=True), Column("项目"), Column("文件校验和")),
        Column("页", number=True),
    )
    table = Table(columns, "生成的文件")
    qtbot.addWidget(table)
    table.resize(40 * table.fontMetrics().height(), 300)
    table.show_lines([Line(("2025_云溪县_甲项目.pdf", "甲", "7acf" * 16, "100000000000"))])
    table.show()
    qtbot.waitExposed(table)
    height = table.fontMetrics().height()
    assert table.columnWidth(0) >= 13 * height
    assert table.columnWidth(1) < table.columnWidth(2)
    assert table.columnWidth(3) > table.sizeHintForColumn(3)
    for at in (1, 2):
        assert table.columnWidth(at) >= table.horizontalHeader().sectionSizeHint(at)
