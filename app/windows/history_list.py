"""What was changed in a record, newest first, for all cells or the current one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
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
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.model.change import Change, Delete, Insert, Move, Set
from app.model.places import RECORD, Place
from app.model.record import JsonValue, Row
from app.windows import theme
from app.windows.ledger_list import SideList, draw_pair, look_of
from app.windows.small_widgets import plain_label, plain_tool_tip
from app.windows.state_looks import state_name

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
LINE_ROLE = Qt.ItemDataRole.UserRole


HOW_NAMES = {
    "undone": QT_TRANSLATE_NOOP("HistoryList", "undone"),
    "redone": QT_TRANSLATE_NOOP("HistoryList", "redone"),
    "pasted": QT_TRANSLATE_NOOP("HistoryList", "pasted"),
    "filled": QT_TRANSLATE_NOOP("HistoryList", "filled"),
    "imported": QT_TRANSLATE_NOOP("HistoryList", "imported"),
    "fixed": QT_TRANSLATE_NOOP("HistoryList", "corrected"),
}
CONTEXT = "HistoryList"


class HistoryEntry(Protocol):
    """A line of the journal: when (UTC, ISO form), who, and the change."""

    @property
    def time(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def change(self) -> Change: ...


class HistoryLine(NamedTuple):
    """One changed value: when (local time), by whom, what in words, and the texts.

    A `place` without a field stands for a row; `note` is what a change of state says in place of
    texts before and after.
    """

    when: datetime
    who: str
    what: str
    place: Place
    old: str
    new: str
    note: str = ""


class StageEntry(Protocol):
    """A change of state: when (UTC, ISO form), who, from where to where, and why."""

    @property
    def time(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def reason(self) -> str: ...


STAGE = Place(RECORD, None, "state")
"""Where a change of state stands: in no cell."""


def stage_line(stage: StageEntry) -> HistoryLine:
    """A change of state as a line of the history."""
    when = datetime.fromisoformat(stage.time).astimezone()
    what = f"{_translated(_STATE)} {state_name(stage.before)} → {state_name(stage.after)}"
    note = " · ".join(text for text in (stage.who, stage.reason) if text)
    return HistoryLine(when, stage.who, what, STAGE, "", "", note)


def lines_of(entry: HistoryEntry, name: Callable[[Place], str]) -> Iterator[HistoryLine]:
    """The changed values of one change; `name` says what a place is called."""
    when = datetime.fromisoformat(entry.time).astimezone()
    how = HOW_NAMES.get(entry.change.how)
    suffix = f"（{_translated(how)}）" if how else ""
    for step in entry.change.steps:
        match step:
            case Set(place, old, new):
                what, texts = name(place), (_text(old), _text(new))
            case Insert(section, row):
                place = Place(section, row.id, "")
                what, texts = f"{_translated(_INSERTED)} {_of(row, name(place))}", ("", "")
            case Delete(section, row):
                place = Place(section, row.id, "")
                what, texts = f"{_translated(_DELETED)} {_of(row, name(place))}", ("", "")
            case Move(section, row_id):
                place = Place(section, row_id, "")
                what, texts = f"{_translated(_MOVED)} {name(place)}", ("", "")
        yield HistoryLine(when, entry.who, what + suffix, place, *texts)


_STATE = QT_TRANSLATE_NOOP("HistoryList", "State:")
_INSERTED = QT_TRANSLATE_NOOP("HistoryList", "Row inserted:")
_DELETED = QT_TRANSLATE_NOOP("HistoryList", "Row deleted:")
_MOVED = QT_TRANSLATE_NOOP("HistoryList", "Row moved:")


def _translated(text: object) -> str:
    return QCoreApplication.translate(CONTEXT, str(text))


def _of(row: Row, name: str) -> str:
    """The name of a row, which may be gone: then the last words that stood in it."""
    return " ".join(row.cells.values()) if "/" in name else name


def _text(value: JsonValue) -> str:
    """A value that a person can read; others (layout, policy) show nothing."""
    return str(value) if isinstance(value, str | int) else ""


def is_about(line: HistoryLine, place: Place) -> bool:
    """Whether a line tells of a cell, or of the row that it stands in."""
    known = line.place
    same_row = (known.section, known.row) == (place.section, place.row)
    return same_row and known.field in ("", place.field)


class HistoryModel(QAbstractListModel):
    """Changed values as they were given, all or those of one cell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[HistoryLine] = ()
        self._shown: Sequence[HistoryLine] = ()
        self._place: Place | None = None
        self.today = datetime.now().date()

    def show_lines(self, lines: Sequence[HistoryLine]) -> None:
        """Show other lines."""
        self._all = lines
        self._filter()

    def filter_by(self, place: Place | None) -> None:
        """Show the lines of one cell, or all."""
        if place != self._place:
            self._place = place
            self._filter()

    def _filter(self) -> None:
        place = self._place
        kept = self._all if place is None else [n for n in self._all if is_about(n, place)]
        self.beginResetModel()
        self.today = datetime.now().date()
        self._shown = kept
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.what
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.time_text(line)}，{line.what}，{self.values_text(line)}"
            case Qt.ItemDataRole.ToolTipRole:
                about = f"{self.time_text(line)} {line.who}".strip()
                return plain_tool_tip(f"{line.what}\n{self.values_text(line)}\n{about}")
            case _ if role == LINE_ROLE:
                return line
        return None

    def time_text(self, line: HistoryLine) -> str:
        """The time of today, else day and time."""
        if line.when.date() == self.today:
            return line.when.strftime("%H:%M:%S")
        year = "" if line.when.year == self.today.year else "%Y-"
        return line.when.strftime(f"{year}%m-%d %H:%M")

    def values_text(self, line: HistoryLine) -> str:
        """The texts before and after, or what is said in their place."""
        if line.note:
            return line.note
        if not line.old and not line.new:
            return ""
        blank = self.tr("(blank)")
        return f"{line.old or blank} → {line.new or blank}"


class HistoryDelegate(QStyledItemDelegate):
    """Paints an entry in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = look_of(option)
        return QSize(8 * look.line, 2 * look.line + look.small_line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, changed = index.model(), index.data(LINE_ROLE)
        if not isinstance(model, HistoryModel) or changed is None:
            return
        look = look_of(option)
        painter.save()
        if look.selected or look.hovered:
            ground = theme.SELECTED if look.selected else theme.HOVER
            painter.fillRect(look.rect, QColor(ground))
        line, rect = look.line, look.rect
        area = rect.adjusted(line, line // 2, -line, -line // 2)
        upper = QRect(area.left(), area.top(), area.width(), line)
        lower = QRect(area.left(), area.top() + line + 2, area.width(), look.small_line)
        time = (model.time_text(changed), look.small, theme.FAINT)
        draw_pair(painter, upper, (changed.what, look.font, theme.INK), ("", look.font, theme.INK))
        values = model.values_text(changed).replace("\n", " ")
        draw_pair(painter, lower, (values, look.small, theme.MUTED), time)
        painter.fillRect(area.left(), rect.bottom(), area.width(), 1, QColor(theme.SOFT_LINE))
        painter.restore()


class HistoryList(QWidget):
    """The changes of a record; choosing one goes to its cell."""

    jump_wanted = Signal(Place)
    wanted = Signal()
    """The list came into view, or another selection of it is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._model = HistoryModel(self)
        self.only_current = QCheckBox(self.tr("Current cell only"))
        self.only_current.toggled.connect(self._refilter)
        self.only_current.toggled.connect(self.wanted)
        self.list = SideList()
        self.list.setAccessibleName(self.tr("History"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(HistoryDelegate(self.list))
        self.list.chosen.connect(self._jump)
        line = self.fontMetrics().height()
        self._empty = plain_label("", theme.MUTED)
        self._empty.setWordWrap(True)
        self._empty.setMargin(line)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        top = QHBoxLayout()
        top.setContentsMargins(line, line // 3, line // 2, line // 3)
        top.addWidget(self.only_current)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self._refilter()

    def show_entries(
        self,
        entries: Iterable[HistoryEntry],
        name: Callable[[Place], str],
        stages: Iterable[StageEntry] = (),
    ) -> None:
        """Show other changes, and changes of state among them, latest first.

        `name` says what a place is called.
        """
        lines = [line for entry in entries for line in lines_of(entry, name)]
        told = [stage_line(stage) for stage in stages]
        if told:
            lines = sorted((*told, *lines), key=lambda line: line.when, reverse=True)
        self._model.show_lines(lines)
        self._show_page()

    def show_place(self, place: Place | None) -> None:
        """Say which cell is the current one."""
        self._place = place
        if self.only_current.isChecked():
            self._refilter()

    def message(self) -> str:
        """What is said in place of entries."""
        return self._empty.text()

    def _refilter(self) -> None:
        self._model.filter_by(self._place if self.only_current.isChecked() else None)
        self._show_page()

    def _show_page(self) -> None:
        filled = self._model.rowCount() > 0
        text = self.tr("Nothing was changed yet.")
        if self.only_current.isChecked():
            text = self.tr("Nothing was changed in this cell yet.")
        self._empty.setText(text)
        self._pages.setCurrentWidget(self.list if filled else self._empty)

    def _jump(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if line is not None and line.place != STAGE:
            self.jump_wanted.emit(line.place)
