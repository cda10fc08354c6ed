"""Dragging a column's edge on the paper: its neighbour gives or takes what it gains or loses."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

if TYPE_CHECKING:
    from app.windows.paper_canvas import PaperCanvas

_REACH = 0.9
"""mm on either side of an edge that take hold of it."""
_NARROWEST = 6.0


class ColumnDrag:
    """Takes hold of an edge in a head row; `columns` holds the edges in mm of the paper."""

    def __init__(self, view: "PaperCanvas") -> None:
        self._view = view
        self.columns: tuple[float, ...] = ()
        self._edge: int | None = None
        self._start = 0.0

    def press(self, event: QMouseEvent) -> bool:
        """Begin; false where no edge is under the pointer."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._edge = self._edge_at(event.position())
        self._start = event.position().x()
        return self._edge is not None

    def move(self, event: QMouseEvent) -> bool:
        """Show by the pointer that an edge can be taken; true while one is held."""
        held = self._edge is not None
        if not event.buttons():
            over = self._edge_at(event.position()) is not None
            shape = Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor
            self._view.viewport().setCursor(shape)
        return held

    def release(self, event: QMouseEvent) -> bool:
        """Send the new widths; false where none was held."""
        edge, self._edge = self._edge, None
        if edge is None:
            return False
        moved = (event.position().x() - self._start) / self._view.scale
        widths = [b - a for a, b in zip(self.columns, self.columns[1:], strict=False)]
        low = _NARROWEST - widths[edge - 1]
        high = widths[edge] - _NARROWEST
        moved = round(min(max(moved, low), high) * 2) / 2
        if moved:
            widths[edge - 1] += moved
            widths[edge] -= moved
            self._view.columns_dragged.emit(tuple(round(w, 2) for w in widths))
        return True

    def _edge_at(self, point: QPointF) -> int | None:
        """The inner edge under the pointer, in a head row where both neighbours end at it."""
        index = self._view.indexAt(point.toPoint())
        cell = self._view.paper.cell(index)
        if cell is None or cell.style != "head":
            return None
        x = (point.x() - self._view.origin(0).x()) / self._view.scale
        for edge in range(1, len(self.columns) - 1):
            ends = edge in (cell.column, cell.column + cell.colspan)
            if ends and abs(self.columns[edge] - x) <= _REACH:
                return edge
        return None
