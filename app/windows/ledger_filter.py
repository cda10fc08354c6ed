"""The button beside the year that keeps the ledger to a state or a section in charge."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.model.states import FILLER_STATES
from app.windows.state_looks import state_name

BETWEEN = " · "


class FilterButton(QToolButton):
    """Offers the states and the sections; says on itself what is shown now."""

    changed = Signal(str, object)
    """A state, empty for any, and a section: none for any, empty for none named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = ""
        self.section: str | None = None
        self.sections: Callable[[], Sequence[str]] = tuple
        """What the sections are at the moment that the menu opens."""
        self.setProperty("flat", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._say()

    @property
    def is_on(self) -> bool:
        """Whether not all records are shown."""
        return bool(self.state) or self.section is not None

    def choose(self, state: str, section: str | None) -> None:
        """Show these records from now on."""
        if (state, section) != (self.state, self.section):
            self.state, self.section = state, section
            self._say()
            self.changed.emit(state, section)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        states = [("", self.tr("Any state")), *((s, state_name(s)) for s in FILLER_STATES)]
        named: list[tuple[str | None, str]] = [(None, self.tr("Any section"))]
        for name in self.sections():
            named.append((name, name or self.tr("No section named")))
        group = self._group(menu)
        for state, text in states:
            self._add(group, text, state == self.state, state, self.section)
        menu.addSeparator()
        group = self._group(menu)
        for section, text in named:
            self._add(group, text, section == self.section, self.state, section)

    def _group(self, menu: QMenu) -> QActionGroup:
        group = QActionGroup(menu)
        menu.aboutToHide.connect(group.deleteLater)
        return group

    def _add(
        self, group: QActionGroup, text: str, on: bool, state: str, section: str | None
    ) -> None:
        action = QAction(text.replace("&", "&&"), self.menu())
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _on=False: self.choose(state, section))
        group.addAction(action)
        self.menu().addAction(action)

    def _say(self) -> None:
        words = [state_name(self.state)] if self.state else []
        if self.section is not None:
            words.append(self.section or self.tr("No section named"))
        text = BETWEEN.join(words) or self.tr("Filter")
        room = self.fontMetrics().averageCharWidth() * 16
        short = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.setText(short.replace("&", "&&") + " ▾")
        self.setAccessibleName(self.tr("Filter") if not words else text)
        self.setToolTip(self.tr("Show only a state or a section"))
        if bool(self.property("on")) != self.is_on:
            font = self.font()
            self.setProperty("on", self.is_on)
            self.style().unpolish(self)
            self.style().polish(self)
            self.setFont(font)
