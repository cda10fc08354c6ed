"""The open cell: a text field over the paper, and the keys that leave it."""

from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMimeData,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTextEdit, QWidget

from app.windows.paper_model import Index

ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
LEAVING_KEYS = {
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Return: "down",
    Qt.Key.Key_Enter: "down",
}
ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class CellEditor(QTextEdit):
    """A plain text field as large as its cell; it grows with its text through the layout.

    `replacing` holds while the cell was opened by typing: an arrow key then leaves it, as in a
    spreadsheet. `composing` holds while an input method shows a text that is none yet.
    """

    text_edited = Signal(str)
    left = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.replacing = False
        self.composing = False
        self._opened_with = ""
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._report)
        self._reported = ""
        self._line = 0.0

    def prepare(self, font: QFont, align: str, padding: float, line: float) -> None:
        """Take the look of the cell: face, alignment, padding and line height in pixels."""
        self._line = line
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(max(0.0, padding))
        option = QTextOption(ALIGNMENTS[align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    def sink(self, pixels: int) -> None:
        """Begin the text lower: a short text stands in the middle of a high cell."""
        if self.viewportMargins().top() != pixels:
            self.setViewportMargins(0, pixels, 0, 0)

    def open_with(self, text: str) -> None:
        """Show a text without calling it an edit."""
        self._reported = self._opened_with = text
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._space_lines()
        self.moveCursor(QTextCursor.MoveOperation.End)

    def _space_lines(self) -> None:
        """Stand the lines as close as on the paper; that is no edit to undo."""
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self.document().setUndoRedoEnabled(False)
        cursor.mergeBlockFormat(spacing)
        self.document().setUndoRedoEnabled(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste paragraphs into this one cell; a lone spreadsheet cell loses its line end."""
        if source.hasText():
            self.insertPlainText(source.text().removesuffix("\n").replace("\t", " "))

    def inputMethodEvent(self, event: Any) -> None:
        """Composition is no edit until it is committed."""
        self.composing = True
        super().inputMethodEvent(event)
        self.composing = bool(event.preeditString())
        if self.composing:
            return
        if not event.commitString() and self._reported == self._opened_with and self.replacing:
            # A composition that was given up had taken the selected text's place.
            self.setPlainText(self._opened_with)
            self._space_lines()
            self.selectAll()
        self._report()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Tab and arrows leave the cell; Alt+Enter makes a line; Esc drops the text."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if self.composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers in (
            Qt.KeyboardModifier.AltModifier,
            Qt.KeyboardModifier.ControlModifier,
        ):
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        elif key == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif key in LEAVING_KEYS:
            step = LEAVING_KEYS[key]
            shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.left.emit("up" if shifted and step == "down" else step)
        elif key in ARROWS and self.replacing and not modifiers:
            self.left.emit(ARROWS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: Any) -> None:
        """A click into the text means editing it: arrows then stay inside."""
        self.replacing = False
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another widget commits; a menu or another program does not."""
        super().focusOutEvent(event)
        away = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in away:
            self.left.emit("")

    def _report(self) -> None:
        text = self.toPlainText()
        if not self.composing and text != self._reported:
            self._reported = text
            self.text_edited.emit(text)


class CellDelegate(QStyledItemDelegate):
    """Opens, places and reads the editor of the paper view."""

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A fresh editor for a cell."""
        return self._view.make_editor(parent, index)  # type: ignore[no-any-return]

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Nothing: the editor was filled when it was made, and a repaint must not refill it."""

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Commit the text."""
        if isinstance(editor, CellEditor):
            self._view.commit_text(index, editor.toPlainText())

    def updateEditorGeometry(
        self, editor: QWidget, _option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the editor over its cell."""
        editor.setGeometry(self._view.editor_rect(index))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave all keys to the editor: Qt's own handling would close it on Tab and Esc."""
        return False
