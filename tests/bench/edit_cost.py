"""What one edit and one opening cost, measured inside a process that shows both windows.

`python -m tests.bench.edit_cost ROWS EDITS OPENINGS` prints the milliseconds of each.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.edits import set_cell
from app.desk.workspace import Workspace
from app.model.places import Place
from app.model.record import FormRecord
from app.windows.app import make_application
from app.windows.garbage import GarbageCollector
from app.windows.main_window import MainWindow
from tests.bench.bare_table import BareWindow
from tests.bench.records import bench_form, fill_with, long_record, troubled_record

_SECTION = "indicators"
_COLUMN = "actual"
_SEEN = 4
"""Rows at the top of the table that are edited in turn: they are in view."""
_TABS = {"findings": 0, "sums": 1}
_WARM_UP = 10
_ROUNDS = 5


class Paints(QObject):
    """Counts the paints of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a paint and let it happen."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def until_painted(paints: Paints, edit: Callable[[], None]) -> float:
    """Milliseconds from an edit until its widget, and all others, are painted anew."""
    before = paints.count
    began = time.perf_counter()
    edit()
    while paints.count == before:
        QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def let_settle() -> None:
    """Let both windows do what they still have to do: it belongs to no later edit."""
    for _ in range(_ROUNDS):
        QApplication.processEvents()
        time.sleep(0.001)


class Program:
    """The program's window over a ledger of a usual form, a long one and a long one in trouble."""

    def __init__(self, folder: Path, rows: int) -> None:
        form = bench_form()
        records = (long_record(form, 9), troubled_record(form, rows), long_record(form, rows))
        self.usual, self.troubled, self.long = fill_with(folder, records)
        self.workspace = Workspace(folder)
        self.window = MainWindow(self.workspace)
        self.window.show()
        self.window.commands.start()
        self.desk = self.window.desk
        self.paints = Paints(self.window.paper.viewport())
        self.ids: list[str] = []

    def show(self, record_id: str, tab: str, *, review: bool = False) -> None:
        """Bring a record and a tab of the inspector into view, and stand in a row's cell."""
        self.turn_to(tab)
        self.window.commands.open_record(record_id)
        self.ids = [row.id for row in self._record.rows(_SECTION)]
        self.desk.go_to(Place(_SECTION, self.ids[0], _COLUMN))
        if self.desk.document is not None:
            self.desk.document.set_review(review)
        let_settle()

    def turn_to(self, tab: str) -> None:
        """Bring a tab of the inspector into view: `findings` or `sums`."""
        self.window.inspector.tabs.setCurrentIndex(_TABS[tab])

    def open(self) -> float:
        """Open the long record after the usual one; milliseconds."""
        self.window.commands.open_record(self.usual)
        self.rest()
        return until_painted(self.paints, lambda: self.window.commands.open_record(self.long))

    @property
    def _record(self) -> FormRecord:
        assert self.desk.document is not None
        return self.desk.document.record

    def edit(self, number: int) -> float:
        """Type an actual value into one of the rows in view; milliseconds."""
        place = Place(_SECTION, self.ids[number % _SEEN], _COLUMN)
        cell = self.window.paper.paper.cell(self.window.paper.paper.index_of(place))
        assert cell is not None
        slip = "，，" if number // _SEEN % 2 else ""  # a finding comes and goes
        text = f"{100 + number}组{slip}"

        def commit() -> None:
            self.desk.commit(set_cell(self._record, cell, text))

        return until_painted(self.paints, commit)

    def rest(self) -> None:
        """Let the disk and the ledger follow, as they do while a person thinks."""
        self.workspace.flush(5.0)
        let_settle()

    def close(self) -> None:
        """Save and end."""
        self.window.close()


class Bare:
    """The table that does nothing but show a text."""

    def __init__(self, rows: int) -> None:
        self.window = BareWindow(rows)
        self.window.show()
        QApplication.processEvents()
        self.paints = Paints(self.window.table.viewport())

    def edit(self, number: int) -> float:
        """Set a text and paint the whole view, as the program does; milliseconds."""

        def set_text() -> None:
            self.window.items.setItem(number % _SEEN, 5, QStandardItem(f"{100 + number}组"))
            self.window.table.viewport().update()

        return until_painted(self.paints, set_text)


def main(arguments: list[str]) -> int:
    """Edit both in turn and print what it took."""
    rows, edits, openings = map(int, arguments)
    told: dict[str, list[float]] = {"bare": [], "open": [], "open_sums": []}
    make_application("zh")
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as folder:
        program, bare = Program(Path(folder), rows), Bare(rows)
        GarbageCollector(program.window)  # as the program does once its window stands
        ways = {
            "findings": (program.long, "findings", False),
            "sums": (program.long, "sums", False),
            "many": (program.troubled, "findings", False),
            "review": (program.long, "findings", True),
        }
        for name, (record_id, tab, review) in ways.items():
            program.show(record_id, tab, review=review)
            told[name] = []
            for number in range(edits + _WARM_UP):
                figures = {name: program.edit(number), "bare": bare.edit(number)}
                program.rest()
                if number >= _WARM_UP:
                    for key, value in figures.items():
                        told[key].append(value)
        for name, tab in (("open", "findings"), ("open_sums", "sums")):
            program.turn_to(tab)
            program.open()
            told[name] = [program.open() for _ in range(openings)]
        program.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
