"""The tab of worked sums (得分说明): the current row's rule above, the sums of all rows below."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from app.windows import theme
from app.windows.small_widgets import SideScroll

_RULE_SHARE = 0.6
"""The most of the height that the rule takes; a longer one scrolls by itself."""


class NotesTab(QWidget):
    """Keeps the rule in sight while the sums scroll to the row that one stands in."""

    def __init__(self, rule: QWidget, sums: SideScroll, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rule, self._sums = rule, sums
        content = QWidget()
        column = QVBoxLayout(content)
        line = self.fontMetrics().height()
        column.setContentsMargins(line * 2 // 3, line * 2 // 3, line * 2 // 3, 0)
        column.addWidget(rule)
        self._above, self._column = SideScroll(content), column
        self._above.setParent(self)
        sums.setParent(self)
        content.installEventFilter(self)
        self._wanted: QWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._scroll)

    def reveal(self, row: QWidget) -> None:
        """Scroll the sums to a row, now and once the new rule and sums have their heights."""
        self._wanted = row
        self._scroll()
        self._later.start()

    def _scroll(self) -> None:
        row = self._wanted
        if row is not None and isValid(row):
            self._share()
            self._sums.settle()
            self._sums.ensureWidgetVisible(row, 0, row.height() // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A rule with other fields wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give the rule the height that it needs, and the sums the rest."""
        width, height, wanted = self.width(), self.height(), 0
        if not self._rule.isHidden():
            self._above.settle()
            wanted = min(self._column.totalHeightForWidth(width), round(height * _RULE_SHARE))
        gap = self.fontMetrics().height() // 3 if wanted else 0
        self._above.setGeometry(0, 0, width, wanted)
        self._sums.setGeometry(0, wanted + gap, width, height - wanted - gap)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between the two, for what scrolls under it."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = self._sums.y() - 1
        if top > 0:
            painter.fillRect(0, top, self.width(), 1, QColor(theme.LINE))
        painter.end()
