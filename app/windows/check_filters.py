"""The bar above the list of all findings: what is looked for, and which findings are shown."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton

from app.desk.check_all import Item
from app.desk.check_listing import GROUPS, Texts, group_word, what_of
from app.model.results import group_of
from app.model.states import FILLER_STATES
from app.windows.small_widgets import offer_years
from app.windows.state_looks import state_name

_REST = 200
"""Milliseconds of rest after which what was typed is looked for."""


class CheckFilters(QObject):
    """Year and 预审 ask for another check; the others only choose from what was found."""

    asked = Signal()
    narrowed = Signal()

    def __init__(self, bar: QHBoxLayout, texts: Texts, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._texts, self._language = texts, language
        self.check = QPushButton(self.tr("Check"))
        self.review = QPushButton(self.tr("Review beforehand"))
        both = QButtonGroup(self)
        for button in (self.check, self.review):
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("plain", True)
            both.addButton(button)
            bar.addWidget(button)
        self.check.setChecked(True)
        both.buttonClicked.connect(lambda _button: self.asked.emit())
        self.year = self._box(bar, self.tr("Year"))
        self.group = self._box(bar, self.tr("Severity"))
        self.section = self._box(bar, self.tr("Section"))
        self.state = self._box(bar, self.tr("State"))
        self.group.addItem(self.tr("Any severity"), "")
        for group in GROUPS:
            self.group.addItem(group_word(group, language), group)
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.text.setPlaceholderText(self.tr("Search project, cell, finding"))
        self.text.setAccessibleName(self.tr("Search the findings"))
        bar.addWidget(self.text, 1)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_REST)
        self._delay.timeout.connect(self.narrowed)
        self.text.textChanged.connect(self._delay.start)
        self.year.activated.connect(lambda _at: self.asked.emit())
        for box in (self.group, self.section, self.state):
            box.currentIndexChanged.connect(lambda _at: self.narrowed.emit())

    def offer_years(self, years: Sequence[int], current: int | None) -> None:
        """Offer all years and each; `current` is chosen."""
        self.year.clear()
        self.year.addItem(self.tr("All years"), None)
        offer_years(self.year, years, current, self.tr("Year {year}"))

    def offer(self, items: Iterable[Item]) -> None:
        """Offer the sections and states that occur; what was chosen stays."""
        records = {item.record for item in items}
        sections = sorted({record.section for record in records} - {""})
        found = {record.state for record in records}
        states = [state for state in FILLER_STATES if state in found]
        named = [(self.tr("Any section"), None), *((name, name) for name in sections)]
        if any(not record.section for record in records):
            named.append((self.tr("No section named"), ""))
        self._refill(self.section, named)
        told = [(self.tr("Any state"), ""), *((state_name(state), state) for state in states)]
        self._refill(self.state, told)

    def chosen_year(self) -> int | None:
        """The year to check, none for all."""
        year: int | None = self.year.currentData()
        return year

    def shown(self, items: Iterable[Item]) -> list[Item]:
        """The findings that are wanted."""
        group, section = self.group.currentData(), self.section.currentData()
        state, wanted = self.state.currentData(), self.text.text().strip().casefold()
        return [
            item
            for item in items
            if (not group or group_of(item.finding) == group)
            and (section is None or item.record.section == section)
            and (not state or item.record.state == state)
            and (not wanted or wanted in self._words(item).casefold())
        ]

    def stop(self) -> None:
        """What was typed last is looked for no more."""
        self._delay.stop()

    def _words(self, item: Item) -> str:
        what = what_of(item, self._texts, self._language)
        return f"{item.finding.code} {item.record.title} {item.cell} {what}"

    def _box(self, bar: QHBoxLayout, name: str) -> QComboBox:
        box = QComboBox()
        # Its choices come later, and then it must hold the longest.
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setAccessibleName(name)
        bar.addWidget(box)
        return box

    def _refill(self, box: QComboBox, entries: Sequence[tuple[str, str | None]]) -> None:
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for text, data in entries:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
