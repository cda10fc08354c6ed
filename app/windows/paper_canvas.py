"""The desk with its pages: Qt's table view measured, scrolled and painted by `paper`."""

from collections.abc import Callable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from app.paper.metrics import Metrics
from app.paper.pages import CellBox, Pagination
from app.sheet.sheet import Cell
from app.windows.column_drag import ColumnDrag
from app.windows.paper_changes import changed_boxes
from app.windows.paper_geometry import GAP, PaperGeometry
from app.windows.paper_model import Index, PaperModel
from app.windows.paper_moves import step_from
from app.windows.paper_painter import OperationPainter
from app.windows.paper_screen import paint_desk, severity_of

PIXELS_PER_MM = 96 / 25.4
_FRAME = 4
"""Pixels round a cell that its rules and its frame reach."""
ZOOMS = (0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class PaperCanvas(QTableView):
    """Keeps Qt's model, selection and accessibility; measures and paints anew.

    Every method that Qt calls for a rectangle or a position answers from the pages.
    """

    current_changed = Signal(object)
    """The cell that one stands in, or none."""
    columns_dragged = Signal(object)
    """New column widths in mm."""
    zoomed = Signal(float)

    def __init__(
        self, painter: OperationPainter, metrics: Metrics, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._painter = painter
        self._metrics = metrics
        self._zoom = 1.0
        self._fitting = True
        self._geometry: PaperGeometry | None = None
        self._waiting: Pagination | None = None
        self._piece = 0
        self._marks: dict[str, str] = {}
        self.tips: Callable[[Cell], str] = lambda cell: ""
        self.paper = PaperModel(self)
        self.setModel(self.paper)
        self._drag = ColumnDrag(self)
        self._prepare()

    def _prepare(self) -> None:
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        for corner in self.findChildren(QAbstractButton):
            corner.hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Form"))
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- the current cell

    def current_cell(self) -> Cell | None:
        """The cell that one stands in."""
        return self.paper.cell(self.currentIndex())

    def current_position(self) -> tuple[int, int]:
        """Grid row and column of the current cell's anchor."""
        index = self.currentIndex()
        found = self.paper.anchor(index)
        return (found[0], found[1].column) if found else (0, 0)

    def selected_cells(self) -> list[tuple[int, Cell]]:
        """The selected cells in reading order with their anchor rows."""
        cells: dict[tuple[int, int], Cell] = {}
        for index in self.selectedIndexes() or [self.currentIndex()]:
            found = self.paper.anchor(index)
            if found is not None:
                cells[found[0], found[1].column] = found[1]
        return [(row, cells[row, column]) for row, column in sorted(cells)]

    def go_to(self, index: QModelIndex) -> None:
        """Stand in a cell and show it."""
        if index.isValid():
            self._piece = 0
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell who listens where one stands."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit(self.paper.cell(current))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Repaint: a merged cell is larger than its index."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    @property
    def is_open(self) -> bool:
        """Whether a cell is open; a bare canvas opens none."""
        return False

    # --- what is shown

    @property
    def geometry_on_desk(self) -> PaperGeometry | None:
        """The pages as they lie now."""
        return self._geometry

    @property
    def scale(self) -> float:
        """Pixels per mm."""
        return self._zoom * PIXELS_PER_MM

    @property
    def zoom(self) -> float:
        """1.0 shows the paper in its own size at 96 dots per inch."""
        return self._zoom

    def show_pages(self, pagination: Pagination) -> None:
        """Show another state of the part; the current cell stays by its position."""
        # A row that comes or goes would take the open cell with it: that waits.
        waits = self.is_open and not self.paper.has_shape_of(pagination.sheet)
        self._waiting = pagination if waits else None
        if waits:
            return
        current = self.currentIndex()
        position = (current.row(), current.column())
        before = self._geometry
        self._geometry = PaperGeometry(pagination, self._metrics, self.scale)
        self._drag.columns = pagination.column_edges
        if self._fitting:
            self.fit_width()
        changed = self.paper.show_sheet(pagination.sheet)
        if changed is None:
            again = self.paper.index(*position) if current.row() >= 0 else QModelIndex()
            if again.isValid():
                self.setCurrentIndex(again)
        else:
            self.paper.announce(changed)
        self.updateGeometries()
        self.updateEditorGeometries()
        self._update_changes(before)

    def show_waiting(self) -> None:
        """Show what had to wait until the open cell was left."""
        if self._waiting is not None:
            self.show_pages(self._waiting)

    @property
    def ink(self) -> OperationPainter:
        """What paints operations, with its fonts read."""
        return self._painter

    @property
    def marks(self) -> dict[str, str]:
        """The severity of the worst finding at each place that has one."""
        return self._marks

    @marks.setter
    def marks(self, marks: dict[str, str]) -> None:
        before, self._marks = self._marks, marks
        if before == marks or self._geometry is None:
            return
        for page in self._pages_in_view():
            for box in self._geometry.boxes(page):
                if severity_of(before, box.cell) != severity_of(marks, box.cell):
                    self._update_box(self._geometry, page, box)

    def _update_changes(self, before: PaperGeometry | None) -> None:
        """Have the cells painted that differ from what was shown before."""
        after = self._geometry
        if before is None or after is None:
            self.viewport().update()
            return
        for page in self._pages_in_view():
            changed = changed_boxes(before, after, page)
            if changed is None:
                self.viewport().update()
                return
            for box in changed:
                self._update_box(after, page, box)

    def _update_box(self, geometry: PaperGeometry, page: int, box: CellBox) -> None:
        rect = geometry.rect(page, box)
        rect.translate(round(self._left()), -self.verticalScrollBar().value())
        self.viewport().update(rect.toAlignedRect().adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME))

    def _pages_in_view(self) -> range:
        if self._geometry is None or not self._geometry.page_count:
            return range(0)
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return range(self._geometry.page_at(top), self._geometry.page_at(bottom) + 1)

    def set_zoom(self, zoom: float) -> None:
        """Show the paper larger or smaller; the top of the view stays where it is."""
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        if self._geometry is None or zoom == self._zoom:
            self._zoom = zoom
            return
        bar = self.verticalScrollBar()
        share = bar.value() / self._geometry.height
        self._zoom = zoom
        self._geometry = PaperGeometry(self._geometry.pagination, self._metrics, self.scale)
        self.updateGeometries()
        bar.setValue(round(share * self._geometry.height))
        self.updateEditorGeometries()
        self.viewport().update()
        self.zoomed.emit(zoom)

    def zoom_by(self, steps: int) -> None:
        """The next larger (+1) or smaller (-1) zoom."""
        self._fitting = False
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self._zoom))
        self.set_zoom(ZOOMS[min(max(nearest + steps, 0), len(ZOOMS) - 1)])

    def fit_width(self) -> None:
        """Show the whole width of the paper, at its own size where there is room."""
        self._fitting = True
        if self._geometry is not None:
            room = self.viewport().width() - 2 * GAP
            width = self._geometry.pagination.setup.width * PIXELS_PER_MM
            self.set_zoom(min(1.0, room / width))

    # --- geometry, in Qt's words

    def _left(self) -> float:
        """The x of the pages' left edge in the viewport."""
        if self._geometry is None:
            return 0.0
        room = self.viewport().width()
        if self._geometry.width <= room:
            return (room - self._geometry.page_width) / 2
        return GAP - self.horizontalScrollBar().value()

    def origin(self, page: int) -> QPointF:
        """A page's top left corner in the viewport."""
        top = self._geometry.page_top(page) if self._geometry else 0.0
        return QPointF(round(self._left()), round(top - self.verticalScrollBar().value()))

    def _on_desk(self, point: QPoint) -> QPointF:
        return QPointF(point.x() - self._left(), point.y() + self.verticalScrollBar().value())

    def cell_rect(self, index: Index) -> QRectF:
        """The rectangle of a cell, on the page that one works on, in the viewport."""
        found = self.paper.anchor(index)
        if found is None or self._geometry is None:
            return QRectF()
        pages = self._geometry.pages_of(index.row()) or self._geometry.pages_of(found[0])
        if not pages:
            return QRectF()
        here = self._piece in pages or self._geometry.repeats(index.row(), self._piece)
        page = self._piece if here else pages[0]
        box = self._geometry.box(page, *found)
        if box is None:
            return QRectF()
        rect = self._geometry.rect(page, box)
        rect.translate(round(self._left()), -self.verticalScrollBar().value())
        return rect

    def visualRect(self, index: Index) -> QRect:
        """The cell's rectangle in the viewport."""
        return self.cell_rect(index).toAlignedRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The anchor of the cell at a point of the viewport."""
        if self._geometry is None:
            return QModelIndex()
        found = self._geometry.box_at(self._on_desk(point))
        if found is None:
            return QModelIndex()
        page, box = found
        row = box.row
        if page not in self._geometry.pages_of(row):
            shown = (r for r in range(row, row + box.cell.rowspan))
            row = next((r for r in shown if page in self._geometry.pages_of(r)), row)
        return self.paper.index(row, box.cell.column)

    def scrollTo(
        self,
        index: Index,
        _hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view."""
        rect = self.visualRect(index)
        if rect.isNull():
            return
        room = self.viewport().rect().adjusted(8, 8, -8, -8)
        if not index.row():
            # The headings above the first row come into view with it.
            rect.setTop(min(rect.top(), room.top() - self.verticalScrollBar().value()))
        for bar, low, high, first, last in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), room.top(), room.bottom()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), room.left(), room.right()),
        ):
            if low < first or high - low > last - first:
                bar.setValue(bar.value() + low - first)
            elif high > last:
                bar.setValue(bar.value() + high - last)

    def horizontalOffset(self) -> int:
        """Pixels scrolled to the right."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """Pixels scrolled down."""
        return self.verticalScrollBar().value()

    def updateGeometries(self) -> None:
        """Set the scroll bars' ranges from the pages; hidden headers leave no margin."""
        self.setViewportMargins(0, 0, 0, 0)
        room = self.viewport().size()
        width = self._geometry.width if self._geometry else 0
        height = self._geometry.height if self._geometry else 0
        for bar, whole, page in (
            (self.horizontalScrollBar(), width, room.width()),
            (self.verticalScrollBar(), height, room.height()),
        ):
            bar.setRange(0, max(0, round(whole - page)))
            bar.setPageStep(page)
            bar.setSingleStep(40)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Repaint at the new offset."""
        self.viewport().update()
        self.updateEditorGeometries()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the block between the cells at two corners."""
        first = self.indexAt(rect.topLeft())
        last = self.indexAt(rect.bottomRight())
        if first.isValid() and last.isValid():
            rows = sorted((first.row(), last.row()))
            columns = sorted((first.column(), last.column()))
            top = self.paper.index(rows[0], columns[0])
            bottom = self.paper.index(rows[1], columns[1])
            self.selectionModel().select(QItemSelection(top, bottom), command)
        elif command & QItemSelectionModel.SelectionFlag.Clear:
            self.selectionModel().clearSelection()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """All of the view: merged cells reach beyond their indexes."""
        return QRegion(self.viewport().rect()) if selection.count() else QRegion()

    def moveCursor(
        self,
        action: QAbstractItemView.CursorAction,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """The cell that a key leads to; labels are passed over."""
        grid = self.paper.grid
        if grid is None:
            return QModelIndex()
        self._piece = 0
        index = self.currentIndex()
        position = (index.row(), index.column()) if index.isValid() else (0, 0)
        shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        page = max(1, self.viewport().height() // 40)
        whole = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        target = step_from(grid, position, action, extend=shifted, whole=whole, page=page)
        return self.paper.index(*target) if target else index

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages stay in the middle."""
        super().resizeEvent(event)
        if self._fitting:
            self.fit_width()
        self.updateGeometries()
        self.updateEditorGeometries()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk, the pages in view and what the screen adds to them."""
        painter = QPainter(self.viewport())
        paint_desk(painter, self, self._painter, event.region())
        painter.end()
