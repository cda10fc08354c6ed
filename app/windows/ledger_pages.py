"""What the ledger at the left shows: a year, a search, a state and a section, page by page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.desk.workspace import PAGE
from app.windows.ledger import sums_of

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_REST = 250
"""Milliseconds after the list was shown until the marks beside its records are looked up."""


class LedgerPages(QObject):
    """Reads the pages of the ledger that the window shows."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.year: int | None = None
        self._search = ""
        self._state = ""
        self._section: str | None = None
        self._marks = QTimer(self)
        self._marks.setSingleShot(True)
        self._marks.setInterval(_REST)
        self._marks.timeout.connect(self._mark)
        ledger, space = window.ledger, window.workspace
        ledger.filter.sections = lambda: space.store.sections(self.year)
        ledger.year_changed.connect(self.show_year)
        ledger.searched.connect(self.search)
        ledger.filtered.connect(self.filter)
        ledger.more_wanted.connect(self.more)

    def refresh(self) -> None:
        """Read the first page again."""
        window, space = self._window, self._window.workspace
        states = (self._state,) if self._state else ()
        headers = space.headers(self.year, self._search, states, self._section)
        more = len(headers) >= PAGE
        sums = sums_of(space.figures() if more else headers)
        window.ledger.show_headers(headers, space.years(), self.year, more, sums)
        window.ledger.select(space.opened.id if space.opened is not None else "")
        self._marks.start()

    def more(self) -> None:
        """Read the next page."""
        headers = self._window.workspace.more_headers()
        self._window.ledger.append_headers(headers, len(headers) >= PAGE)
        self._marks.start()

    def show_year(self, year: int | None) -> None:
        """Show the records of a year, or all."""
        self.year = year
        self.refresh()

    def search(self, text: str) -> None:
        """Show the records that a text is found in."""
        self._search = text
        self.refresh()

    def filter(self, state: str, section: str | None) -> None:
        """Show the records in a state (empty: any), of a section in charge (none: any)."""
        self._state, self._section = state, section
        self.refresh()

    def stop(self) -> None:
        """Ask the store nothing more: it is about to be closed."""
        self._marks.stop()

    def _mark(self) -> None:
        space, ledger = self._window.workspace, self._window.ledger
        ledger.mark_departing(space.departing(ledger.loaded()))
