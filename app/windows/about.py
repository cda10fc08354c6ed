"""About: versions and where everything lies."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
)

from app.desk.datafolder.remembered import kept_in
from app.desk.support.crashes import LOG_FILE
from app.version import VERSION
from app.windows import theme
from app.windows.small_widgets import plain_label

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def show_about(window: "MainWindow") -> None:
    """Tell versions and where everything lies, to be copied in one click."""
    dialog = About(window)
    dialog.show()


class About(QDialog):
    """Versions and paths as plain text; buttons for what one does with them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Ziping"))
        line = self.fontMetrics().height()
        head = plain_label(f"Ziping 绩效自评 {VERSION}")
        head.setFont(theme.scaled_font(self.font(), 1.35, bold=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(line)
        grid.setVerticalSpacing(line // 3)
        grid.setColumnStretch(1, 1)
        self._facts = self._gathered(window)
        for row, (name, value) in enumerate(self._facts):
            label = plain_label(value)
            label.setWordWrap(True)
            label.setMinimumWidth(line * 22)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setAccessibleName(f"{name} {value}")
            grid.addWidget(plain_label(name, theme.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 1)
        self.copy_button = QPushButton(self.tr("Copy all"))
        self.copy_button.clicked.connect(self._copy)
        folder = QPushButton(self.tr("Open the data folder"))
        folder.clicked.connect(lambda: window.open_folder(str(window.workspace.folder)))
        told = QPushButton(self.tr("Export diagnosis…"))
        told.clicked.connect(lambda: window.commands.run("diagnose"))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.copy_button, folder, told, close):
            button.setProperty("primary" if button is close else "plain", True)
            button.setAutoDefault(button is close)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line)
        column.addWidget(head)
        column.addLayout(grid, 1)
        column.addLayout(foot)

    def _gathered(self, window: "MainWindow") -> list[tuple[str, str]]:
        from app.desk.keeping.backups import places
        from app.desk.support.versions import versions  # it reads what is installed

        space, found = window.workspace, versions()
        font = QFontInfo(self.font())
        backups = "\n".join(str(place) for place in places(space))
        return [
            (
                self.tr("Versions"),
                f"Python {found['Python']}，Qt {qVersion()}，SQLite {found['SQLite']}",
            ),
            (self.tr("System"), found["system"]),
            (self.tr("Font"), f"{font.family()} {font.pointSizeF():g}"),
            (self.tr("Data folder"), str(space.folder)),
            (self.tr("Backups"), backups),
            (self.tr("Log"), str(space.folder / LOG_FILE)),
            (self.tr("Choice of folder"), str(kept_in())),
        ]

    def text(self) -> str:
        """Everything that is shown, a line each."""
        facts = [f"{name}：{value}" for name, value in self._facts]
        return "\n".join([f"Ziping 绩效自评 {VERSION}", *facts])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())
        self.copy_button.setText(self.tr("Copied"))
