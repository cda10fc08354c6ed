"""Taking back what a room has just done to many records."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.desk.batch import take_back
from app.windows import theme
from app.windows.small_widgets import tint

if TYPE_CHECKING:
    from app.windows.room import Room


class BatchUndo(QObject):
    """A button at a room's foot that appears once something was done."""

    undone = Signal()

    def __init__(self, room: "Room") -> None:
        super().__init__(room)
        self._room = room
        self._batch = ""
        self.button = room.add_button(self.tr("Undo this import"), self.undo)
        self.button.hide()

    def offer(self, batch: str) -> None:
        """Offer to take a batch back; an empty one offers nothing."""
        self._batch = batch
        self.button.setVisible(bool(batch))

    def undo(self) -> None:
        """Take the batch back, and tell what was left as it is."""
        window = self._room.window_behind
        done = window.commands.attempt(lambda: take_back(window.workspace, self._batch))
        if done is None:
            return
        count, left = done
        self.offer("")
        window.commands.records_changed()
        self.undone.emit()
        text = self.tr("Taken back in {count} forms.").replace("{count}", str(count))
        if left:
            kept = self.tr("Left as they are, changed since: {names}")
            text = "\n".join([text, kept.replace("{names}", "、".join(left))])
        self._room.note.setText(text)
        tint(self._room.note, theme.AMBER if left else theme.GREEN)
