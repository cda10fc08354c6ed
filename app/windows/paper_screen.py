"""What the screen adds to the paper: desk, tints, selection, marks. None of it is printed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QRegion

from app.paper.operations import operations
from app.paper.pages import CellBox
from app.sheet.sheet import Cell
from app.windows.paper_changes import Clip
from app.windows.paper_painter import OperationPainter

if TYPE_CHECKING:
    from app.windows.paper_canvas import PaperCanvas

DESK = QColor("#e4e8ec")
PAPER = QColor("#ffffff")
SHADE = QColor(0, 0, 0, 22)
LABEL = QColor("#f4f6f8")
COMPUTED = QColor("#ebf2fb")
UNSCORED = QColor("#fdf3dd")
SELECTED = QColor(27, 94, 145, 34)
ACCENT = QColor("#1b5e91")
MARKS = {"error": QColor("#c0271d"), "warning": QColor("#d08a10"), "entered": QColor("#1b5e91")}
LAST_YEAR = "#9aa5b1"
"""The grey of last year's text in a cell that is still empty."""
GHOST = QColor("#b26a00")

_CORNER = 2.6
"""Size of a mark in mm."""


def paint_desk(
    painter: QPainter, view: "PaperCanvas", ink: OperationPainter, region: QRegion
) -> None:
    """Paint what a region of the viewport shows; the painter is clipped to it."""
    shown_part = QRectF(region.boundingRect())
    painter.fillRect(shown_part, DESK)
    geometry = view.geometry_on_desk
    if geometry is None:
        return
    selected = {(row, cell.column) for row, cell in view.selected_cells()}
    for page in range(geometry.page_count):
        origin = view.origin(page)
        sheet = QRectF(origin.x(), origin.y(), geometry.page_width, geometry.page_height)
        if not sheet.adjusted(-4, -4, 4, 4).intersects(shown_part):
            continue
        painter.fillRect(sheet.adjusted(-1, -1, 1, 2), SHADE)
        painter.fillRect(sheet, PAPER)
        scale = geometry.scale
        clip = Clip(region, sheet, scale)
        shown = clip.boxes(geometry.boxes(page))
        for box in shown:
            _tint(painter, box, _place(box, origin, scale), (box.row, box.cell.column) in selected)
        ops = operations(geometry.pagination, page, geometry.metrics)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
        ink.paint(painter, clip.operations(ops), origin, scale)
        for box in shown:
            if box.cell.place is not None:
                _mark(painter, view, box, _place(box, origin, scale))
    _frame(painter, view)


def _place(box: CellBox, origin: QPointF, scale: float) -> QRectF:
    left = round(origin.x() + box.x * scale)
    top = round(origin.y() + box.y * scale)
    right = round(origin.x() + (box.x + box.width) * scale)
    bottom = round(origin.y() + (box.y + box.height) * scale)
    return QRectF(left, top, right - left, bottom - top)


def _tint(painter: QPainter, box: CellBox, rect: QRectF, selected: bool) -> None:
    cell = box.cell
    if cell.border:
        if cell.mark == "unscored":
            painter.fillRect(rect, UNSCORED)
        elif cell.kind in ("computed", "overridable"):
            painter.fillRect(rect, COMPUTED)
        elif cell.style in ("label", "head"):
            painter.fillRect(rect, LABEL)
    if selected:
        painter.fillRect(rect, SELECTED)


def _mark(painter: QPainter, view: "PaperCanvas", box: CellBox, rect: QRectF) -> None:
    size = _CORNER * view.scale
    severity = severity_of(view.marks, box.cell)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    if severity in MARKS:
        painter.setBrush(MARKS[severity])
        corner = rect.topRight()
        painter.drawPolygon(
            QPolygonF([corner, corner - QPointF(size, 0), corner + QPointF(0, size)])
        )
    if box.cell.mark == "entered":
        painter.setBrush(MARKS["entered"])
        corner = rect.bottomLeft()
        painter.drawPolygon(
            QPolygonF([corner, corner + QPointF(size, 0), corner - QPointF(0, size)])
        )
    ghost = box.cell.ghost
    if ghost or (box.cell.mark == "unscored" and not box.cell.text):
        painter.setPen(QColor(LAST_YEAR) if ghost else GHOST)
        font = painter.font()
        font.setPixelSize(max(8, round(2.8 * view.scale)))
        painter.setFont(font)
        text = " ".join(ghost.split()) or QCoreApplication.translate("PaperView", "not scored")
        room = max(0, round(rect.width() - size))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cut)
    elif box.cell.hint and not box.cell.text:
        _hint(painter, box.cell.hint, rect, view.scale)


def _hint(painter: QPainter, text: str, rect: QRectF, scale: float) -> None:
    """What belongs into an empty cell, as many lines of it as there is room for."""
    painter.setPen(QColor(LAST_YEAR))
    font = painter.font()
    font.setPixelSize(max(9, round(3.6 * scale)))
    painter.setFont(font)
    inner = rect.adjusted(scale, scale, -scale, -scale)
    painter.drawText(inner, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop, text)


def severity_of(marks: Mapping[str, str], cell: Cell) -> str:
    """The mark that the places of a cell ask for, empty where there is none."""
    places = (cell.covers or (cell.place,)) if marks else ()
    return next((marks[key] for key in map(str, places) if key in marks), "")


def _frame(painter: QPainter, view: "PaperCanvas") -> None:
    rect = view.cell_rect(view.currentIndex())
    if rect.isNull():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    pen = QPen(ACCENT, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, top = round(rect.left()), round(rect.top())
    width, height = round(rect.right()) - left, round(rect.bottom()) - top
    painter.drawRect(QRect(left, top, width, height).adjusted(1, 1, 0, 0))
