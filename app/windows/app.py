"""Starting the window: fonts, language, look, the data folder, and what is told at the start."""

import logging
import os
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QLibraryInfo, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from app.desk.forms import gallery
from app.desk.support.upgrades import untold_upgrade
from app.desk.texts import sentence
from app.desk.view import font_files
from app.locate import data_dir
from app.windows import input_method, platform_plugin
from app.windows.garbage import GarbageCollector
from app.windows.last_resort import CrashFile, LastResort, keep_log
from app.windows.main_window import MainWindow
from app.windows.opening import Opening
from app.windows.theme import apply_theme
from app.windows.translation import install_translators

_NAMED = 3
"""How many forms that are out of order the status bar names."""


def run_window(
    folder: Path | None, language: str, opened: Path | None = None, *, safe: bool = False
) -> int:
    """Open the window over a data folder; returns the exit code.

    `opened` is a record file or exported workbook to be taken in at once. A safe start restores
    nothing of the last one and offers no forms of the bureau's own; Shift held down asks for it.
    """
    application = make_application(language)
    shift = Qt.KeyboardModifier.ShiftModifier
    safe = safe or bool(QGuiApplication.queryKeyboardModifiers() & shift)
    workspace = Opening(folder, language, safe=safe).run()
    if workspace is None:
        return 2
    keep_log(workspace.folder)
    crash = CrashFile(workspace.folder)
    window = MainWindow(workspace, safe=safe)
    LastResort(window).install()
    window.show()
    QTimer.singleShot(0, lambda: _start(window, opened, died=crash.died))
    code = application.exec()
    crash.close()
    return _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process here: everything is on disk, and the window was closed.

    Taking Qt's widgets down at the interpreter's end, in whatever order, crashes now and then.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _start(window: MainWindow, opened: Path | None, *, died: bool = False) -> None:
    """Open what was open last or what was asked for; have garbage collected from now on."""
    try:
        window.commands.start()
        if opened is not None:
            window.commands.import_file(str(opened))
        tell_of_start(window, died=died)
        tell_of_broken_forms(window)
        QTimer.singleShot(0, window, lambda: remind_of_backup(window))
    finally:
        GarbageCollector(window)


def tell_of_start(window: MainWindow, *, died: bool) -> None:
    """Say in the status bar what is special about this start: safe, after a crash, upgraded."""
    language, inform = window.workspace.language, window.messages.inform
    if window.safe:
        told = sentence("START_SAFE_TOLD", language)
        window.status.show_trouble(sentence("START_SAFE", language), partial(inform, told))
    if died:
        line = sentence("START_DIED", language)
        window.status.show_trouble(line, lambda: window.commands.run("diagnose"))
    backup = untold_upgrade(window.workspace)
    if backup is not None:
        where = f"{backup.parent.name}/{backup.name}"
        line = sentence("UPGRADE_DONE", language, place=where)
        told = sentence("UPGRADE_DONE", language, place=str(backup))
        window.status.show_trouble(line, partial(inform, told))


def tell_of_broken_forms(window: MainWindow) -> None:
    """Say in the status bar which of the bureau's own forms are out of order, and on wish why."""
    language = window.workspace.language
    broken = gallery().broken(language, own=True)
    if not broken:
        return
    names, count = "、".join(name for name, _ in broken[:_NAMED]), str(len(broken))
    line = sentence("FORMS_BROKEN", language, count=count, forms=names)
    details = "\n\n".join(f"{name}：{text}" for name, text in broken)
    window.status.show_trouble(line, lambda: window.messages.warn(details))


def remind_of_backup(window: MainWindow) -> None:
    """Say in the status bar that for a week no copy went to another disk."""
    from app.desk.keeping.backups import days_without_copy  # once the window is painted

    days = days_without_copy(window.workspace)
    if days is not None:
        line = sentence("BACKUP_OVERDUE", window.workspace.language, days=str(days))
        window.status.show_trouble(line, lambda: window.commands.run("backups"))


def make_application(language: str) -> QApplication:
    """The application with its fonts, look and language, ready for windows."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    os.environ.update(input_method.chosen(os.environ, plugins))
    os.environ.update(platform_plugin.chosen(os.environ, plugins))
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("ziping")
    for path in font_files().values():
        QFontDatabase.addApplicationFont(str(path))
    apply_theme(application)
    install_translators(application, {"zh": "zh_CN"}.get(language, language))
    icon = data_dir("resources") / "icons" / "ziping.svg"
    if icon.is_file():
        application.setWindowIcon(QIcon(str(icon)))
    return application
