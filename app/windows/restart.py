"""Starting the program anew over the same data folder."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QProcess

from app.desk.keeping.backups import restore
from app.locate import own_command

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow


def restart_with(window: "MainWindow", backup: Path) -> None:
    """Put a backup in place of the data, and start anew.

    Raises:
        FaultError: the backup is damaged or the folder does not take it; the program starts anew
            over the data that were there.
    """
    if not window.commands.may_close():
        return
    space = window.workspace
    window.leave()
    try:
        restore(space.folder, backup)
    finally:
        relaunch(space.folder, space.language)
        QCoreApplication.exit(0)


def restart(window: "MainWindow") -> None:
    """Close the window and start anew; stays where something cannot be saved."""
    if window.commands.may_close():
        space = window.workspace
        window.leave()
        relaunch(space.folder, space.language)
        QCoreApplication.exit(0)


def relaunch(folder: Path, language: str) -> None:
    """Start the program once more, as a process of its own."""
    program, *first = own_command()
    QProcess.startDetached(program, [*first, "--data", str(folder), "--language", language])
