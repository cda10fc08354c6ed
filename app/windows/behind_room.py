"""The records behind a figure: listed, and opened with a double click."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.desk.statistics.entries import Entry
from app.desk.summary.table import COLUMNS, column_title, project_texts
from app.windows.room import Room
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_SHOWN = ("project", "section", "annual", "executed", "rate", "total", "grade", "state")
_NUMBERS = frozenset(("annual", "executed", "rate", "total"))


class BehindRoom(Room):
    """What a figure was made of: how, and the records that it counts or adds."""

    def __init__(
        self, window: "MainWindow", title: str, how: str, entries: Sequence[Entry]
    ) -> None:
        super().__init__(window, title)
        language = window.workspace.language
        columns = [
            Column(column_title(name, language), name in _NUMBERS, name == "project")
            for name in _SHOWN
        ]
        self.table = Table(columns, self.tr("Records"))
        self.table.chosen.connect(self._open)
        self.body.addWidget(self.table)
        at = [COLUMNS.index(name) for name in _SHOWN]
        lines = []
        for number, entry in enumerate(entries, 1):
            texts = project_texts(entry, number, language)
            lines.append(Line(tuple(texts[place] for place in at), entry.id))
        self.table.show_lines(lines)
        count = self.tr("{count} records. Double-click one to open it.")
        told = count.replace("{count}", str(len(entries)))
        self.note.setText("\n".join(filter(None, (how, told))))
        self.add_button(self.tr("Close"), self.close, primary=True)
        size = self.size()
        self.resize(size.width() * 4 // 5, size.height() * 2 // 3)

    def _open(self, record_id: object) -> None:
        if isinstance(record_id, str) and self.window_behind.workspace.holds(record_id):
            self.window_behind.commands.open_record(record_id)
            self.window_behind.activateWindow()


def show_behind(
    window: "MainWindow", title: str, entries: Sequence[Entry], how: str = ""
) -> BehindRoom:
    """Open the list of the records behind a figure."""
    room = BehindRoom(window, title, how, entries)
    room.show()
    room.raise_()
    room.activateWindow()
    return room
