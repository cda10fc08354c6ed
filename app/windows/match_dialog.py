"""Choosing the form that a project of a list belongs to."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from app.windows.help_key import help_key
from app.windows.small_widgets import plain_label
from app.windows.tables import Column, Line, Table


class _Alike(Protocol):
    @property
    def id(self) -> str: ...


class MatchDialog(QDialog):
    """The year's forms, those that may be meant first; a double click or Enter chooses."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        alike: Sequence[_Alike],
        records: Sequence[tuple[str, str, str]],
    ) -> None:
        super().__init__(parent)
        help_key(self)
        self.setWindowTitle(self.tr("Which form is it?"))
        told = self.tr("“{name}” in the file is this form:").replace("{name}", name)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Name or code"))
        self.table = Table(
            (Column(self.tr("Code")), Column(self.tr("Project"), wide=True)), self.tr("Forms")
        )
        likely = [header.id for header in alike]
        order = sorted(records, key=lambda r: likely.index(r[0]) if r[0] in likely else len(likely))
        self.table.show_lines(Line((code, title), key) for key, code, title in order)
        if likely:
            self.table.selectRow(0)
        self._search.textChanged.connect(self.table.filter)
        self.table.chosen.connect(lambda _key: self.accept())
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (plain_label(told), self._search, self.table, buttons):
            column.addWidget(widget)
        line = self.fontMetrics().height()
        self.resize(line * 36, line * 24)

    def record(self) -> str:
        """The record chosen, empty where none is."""
        keys = self.table.keys()
        return str(keys[0]) if keys else ""
