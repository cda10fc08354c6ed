"""Asking for an exported file, and telling whether it still is what was exported."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from app.desk.batch_export.verify import verify_in

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def ask_file(window: "MainWindow") -> None:
    """Ask for a file and tell what is found out.

    Raises:
        FaultError: VERIFY_NNN, FILE_NNN, IMPORT_NNN: it cannot be verified.
    """
    title = QCoreApplication.translate("VerifyFile", "Verify an exported file…")
    files = QCoreApplication.translate("VerifyFile", "Exported files (*.xlsx *.pdf)")
    path, _ = QFileDialog.getOpenFileName(window, title, "", files)
    if path:
        window.messages.inform(verify_in(window.workspace, Path(path)).text)
