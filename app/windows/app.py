"""Starting the window: fonts, language, look, the data folder, and the last-resort hook."""

import contextlib
import faulthandler
import logging
import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTimer
from PySide6.QtGui import QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from app.desk.folders import data_folder
from app.desk.forms import gallery
from app.desk.keeping.backups import days_without_copy
from app.desk.texts import fault_sentence, sentence
from app.desk.view import font_files
from app.desk.workspace import Workspace
from app.locate import data_dir
from app.model.faults import FaultError
from app.windows import input_method, platform_plugin
from app.windows.garbage import GarbageCollector
from app.windows.main_window import MainWindow
from app.windows.theme import apply_theme
from app.windows.translation import install_translators

_LOG_BYTES = 500_000
_NAMED = 3
"""How many forms that are out of order the status bar names."""
log = logging.getLogger("ziping")


def run_window(folder: Path | None, language: str, opened: Path | None = None) -> int:
    """Open the window over a data folder; returns the exit code.

    `opened` is a record file or exported workbook to be taken in at once.
    """
    application = make_application(language)
    try:
        where = data_folder(folder)
        workspace = Workspace(where, language)
    except FaultError as fault:
        QMessageBox.warning(None, "Ziping 绩效自评", fault_sentence(fault, language))
        return 2
    _keep_log(where)
    window = MainWindow(workspace)
    _install_hook(window)
    window.show()
    QTimer.singleShot(0, lambda: _start(window, opened))
    return _leave(application.exec())


def _leave(code: int) -> NoReturn:
    """End the process here: everything is on disk, and the window was closed.

    Taking Qt's widgets down at the interpreter's end, in whatever order, crashes now and then.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _start(window: MainWindow, opened: Path | None) -> None:
    """Open what was open last or what was asked for; have garbage collected from now on."""
    try:
        window.commands.start()
        if opened is not None:
            window.commands.import_file(str(opened))
        tell_of_broken_forms(window)
        remind_of_backup(window)
    finally:
        GarbageCollector(window)


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


def _keep_log(folder: Path) -> None:
    """Log faults, nothing typed in, beside the data; a long log is put aside at start."""
    path = folder / "ziping.log"
    with contextlib.suppress(OSError):
        if path.stat().st_size > _LOG_BYTES:
            path.replace(folder / "ziping.log.1")
    # `logging.handlers` would do it too, and load sockets and queues at every start.
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    if sys.stderr is not None:
        faulthandler.enable()


def _install_hook(window: MainWindow) -> None:
    """Our own bugs are logged and shown once; what is committed is saved already."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, FaultError) and isinstance(error, FaultError):
            window.messages.warn(window.workspace.sentence(error))
            return
        frames = "".join(traceback.format_tb(trace))
        log.error("%s\n%s", kind.__name__, frames)
        sys.stderr.write(f"{frames}{kind.__name__}: {error}\n")
        window.messages.warn(
            QCoreApplication.translate(
                "App",
                "Something went wrong inside the program. What you entered is saved. "
                "If it happens again, restart the program and send the file ziping.log.",
            )
        )

    sys.excepthook = hook
