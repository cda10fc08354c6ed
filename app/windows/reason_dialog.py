"""Asking for a reason that must be given: it stays in the history."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.windows import theme
from app.windows.help_key import help_key
from app.windows.small_widgets import plain_label


class ReasonDialog(QDialog):
    """A field of several lines; without a reason there is no going on."""

    def __init__(self, title: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        help_key(self)
        self.setWindowTitle(title)
        line = self.fontMetrics().height()
        question = plain_label(about)
        question.setWordWrap(True)
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(self.tr("Reason"))
        self.field.setPlaceholderText(self.tr("Reason (required)"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(line * 6)
        hint = plain_label(self.tr("The reason stays in the history."), theme.MUTED)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.field.textChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.setSpacing(line // 2)
        for widget in (question, self.field, hint, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(line * 24)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._enable()

    def reason(self) -> str:
        """What was typed, without white space around it."""
        return self.field.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is OK: Enter alone makes a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.reason():
            self.accept()
        else:
            super().keyPressEvent(event)

    def _enable(self) -> None:
        self._ok.setEnabled(bool(self.reason()))


def ask_reason(title: str, about: str, parent: QWidget) -> str:
    """Ask for a reason; empty where the person gave up."""
    dialog = ReasonDialog(title, about, parent)
    taken = dialog.exec()
    reason = dialog.reason() if taken else ""
    dialog.deleteLater()
    return reason
