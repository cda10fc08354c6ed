"""A room beside the main window: a bar above, a list or page, a note and buttons below."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.windows import theme
from app.windows.small_widgets import button_text, plain_label

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_Kind = TypeVar("_Kind", bound="Room")


class Room(QDialog):
    """A window of its own over the main one, which stays in use; closed, it is gone."""

    def __init__(self, window: "MainWindow", title: str) -> None:
        super().__init__(window)
        self.window_behind = window
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self.fontMetrics().height()
        self.bar, self.foot = QHBoxLayout(), QHBoxLayout()
        self.body = QVBoxLayout()
        self.note = plain_label("", theme.MUTED)
        self.note.setWordWrap(True)
        self.foot.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(line, line * 2 // 3, line, line * 2 // 3)
        column.setSpacing(line * 2 // 3)
        column.addLayout(self.bar)
        column.addLayout(self.body, 1)
        column.addLayout(self.foot)
        room = window.screen().availableSize()
        self.resize(
            min(line * 56, room.width() - 4 * line), min(line * 36, room.height() - 4 * line)
        )

    def add_button(
        self, text: str, action: Callable[[], object], *, primary: bool = False
    ) -> QPushButton:
        """A button at the foot."""
        button = QPushButton(button_text(text))
        button.setProperty("primary" if primary else "plain", True)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: action())
        self.foot.addWidget(button)
        return button

    def narrow(self, table: QTableView, widths: Mapping[int, int]) -> None:
        """Hold columns of a list to so many heights of a line, that all of them can be seen."""
        line = self.fontMetrics().height()
        for column, most in widths.items():
            table.setColumnWidth(column, min(table.columnWidth(column), most * line))

    def ask_target(self, title: str, name: str, kinds: str) -> Path | None:
        """Ask where a list goes, named by default and of the kinds offered; None: nowhere.

        A name with no ending of a list, also one that merely holds a point, becomes a workbook.
        """
        named, _ = QFileDialog.getSaveFileName(self, title, f"{name}.xlsx", kinds)
        if not named:
            return None
        path = Path(named)
        offered = f"*{path.suffix.lower()})" in kinds and path.suffix != ""
        return path if offered else path.with_name(f"{path.name}.xlsx")

    def add_to_bar(self, *widgets: QWidget, stretch: bool = False) -> None:
        """Widgets in the bar above, from left to right."""
        for widget in widgets:
            self.bar.addWidget(widget)
        if stretch:
            self.bar.addStretch(1)


def show_room(window: "MainWindow", kind: type[_Kind], make: Callable[[], _Kind]) -> _Kind:
    """Open a room, or bring the one that is open to the front."""
    found = next((r for r in window.findChildren(kind) if r.isVisible()), None)
    room = found if found is not None else make()
    room.show()
    room.raise_()
    room.activateWindow()
    return room
