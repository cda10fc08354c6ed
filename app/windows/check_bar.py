"""The bar over the paper that leads from one finding of all records to the next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from app.windows import theme
from app.windows.small_widgets import plain_label, plain_tool_tip


class CheckBar(QFrame):
    """Names the finding that one stands on; F8 goes on, Shift+F8 back."""

    step_wanted = Signal(int)
    """1 on, -1 back."""
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = plain_label("", theme.MUTED)
        self._text = plain_label("", theme.INK)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._place)
        layout.addWidget(self._text, 1)
        self.back = self._step(self.tr("Previous finding"), "Shift+F8", -1)
        self.on = self._step(self.tr("Next finding"), "F8", 1)
        to_list = QPushButton(self.tr("Back to the list"))
        to_list.clicked.connect(self.list_wanted)
        for button in (self.back, self.on, to_list):
            button.setProperty("plain", True)
            layout.addWidget(button)
        close = QToolButton()
        close.setText("×")
        close.setProperty("flat", True)
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.hide)
        layout.addWidget(close)
        self.setAutoFillBackground(True)
        self.hide()

    def _step(self, text: str, key: str, by: int) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on=False: self.step_wanted.emit(by))
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(lambda: self.step_wanted.emit(by))
        return button

    def show_finding(self, at: int, count: int, text: str) -> None:
        """Say which finding of how many this is; `at` counts from 1."""
        self._place.setText(f"{at} / {count}")
        self._say(text)
        self.on.setEnabled(at < count)
        self.back.setEnabled(at > 1)
        self.show()

    def show_done(self, text: str) -> None:
        """Say that nothing of this kind is left."""
        self._place.setText("")
        self._say(text)
        self.on.setEnabled(False)
        self.back.setEnabled(False)
        self.show()

    def text(self) -> str:
        """What the bar says."""
        return f"{self._place.text()} {self._text.text()}".strip()

    def _say(self, text: str) -> None:
        self._text.setText(text.replace("\n", " "))
        self._text.setToolTip(plain_tool_tip(text))
