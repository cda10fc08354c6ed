"""The columns of a list as a person sees and corrects them: head, first values, what it holds."""

from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desk.imports.columns import IGNORED
from app.desk.imports.mapping import Choice, ListMapping
from app.desk.imports.target_words import choice_note
from app.desk.texts import sentence
from app.windows import theme
from app.windows.small_widgets import plain_label, plain_tool_tip

_HEAD, _VALUES, _FIELD, _NOTE = range(4)


class ColumnsPage(QWidget):
    """One line a head; `changed` tells that a person chose."""

    changed = Signal()

    def __init__(
        self,
        found: Sequence[Choice],
        mapping: ListMapping,
        names: Mapping[str, str],
        language: str,
    ) -> None:
        """The heads of a file; `names` are the fields they may hold, by key, with their words."""
        super().__init__()
        self._language = language
        self._choices = tuple(found)
        self._mapping = mapping
        self._names = names
        self.fields: list[QComboBox] = []
        about = plain_label(
            self.tr("What each column of the list holds. Please look at the amber lines.")
        )
        about.setWordWrap(True)
        self.table = QTableWidget(len(self._choices), 4)
        self.table.setAccessibleName(self.tr("Columns of the list"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Head"), self.tr("First values"), self.tr("Holds"), self.tr("Note")]
        )
        self._build()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(about)
        column.addWidget(self.table, 1)

    def _build(self) -> None:
        table, line = self.table, self.fontMetrics().height()
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(line * 2)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the choices in it take the keys
        for row, choice in enumerate(self._choices):
            texts = (choice.column.label, "；".join(choice.column.samples))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tool_tip(text))
                table.setItem(row, column, item)
            table.setItem(row, _NOTE, QTableWidgetItem())
            table.setCellWidget(row, _FIELD, self._field(choice))
            self._show_note(row)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_VALUES, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_HEAD, 14), (_FIELD, 10), (_NOTE, 15)):
            table.setColumnWidth(column, line * width)

    def _field(self, choice: Choice) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(choice.column.label)
        box.addItem(sentence("LIST_NO_FIELD", self._language), "")
        for field, name in self._names.items():
            box.addItem(name, field)
        chosen = "" if choice.field == IGNORED else choice.field
        box.setCurrentIndex(max(0, box.findData(chosen)))
        row = len(self.fields)
        box.activated.connect(lambda _at, row=row: self._chosen(row))
        self.fields.append(box)
        return box

    def _chosen(self, row: int) -> None:
        """A field that another column had goes over to this one."""
        field = self.fields[row].currentData()
        for other, box in enumerate(self.fields):
            if field and other != row and box.currentData() == field and self._beside(row, other):
                box.setCurrentIndex(0)
        looked_at = self._choices[row]._replace(field=field or IGNORED, unclear=False)
        self._choices = (*self._choices[:row], looked_at, *self._choices[row + 1 :])
        for at in range(len(self.fields)):
            self._show_note(at)
        self.changed.emit()

    def _beside(self, one: int, two: int) -> bool:
        """Whether two heads may stand in one worksheet."""
        return self._choices[one].column.at != self._choices[two].column.at

    def _show_note(self, row: int) -> None:
        choice, field = self._choices[row], self.fields[row].currentData()
        named = self._names.get(choice.column.guess, "")
        note = "" if field else choice_note(choice, named, self._language)
        amber = choice.unclear and not field
        item = self.table.item(row, _NOTE)
        if item is not None:
            item.setText(note)
            item.setToolTip(plain_tool_tip(note))
        for column in (_HEAD, _VALUES, _NOTE):
            shown = self.table.item(row, column)
            if shown is not None:
                shown.setBackground(QColor(theme.AMBER_SOFT if amber else theme.WHITE))
                muted = not field and not amber
                shown.setForeground(QColor(theme.MUTED if muted else theme.INK))

    def unclear(self) -> int:
        """How many columns wait for a person's look."""
        return sum(
            choice.unclear and not box.currentData()
            for choice, box in zip(self._choices, self.fields, strict=True)
        )

    def holds(self, field: str) -> bool:
        """Whether a column holds a field."""
        return any(box.currentData() == field for box in self.fields)

    def mapping(self, money_unit: str) -> ListMapping:
        """The mapping as it stands."""
        columns = {
            choice.column.label: box.currentData() or ("" if choice.unclear else IGNORED)
            for choice, box in zip(self._choices, self.fields, strict=True)
        }
        whole = self._mapping.columns | columns
        return msgspec.structs.replace(self._mapping, columns=whole, money_unit=money_unit)
