"""The bar over a locked form: its state, since when and by whom, and the way to unlock it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.windows import theme
from app.windows.small_widgets import plain_label, plain_tool_tip


class StageBar(QFrame):
    """Stands over the paper as long as the form is locked."""

    unlock_wanted = Signal()
    differences_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StageBar")
        self._state = plain_label("", theme.INK)
        self._since = plain_label("", theme.MUTED)
        self._differs = plain_label("", theme.AMBER)
        self._show = QPushButton(self.tr("Show…"))
        self.unlock = QPushButton("")
        for button in (self._show, self.unlock):
            button.setProperty("plain", True)
            button.setAutoDefault(False)
        self._show.clicked.connect(self.differences_wanted)
        self.unlock.clicked.connect(self.unlock_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._state)
        layout.addWidget(self._since)
        layout.addStretch(1)
        for widget in (self._differs, self._show, self.unlock):
            layout.addWidget(widget)
        self.setAutoFillBackground(True)
        self.hide()

    def show_state(self, state: str, since: str, unlock: str) -> None:
        """Say the state and since when; `unlock` is the way back, empty where there is none."""
        self._state.setText(self.tr("{state} · content locked").replace("{state}", state))
        self._since.setText(since)
        self._since.setToolTip(plain_tool_tip(since))
        self.unlock.setText(unlock)
        self.unlock.setVisible(bool(unlock))
        self.show_differences(0)
        self.show()

    def show_differences(self, count: int) -> None:
        """Say how much this version of the program finds otherwise than what was signed."""
        text = self.tr("This version finds {count} differences; nothing was changed")
        self._differs.setText(text.replace("{count}", str(count)))
        self._differs.setVisible(bool(count))
        self._show.setVisible(bool(count))

    def text(self) -> str:
        """What the bar says."""
        shown = (w for w in (self._state, self._since, self._differs) if w.isVisibleTo(self))
        return " ".join(label.text() for label in shown if label.text())
