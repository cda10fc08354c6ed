"""The one place for messages and questions."""

from collections.abc import Sequence

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


def choose(parent: QWidget | None, text: str, ways: Sequence[tuple[str, str]]) -> str:
    """Tell something and let a person choose a way on, by its name; Esc is the last one.

    `ways` are names with their words on the buttons.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("Messages", "Ziping"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    roles = QMessageBox.ButtonRole
    last = len(ways) - 1
    made = {}
    for number, (name, words) in enumerate(ways):
        role = {0: roles.AcceptRole, last: roles.RejectRole}.get(number, roles.ActionRole)
        made[box.addButton(words, role)] = name
    buttons = list(made)
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[-1])
    box.exec()
    box.deleteLater()
    return next(
        (name for button, name in made.items() if button is box.clickedButton()), ways[-1][0]
    )
