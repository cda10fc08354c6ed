"""The list of records at the left: its model, its two-line rows, and its keys."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
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
from app.windows.state_looks import BadgeLook, badge_look, state_name

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_GAP = 3
_MARK = "※"
"""Stands beside the badge of a record that departs from the year's policy."""
"""Pixels between the two lines of a row."""
HEADER_ROLE = Qt.ItemDataRole.UserRole
OPEN_ROLE = Qt.ItemDataRole.UserRole + 1


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
    """The texts of a row: upper left, lower left, upper right and lower right.

    `colour` is that of the texts at the right; `badge` is the state's name and `about` what stands
    behind it, which together are `detail`; `mark` is a sign that something is out of the usual.
    """

    title: str
    detail: str
    score: str
    note: str
    colour: str
    badge: str
    about: str
    mark: str


class LedgerModel(QAbstractListModel):
    """Records in the order they were given; asks for more when scrolled to the end."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form_title: Callable[[str], str] = str
        self.with_year = False
        self._departing: frozenset[str] = frozenset()
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

    def mark_departing(self, record_ids: frozenset[str]) -> None:
        """Mark the records that are scored otherwise than their office's policy says."""
        changed, self._departing = self._departing ^ record_ids, record_ids
        for record_id in changed:
            row = self.row_of(record_id)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

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
                said = (*self.texts(header)[:4], self._departs(header))
                value = "，".join(text for text in said if text)
            case Qt.ItemDataRole.ToolTipRole:
                about = (header.unit, header.project_code, self._departs(header))
                lines = (self._title(header), *about)
                value = plain_tool_tip("\n".join(line for line in lines if line))
            case _ if role == HEADER_ROLE:
                value = header
            case _ if role == OPEN_ROLE:
                value = header.id == self._open
        return value

    def texts(self, header: LedgerHeader) -> RowTexts:
        """What a row says of a record."""
        state = state_name(header.state)
        year = str(header.year) if self.with_year and header.year else ""
        words = [text for text in (year, self.form_title(header.form)) if text]
        about, detail = " · ".join(words), " · ".join([*words, state])
        score, note, colour = header.total, header.grade, theme.GREEN
        if header.missing:
            score, note, colour = "—", self._missing(header.missing), theme.AMBER
        elif header.errors:
            score, note, colour = score or "—", self._errors(header.errors), theme.RED
        elif not score:
            score, note, colour = "—", "", theme.MUTED
        if header.state in (states.EMPTY, states.EXEMPT):
            score, note, colour = "—", "", theme.MUTED
        mark = _MARK if self._departs(header) else ""
        title = self._title(header)
        return RowTexts(title, detail, score, note, colour, state, about, mark)

    def _departs(self, header: LedgerHeader) -> str:
        departs = header.id in self._departing
        return self.tr("scored otherwise than the year's policy says") if departs else ""

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
        self._texts(painter, look, model.texts(header), badge_look(header.state))
        painter.restore()

    def _background(self, painter: QPainter, look: "RowLook", is_open: bool) -> None:
        rect = look.rect
        if is_open:
            painter.fillRect(rect, QColor(theme.SELECTED))
            bar = QSize(max(3, look.line // 6), rect.height())
            painter.fillRect(QRect(rect.topLeft(), bar), QColor(theme.ACCENT))
        elif look.selected or look.hovered:
            painter.fillRect(rect, QColor(theme.SELECTED if look.selected else theme.HOVER))
        if look.selected and look.focused:
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _texts(self, painter: QPainter, look: "RowLook", texts: RowTexts, badge: BadgeLook) -> None:
        area = look.rect.adjusted(look.line, 0, -round(0.75 * look.line), 0)
        top = area.top() + (area.height() - look.line - look.small_line - _GAP) // 2
        upper = QRect(area.left(), top, area.width(), look.line)
        lower = QRect(area.left(), top + look.line + _GAP, area.width(), look.small_line)
        bold = theme.scaled_font(look.font, 1, bold=True)
        draw_pair(
            painter, upper, (texts.title, look.font, theme.INK), (texts.score, bold, texts.colour)
        )
        taken = draw_badge(painter, lower, texts.badge, look.small, badge)
        if texts.mark:
            painter.setPen(QColor(theme.AMBER))
            rest = lower.adjusted(taken, 0, 0, 0)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, texts.mark)
            taken += QFontMetrics(look.small).horizontalAdvance(texts.mark) + _GAP
        draw_pair(
            painter,
            lower.adjusted(taken, 0, 0, 0),
            (texts.about, look.small, theme.MUTED),
            (texts.note, look.small, texts.colour),
        )


def draw_badge(painter: QPainter, line: QRect, text: str, font: QFont, look: BadgeLook) -> int:
    """Draw a word on a ground of its own at the left of a line; the room that it takes."""
    width = QFontMetrics(font).horizontalAdvance(text) + line.height() // 2
    ground = QRect(line.left(), line.top() - 1, width, line.height() + 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.ground))
    painter.drawRoundedRect(ground, _GAP, _GAP)
    painter.restore()
    painter.setFont(font)
    painter.setPen(QColor(look.ink))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)
    return width + line.height() // 3


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
    """A list of rows of one height; Enter or a click opens a row, Ctrl and Shift only select."""

    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._selecting = False
        self.clicked.connect(self._clicked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        extending = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        several = self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection
        self._selecting = several and bool(event.modifiers() & extending)
        super().mousePressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if not self._selecting:
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
