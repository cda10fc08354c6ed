"""The form as paper that one types into: opening, filling and leaving cells."""

from collections.abc import Callable
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from app.paper.measuring import line_height, side_padding
from app.paper.metrics import Metrics
from app.sheet.sheet import Cell
from app.windows.cell_editor import CellDelegate, CellEditor
from app.windows.choice_list import ChoiceList
from app.windows.paper_canvas import PaperCanvas
from app.windows.paper_model import TAKES_TEXT, Index
from app.windows.paper_moves import next_input
from app.windows.paper_painter import POINT, OperationPainter

_LEAST_EDITOR = 22

Trigger = QAbstractItemView.EditTrigger


class PaperView(PaperCanvas):
    """The pages with a cell that can be open.

    It knows no record: what is typed goes out as signals, what is shown comes in as pages.
    """

    typed = Signal(object, str)
    """A cell and its text while it is open."""
    committed = Signal(object, str)
    """A cell and its text when it is left."""
    dropped = Signal()
    """The open cell was left with Esc."""
    locked_out = Signal()
    """Somebody wanted to type into a form that is locked."""
    command = Signal(str)
    """A key that asks for a command: clear, row-up, row-down, degree-0 …"""

    def __init__(
        self, painter: OperationPainter, metrics: Metrics, parent: QWidget | None = None
    ) -> None:
        super().__init__(painter, metrics, parent)
        self._editor: CellEditor | None = None
        self._edited: Cell | None = None
        self._trigger = Trigger.NoEditTriggers
        self.locked = False
        """No cell opens."""
        self.source_text: Callable[[Cell], str] = lambda cell: cell.text
        self.setItemDelegate(CellDelegate(self))
        self.setEditTriggers(Trigger.DoubleClicked | Trigger.EditKeyPressed | Trigger.AnyKeyPressed)

    @property
    def is_open(self) -> bool:
        """Whether a cell is open."""
        return self._editor is not None

    # --- editing

    def edit(self, *args: Any) -> Any:
        """Remember what opens the editor: typing replaces, F2 and a double click go on."""
        if self.locked:
            cell = self.paper.cell(args[0])
            wanted = len(args) > 1 and bool(args[1] & self.editTriggers())
            if wanted and cell is not None and cell.kind in TAKES_TEXT and _types(args[-1]):
                self.locked_out.emit()
            return False
        if len(args) > 1:
            self._trigger = args[1]
        else:
            self._trigger = Trigger.EditKeyPressed
        return super().edit(*args)

    def make_editor(self, parent: QWidget, index: Index) -> QWidget:
        """The editor for a cell, filled and ready; called by the delegate."""
        cell = self.paper.cell(index)
        editor = CellEditor(parent)
        if cell is None:
            return editor
        font = QFont("Ziping Song")
        size = self._geometry.pagination.setup.body_size if self._geometry else 10.0
        font.setPixelSize(max(1, round(size * POINT * self.scale)))
        align = "left" if cell.top_aligned else cell.align
        padding, line = side_padding(cell.style), line_height(cell.style, size)
        editor.prepare(font, align, padding * self.scale, line * self.scale)
        editor.open_with(self.source_text(cell))
        editor.setAccessibleName(self.paper.caption(index) or self.tr("Cell"))
        editor.replacing = self._trigger == Trigger.AnyKeyPressed
        if editor.replacing:
            editor.selectAll()
        editor.text_edited.connect(self._typed)
        editor.left.connect(self._leave)
        editor.dropped.connect(self._drop)
        if cell.choices:
            ChoiceList(cell.choices, editor)
        self._editor, self._edited = editor, cell
        return editor

    def editor_rect(self, index: Index) -> QRect:
        """Where the editor lies: inside its cell's rules, tall enough for one line, in view."""
        rect = self.cell_rect(index)
        left, top = round(rect.left()) + 1, round(rect.top()) + 1
        size = QSize(round(rect.right()) - left, round(rect.bottom()) - top)
        needed = _LEAST_EDITOR
        if self._editor is not None:
            self._editor.document().setTextWidth(size.width())
            needed = max(needed, ceil(self._editor.document().size().height()))
        whole = QRect(QPoint(left, top), size)
        if size.height() < needed:
            whole.setHeight(min(needed, max(size.height(), self.viewport().height() // 2)))
        seen = whole & self.viewport().rect()
        if seen.height() >= min(whole.height(), 3 * _LEAST_EDITOR):
            # The text scrolls inside: the cursor must not stand where nobody sees it.
            whole.setTop(seen.top())
            whole.setBottom(seen.bottom())
        if self._editor is not None:
            middle = self._edited is not None and not self._edited.top_aligned
            self._editor.sink(max(0, whole.height() - needed) // 2 if middle else 0)
        return whole

    def commit_open(self) -> None:
        """Commit the open cell; every command begins with this."""
        editor = self._editor
        if editor is not None:
            self.commitData(editor)
            self._close()

    def commit_text(self, _index: Index, text: str) -> None:
        """Send the open cell's text out once; called by the delegate."""
        cell, self._edited = self._edited, None
        if cell is not None:
            self.committed.emit(cell, text)

    def undo_in_editor(self) -> bool:
        """Undo typing in the open cell; false where there is none to undo."""
        if self._editor is not None and self._editor.document().isUndoAvailable():
            self._editor.undo()
            return True
        return False

    def _typed(self, text: str) -> None:
        if self._edited is not None:
            self.typed.emit(self._edited, text)
            if self.visualRect(self.currentIndex()).height() < self.viewport().height():
                self.scrollTo(self.currentIndex())

    def _leave(self, step: str) -> None:
        position = (self.currentIndex().row(), self.currentIndex().column())
        self.commit_open()
        if step and self.paper.grid is not None:
            target = next_input(self.paper.grid, position, step)
            if target is not None:
                self.go_to(self.paper.index(*target))

    def _drop(self) -> None:
        self._edited = None
        self._close()
        self.dropped.emit()

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.blockSignals(True)
            self.closeEditor(editor, CellDelegate.EndEditHint.NoHint)
            self.setFocus()
            self.show_waiting()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete empties, Alt and an arrow move the row, Alt and a digit choose."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = modifiers == Qt.KeyboardModifier.AltModifier
        cell = self.current_cell()
        if self._editor is not None and self.hasFocus():
            # The first composition of an input method leaves the focus here.
            if not self._editor.composing:
                self._editor.setFocus()
                QApplication.sendEvent(self._editor, event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            if cell is not None and cell.kind in TAKES_TEXT:
                self.edit(self.currentIndex(), Trigger.EditKeyPressed, event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not modifiers:
            self.command.emit("clear")
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.command.emit("row-up" if key == Qt.Key.Key_Up else "row-down")
        elif alt and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.command.emit(f"degree-{key - Qt.Key.Key_1}")
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Stay where one is: what is typed on a caption must not land in a cell that begins so."""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Open a cell for a text that comes without a composition: Qt would lose it."""
        if self.is_open or event.preeditString() or not event.commitString():
            super().inputMethodEvent(event)
        elif self.edit(self.currentIndex(), Trigger.AnyKeyPressed, None):
            editor = self._editor
            if editor is not None:
                QApplication.sendEvent(editor, event)

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember on which page one clicked: a row may lie on two; or drag a column's edge."""
        if self._drag.press(event):
            return
        if self._geometry is not None and self._geometry.page_count:
            self._piece = self._geometry.page_at(self._on_desk(event.position().toPoint()).y())
        self.commit_open()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a column's edge or a selection."""
        if not self._drag.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a column's edge."""
        if not self._drag.release(event):
            super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what is wrong with a cell, and its whole text, in its tool tip."""
        if isinstance(event, QHelpEvent):
            cell = self.paper.cell(self.indexAt(event.pos()))
            text = self.tips(cell) if cell is not None else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)


def _types(event: Any) -> bool:
    """Whether what would open a cell is no mere Esc."""
    return not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape)
