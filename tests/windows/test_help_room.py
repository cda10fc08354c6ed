"""F1 opens the guide at the chapter of what one is doing, and leaves the work in use."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import app.windows
from app.desk.help import START, chapters
from app.model.definition import Section
from app.windows.help_room import FIELDS, SCORE, HelpRoom
from app.windows.reason_dialog import ReasonDialog
from app.windows.room import Room
from tests.windows.stage import Stage

PANELS = {"ledger", "find", "findings", "notes-tab", "history", "evidence", "unprinted"}
KINDS = {str(kind.__struct_config__.tag) for kind in get_args(Section)}


def dialogs() -> set[str]:
    """The names of all rooms and dialogs of the window."""
    for module in pkgutil.iter_modules(app.windows.__path__, "app.windows."):
        importlib.import_module(module.name)

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    own = {kind for kind in below(QDialog) if kind.__module__.startswith("app.windows.")}
    return {kind.__name__ for kind in own - {Room, HelpRoom}}


def opened(stage: Stage) -> HelpRoom:
    """The guide that is in view."""
    stage.settle()
    (room,) = [r for r in stage.window.findChildren(HelpRoom) if r.isVisible()]
    return room


def title(place: str) -> str:
    """The title of the chapter of a place."""
    return next(chapter.title for chapter in chapters("zh") if place in chapter.places)


def test_every_place_has_its_chapter_and_every_chapter_a_place_that_is_there() -> None:
    told = {place for chapter in chapters("zh") for place in chapter.places}
    assert {START, FIELDS, SCORE, *PANELS, *KINDS, *dialogs()} == told


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("funds/total/annual", "funds"),
        ("goals/expected", "goals"),
        ("indicators/k3f9/actual", "indicators"),
        ("indicators/k3f9/score", "score"),
        ("indicators/k3f9/weight", "score"),
        ("fields/project_name", "fields"),
    ],
)
def test_f1_on_the_paper_tells_of_that_kind_of_cell(stage: Stage, at: str, place: str) -> None:
    stage.go(at)
    QTest.keyClick(stage.paper, Qt.Key.Key_F1)
    assert opened(stage).chapter().title == title(place)


def focus_findings(stage: Stage) -> QWidget:
    stage.window.inspector.tabs.setCurrentIndex(0)
    return stage.window.inspector.tabs.tabBar()


def focus_notes(stage: Stage) -> QWidget:
    stage.window.inspector.tabs.setCurrentIndex(1)
    return stage.window.inspector.tabs.tabBar()


def focus_unprinted(stage: Stage) -> QWidget:
    stage.window.inspector.tabs.setCurrentWidget(stage.window.unprinted)
    return stage.window.inspector.tabs.tabBar()


@pytest.mark.parametrize(
    ("focus", "place"),
    [
        (lambda stage: stage.window.ledger.search, "ledger"),
        (focus_findings, "findings"),
        (focus_notes, "notes-tab"),
        (focus_unprinted, "unprinted"),
    ],
)
def test_f1_beside_the_paper_tells_of_the_panel(
    stage: Stage, focus: Callable[[Stage], QWidget], place: str
) -> None:
    focus(stage).setFocus()
    stage.settle()
    stage.window.commands.run("help")
    assert opened(stage).chapter().title == title(place)


def test_without_a_form_the_help_begins_at_the_beginning(empty: Stage) -> None:
    empty.window.paper.setFocus()
    empty.window.commands.run("help")
    assert opened(empty).chapter().title == title(START)


@pytest.mark.parametrize(
    ("command", "place"),
    [("log", "LogRoom"), ("backups", "BackupRoom"), ("log-return", "ReturnsRoom")],
)
def test_f1_in_a_room_tells_of_the_room_and_leaves_it_open(
    stage: Stage, command: str, place: str
) -> None:
    stage.window.commands.run(command)
    stage.settle()
    room = next(r for r in stage.window.findChildren(Room) if r.isVisible())
    QTest.keyClick(room, Qt.Key.Key_F1)
    assert opened(stage).chapter().title == title(place)
    assert room.isVisible()


def test_the_help_is_one_window_that_follows(stage: Stage) -> None:
    stage.go("funds/total/annual")
    stage.window.commands.run("help")
    first = opened(stage)
    stage.window.activateWindow()
    stage.go("goals/expected")
    QTest.keyClick(stage.paper, Qt.Key.Key_F1)
    assert opened(stage) is first
    assert first.chapter().title == title("goals")
    assert not first.isModal()


def test_f1_in_a_dialog_that_stops_everything_opens_the_help_over_it(stage: Stage) -> None:
    stage.window.commands.run("help")
    dialog = ReasonDialog("解锁修改", "原因：", stage.window)
    dialog.setModal(True)
    dialog.show()
    stage.settle()
    QTest.keyClick(dialog.field, Qt.Key.Key_F1)
    room = opened(stage)
    assert room.parentWidget() is dialog
    assert room.chapter().title == title("ReasonDialog")
    room.search.setFocus()
    QTest.keyClicks(room.search, "zip")
    assert room.search.text() == "zip"
    dialog.close()
    dialog.deleteLater()


def test_the_search_narrows_the_contents_and_marks_what_it_found(stage: Stage) -> None:
    stage.window.commands.run("help")
    room = opened(stage)
    everything = room.listed()
    room.search.setText("退回 颜色")
    assert room.listed() == ("登记退回",)
    assert room.chapter().title == "登记退回"
    assert len(room.page.extraSelections()) >= 2
    room.search.setText("没有的词")
    assert room.listed() == ()
    assert room.note.text()
    room.search.clear()
    assert room.listed() == everything
    assert room.chapter().title == "登记退回"


def test_the_arrows_turn_the_chapters(stage: Stage) -> None:
    stage.window.commands.run("help")
    room = opened(stage)
    before = room.listed().index(room.chapter().title)
    QTest.keyClick(room.contents, Qt.Key.Key_Down)
    assert room.listed().index(room.chapter().title) == before + 1
    QApplication.processEvents()
