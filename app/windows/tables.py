"""A list with columns that the rooms of the year's work share: sorted, filtered, copied."""

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.windows.small_widgets import plain_tool_tip

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LONGEST = 28
"""A column is at first at most this many heights of a line wide."""
_WIDE = 14
"""So many heights of a line a wide column keeps, where the others can spare them."""


class Column(NamedTuple):
    """A column: its title, whether it holds numbers, and whether it takes what room is left."""

    title: str
    number: bool = False
    wide: bool = False


class Line(NamedTuple):
    """A line of the list: its texts, what it stands for, and its colour if it has one.

    `checked` is none where the line has no box to tick.
    """

    texts: tuple[str, ...]
    key: Any = None
    colour: str = ""
    checked: bool | None = None


class LinesModel(QAbstractTableModel):
    """The lines as Qt's model; ticking a box changes only the model."""

    ticked = Signal()

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: list[Line] = []

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == 0 and self.lines[index.row()].checked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        text = line.texts[column]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text.replace("\n", " ")
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(text)
            case Qt.ItemDataRole.TextAlignmentRole if self.columns[column].number:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole if line.colour:
                return QColor(line.colour)
            case Qt.ItemDataRole.CheckStateRole if column == 0 and line.checked is not None:
                return Qt.CheckState.Checked if line.checked else Qt.CheckState.Unchecked
            case _:
                return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        self.lines[index.row()] = self.lines[index.row()]._replace(checked=on)
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def tick(self, on: bool) -> None:
        """Tick all boxes, or none."""
        self.lines = [
            line if line.checked is None else line._replace(checked=on) for line in self.lines
        ]
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 0))
        self.ticked.emit()


class _Sorted(QSortFilterProxyModel):
    """Sorts numbers by value and filters by a text found in any column."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns
        self.wanted = ""

    def lessThan(self, left: _Index, right: _Index) -> bool:
        one, two = str(left.data() or ""), str(right.data() or "")
        if self._columns[left.column()].number:
            return _number(one) < _number(two)
        return one < two

    def filterAcceptsRow(self, row: int, _parent: _Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, LinesModel)
        return any(self.wanted in text.casefold() for text in model.lines[row].texts)


class Table(QTableView):
    """The list. `chosen` gives the key of the line that was double-clicked or entered."""

    chosen = Signal(object)
    ticked = Signal()

    def __init__(self, columns: Sequence[Column], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = LinesModel(columns, self)
        self._model.ticked.connect(self.ticked)
        self._fitted = True
        self._sorted = _Sorted(columns, self)
        self._sorted.setSourceModel(self._model)
        self.setModel(self._sorted)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 7 // 4)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortingEnabled(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.activated.connect(self._choose)

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show other lines; columns become as wide as their texts, but no wider than is good."""
        self._model.show_lines(lines)
        header, most = self.horizontalHeader(), self.fontMetrics().height() * _LONGEST
        self.resizeColumnsToContents()
        for at, column in enumerate(self._model.columns):
            self.setColumnWidth(at, min(self.columnWidth(at) + self.fontMetrics().height(), most))
            mode = QHeaderView.ResizeMode.Stretch if column.wide else None
            header.setSectionResizeMode(at, mode or QHeaderView.ResizeMode.Interactive)
        self._fitted = False
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit lines that came while the list was hidden and had no size yet."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take from the widest columns what the wide ones lack; numbers stay whole."""
        if self._fitted or not self.isVisible():
            return
        self._fitted = True
        header, step = self.horizontalHeader(), self.fontMetrics().height()
        wide = [at for at, column in enumerate(self._model.columns) if column.wide]
        rest = [at for at in range(header.count()) if at not in wide]
        widths = {at: header.sectionSize(at) for at in rest if not self._model.columns[at].number}
        lack = (
            sum(map(header.sectionSize, rest)) + len(wide) * _WIDE * step - self.viewport().width()
        )
        while wide and widths and lack > 0:
            at = max(widths, key=lambda at: widths[at] - header.sectionSizeHint(at))
            cut = min(lack, step, widths[at] - header.sectionSizeHint(at))
            if cut <= 0:
                break
            widths[at] -= cut
            lack -= cut
        for at, width in widths.items():
            if width != header.sectionSize(at):
                self.setColumnWidth(at, width)

    def lines(self) -> Sequence[Line]:
        """All lines as they stand, in the order in which they were given."""
        return self._model.lines

    def keys(self) -> list[Any]:
        """What the selected lines stand for, in the order shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._line(row).key for row in rows]

    def shown_keys(self) -> list[Any]:
        """What the lines stand for, filtered and sorted as shown."""
        return [self._line(row).key for row in range(self._sorted.rowCount())]

    def stand_on(self, row: int) -> None:
        """Select one line, counted as shown, and bring it into view."""
        index = self._sorted.index(row, 0)
        if index.isValid():
            # Not by way of the view: it would toggle while Ctrl is still held from a shortcut.
            flags = QItemSelectionModel.SelectionFlag
            wanted = flags.ClearAndSelect | flags.Rows
            self.selectionModel().setCurrentIndex(index, wanted)
            self.scrollTo(index)

    def select(self, keys: Container[Any]) -> None:
        """Select the lines that stand for these."""
        self.clearSelection()
        wanted = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in range(self._sorted.rowCount()):
            if self._line(row).key in keys:
                self.selectionModel().select(self._sorted.index(row, 0), wanted)

    def checked_keys(self) -> list[Any]:
        """What the ticked lines stand for."""
        return [line.key for line in self._model.lines if line.checked]

    def tick(self, on: bool) -> None:
        """Tick all boxes, or none."""
        self._model.tick(on)

    def filter(self, text: str) -> None:
        """Show the lines that a text is found in."""
        self._sorted.wanted = text.strip().casefold()
        self._sorted.invalidateFilter()

    def shown_texts(self) -> list[tuple[str, ...]]:
        """The texts of the lines as shown, filtered and sorted."""
        return [self._line(row).texts for row in range(self._sorted.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected lines for a spreadsheet."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            QGuiApplication.clipboard().setText(copied(self._line(row).texts for row in rows))
        else:
            super().keyPressEvent(event)

    def _line(self, row: int) -> Line:
        return self._model.lines[self._sorted.mapToSource(self._sorted.index(row, 0)).row()]

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._line(index.row()).key)


def copied(lines: Iterable[Sequence[str]]) -> str:
    """Lines of texts as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(_cell(text) for text in texts) for texts in lines)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if "\n" in text or "\t" in text else text


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.rstrip("%").replace(",", ""))
    except InvalidOperation:
        return Decimal("-Infinity")
