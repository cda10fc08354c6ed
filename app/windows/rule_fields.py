"""The fields of a rule's parameters: one small widget for each kind of value."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.desk.rules import Setting
from app.model.policy import Degree
from app.model.record import JsonValue
from app.windows.small_widgets import LinkButton

Table = dict[str, Any]


class RuleTexts(Protocol):
    """The names of rules, parameters and choices."""

    def rule_name(self, rule: str) -> str:
        """The name of a family."""

    def rule_stated(self, rule: Mapping[str, Any]) -> str:
        """A rule with what it says: its family and its parameters."""

    def parameter_name(self, name: str) -> str:
        """The caption of a parameter."""

    def choice_name(self, value: str) -> str:
        """The wording of a choice."""


class TextField(QLineEdit):
    """A number, a percentage or a text; it is sent when it is left or Enter is pressed."""

    chosen = Signal(object)

    def __init__(self, usual: str) -> None:
        super().__init__()
        self.setPlaceholderText(usual)
        self._sent = ""
        self.editingFinished.connect(self._finished)

    def show_value(self, value: JsonValue) -> None:
        """Show a value, unless another is being typed."""
        text = "" if value is None else str(value)
        if not (self.hasFocus() and self.isModified()):
            self._sent = text
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)  # a long text shows where it begins

    def _finished(self) -> None:
        text = self.text().strip()
        self.setModified(False)
        if text != self._sent:
            self._sent = text
            self.chosen.emit(text or None)


class ChoiceField(QComboBox):
    """One of some named values; the first entry leaves the usual one."""

    chosen = Signal(object)

    def __init__(self, usual: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.addItem(usual, "")
        for value, name in choices:
            self.addItem(name, value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.activated.connect(lambda _at: self.chosen.emit(self.currentData() or None))

    def show_value(self, value: JsonValue) -> None:
        """Show a value; one that is not among the choices shows as the usual one."""
        at = max(0, self.findData("" if value is None else str(value)))
        if at != self.currentIndex():
            self.setCurrentIndex(at)


class FlagField(QCheckBox):
    """Yes or no."""

    chosen = Signal(object)

    def __init__(self, caption: str) -> None:
        super().__init__(caption)
        self.clicked.connect(lambda on: self.chosen.emit(on or None))

    def show_value(self, value: JsonValue) -> None:
        """Show a value."""
        self.setChecked(value is True)


WHOLE_LINE = 0
"""The stretch of a column whose fields stand above the others, as wide as the table."""


class _Line(NamedTuple):
    """A line of a table of parameters: its path from the outside in, and its values."""

    path: tuple[int, ...]
    table: Mapping[str, Any]


class TableField(QWidget):
    """A list of tables, one line each: the items of a checklist, or the bands of a scale.

    Items may hold items of their own, which stand indented below them.
    """

    chosen = Signal(object)

    def __init__(self, columns: Sequence[tuple[str, str, int]], answers: Mapping[str, Any]) -> None:
        super().__init__()
        self._columns = columns
        self._answers = answers
        self._tables: list[Table] = []
        self._fields: list[tuple[tuple[int, ...], str, QWidget]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid_holder = QWidget()
        column.addWidget(self._grid_holder)
        links = QHBoxLayout()
        self._add = LinkButton(self.tr("Add a line"))
        self._add.clicked.connect(partial(self._insert, ()))
        links.addWidget(self._add)
        links.addStretch(1)
        column.addLayout(links)
        self._build()

    def show_value(self, value: JsonValue) -> None:
        """Show a list of tables; nothing happens where it is the same."""
        tables = _copied(value)
        if tables != self._tables:
            same = [line.path for line in _lines(tables)] == [
                line.path for line in _lines(self._tables)
            ]
            self._tables = tables
            if same:
                self._refill()
            else:
                self._build()

    def fields(self) -> list[QWidget]:
        """The fields from top to bottom."""
        return [field for _path, _name, field in self._fields]

    # ---- building ----------------------------------------------------------------------------

    def _build(self) -> None:
        old, self._fields = self._grid_holder, []
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for at, (_name, _caption, stretch) in enumerate(self._columns):
            grid.setColumnStretch(at, stretch)
        for at, line in enumerate(_lines(self._tables)):
            self._build_line(grid, at, line)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._grid_holder)
        self._grid_holder.show()
        old.hide()
        old.deleteLater()

    def _build_line(self, grid: QGridLayout, at: int, line: _Line) -> None:
        row = 2 * at
        for column, (name, caption, stretch) in enumerate(self._columns):
            field = self._field(name, caption)
            field.setAccessibleName(f"{caption} {at + 1}")
            field.setToolTip(caption)
            if column == 0 and len(line.path) > 1:
                field.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
            field.show_value(line.table.get(name))
            field.chosen.connect(partial(self._changed, line.path, name))
            if stretch == WHOLE_LINE:
                grid.addWidget(field, row, 0, 1, len(self._columns) + 2)
                row += 1
            else:
                grid.addWidget(field, row, column)
            self._fields.append((line.path, name, field))
        if "met" in self._answers and len(line.path) == 1:
            below = LinkButton("＋")
            below.setToolTip(self.tr("Add a line below this one"))
            below.setAccessibleName(below.toolTip())
            below.clicked.connect(partial(self._insert, line.path))
            grid.addWidget(below, row, len(self._columns))
        away = LinkButton("×")
        away.setToolTip(self.tr("Take this line out"))
        away.setAccessibleName(away.toolTip())
        away.clicked.connect(partial(self._remove, line.path))
        grid.addWidget(away, row, len(self._columns) + 1)

    def _field(self, name: str, caption: str) -> "TextField | AnswerField":
        if name in self._answers:
            return AnswerField(self._answers[name])
        return TextField(caption)

    def _refill(self) -> None:
        held = {line.path: line.table for line in _lines(self._tables)}
        for path, name, field in self._fields:
            if isinstance(field, TextField | AnswerField):
                field.show_value(held[path].get(name))

    # ---- changing ----------------------------------------------------------------------------

    def _changed(self, path: tuple[int, ...], name: str, value: JsonValue) -> None:
        tables = _copied(self._tables)
        table = _at(tables, path)
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
        self._send(tables)

    def _insert(self, path: tuple[int, ...], _on: bool = False) -> None:
        tables = _copied(self._tables)
        holder = tables if not path else _at(tables, path).setdefault("items", [])
        holder.append({})
        self._send(tables)

    def _remove(self, path: tuple[int, ...], _on: bool = False) -> None:
        tables = _copied(self._tables)
        holder = tables if len(path) == 1 else _at(tables, path[:-1])["items"]
        del holder[path[-1]]
        if len(path) > 1 and not holder:
            del _at(tables, path[:-1])["items"]
        self._send(tables)

    def _send(self, tables: list[Table]) -> None:
        self.show_value(tables)
        self.chosen.emit(tables or None)


class AnswerField(QComboBox):
    """Whether an item is met: not answered, met, not met, or a part of it typed as a number."""

    chosen = Signal(object)

    def __init__(self, words: tuple[str, str, str]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for word in words:
            self.addItem(word)
        self._words = words
        self._sent: JsonValue = None
        self.setMinimumContentsLength(3)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _at: self._finished())
        edit = self.lineEdit()
        assert edit is not None
        edit.editingFinished.connect(self._finished)

    def show_value(self, value: JsonValue) -> None:
        """Show an answer."""
        self._sent = value
        none, yes, no = self._words
        text = {True: yes, False: no}[value] if isinstance(value, bool) else str(value or none)
        if self.currentText() != text:
            self.setEditText(text)

    def _finished(self) -> None:
        text = self.currentText().strip()
        none, yes, no = self._words
        meant: dict[str, JsonValue] = {none: None, "": None, yes: True, no: False}
        value = meant.get(text, text)
        if value is not self._sent and value != self._sent:
            self._sent = value
            self.chosen.emit(value)


def _copied(value: JsonValue) -> list[Table]:
    """A list of tables that may be changed; what is no table is left out."""
    rows = value if isinstance(value, list | tuple) else ()
    tables: list[Table] = []
    for row in rows:
        if isinstance(row, Mapping):
            table = dict(row)
            if "items" in table:
                table["items"] = _copied(table["items"])
            tables.append(table)
    return tables


def _lines(tables: Sequence[Table], above: tuple[int, ...] = ()) -> list[_Line]:
    found: list[_Line] = []
    for at, table in enumerate(tables):
        path = (*above, at)
        found.append(_Line(path, table))
        found.extend(_lines(table.get("items", ()), path))
    return found


def _at(tables: list[Table], path: tuple[int, ...]) -> Table:
    table = tables[path[0]]
    for index in path[1:]:
        table = table["items"][index]
    return table


ParameterField = TextField | ChoiceField | FlagField | TableField


def parameter_field(
    setting: Setting, degrees: Sequence[Degree], texts: RuleTexts, words: "FieldWords"
) -> ParameterField:
    """The field for one parameter."""
    parameter = setting.parameter
    caption = texts.parameter_name(parameter.name)
    match parameter.kind:
        case "choice":
            choices = [(value, texts.choice_name(value)) for value in parameter.choices]
            return ChoiceField(words.usual, choices)
        case "degree":
            return ChoiceField(words.open, [(d.key, d.label) for d in degrees])
        case "flag":
            return FlagField(caption)
        case "items":
            columns = [("text", WHOLE_LINE), ("share", 2), ("met", 2)]
            named = [(n, texts.parameter_name(n), s) for n, s in columns]
            return TableField(named, {"met": words.answers})
        case "bands":
            names = (("name", 2), ("at_least", 2), ("share", 2))
            return TableField([(n, texts.parameter_name(n), s) for n, s in names], {})
        case _:
            return TextField(parameter.default or words.usual)


class FieldWords(NamedTuple):
    """What fields say by themselves: the usual value holds, no degree is chosen, and answers."""

    usual: str
    open: str
    answers: tuple[str, str, str]


def is_wide(field: QWidget) -> bool:
    """Whether a field wants a line of its own under its caption."""
    return isinstance(field, TableField)


NO_FOCUS_BY_WHEEL = Qt.FocusPolicy.StrongFocus
"""A wheel over a field must scroll the panel, never change the rule."""
