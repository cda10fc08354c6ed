"""The edges of columns are dragged in the table's head."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.windows.stage import CTRL, LEFT, Stage


def test_a_column_is_dragged_wider_and_undo_brings_it_back(stage: Stage) -> None:
    widths = stage.geometry.pagination.sheet.columns
    edges = stage.geometry.pagination.column_edges
    sheet = stage.geometry.pagination.sheet
    head = next(i for i, r in enumerate(sheet.rows) if r.section == "indicators" and r.head)
    box = next(b for b in stage.geometry.boxes(0) if b.row == head and b.cell.column == 4)
    scale = stage.geometry.scale
    origin = stage.paper.origin(0)
    at = QPoint(
        round(origin.x() + edges[5] * scale), round(origin.y() + (box.y + box.height / 2) * scale)
    )
    view = stage.paper.viewport()
    # QTest.mouseMove says nothing where the pointer happens to be there already.
    pointer = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(view.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, pointer)
    assert view.cursor().shape() == Qt.CursorShape.SplitHCursor
    QTest.mousePress(view, LEFT, pos=at)
    QTest.mouseRelease(view, LEFT, pos=at - QPoint(round(5 * scale), 0))
    stage.settle()
    now = stage.geometry.pagination.sheet.columns
    assert now[4] == pytest.approx(widths[4] - 5, abs=0.6)
    assert now[5] == pytest.approx(widths[5] + 5, abs=0.6)
    assert sum(now) == pytest.approx(sum(widths), abs=0.1)
    stage.press("Z", CTRL)
    assert stage.geometry.pagination.sheet.columns == widths
