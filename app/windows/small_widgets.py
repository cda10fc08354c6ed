"""Small widgets that the side columns share."""

import html
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.windows import theme

_LINE_SEPARATOR = "\u2028"
_MANY_ROWS = 8
_LEADING = 1.12
"""Line distance of running text; Chinese needs more air than its face brings along."""


def tint(widget: QWidget, colour: str) -> None:
    """Give a widget's text a colour."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
    widget.setPalette(palette)


def plain_label(text: str = "", colour: str = "", font: QFont | None = None) -> QLabel:
    """A label that never reads its text as markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if font is not None:
        label.setFont(font)
    if colour:
        tint(label, colour)
    return label


def plain_tool_tip(text: str) -> str:
    """A text as a tool tip, which Qt would read as markup where it looks like it."""
    return "<p>" + html.escape(text).replace("\n", "<br>") + "</p>" if text else ""


def button_text(text: str) -> str:
    """A text as the caption of a button, without mnemonics."""
    return text.replace("&", "&&")


def offer_years(
    box: QComboBox, years: Iterable[int], chosen: int | None = None, text: str = "{year}"
) -> None:
    """Add years to what a box offers, and choose one, or the first entry if it is not there."""
    for year in years:
        box.addItem(text.replace("{year}", str(year)), year)
    box.setCurrentIndex(max(0, box.findData(chosen)))


class Card(QFrame):
    """A white panel with a thin border."""


class SideScroll(QScrollArea):
    """A column that scrolls up and down only."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def settle(self) -> None:
        """Give every widget inside its place now, not when Qt comes round to it."""
        for layout in reversed(self.widget().findChildren(QLayout)):
            layout.activate()


@contextmanager
def added_together(stack: QWidget, rows: int) -> Iterator[None]:
    """Let many rows be added to a visible stack at the price of one layout.

    Qt lays a visible stack out again for each row that is shown in it, which for hundreds of
    rows takes seconds; within a stack that is hidden they are shown all at once.
    """
    if rows < _MANY_ROWS or not stack.isVisible():
        yield
        return
    focused = QApplication.focusWidget()
    inside = focused is not None and stack.isAncestorOf(focused)
    stack.hide()
    try:
        yield
    finally:
        stack.show()
        if focused is not None and inside:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)


class LinkButton(QPushButton):
    """A button that looks like a link."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(button_text(text), parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        # A click must not take the keyboard away from the paper.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


class Paragraph:
    """Text broken into lines; the heights at widths that were asked for are remembered."""

    def __init__(self) -> None:
        self._layout = QTextLayout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._text = ""
        self._font = QFont()
        self._heights: dict[int, int] = {}
        self._broken_at = -1

    def set_text(self, text: str, font: QFont) -> None:
        """Say what is to be broken into lines."""
        if text != self._text or font != self._font:
            self._text, self._font = text, font
            self._heights.clear()
            self._broken_at = -1
            self._layout.setText(text.replace("\n", _LINE_SEPARATOR))
            self._layout.setFont(font)

    def text(self) -> str:
        """What is broken into lines."""
        return self._text

    def height(self, width: int) -> int:
        """The height at a width, none for an empty text."""
        if not self._text:
            return 0
        if width not in self._heights:
            self._heights[width] = self._break(width)
        return self._heights[width]

    def draw(self, painter: QPainter, at: QPointF, width: int, colour: str) -> None:
        """Draw the text in lines of a width."""
        if self._text:
            if self._broken_at != width:
                self._break(width)
            painter.setPen(QColor(colour))
            self._layout.draw(painter, at)

    def _break(self, width: int) -> int:
        self._broken_at = width
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            step = line.height() * _LEADING
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        self._layout.endLayout()
        return round(height + 0.5)


class WrappedLink(LinkButton):
    """A link whose text is broken into lines where it is longer than the column is wide."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._paragraph = Paragraph()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self._paragraph.text():
            self._paragraph.set_text(text, self.font())
            self.setText(button_text(text))
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._paragraph.height(width) + self.fontMetrics().height() // 2

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 8, line * 3 // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 6, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, top = QPainter(self), self.fontMetrics().height() // 4
        self._paragraph.draw(painter, QPointF(0, top), self.width(), theme.ACCENT)
        if self.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def draw_dot(painter: QPainter, x: float, y: float, size: float, colour: str) -> None:
    """Draw a filled dot around a point."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(x - size / 2, y - size / 2, size, size))


class GroupHead(QWidget):
    """The name of a group of findings and how many there are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_group(self, text: str) -> None:
        """Show another name."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def text(self) -> str:
        """The name shown."""
        return self._text

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 6, line * 7 // 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, metrics = QPainter(self), self.fontMetrics()
        font = theme.small_font(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(0, self.height() - metrics.descent() - metrics.height() // 8, self._text)
        if self.y() > metrics.height():
            painter.fillRect(0, 0, self.width(), 1, QColor(theme.LINE))
        painter.end()
