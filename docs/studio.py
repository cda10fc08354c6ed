"""The window as it is photographed for the documentation, picture by picture."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
)

from app.desk.keeping.backups import back_up
from app.desk.workspace import Workspace
from app.model.places import parse_place
from app.windows import theme
from app.windows.app import make_application
from app.windows.first_start import FirstStart
from app.windows.import_funds import look_at
from app.windows.main_window import MainWindow
from app.windows.opening import Opening
from app.windows.returns_room import ReturnsRoom
from app.windows.room import Room
from docs import sample_year
from docs.pictures import PERSON

DATA = Path("文档") / "Ziping 绩效自评"
_ROOT = Path(__file__).resolve().parent.parent
_HOLDS = """
import platform, sys, time
from pathlib import Path
platform.node = lambda: "CWS-02"
from app.desk.workspace import Workspace
space = Workspace(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(600)
"""
"""What another machine does that has the data folder open."""
_REST = 0.02
_MARGIN = 24
_HOME = "/home/填报人"


class Studio:
    """The window over the invented year, on a screen of its own."""

    def __init__(self) -> None:
        self.application = make_application("zh")
        DATA.mkdir(parents=True)
        self.space = Workspace(DATA)
        self.ids = sample_year.fill(self.space)
        self.window = MainWindow(self.space)
        self.window.setGeometry(QRect(QPoint(0, 0), QGuiApplication.primaryScreen().size()))
        self.window.show()
        self.window.commands.start()
        self.settle()

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.window.leave()

    def settle(self, rounds: int = 12) -> None:
        """Let the window come to rest."""
        for _ in range(rounds):
            QApplication.processEvents()
            time.sleep(_REST)

    def open(self, number: int, place: str = "") -> None:
        """Put a project on the paper and stand in a cell."""
        self.window.commands.open_record(self.ids[number])
        self.settle()
        if place:
            self.window.desk.go_to(parse_place(place))
        self.settle()

    def run(self, command: str) -> Room:
        """Run a command and wait for its room."""
        self.window.commands.run(command)
        self.settle()
        return self.room()

    def room(self) -> Room:
        """The room that is open."""
        rooms = (w for w in QApplication.topLevelWidgets() if isinstance(w, Room))
        return next(room for room in rooms if room.isVisible())

    def behind(self) -> QPixmap:
        """The main window."""
        self.settle()
        return self.window.grab()

    def beside(self, *fronts: QWidget, aside: bool = False) -> bytes:
        """The main window with rooms over it, as they stand on a screen; they are closed then."""
        self.settle()
        whole = self.window.grab()
        for front in fronts:
            picture = _framed(front)
            left = (whole.width() - picture.width()) // (1 if aside else 2) - (8 if aside else 0)
            top = max((whole.height() - picture.height()) // 2, 0)
            _lay(whole, picture, QPoint(max(left, 0), top))
        for front in fronts:
            front.close()
        self.settle()
        return png(whole)

    def with_menu(self, menu: QMenu, at: QPoint) -> bytes:
        """The main window with a menu open at a point of it."""
        menu.ensurePolished()
        menu.aboutToShow.emit()
        menu.resize(menu.sizeHint())
        whole = self.behind()
        left = min(at.x(), whole.width() - menu.width())
        top = at.y() if at.y() + menu.height() <= whole.height() else at.y() - menu.height()
        _lay(whole, menu.grab(), QPoint(left, top))
        return png(whole)

    def menu_of(self, name: str) -> bytes:
        """The main window with a menu of the tool bar open."""
        buttons = self.window.findChildren(QToolButton)
        button = next(b for b in buttons if b.accessibleName() == name)
        corner = button.mapTo(self.window, QPoint(0, button.height()))
        menu = button.menu()
        assert menu is not None
        return self.with_menu(menu, corner)

    def stopping(self, begin: Callable[[], object]) -> QPixmap:
        """What stands in front while something waits for a person; it is answered with Esc."""
        seen: list[QPixmap] = []

        def look() -> None:
            front = QApplication.activeModalWidget()
            if front is None:
                QTimer.singleShot(50, look)
            elif isinstance(front, QDialog):
                self.settle()
                seen.append(_framed(front))
                front.reject()

        QTimer.singleShot(50, look)
        begin()
        return seen[0]

    def over(self, picture: QPixmap) -> bytes:
        """The main window with something that stops it in front."""
        whole = self.behind()
        space = whole.rect().center() - picture.rect().center()
        _lay(whole, picture, space)
        return png(whole)


def _alone(picture: QPixmap) -> bytes:
    """A window before the main one is there."""
    desk = QPixmap(picture.width() + 2 * _MARGIN, picture.height() + 2 * _MARGIN)
    desk.fill(QColor(theme.DESK))
    _lay(desk, picture, QPoint(_MARGIN, _MARGIN))
    return png(desk)


def png(picture: QPixmap) -> bytes:
    """A picture as a file's bytes."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


def _framed(widget: QWidget) -> QPixmap:
    """A window with a title bar, which is the system's and not on an unseen screen."""
    _hide_home(widget)
    inner, line = widget.grab(), widget.fontMetrics().height()
    height = line * 7 // 4
    outer = QPixmap(inner.width() + 2, inner.height() + height + 2)
    outer.fill(QColor(theme.FAINT))
    painter = QPainter(outer)
    painter.fillRect(1, 1, inner.width(), height, QColor(theme.WHITE))
    painter.setPen(QColor(theme.INK))
    painter.setFont(theme.ui_font())
    title = QRect(line, 1, inner.width() - 2 * line, height)
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, widget.windowTitle())
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "×")
    painter.drawPixmap(1, height + 1, inner)
    painter.end()
    return outer


def _hide_home(widget: QWidget) -> None:
    """Show a home like anybody's instead of the one that is made for the pictures."""
    home = str(Path.home())
    for label in (*widget.findChildren(QLabel), *widget.findChildren(QLineEdit)):
        label.setText(label.text().replace(home, _HOME))


def _lay(whole: QPixmap, front: QPixmap, at: QPoint) -> None:
    painter = QPainter(whole)
    shadow = QRect(at, front.size()).adjusted(4, 5, 5, 6)
    painter.fillRect(shadow, QColor(28, 39, 51, 50))
    painter.drawPixmap(at, front)
    painter.end()


def first_start(studio: Studio) -> bytes:
    """Choosing where the data lie."""
    dialog = FirstStart("zh")
    dialog.show()
    studio.settle()
    picture = _framed(dialog)
    dialog.close()
    return _alone(picture)


def main_window(studio: Studio) -> bytes:
    """Ledger, paper, findings."""
    studio.open(2, "indicators/r002/actual")
    return png(studio.behind())


def new_form(studio: Studio) -> bytes:
    """Choosing a form."""
    return studio.over(studio.stopping(lambda: studio.window.commands.run("new")))


def export_menu(studio: Studio) -> bytes:
    """What one form can be exported as."""
    return studio.menu_of("导出")


def year_menu(studio: Studio) -> bytes:
    """The year's commands in their order."""
    return studio.menu_of("年度工作")


def states(studio: Studio) -> bytes:
    """A signed form and what can be done with it."""
    studio.open(3)
    button = studio.window.stages.button
    picture = studio.with_menu(studio.window.stages.menu, button.mapTo(studio.window, QPoint(0, 0)))
    studio.open(2, "indicators/r002/actual")
    return picture


def help_beside(studio: Studio) -> bytes:
    """The guide at the chapter of where one stands."""
    studio.open(2, "funds/total/executed")
    return studio.beside(studio.run("help"), aside=True)


def import_funds(studio: Studio) -> bytes:
    """What an accounting export would change."""
    path = Path("账务导出.csv")
    sample_year.write_accounts(path)
    return studio.beside(look_at(studio.window, path))


def check_all(studio: Studio) -> bytes:
    """The findings of all forms."""
    return studio.beside(studio.run("check-all"))


def batch(studio: Studio) -> bytes:
    """Many forms as files."""
    room = studio.run("batch-export")
    version = next(b for b in room.findChildren(QComboBox) if b.findData("submit") >= 0)
    version.setCurrentIndex(version.findData("submit"))
    return studio.beside(room)


def returns(studio: Studio) -> bytes:
    """A letter of finance, taken apart."""
    room = studio.run("log-return")
    assert isinstance(room, ReturnsRoom)
    room.text.setPlainText(sample_year.REMARKS)
    room.read_text()
    return studio.beside(room)


def summary(studio: Studio) -> bytes:
    """The year's summary."""
    return studio.beside(studio.run("summary"))


def statistics(studio: Studio) -> bytes:
    """A view with its chart."""
    return studio.beside(studio.run("statistics"))


def backup(studio: Studio) -> bytes:
    """Backups and where they go."""
    day = datetime.now() - timedelta(days=1)
    for moment in (day - timedelta(days=1), day, datetime.now()):
        back_up(studio.space, moment)
    return studio.beside(studio.run("backups"))


def diagnosis(studio: Studio) -> bytes:
    """What would be sent to somebody who helps."""
    return studio.beside(studio.run("diagnose"))


def in_use(studio: Studio) -> bytes:
    """Another machine has the data open."""
    folder = Path("共享") / DATA.name
    folder.mkdir(parents=True)
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(folder)],
        env={**os.environ, "PYTHONPATH": str(_ROOT), "LOGNAME": PERSON},
        stdout=subprocess.PIPE,
    )
    try:
        assert other.stdout is not None
        other.stdout.readline()
        return _alone(studio.stopping(Opening(folder, "zh").run))
    finally:
        other.kill()
        other.wait()


PICTURES: dict[str, Callable[[Studio], bytes]] = {
    "first-start": first_start,
    "main-window": main_window,
    "new-form": new_form,
    "export-menu": export_menu,
    "year-menu": year_menu,
    "states": states,
    "import-funds": import_funds,
    "check-all": check_all,
    "batch": batch,
    "returns": returns,
    "summary": summary,
    "statistics": statistics,
    "backup": backup,
    "diagnosis": diagnosis,
    "in-use": in_use,
    "help": help_beside,
}
"""Every picture by its name, in an order in which each finds what it needs."""
