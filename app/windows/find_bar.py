"""The bar that finds a text on the paper (Ctrl+F)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget


class FindBar(QFrame):
    """A search field over the paper; Enter goes on, Shift+Enter back, Esc closes."""

    wanted = Signal(str, int)
    """A text and which way to go: 1 on, -1 back, 0 stay if one stands on a match."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find on this form"))
        self.field.setAccessibleName(self.tr("Find on this form"))
        self.field.setMaximumWidth(320)
        self.field.textEdited.connect(lambda text: self.wanted.emit(text, 0))
        self._count = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self.field)
        layout.addWidget(self._count)
        for text, name, by in (
            ("↑", self.tr("Previous match"), -1),
            ("↓", self.tr("Next match"), 1),
        ):
            button = self._button(text, name)
            button.clicked.connect(lambda _on=False, by=by: self.wanted.emit(self.field.text(), by))
            layout.addWidget(button)
        layout.addStretch(1)
        close = self._button("×", self.tr("Close"))
        close.clicked.connect(self.leave)
        layout.addWidget(close)
        self.setAutoFillBackground(True)
        self.hide()

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("flat", True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def open(self) -> None:
        """Show the bar and type into it."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def leave(self) -> None:
        """Hide the bar."""
        self.hide()
        self.closed.emit()

    def show_count(self, at: int, count: int) -> None:
        """Tell which match one stands on, and how many there are."""
        if not self.field.text().strip():
            self._count.clear()
        elif not count:
            self._count.setText(self.tr("Not found"))
        else:
            self._count.setText(f"{at + 1} / {count}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.wanted.emit(self.field.text(), -1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
