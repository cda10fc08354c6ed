"""The list of records at the left: its model, its two-line rows, and its keys."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.model import states
from app.windows import theme
from app.windows.small_widgets import plain_tool_tip

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_GAP = 3
"""Pixels between the two lines of a row."""
HEADER_ROLE = Qt.ItemDataRole.UserRole
OPEN_ROLE = Qt.ItemDataRole.UserRole + 1

STATE_NAMES = {
    states.EMPTY: QT_TRANSLATE_NOOP("LedgerModel", "Empty"),
    states.FILLING: QT_TRANSLATE_NOOP("LedgerModel", "Filling in"),
    states.TO_REVIEW: QT_TRANSLATE_NOOP("LedgerModel", "To review"),
    states.REVIEWED: QT_TRANSLATE_NOOP("LedgerModel", "Reviewed"),
    states.SIGNED: QT_TRANSLATE_NOOP("LedgerModel", "Signed"),
    states.SUBMITTED: QT_TRANSLATE_NOOP("LedgerModel", "Submitted"),
    states.RETURNED: QT_TRANSLATE_NOOP("LedgerModel", "Returned"),
    states.RESUBMITTED: QT_TRANSLATE_NOOP("LedgerModel", "Submitted again"),
    states.APPROVED: QT_TRANSLATE_NOOP("LedgerModel", "Approved"),
    states.PUBLISHED: QT_TRANSLATE_NOOP("LedgerModel", "Published"),
    states.EXEMPT: QT_TRANSLATE_NOOP("LedgerModel", "Not assessed"),
    states.NOT_RECEIVED: QT_TRANSLATE_NOOP("LedgerModel", "Not received"),
    states.RECEIVED: QT_TRANSLATE_NOOP("LedgerModel", "Received"),
    states.SENT_BACK: QT_TRANSLATE_NOOP("LedgerModel", "Sent back"),
    states.PASSED: QT_TRANSLATE_NOOP("LedgerModel", "Passed"),
}


class LedgerHeader(Protocol):
    """What the ledger shows of a record; `total` is empty where nothing is scored."""

    @property
    def id(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def form(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def project_code(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def total(self) -> str: ...
    @property
    def grade(self) -> str: ...
    @property
    def missing(self) -> int: ...
    @property
    def errors(self) -> int: ...


class RowTexts(NamedTuple):
    """The four texts of a row, and the colour of those at the right."""

    title: str
    detail: str
    score: str
    note: str
    colour: str


class LedgerModel(QAbstractListModel):
    """Records in the order they were given; asks for more when scrolled to the end."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form_title: Callable[[str], str] = str
        self.with_year = False
        self._headers: list[LedgerHeader] = []
        self._more = False
        self._asked = False
        self._open = ""

    @property
    def headers(self) -> Sequence[LedgerHeader]:
        """The records that were loaded so far."""
        return self._headers

    def show_headers(self, headers: Iterable[LedgerHeader], more: bool, again: bool) -> None:
        """Show other records; `more` says that further ones can be had.

        `again` says that the same ones were asked for: where they still stand in the same order
        only what differs is shown anew, and further pages stay.
        """
        new = list(headers)
        known = [header.id for header in self._headers[: len(new)]]
        if again and new and known == [header.id for header in new]:
            for header in new:
                self.update_header(header)
            return
        self.beginResetModel()
        self._headers = new
        self._more, self._asked = more, False
        self.endResetModel()

    def append(self, headers: Iterable[LedgerHeader], more: bool) -> None:
        """Add the next page, without the records that are there already."""
        known = {header.id for header in self._headers}
        new = [header for header in headers if header.id not in known]
        self._more, self._asked = more, False
        if new:
            at = len(self._headers)
            self.beginInsertRows(QModelIndex(), at, at + len(new) - 1)
            self._headers.extend(new)
            self.endInsertRows()

    def update_header(self, header: LedgerHeader) -> bool:
        """Show another state of one record; false where it is not loaded."""
        row = self.row_of(header.id)
        if row is None:
            return False
        if self._headers[row] != header:
            self._headers[row] = header
            self.dataChanged.emit(self.index(row), self.index(row))
        return True

    def set_open(self, record_id: str) -> None:
        """Mark the record that is open."""
        before, self._open = self._open, record_id
        for changed in {before, record_id}:
            row = self.row_of(changed)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [OPEN_ROLE])

    def row_of(self, record_id: str) -> int | None:
        """The row of a record, or none."""
        return next((i for i, h in enumerate(self._headers) if h.id == record_id), None)

    def header(self, index: Index) -> LedgerHeader | None:
        """The record at an index."""
        return self._headers[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._headers)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        header = self.header(index)
        if header is None:
            return None
        value: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = self._title(header)
            case Qt.ItemDataRole.AccessibleTextRole:
                value = "，".join(text for text in self.texts(header)[:4] if text)
            case Qt.ItemDataRole.ToolTipRole:
                lines = (self._title(header), header.unit, header.project_code)
                value = plain_tool_tip("\n".join(line for line in lines if line))
            case _ if role == HEADER_ROLE:
                value = header
            case _ if role == OPEN_ROLE:
                value = header.id == self._open
        return value

    def texts(self, header: LedgerHeader) -> RowTexts:
        """What a row says of a record."""
        name = str(STATE_NAMES.get(header.state, header.state))
        state = QCoreApplication.translate("LedgerModel", name)
        year = str(header.year) if self.with_year and header.year else ""
        words = (year, self.form_title(header.form), state)
        detail = " · ".join(text for text in words if text)
        score, note, colour = header.total, header.grade, theme.GREEN
        if header.missing:
            score, note, colour = "—", self._missing(header.missing), theme.AMBER
        elif header.errors:
            score, note, colour = score or "—", self._errors(header.errors), theme.RED
        elif not score:
            score, note, colour = "—", "", theme.MUTED
        if header.state in (states.EMPTY, states.EXEMPT):
            score, note, colour = "—", "", theme.MUTED
        return RowTexts(self._title(header), detail, score, note, colour)

    def _title(self, header: LedgerHeader) -> str:
        return header.title or self.tr("(no project name)")

    def _missing(self, count: int) -> str:
        return self.tr("{count} not scored").format(count=count)

    def _errors(self, count: int) -> str:
        return self.tr("{count} to correct").format(count=count)


class LedgerDelegate(QStyledItemDelegate):
    """Paints a record in two lines, with its score at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = look_of(option)
        return QSize(8 * look.line, round(2.5 * look.line + look.small_line))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, header = index.model(), index.data(HEADER_ROLE)
        if not isinstance(model, LedgerModel) or header is None:
            return
        look = look_of(option)
        painter.save()
        self._background(painter, look, bool(index.data(OPEN_ROLE)))
        self._texts(painter, look, model.texts(header))
        painter.restore()

    def _background(self, painter: QPainter, look: "RowLook", is_open: bool) -> None:
        rect = look.rect
        if is_open:
            painter.fillRect(rect, QColor(theme.SELECTED))
            bar = QSize(max(3, look.line // 6), rect.height())
            painter.fillRect(QRect(rect.topLeft(), bar), QColor(theme.ACCENT))
        elif look.selected or look.hovered:
            painter.fillRect(rect, QColor(theme.HOVER))
        if look.selected and look.focused:
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _texts(self, painter: QPainter, look: "RowLook", texts: RowTexts) -> None:
        area = look.rect.adjusted(look.line, 0, -round(0.75 * look.line), 0)
        top = area.top() + (area.height() - look.line - look.small_line - _GAP) // 2
        upper = QRect(area.left(), top, area.width(), look.line)
        lower = QRect(area.left(), top + look.line + _GAP, area.width(), look.small_line)
        bold = theme.scaled_font(look.font, 1, bold=True)
        draw_pair(
            painter, upper, (texts.title, look.font, theme.INK), (texts.score, bold, texts.colour)
        )
        draw_pair(
            painter,
            lower,
            (texts.detail, look.small, theme.MUTED),
            (texts.note, look.small, texts.colour),
        )


class RowLook(NamedTuple):
    """How a row is to be painted."""

    rect: QRect
    font: QFont
    small: QFont
    line: int
    small_line: int
    selected: bool
    focused: bool
    hovered: bool


def look_of(option: Any) -> RowLook:
    """What Qt says of a row (its type stubs leave the members of style options out)."""
    small = theme.small_font(option.font)
    state = option.state
    return RowLook(
        rect=option.rect,
        font=option.font,
        small=small,
        line=option.fontMetrics.height(),
        small_line=QFontMetrics(small).height(),
        selected=bool(state & QStyle.StateFlag.State_Selected),
        focused=bool(state & QStyle.StateFlag.State_HasFocus),
        hovered=bool(state & QStyle.StateFlag.State_MouseOver),
    )


Inked = tuple[str, QFont, str]
"""A text, its font and its colour."""


def draw_pair(painter: QPainter, line: QRect, left: Inked, right: Inked) -> None:
    """Draw a text at each end of a line; the left one is shortened where they would meet."""
    middle = Qt.AlignmentFlag.AlignVCenter
    mark, font, colour = right
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, mark)
    taken = QFontMetrics(font).horizontalAdvance(mark) + line.height() // 2 if mark else 0
    text, font, colour = left
    room = line.adjusted(0, 0, -taken, 0)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, text)


class SideList(QListView):
    """A list of rows of one height; Enter or a click opens a row."""

    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
