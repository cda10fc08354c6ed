"""The status bar: saved or not, where one stands, and the zoom."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QToolButton, QWidget

from app.sheet.sheet import Cell
from app.windows.paper_model import TAKES_TEXT
from app.windows.small_widgets import plain_tool_tip, tint
from app.windows.theme import AMBER, GREEN, MUTED, RED


class StatusBar(QStatusBar):
    """Shows as saved only what the store has acknowledged."""

    zoom_wanted = Signal(int)
    copy_wanted = Signal()
    undelete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = _label()
        self._project = _label(MUTED)
        self._cell = _label(MUTED)
        self._count = _label(MUTED)
        self._zoom = _label(MUTED)
        self._zoom.setText("100%")
        self._copy = QPushButton(self.tr("Save a copy elsewhere…"))
        self._undelete = QPushButton(self.tr("Bring it back"))
        self._undo = QPushButton(self.tr("Undo this import"))
        self._take_back: Callable[[], object] = lambda: None
        self._undo.clicked.connect(lambda _checked=False: self._undone())
        for button in (self._copy, self._undelete, self._undo):
            button.setProperty("plain", True)
            button.hide()
        self._copy.clicked.connect(self.copy_wanted)
        self._undelete.clicked.connect(self.undelete_wanted)
        passing = (
            *(self._saved, self._copy, self._undelete),
            *(self._project, self._cell, self._count),
        )
        for widget in passing:
            self.addWidget(widget)
        for label in (self._project, self._cell):
            label.setMinimumWidth(1)  # a long name must not make the window wider than the screen
        self._ordinary = len(passing)
        self.addPermanentWidget(self._undo)  # a passing message hides the others
        for text, step, name in (
            ("−", -1, self.tr("Smaller")),
            ("", 0, ""),
            ("+", 1, self.tr("Larger")),
        ):
            if not step:
                self.addPermanentWidget(self._zoom)
                continue
            zoom = QToolButton()
            zoom.setText(text)
            zoom.setProperty("flat", True)
            zoom.setAccessibleName(name)
            zoom.clicked.connect(lambda _on=False, step=step: self.zoom_wanted.emit(step))
            self.addPermanentWidget(zoom)
        self.setSizeGripEnabled(False)

    def saved_text(self) -> str:
        """What is said of saving."""
        return self._saved.text()

    def show_saved(self, when: datetime) -> None:
        """The store has acknowledged everything."""
        text = self.tr("Saved {time}").replace("{time}", when.strftime("%H:%M:%S"))
        self._say(f"● {text}", GREEN)
        self._copy.hide()

    def show_saving(self) -> None:
        """Something is on its way to the disk."""
        self._say("● " + self.tr("Saving…"), AMBER)

    def show_failure(self, text: str) -> None:
        """Something cannot be saved; it is tried again."""
        self._say(f"● {text}", RED)
        self._copy.show()

    def show_nothing(self) -> None:
        """Nothing is open."""
        self._say("", MUTED)
        self._project.clear()
        self._cell.clear()

    def show_deleted(self, name: str) -> None:
        """A form was deleted and can be brought back."""
        self._say(self.tr("Deleted: {name}").replace("{name}", name), MUTED)
        self._undelete.show()

    def hide_deleted(self) -> None:
        """The offer to bring a form back is over."""
        self._undelete.hide()

    def offer_undo(self, text: str, take_back: Callable[[], object]) -> None:
        """Something was done to many forms and can be taken back."""
        self._take_back = take_back
        self._undo.setToolTip(plain_tool_tip(text))
        self._undo.show()
        self.show_note(text)

    def _undone(self) -> None:
        self._undo.hide()
        self._take_back()

    def show_project(self, name: str, revision: int | None = None) -> None:
        """The project and the number of its changes."""
        if revision is not None:
            text = self.tr("change {n}").replace("{n}", str(revision))
            self._revision = text if revision else ""
        self._name = name
        parts = [name, getattr(self, "_revision", "")]
        self._project.setText(" · ".join(part for part in parts if part))

    def show_count(self, count: int, limit: int) -> None:
        """How long the text of the cell is and may be; a limit of 0 shows nothing."""
        text = self.tr("{count} / {limit} characters") if limit else ""
        text = text.replace("{count}", str(count)).replace("{limit}", str(limit))
        if self._count.text() != text:
            self._count.setText(text)
        tint(self._count, RED if limit and count > limit else MUTED)

    def count_text(self) -> str:
        """What is said of the length of the cell's text."""
        return self._count.text()

    def show_cell(self, caption: str, cell: Cell | None, *, locked: bool = False) -> None:
        """The cell that one stands in, and how to type into it."""
        if cell is None or cell.place is None:
            self._cell.clear()
            return
        hint = self.tr("Enter edits") if cell.kind in TAKES_TEXT else self.tr("computed")
        if locked and cell.kind in TAKES_TEXT:
            hint = self.tr("locked")
        where = self.tr("At: {cell}").replace("{cell}", caption)
        self._cell.setText(f"{where}　{hint}" if caption else hint)

    def show_trouble(self, text: str, tell: Callable[[], None]) -> None:
        """Something is out of order and stops nothing; `tell` says all of it."""
        trouble = QToolButton()
        trouble.setText(text)
        trouble.setProperty("flat", True)
        trouble.clicked.connect(tell)
        self.insertPermanentWidget(self._ordinary, trouble)  # left of all that stay

    def show_note(self, text: str) -> None:
        """A passing message."""
        self.showMessage(text, 8000)

    def show_zoom(self, zoom: float) -> None:
        """The zoom in percent."""
        self._zoom.setText(f"{round(zoom * 100)}%")

    def _say(self, text: str, colour: str) -> None:
        palette = self._saved.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self._saved.setPalette(palette)
        self._saved.setText(text)


def _label(colour: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(8, 0, 8, 0)
    if colour:
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        label.setPalette(palette)
    return label
