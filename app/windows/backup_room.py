"""备份 / 恢复: the dated copies, where they go, and putting one back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.desk.keeping.backups import (
    PLACE,
    Backup,
    back_up,
    days_without_copy,
    is_elsewhere,
    listed,
    places,
)
from app.desk.keeping.commands import backup_state
from app.windows import theme
from app.windows.restart import restart_with
from app.windows.room import Room, show_room
from app.windows.small_widgets import plain_label, tint
from app.windows.tables import Column, Line, Table

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_KB = 1024


def open_backups(window: "MainWindow") -> None:
    """Open the room of the backups."""
    show_room(window, BackupRoom, lambda: BackupRoom(window))


class BackupRoom(Room):
    """Lists the copies; makes one now, chooses a second place, restores in two clicks."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        self.setWindowTitle(self.tr("Back up and restore"))
        self._space = window.workspace
        self.places = plain_label("", theme.MUTED)
        self.places.setWordWrap(True)
        self.add_to_bar(self.places)
        columns = (
            *(Column(self.tr("Made")), Column(self.tr("State")), Column(self.tr("KB"), True)),
            Column(self.tr("Where"), wide=True),
        )
        self.table = Table(columns, self.tr("Backups"))
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.body.addWidget(self.table)
        self.add_button(self.tr("Second place…"), self._choose)
        self.restore_button = self.add_button(self.tr("Restore…"), self._restore)
        self.add_button(self.tr("Back up now"), self._make, primary=True)
        self.add_button(self.tr("Close"), self.close)
        self.refresh()

    def refresh(self) -> None:
        """Read the places anew; each copy is opened and verified."""
        found = [backup for place in places(self._space) for backup in listed(place)]
        lines: list[Line] = []
        for backup in found:
            state, whole = backup_state(backup, self._space.language)
            size = f"{max(1, round(backup.size / _KB)):,}"
            where = str(backup.path.parent)
            texts = (f"{backup.time:%Y-%m-%d %H:%M:%S}", state, size, where)
            lines.append(Line(texts, backup, "" if whole else theme.RED))
        self.table.show_lines(lines)
        told = self.tr("Copies go to: {places}").replace(
            "{places}", "；".join(str(place) for place in places(self._space))
        )
        self.places.setText(told)
        self._remind()
        self._enable()

    def _remind(self) -> None:
        days = days_without_copy(self._space)
        if days is None:
            nothing = self.tr("No backup yet. One is made whenever the program is closed.")
            self.note.setText("" if self.table.lines() else nothing)
            tint(self.note, theme.MUTED)
            return
        text = self.tr("For {days} days no copy went to another disk. Choose a stick below.")
        self.note.setText(text.replace("{days}", str(days)))
        tint(self.note, theme.AMBER)

    def _enable(self) -> None:
        self.restore_button.setEnabled(len(self.table.keys()) == 1)

    def _make(self) -> None:
        self.window_behind.commands.attempt(self.make_now)

    def make_now(self) -> None:
        """Make a copy in every place now."""
        _, complete = back_up(self._space)
        self.refresh()
        if not complete:
            self.note.setText(self.tr("One place took no copy: check that folder or stick."))
            tint(self.note, theme.AMBER)

    def _choose(self) -> None:
        title = self.tr("A second place for copies, best on a stick")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.choose(Path(folder))

    def choose(self, folder: Path) -> None:
        """Take a folder as the second place; copies go there from now on."""
        self._space.put_setting(PLACE, str(folder))
        self.refresh()
        if not is_elsewhere(self._space.folder, folder):
            self.note.setText(self.tr("This place lies on the same disk: a stick is safer."))
            tint(self.note, theme.AMBER)

    def _restore(self) -> None:
        (backup,) = self.table.keys()
        assert isinstance(backup, Backup)
        text = self.tr(
            "Go back to the data of {time}? What is here now is kept as a backup of its own, and"
            " the program starts anew."
        ).replace("{time}", f"{backup.time:%Y-%m-%d %H:%M}")
        window = self.window_behind
        if window.messages.ask(text, self.tr("Restore"), self.tr("Cancel")):
            window.commands.attempt(partial(restart_with, window, backup.path))
