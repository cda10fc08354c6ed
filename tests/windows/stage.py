"""The real window over a data folder, and the keys and the pointer of a person at it."""

import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget

from app.desk.document import Document
from app.desk.exports import record_text
from app.desk.workspace import Workspace
from app.model.places import parse_place
from app.model.record import FormRecord
from app.sheet.sheet import Cell
from app.windows.cell_editor import CellEditor
from app.windows.main_window import MainWindow
from app.windows.paper_geometry import PaperGeometry
from app.windows.paper_view import PaperView

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
_WAIT = 5.0
_WAIT_FOR_FILE = 30.0


class Answers:
    """What boxes are answered with, and what they said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.unexpected: list[str] = []
        self.path: Path | None = None
        self.asked: list[str] = []
        self.yes = False
        self.fill: Any = None
        self.outside: list[Path] = []

    def message(self, box: QMessageBox) -> int:
        """Read a message; of two named answers give the first only if `yes`."""
        self.said.append(box.text())
        roles = QMessageBox.ButtonRole
        wanted = roles.AcceptRole if self.yes else roles.RejectRole
        named = [b for b in box.buttons() if box.buttonRole(b) == wanted]
        if named:
            named[0].click()
        return 0

    def dialog(self, dialog: QDialog) -> int:
        """Fill a dialog as the test said; one that nobody awaits is an error."""
        if self.fill is None:
            self.unexpected.append(type(dialog).__name__)
            return 0
        return 1 if self.fill(dialog) else 0

    def file(self, _parent: QWidget, title: str, proposed: str, *_more: str) -> tuple[str, str]:
        """Choose the file that the test named, or cancel."""
        self.asked.append(f"{title}: {proposed}")
        return (str(self.path), "") if self.path is not None else ("", "")

    def files(self, parent: QWidget, title: str, *_more: str) -> tuple[list[str], str]:
        """Choose the one file that the test named, or cancel."""
        path, _ = self.file(parent, title, "")
        return ([path] if path else []), ""

    def folder(self, parent: QWidget, title: str, *_more: str) -> str:
        """Choose the folder that the test named, or cancel."""
        return self.file(parent, title, "")[0]

    def text(self, _parent: QWidget, title: str, *_more: str) -> tuple[str, bool]:
        """Give up a question for a text."""
        self.asked.append(title)
        return "", False

    def shown_outside(self, url: QUrl) -> bool:
        """Note what the system's own program would show."""
        self.outside.append(Path(url.toLocalFile()))
        return True


class Stage:
    """A window that is shown and active."""

    def __init__(self, folder: Path, answers: Answers) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.answers = answers
        self.workspace = Workspace(folder)
        self.window = MainWindow(self.workspace)
        self.window.resize(1358, 728)
        self.window.show()
        self.window.activateWindow()
        self.window.commands.start()
        self.settle()
        self._closed = False

    # --- looking

    @property
    def paper(self) -> PaperView:
        """The paper."""
        return self.window.paper

    @property
    def document(self) -> Document:
        """What lies on the desk."""
        document = self.window.desk.document
        assert document is not None
        return document

    @property
    def record(self) -> FormRecord:
        """The record as committed."""
        return self.document.record

    @property
    def geometry(self) -> PaperGeometry:
        """The pages as they lie now."""
        geometry = self.paper.geometry_on_desk
        assert geometry is not None
        return geometry

    @property
    def total(self) -> Decimal:
        """The total as the screen shows it."""
        return self.document.shown.scores.total

    @property
    def editor(self) -> CellEditor:
        """The open cell's editor."""
        focused = QApplication.focusWidget()
        assert isinstance(focused, CellEditor)
        return focused

    @property
    def here(self) -> str:
        """The place that one stands in."""
        cell = self.paper.current_cell()
        return str(cell.place) if cell is not None and cell.place is not None else ""

    def is_open(self) -> bool:
        """Whether a cell is open."""
        return self.paper.is_open

    def cell(self, place: str) -> Cell:
        """The cell that shows a place."""
        cell = self.paper.paper.cell(self.paper.paper.index_of(parse_place(place)))
        assert cell is not None
        return cell

    def shown(self, place: str) -> str:
        """The text on the paper at a place."""
        return self.cell(place).text

    def value(self, place: str) -> str:
        """The text in the record at a place."""
        return self.record.text(parse_place(place))

    def findings(self, severity: str = "") -> set[tuple[str, str]]:
        """Code and place of the findings that stand, of one severity or all."""
        return {
            (f.code, str(f.place))
            for f in self.document.shown.findings
            if not f.explained and severity in ("", f.severity)
        }

    def names(self) -> list[str]:
        """The names of the committed changes, the newest first."""
        self.save()
        return [entry.change.name for entry in self.workspace.history(self.record.id)]

    def journal(self, place: str) -> list[Any]:
        """The changes kept for a place, the newest first."""
        self.save()
        return list(self.workspace.history(self.record.id, parse_place(place)))

    # --- acting

    def settle(self) -> None:
        """Let the window do what is due now."""
        for _ in range(3):
            QApplication.processEvents()

    def save(self) -> None:
        """Wait until everything is on disk and told."""
        assert self.workspace.flush(_WAIT)
        self.settle()

    def go(self, place: str) -> None:
        """Stand in the cell of a place."""
        assert self.window.desk.go_to(parse_place(place))
        self.settle()

    def take_in(self, record: FormRecord) -> None:
        """Put a record into the ledger and on the paper."""
        path = self.folder / "taken-in.json"
        path.write_text(record_text(record), encoding="utf-8")
        self.window.commands.import_file(str(path))
        self.settle()

    def export(self, target: Path) -> None:
        """Export what is open to a file, and wait until it is made."""
        self.answers.path = target
        self.run(f"export-{target.suffix[1:]}")
        self.wait_for_jobs()

    def wait_for_jobs(self) -> None:
        """Wait until no file is being made."""
        end = time.monotonic() + _WAIT_FOR_FILE
        while self.window.commands.exporting.is_working():
            assert time.monotonic() < end, "an export did not end"
            QTest.qWait(20)

    def press(self, key: str, modifiers: Qt.KeyboardModifier = NO) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(_focused(), getattr(Qt.Key, f"Key_{key}"), modifiers)
        self.settle()

    def write(self, text: str) -> None:
        """Type a text, one key for each character."""
        for character in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(_focused(), QKeyEvent(kind, 0, NO, character))
        self.settle()

    def fill(self, place: str, text: str) -> None:
        """Type a text over a cell and leave it with Enter."""
        self.go(place)
        self.write(text)
        self.press("Return")

    def compose(self, preedit: str, commit: str = "") -> None:
        """Let an input method show a composition, and hand over what is finished."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(_focused(), event)
        self.settle()

    def run(self, name: str) -> None:
        """Choose a command of the tool bar or a menu."""
        action = self.window.actions_by_name[name]
        assert action.isEnabled(), name
        action.trigger()
        self.settle()

    def point(self, place: str, page: int | None = None) -> QPoint:
        """The middle of a place's cell in the viewport, on a page of choice."""
        index = self.paper.paper.index_of(parse_place(place))
        found = self.paper.paper.anchor(index)
        assert found is not None
        geometry = self.geometry
        pages = geometry.pages_of(index.row())
        chosen = pages[0] if page is None else page
        box = geometry.box(chosen, *found)
        assert box is not None
        centre = geometry.rect(chosen, box).center()
        bar = self.paper.verticalScrollBar()
        if not 10 < centre.y() - bar.value() < self.paper.viewport().height() - 10:
            bar.setValue(round(centre.y() - self.paper.viewport().height() / 2))
        left = self.paper.origin(chosen).x()
        return QPointF(left + centre.x(), centre.y() - bar.value()).toPoint()

    def click(self, place: str, modifiers: Qt.KeyboardModifier = NO) -> None:
        """Click a cell."""
        QTest.mouseClick(self.paper.viewport(), LEFT, modifiers, self.point(place))
        self.settle()

    def double_click(self, place: str, page: int | None = None) -> None:
        """Double click a cell, on a page of choice."""
        at = self.point(place, page)
        QTest.mouseClick(self.paper.viewport(), LEFT, NO, at)
        QTest.mouseDClick(self.paper.viewport(), LEFT, NO, at)
        self.settle()

    def copy(self, rows: Sequence[Sequence[str]]) -> None:
        """Put a block on the clipboard as a spreadsheet does."""
        text = "\n".join("\t".join(cells) for cells in rows) + "\n"
        QApplication.clipboard().setText(text)

    def close(self) -> None:
        """Close the window as a person does; once."""
        if not self._closed:
            self._closed = True
            delete(self.window)


def delete(window: QWidget) -> None:
    """Close a window and have Qt delete it here and now.

    Left to Python it could be collected in the thread of a store, where its timers do not stop.
    """
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def _focused() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None, "no widget has the focus"
    return focused
