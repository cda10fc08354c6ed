"""The operation log: searched, verified and exported."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.desk.keeping.log import HEADS, KIND_WORDS, LogLine, LogReader, log_listing
from app.desk.lists import write_list_file
from app.desk.texts import sentence
from app.windows import theme
from app.windows.room import Room, show_room
from app.windows.small_widgets import tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_PAGE = 1000
_EVERYTHING = 1_000_000
_REST = 250
"""Milliseconds of rest after which a search starts."""


def open_log(window: "MainWindow") -> None:
    """Open the room of the log."""
    show_room(window, LogRoom, lambda: LogRoom(window))


class LogRoom(Room):
    """Who did what and when; double-click opens the record at the cell."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Operation log"))
        self._space = window.workspace
        language = self._space.language
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search project, person, text"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Search the log"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of operation"))
        self.kind.addItem(self.tr("Everything"), "")
        for kind, code in KIND_WORDS.items():
            self.kind.addItem(sentence(code, language), kind)
        self.add_to_bar(self.search, self.kind)
        wide = {5}
        columns = [
            Column(sentence(code, language), at == 0, at in wide) for at, code in enumerate(HEADS)
        ]
        self.table = Table(columns, self.tr("Operation log"))
        self.table.chosen.connect(self._go)
        self.body.addWidget(self.table)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_REST)
        self._delay.timeout.connect(self.refresh)
        self.search.textChanged.connect(self._delay.start)
        self.kind.currentIndexChanged.connect(self.refresh)
        self.add_button(self.tr("Verify"), self.verify)
        self.add_button(self.tr("Export…"), self._export)
        self.add_button(self.tr("Close"), self.close, primary=True)
        self.refresh()

    def refresh(self) -> None:
        """Read the log anew."""
        self._delay.stop()
        lines = self._read(_PAGE)
        self.table.show_lines(
            Line((str(n.seq), n.time, n.who, n.title, n.kind, *n[6:10]), (n.record, n.place))
            for n in lines
        )
        tint(self.note, theme.MUTED)
        count = len({line.seq for line in lines})
        told = self.tr("{count} operations shown, the latest first.")
        if count == _PAGE:
            told = self.tr("The latest {count} operations. Search for earlier ones, or export all.")
        self.note.setText(told.replace("{count}", str(count)))

    def verify(self) -> None:
        """Say whether the log holds together."""
        gaps = LogReader(self._space).gaps()
        told = gaps or [sentence("LOG_WHOLE", self._space.language)]
        self.note.setText("\n".join(told[:5]))
        tint(self.note, theme.RED if gaps else theme.GREEN)

    def _read(self, limit: int) -> list[LogLine]:
        kind = self.kind.currentData()
        kinds = (kind,) if kind else ()
        return LogReader(self._space).read(self.search.text().strip(), kinds, limit)

    def _export(self) -> None:
        title = sentence("LOG_TITLE", self._space.language)
        files = self.tr("Workbook (*.xlsx);;PDF (*.pdf)")
        path = self.ask_target(self.tr("Export"), title, files)
        if path is not None:
            self.window_behind.commands.attempt(partial(self._write, path, title))

    def _write(self, path: Path, title: str) -> None:
        listing = log_listing(self._read(_EVERYTHING), title, self._space.language)
        write_list_file(listing, path)
        self.note.setText(self.tr("Made {file}").replace("{file}", str(path)))

    def _go(self, key: object) -> None:
        assert isinstance(key, tuple)
        record_id, place = key
        if record_id and self._space.holds(record_id):
            self.window_behind.commands.open_record(record_id)
            if place is not None:
                self.window_behind.jump(place)
            self.window_behind.activateWindow()
