"""The window tried without a screen: opened over an empty folder, with the sample on the paper."""

import gc
import os
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.windows.app import make_application
from app.windows.main_window import MainWindow

_COLOURS = 24
"""Fewer colours than the edges of letters alone have: nothing was drawn."""
_STEP = 3
"""Every third point, along and across, is looked at."""


_standing: list[object] = []
"""Application and window until the process ends: taken down in any order, Qt may crash."""


def paint_window(folder: Path, language: str) -> str:
    """Paint the window; returns Qt's version, how the window was shown, and its size.

    `QT_QPA_PLATFORM` names another way of showing it than none. For a process that does nothing
    else and ends at once.

    Raises:
        FaultError: SELFTEST_006 the picture is blank.
    """
    gc.disable()  # it could take a widget down in the thread of the store
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = make_application(language)
    window = MainWindow(Workspace(folder, language))
    _standing.extend((application, window))
    window.show()
    window.commands.open_sample()
    application.processEvents()
    return seen(window, application)


def seen(window: MainWindow, application: QApplication) -> str:
    """What a picture of the window shows; the window is closed.

    Raises:
        FaultError: SELFTEST_006 it is blank.
    """
    picture = window.grab().toImage()
    window.close()
    application.processEvents()
    count = colours(picture)
    if count < _COLOURS:
        raise FaultError("SELFTEST_006", found=str(count))
    size = f"{picture.width()}×{picture.height()}"
    return f"Qt {qVersion()} {QGuiApplication.platformName()} {size}"


def colours(picture: QImage) -> int:
    """How many colours a picture has, looked at point by point."""
    points = (
        picture.pixel(x, y)
        for x in range(0, picture.width(), _STEP)
        for y in range(0, picture.height(), _STEP)
    )
    return len(set(points))
