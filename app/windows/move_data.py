"""移动数据文件夹: choose where, copy and verify, and start anew over the new folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from app.desk.datafolder.offers import examine
from app.desk.datafolder.relocating import move_data, refuse_target, use_data
from app.desk.keeping.backups import back_up_if_due
from app.model.faults import FaultError
from app.windows.dialogs import choose
from app.windows.first_start import ask_folder
from app.windows.progress import Progress
from app.windows.restart import relaunch

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_HOLDS_DATA = "FOLDER_006"


def move_data_folder(window: "MainWindow") -> None:
    """Ask for a folder and move the data there.

    Raises:
        FaultError: it cannot be done; the data folder in use stays.
    """
    target = ask_folder(window, window.workspace.language)
    if target is not None:
        mover = Mover(window)
        mover.move(target)
        mover.deleteLater()


class Mover(QObject):
    """Moves the data of a window, after a last question."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def move(self, target: Path) -> None:
        """Move the data, or use those that lie there already.

        Raises:
            FaultError: as `move_data`.
        """
        window, space = self._window, self._window.workspace
        try:
            refuse_target(space, target)
        except FaultError as fault:
            if fault.code != _HOLDS_DATA:
                raise
            if self._wants_other(fault) and window.commands.may_close():
                use_data(target)
                self._go_there(target)
            return
        if not self._agrees(target) or not window.commands.may_close():
            return
        back_up_if_due(space)
        with Progress(window, self.tr("Copying and comparing the data…")) as progress:
            moved = move_data(space, target, progress.go_on)
        if moved is not None:
            self._go_there(moved.folder)

    def _wants_other(self, fault: FaultError) -> bool:
        use = ("use", self.tr("Use the data there"))
        text = self._window.workspace.sentence(fault)
        return choose(self._window, text, [use, ("no", self.tr("Cancel"))]) == "use"

    def _agrees(self, target: Path) -> bool:
        space = self._window.workspace
        text = self.tr(
            "Move the data\nfrom {old}\nto {new}?\n\nEverything is copied and compared; the old"
            " folder is left as it is. Then the program starts anew."
        )
        text = text.replace("{old}", str(space.folder)).replace("{new}", str(target))
        text = "\n\n".join([text, *examine(target, space.language).warnings])
        ways = [("move", self.tr("Move")), ("no", self.tr("Cancel"))]
        return choose(self._window, text, ways) == "move"

    def _go_there(self, folder: Path) -> None:
        language = self._window.workspace.language
        self._window.leave()
        relaunch(folder, language)
        QCoreApplication.exit(0)
