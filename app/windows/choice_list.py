"""The choices of a cell, listed below its open editor."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem

from app.windows.cell_editor import CellEditor

_ROWS = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChoiceList(QListWidget):
    """Follows an editor, lives as long as it, and leaves it the keyboard.

    Up and down choose, a click chooses and leaves the cell; anything else may be typed as well.
    """

    def __init__(self, choices: Sequence[str], editor: CellEditor) -> None:
        super().__init__(editor.parentWidget())
        self._editor = editor
        # Without a proxy Qt would give the focus of a click to the paper, and close the cell.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)
        self.setFrameShape(QFrame.Shape.Box)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Choices"))
        self.addItems(list(choices))
        self.itemClicked.connect(self._take)
        editor.installEventFilter(self)
        editor.destroyed.connect(self.deleteLater)
        self._mark()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the editor's place; up and down go through the choices."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        elif kind == QEvent.Type.Hide:
            self.hide()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the click: the paper below would close the cell."""
        super().mousePressEvent(event)
        event.accept()

    def _step(self, by: int) -> None:
        at = self.currentRow() + by if self.currentRow() >= 0 else (0 if by > 0 else -1)
        self.setCurrentRow(at % self.count())
        self._editor.replacing = False
        self._editor.setPlainText(self.item(self.currentRow()).text())
        self._editor.selectAll()

    def _take(self, item: QListWidgetItem) -> None:
        self._editor.setPlainText(item.text())
        self._editor.left.emit("next")

    def _mark(self) -> None:
        held = self._editor.toPlainText().strip()
        for at in range(self.count()):
            if self.item(at).text() == held:
                self.setCurrentRow(at)

    def _place(self) -> None:
        """Below the editor, above it where there is no room below."""
        desk = self._editor.parentWidget()
        cell, room = self._editor.geometry(), desk.rect() if desk is not None else QRect()
        height = self.sizeHintForRow(0) * min(self.count(), _ROWS) + 2 * self.frameWidth()
        width = max(cell.width(), self.sizeHintForColumn(0) + 2 * self.fontMetrics().height())
        below = QRect(cell.left(), cell.bottom() + 1, width, height)
        if below.bottom() > room.bottom() and cell.top() - height > room.top():
            below.moveBottom(cell.top() - 1)
        if below.right() > room.right():
            below.moveRight(room.right())
        self.setGeometry(below)
        self.raise_()
        self.show()
