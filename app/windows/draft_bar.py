"""The bar that offers a text which was being typed when the program ended."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_SHOWN = 40


class DraftBar(QFrame):
    """Offers a draft over the paper; it stays until it is answered."""

    answered = Signal(bool)
    """Take the draft (true) or drop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("DraftBar")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        take = QPushButton(self.tr("Take it"))
        drop = QPushButton(self.tr("Drop it"))
        for button in (take, drop):
            button.setProperty("plain", True)
        take.clicked.connect(lambda: self.answered.emit(True))
        drop.clicked.connect(lambda: self.answered.emit(False))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(take)
        layout.addWidget(drop)
        self.setAutoFillBackground(True)
        self.hide()

    def offer(self, caption: str, text: str) -> None:
        """Offer a text for a cell."""
        short = " ".join(text.split())
        if len(short) > _SHOWN:
            short = short[:_SHOWN] + "…"
        line = self.tr("Not finished last time — {cell}: “{text}”")
        self._text.setText(line.replace("{cell}", caption).replace("{text}", short))
        self.show()
