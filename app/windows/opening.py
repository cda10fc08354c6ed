"""Opening the data folder at the start: the first time, and when something stands in the way."""

import platform
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.desk.datafolder.remembered import remember
from app.desk.folders import Choice, data_choice, holds_data, is_gone, made
from app.desk.support.upgrades import backups_of, latest_backup
from app.desk.texts import fault_sentence
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.windows.dialogs import choose

_NEWER, _FOREIGN, _DAMAGED, _IN_USE = "STORE_001", "STORE_002", "STORE_003", "STORE_008"
_WAYS = {
    _NEWER: ("folder", "backup"),
    _FOREIGN: ("folder",),
    _DAMAGED: ("backup", "folder"),
    _IN_USE: ("retry", "take", "folder"),
}
"""The ways out of a fault, the likeliest first; for all others: again, or another folder."""


class Opening(QObject):
    """Finds and opens the data folder; asks where a person alone can know."""

    def __init__(self, wanted: Path | None, language: str, *, safe: bool = False) -> None:
        super().__init__()
        self._choice = data_choice(wanted)
        self._language = language
        self._safe = safe
        self._folder = self._choice.path
        self._take_over = False
        self._new = False
        """Whether the person pointed at the folder, so that it may be made."""

    def run(self) -> Workspace | None:
        """The opened folder; None where the person gives up."""
        if self._choice.by == "usual" and not holds_data(self._folder):
            from app.windows.first_start import ask_first

            self._folder, self._new = ask_first(self._language), True
        while True:
            try:
                space = self._open()
            except FaultError as fault:
                if not self._way_out(fault):
                    return None
                continue
            self._remember()
            return space

    def _open(self) -> Workspace:
        if not self._new and is_gone(Choice(self._folder, self._choice.by)):
            raise FaultError("FOLDER_001", folder=str(self._folder))
        folder = made(self._folder)
        return Workspace(
            folder, self._language, own_forms=not self._safe, take_over=self._take_over
        )

    def _remember(self) -> None:
        """Remember what holds the data now, unless something above the person's choice says it."""
        chosen = self._choice.by in ("usual", "remembered")
        if not chosen or (self._choice.by, self._choice.path) == ("remembered", self._folder):
            return
        try:
            remember(self._folder)
        except FaultError as fault:
            choose(None, fault_sentence(fault, self._language), [("on", self.tr("Go on"))])

    def _way_out(self, fault: FaultError) -> bool:
        """Ask how to go on; false to give up."""
        names = _WAYS.get(fault.code, ("retry", "folder"))
        if "take" in names and fault.values.get("machine") == platform.node():
            names = tuple(name for name in names if name != "take")
        words = {
            "retry": self.tr("Try again"),
            "take": self.tr("It no longer runs there: open here"),
            "folder": self.tr("Another data folder…"),
            "backup": self.tr("From a backup…"),
            "quit": self.tr("Quit"),
        }
        ways = [(name, words[name]) for name in (*names, "quit")]
        match choose(None, fault_sentence(fault, self._language), ways):
            case "take":
                self._take_over = True
            case "folder":
                self._point()
            case "backup":
                self._from_backup()
            case "quit":
                return False
        return True

    def _point(self) -> None:
        from app.windows.first_start import ask_folder

        folder = ask_folder(None, self._language)
        if folder is None:
            return
        way = "yes" if holds_data(folder) else self._about_empty(folder)
        if way == "yes":
            self._folder, self._new, self._take_over = folder, True, False
        elif way == "other":
            self._point()

    def _about_empty(self, folder: Path) -> str:
        text = self.tr("There are no data in {folder} yet. Begin with an empty ledger there?")
        ways = [
            ("other", self.tr("Another data folder…")),
            ("yes", self.tr("Begin empty")),
            ("no", self.tr("Cancel")),
        ]
        return choose(None, text.replace("{folder}", str(folder)), ways)

    def _from_backup(self) -> None:
        """Put a backup in place of what cannot be opened, which is kept beside."""
        latest = latest_backup(self._folder)
        path: Path | None = latest[0] if latest else None
        way = self._about_backup(*latest) if latest else "other"
        if way == "other":
            place = str(backups_of(self._folder))
            named, _ = QFileDialog.getOpenFileName(None, self.tr("A backup"), place, "*.db")
            path = Path(named) if named else None
        if way == "no" or path is None:
            return
        from app.desk.keeping.backups import restore  # only where the data do not open

        try:
            restore(self._folder, path)
        except FaultError as fault:
            choose(None, fault_sentence(fault, self._language), [("on", self.tr("Go on"))])

    def _about_backup(self, path: Path, records: int) -> str:
        text = self.tr("Latest backup that this program can read: {name}, {count} forms.")
        ways = [
            ("use", self.tr("Use this backup")),
            ("other", self.tr("Another backup…")),
            ("no", self.tr("Cancel")),
        ]
        return choose(
            None, text.replace("{name}", path.name).replace("{count}", str(records)), ways
        )
