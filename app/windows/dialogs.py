"""Dialogs that ask one thing, and the one place for messages."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)


class NewRecordDialog(QDialog):
    """Asks for the form, the year and the project's name."""

    def __init__(self, forms: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New form"))
        self._form = QComboBox()
        for form_id, title in forms:
            self._form.addItem(title, form_id)
        self._year = QSpinBox()
        self._year.setRange(1990, 2100)
        self._year.setValue(date.today().year - 1)
        self._name = QLineEdit()
        self._name.setMinimumWidth(320)
        self._name.setPlaceholderText(self.tr("May be filled in later"))
        rows = QFormLayout()
        rows.addRow(self.tr("&Form"), self._form)
        rows.addRow(self.tr("&Year"), self._year)
        rows.addRow(self.tr("&Project name"), self._name)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(rows)
        layout.addWidget(buttons)
        self._name.setFocus()

    def answer(self) -> tuple[str, int, str]:
        """Form id, year and project name."""
        return self._form.currentData(), self._year.value(), self._name.text()


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
