"""The one place for messages and questions."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Messages:
    """Shows messages over a window; `last` keeps the text shown last."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.last = ""

    def warn(self, text: str) -> None:
        """Tell what could not be done and what to do."""
        self._show(QMessageBox.Icon.Warning, text, QMessageBox.StandardButton.Ok)

    def inform(self, text: str) -> None:
        """Tell something."""
        self._show(QMessageBox.Icon.Information, text, QMessageBox.StandardButton.Ok)

    def ask(self, text: str, yes: str, no: str) -> bool:
        """Ask a question with two named answers; Esc is the second."""
        box = self._box(QMessageBox.Icon.Question, text)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(refuse)
        box.setEscapeButton(refuse)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is accept

    def _show(self, icon: QMessageBox.Icon, text: str, buttons: QMessageBox.StandardButton) -> None:
        box = self._box(icon, text)
        box.setStandardButtons(buttons)
        box.exec()
        box.deleteLater()

    def _box(self, icon: QMessageBox.Icon, text: str) -> QMessageBox:
        self.last = text
        box = QMessageBox(self._window)
        box.setIcon(icon)
        box.setWindowTitle(QCoreApplication.translate("Messages", "Ziping"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box
