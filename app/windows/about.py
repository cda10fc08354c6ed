"""Help and about, in the program."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout

from app.desk.help import help_text
from app.version import VERSION

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def show_help(window: "MainWindow") -> None:
    """Show the in-program help beside the window; it stays open while one works."""
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("About", "Help"))
    page = QTextBrowser()
    page.setMarkdown(help_text(window.workspace.language))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.addWidget(page)
    layout.addWidget(buttons)
    dialog.resize(640, 620)
    dialog.show()


def show_about(window: "MainWindow", folder: Path) -> None:
    """Tell versions and where the data lie."""
    lines = (
        f"Ziping 绩效自评 {VERSION}",
        f"Qt {qVersion()}",
        QCoreApplication.translate("About", "Data folder: {folder}").replace(
            "{folder}", str(folder)
        ),
    )
    window.messages.inform("\n".join(lines))
