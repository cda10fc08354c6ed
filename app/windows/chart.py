"""A chart on screen: the drawing of the paper, with values that can be pointed at."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from app.desk.view import shipped_metrics
from app.paper.chart import Chart, DrawnChart, Region, draw_chart
from app.windows import theme
from app.windows.paper_painter import OperationPainter
from app.windows.small_widgets import plain_tool_tip

_MM_PER_INCH = 25.4
_MARGIN = 5.0
"""White round the drawing, in mm."""
_NARROWEST = 90.0
_REACH = 1.5
"""How far beside a value (mm) one still points at it."""


class ChartView(QWidget):
    """Draws a chart as wide as it is; `chosen` tells label and series of a double click."""

    chosen = Signal(int, int)

    def __init__(self, painter: OperationPainter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._ink = painter
        self._chart: Chart | None = None
        self._drawn: DrawnChart | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart, or none."""
        self._chart = chart
        self.setAccessibleDescription(_told(chart))
        self._draw()

    def in_scroll_area(self) -> QScrollArea:
        """The chart in an area that scrolls up and down."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self)
        return area

    def region_at(self, point: QPointF) -> Region | None:
        """The value drawn at a point of the widget."""
        if self._drawn is None:
            return None
        x, y = (value / self._scale() - _MARGIN for value in (point.x(), point.y()))
        for region in self._drawn.regions:
            area = region.area
            across = area.x - _REACH <= x <= area.right + _REACH
            if across and area.y <= y <= area.bottom:
                return region
        return None

    def point_of(self, label: int, series: int) -> QPointF:
        """The middle of a value's drawing, in the widget."""
        regions = self._drawn.regions if self._drawn is not None else ()
        area = next(r.area for r in regions if (r.label, r.series) == (label, series))
        x, y = area.x + area.width / 2, area.y + area.height / 2
        return QPointF((x + _MARGIN) * self._scale(), (y + _MARGIN) * self._scale())

    def _scale(self) -> float:
        return self.logicalDpiX() / _MM_PER_INCH

    def _draw(self) -> None:
        self._drawn = None
        if self._chart is not None:
            width = max(_NARROWEST, self.width() / self._scale() - 2 * _MARGIN)
            self._drawn = draw_chart(self._chart, width, shipped_metrics())
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = self._drawn.figure.height + 2 * _MARGIN if self._drawn is not None else 0.0
        return QSize(round(_NARROWEST * self._scale()), round(height * self._scale()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._draw()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), QColor(theme.WHITE))
        if self._drawn is not None:
            origin = QPointF(_MARGIN * self._scale(), _MARGIN * self._scale())
            self._ink.paint(painter, self._drawn.figure.operations, origin, self._scale())
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.region_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        region = self.region_at(event.position())
        if region is not None:
            self.chosen.emit(region.label, region.series)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            region = self.region_at(QPointF(event.pos()))
            text = self._tip(region) if region is not None else ""
            QToolTip.showText(event.globalPos(), plain_tool_tip(text), self)
            return True
        return super().event(event)

    def _tip(self, region: Region) -> str:
        assert self._chart is not None
        series = self._chart.series[region.series]
        return f"{self._chart.labels[region.label]}\n{series.name}：{series.texts[region.label]}"


def _told(chart: Chart | None) -> str:
    """What a screen reader says of a chart: its values in words."""
    if chart is None:
        return ""
    lines = [
        f"{label}：" + "，".join(f"{s.name} {s.texts[at]}" for s in chart.series)
        for at, label in enumerate(chart.labels)
    ]
    return "\n".join(lines)
