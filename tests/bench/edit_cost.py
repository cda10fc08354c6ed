"""What one edit costs, measured inside a process that shows both windows.

`python -m tests.bench.edit_cost ROWS EDITS` prints the milliseconds of every edit.
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
from tests.bench.records import fill_ledger

_SECTION = "indicators"
_COLUMN = "actual"
_SEEN = 8
"""Rows at the top of the table that are edited in turn: they are in view."""
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
    """The program's window over a ledger of one long form."""

    def __init__(self, folder: Path, rows: int) -> None:
        record_id = fill_ledger(folder, 1, rows)
        self.workspace = Workspace(folder)
        self.window = MainWindow(self.workspace)
        self.window.show()
        self.window.commands.start()
        self.window.commands.open_record(record_id)
        self.desk = self.window.desk
        self.ids = [row.id for row in self._record.rows(_SECTION)]
        self.desk.go_to(Place(_SECTION, self.ids[0], _COLUMN))
        QApplication.processEvents()
        self.paints = Paints(self.window.paper.viewport())

    @property
    def _record(self) -> FormRecord:
        assert self.desk.document is not None
        return self.desk.document.record

    def edit(self, number: int) -> float:
        """Type an actual value into one of the rows in view; milliseconds."""
        place = Place(_SECTION, self.ids[number % _SEEN], _COLUMN)
        cell = self.window.paper.paper.cell(self.window.paper.paper.index_of(place))
        assert cell is not None
        text = f"{100 + number}组"

        def commit() -> None:
            self.desk.commit(set_cell(self._record, cell, text))

        return until_painted(self.paints, commit)

    def view(self, number: int) -> float:
        """Score, check, lay out and paginate a record with another value; milliseconds."""
        document = self.desk.document
        assert document is not None
        place = Place(_SECTION, self.ids[number % _SEEN], _COLUMN)
        began = time.perf_counter()
        document.preview((place,), f"{500 + number}组")
        taken = (time.perf_counter() - began) * 1000
        document.drop_preview()
        return taken

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
    rows, edits = int(arguments[0]), int(arguments[1])
    told: dict[str, list[float]] = {"edit": [], "view": [], "bare": []}
    make_application("zh")
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as folder:
        program, bare = Program(Path(folder), rows), Bare(rows)
        GarbageCollector(program.window)  # as the program does once its window stands
        for number in range(edits + _WARM_UP):
            figures = {"edit": program.edit(number), "bare": bare.edit(number)}
            program.rest()
            figures["view"] = program.view(number)
            if number >= _WARM_UP:
                for name, value in figures.items():
                    told[name].append(value)
        program.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
