"""When something of ours fails: a log without values, a dialog with ways on, a safe start."""

import logging
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QToolButton

from app.desk.datafolder.remembered import remembered
from app.desk.forms import gallery
from app.desk.support.crashes import CRASH_FILE, LOG_FILE
from app.desk.texts import sentence
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.model.places import parse_place
from app.windows import last_resort, move_data, restart
from app.windows.about import About
from app.windows.app import tell_of_start
from app.windows.crash_dialog import DIAGNOSE, GO_ON, RESTART, CrashDialog
from app.windows.diagnosis_room import DiagnosisRoom
from app.windows.dialogs import choose
from app.windows.last_resort import CrashFile, LastResort, keep_log
from app.windows.main_window import MainWindow
from app.windows.move_data import Mover, move_data_folder
from tests.windows.stage import Stage, delete

SECRET = "张三的身份证 110101"


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """The log as it is written during a test."""
    handler = keep_log(tmp_path)
    yield lambda: (tmp_path / LOG_FILE).read_text("utf-8")
    last_resort.log.removeHandler(handler)
    handler.close()


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders over which the program was started anew."""
    folders: list[Path] = []
    # Qt would leave every later event loop of the tests at once.
    monkeypatch.setattr(QCoreApplication, "exit", lambda code: None)
    for module in (restart, move_data):
        monkeypatch.setattr(module, "relaunch", lambda folder, language: folders.append(folder))
    return folders


def fail_with(kind: type[Exception], last: LastResort) -> None:
    """Have a hostile value in a message go through the hook."""
    try:
        raise kind(SECRET)
    except kind as error:
        last.caught(kind, error, error.__traceback__)


def offers(stage: Stage) -> list[str]:
    """What the status bar offers."""
    return [b.text() for b in stage.window.status.findChildren(QToolButton) if b.text()]


# --- the log


def test_the_log_takes_types_and_frames_and_no_value(
    stage: Stage, logged: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    stage.answers.fill = lambda dialog: False
    fail_with(ValueError, LastResort(stage.window))
    text = logged()
    assert "ValueError" in text
    assert "test_support.py" in text
    assert SECRET not in text + capsys.readouterr().err


def test_what_fails_in_a_thread_is_logged_the_same_way(
    stage: Stage,
    logged: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    LastResort(stage.window).install()

    def fail() -> None:
        raise KeyError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "KeyError" in logged()
    assert SECRET not in logged() + capsys.readouterr().err


def test_where_the_dialog_itself_cannot_be_read_a_sentence_is_left(
    stage: Stage, logged: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "app.windows.crash_dialog", None)
    fail_with(ValueError, LastResort(stage.window))
    assert stage.answers.said == [sentence("START_ANEW")]
    assert "ValueError" in logged()
    assert "ModuleNotFoundError" in logged()


def test_a_fault_of_the_surroundings_is_only_its_sentence(
    stage: Stage, logged: Callable[[], str]
) -> None:
    fault = FaultError("FILE_006", file=SECRET, reason="REASON_FULL")
    LastResort(stage.window).caught(FaultError, fault, None)
    assert SECRET in stage.answers.said[-1]
    assert SECRET not in logged()


def test_a_full_stick_stops_neither_log_nor_program(
    stage: Stage, logged: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: logging.FileHandler, record: logging.LogRecord) -> None:
        try:
            raise OSError(28, "No space left on device")
        except OSError:
            self.handleError(record)

    monkeypatch.setattr(logging.FileHandler, "emit", full)
    stage.answers.fill = lambda dialog: False
    fail_with(ValueError, LastResort(stage.window))


# --- the dialog


def test_the_dialog_names_the_type_and_what_is_safe(stage: Stage) -> None:
    seen: list[CrashDialog] = []

    def fill(dialog: object) -> bool:
        assert isinstance(dialog, CrashDialog)
        seen.append(dialog)
        shown = " ".join(label.text() for label in dialog.findChildren(type(dialog.safe)))
        assert "ZeroDivisionError" in shown
        assert SECRET not in shown
        return False

    stage.answers.fill = fill
    fail_with(ZeroDivisionError, LastResort(stage.window))
    assert len(seen) == 1


def test_a_fault_while_the_dialog_stands_is_logged_alone(
    stage: Stage, logged: Callable[[], str]
) -> None:
    last = LastResort(stage.window)
    count: list[int] = []

    def fill(dialog: object) -> bool:
        count.append(1)
        fail_with(TypeError, last)
        return False

    stage.answers.fill = fill
    fail_with(ValueError, last)
    assert len(count) == 1
    assert "TypeError" in logged()
    fail_with(ValueError, last)
    assert len(count) == 2


@pytest.mark.parametrize("result", [GO_ON, RESTART, DIAGNOSE])
def test_the_ways_on(
    result: int, stage: Stage, left: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CrashDialog, "exec", lambda dialog: result)
    fail_with(ValueError, LastResort(stage.window))
    rooms = stage.window.findChildren(DiagnosisRoom)
    assert len(rooms) == (1 if result == DIAGNOSE else 0)
    assert left == ([stage.folder] if result == RESTART else [])


def test_what_is_not_on_disk_is_said(stage: Stage) -> None:
    safe, unsafe = (CrashDialog(stage.window, "ValueError", saved) for saved in (True, False))
    assert safe.safe.text() != unsafe.safe.text()
    safe.deleteLater()
    unsafe.deleteLater()


# --- a crash of the last run, upgrades, a safe start


def test_a_run_that_ends_well_leaves_no_crash(tmp_path: Path) -> None:
    crash = CrashFile(tmp_path)
    assert not crash.died
    assert (tmp_path / CRASH_FILE).exists()
    crash.close()
    assert not (tmp_path / CRASH_FILE).exists()
    (tmp_path / CRASH_FILE).write_text("Fatal Python error")
    crash = CrashFile(tmp_path)
    assert crash.died
    crash.close()
    crash = CrashFile(tmp_path)
    assert not crash.died
    crash.close()


def test_a_crash_of_the_last_run_is_one_quiet_line(stage: Stage) -> None:
    tell_of_start(stage.window, died=False)
    assert sentence("START_DIED") not in offers(stage)
    tell_of_start(stage.window, died=True)
    assert offers(stage).count(sentence("START_DIED")) == 1
    assert stage.answers.said == []
    (line,) = [
        b
        for b in stage.window.status.findChildren(QToolButton)
        if b.text() == sentence("START_DIED")
    ]
    stage.window.show()
    QCoreApplication.processEvents()
    assert line.geometry().right() <= stage.window.stages.button.geometry().left()
    line.click()
    assert stage.window.findChildren(DiagnosisRoom)


def test_a_safe_start_restores_nothing_and_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored: list[QByteArray] = []
    monkeypatch.setattr(MainWindow, "restoreGeometry", lambda _, kept: restored.append(kept))
    form = stage.folder / "forms" / "own-form"
    form.mkdir(parents=True)
    (form / "form.toml").write_text("title = 1", encoding="utf-8")
    stage.close()
    for safe in (False, True):
        space = Workspace(stage.folder, own_forms=not safe)
        window = MainWindow(space, safe=safe)
        window.show()
        window.commands.start()
        tell_of_start(window, died=False)
        told = [b.text() for b in window.status.findChildren(QToolButton)]
        assert (sentence("START_SAFE") in told) is safe
        assert (window.desk.document is None) is safe
        assert len(restored) == 1  # by the first window alone
        assert ("own-form" in gallery().ids()) is not safe
        delete(window)
    again = Workspace(stage.folder)
    assert again.setting("window/last-record") == ""  # it may be what broke the program
    again.close()


# --- about and diagnosis


def test_everything_about_is_copied_in_one_click(stage: Stage) -> None:
    stage.run("about")
    (about,) = stage.window.findChildren(About)
    about.copy_button.click()
    text = QGuiApplication.clipboard().text()
    for wanted in ("Python 3", "Qt 6", "SQLite 3", str(stage.folder), LOG_FILE, "data-folder.ini"):
        assert wanted in text
    assert text == about.text()


def test_the_diagnosis_is_looked_into_before_it_is_saved(stage: Stage, tmp_path: Path) -> None:
    stage.run("diagnose")
    (room,) = stage.window.findChildren(DiagnosisRoom)
    assert not room.look_button.isEnabled()
    assert "README.txt" in [part.name for part in room.parts]
    room.table.selectRow([part.name for part in room.parts].index("display.json"))
    assert "offscreen" in room.page.toPlainText()
    stage.answers.path = tmp_path / "诊断.zip"
    room._save()
    with zipfile.ZipFile(tmp_path / "诊断.zip") as pack:
        assert pack.namelist() == [part.name for part in room.parts]
        assert "质量技术监督" not in "".join(pack.read(n).decode() for n in pack.namelist())
    room.look_button.click()
    assert stage.answers.outside == [tmp_path / "诊断.zip"]


# --- moving the data folder


@pytest.fixture
def movable(stage: Stage, monkeypatch: pytest.MonkeyPatch, left: list[Path]) -> Stage:
    monkeypatch.delenv("ZIPING_DATA")
    stage.answers.yes = True
    return stage


def test_the_data_are_moved_and_the_program_starts_anew(
    movable: Stage, left: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    movable.fill("fields/department", "云溪县人民政府")
    target = tmp_path / "D 盘" / "绩效"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(target))
    movable.run("move-data")
    assert str(target) in movable.answers.said[-1]
    assert left == [target]
    assert remembered() == target
    space = Workspace(target)
    (header,) = space.all_headers()
    assert space.load(header.id).record.text(parse_place("fields/department")) == "云溪县人民政府"
    space.close()


def test_nothing_is_moved_where_one_says_no(
    movable: Stage, left: list[Path], tmp_path: Path
) -> None:
    movable.answers.yes = False
    Mover(movable.window).move(tmp_path / "新")
    assert left == []
    assert not (tmp_path / "新").exists()
    assert remembered() is None


def test_data_that_lie_there_are_used_on_wish(
    movable: Stage, left: list[Path], tmp_path: Path
) -> None:
    Workspace(tmp_path / "已有").close()
    Mover(movable.window).move(tmp_path / "已有")
    assert left == [tmp_path / "已有"]
    assert remembered() == tmp_path / "已有"


def test_a_disk_that_does_not_do_is_told_and_nothing_happens(
    movable: Stage, left: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(movable.folder))
    movable.run("move-data")
    assert len(movable.answers.said) == 1
    assert left == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    move_data_folder(movable.window)
    assert left == []


def test_boxes_are_plain_text(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    formats: list[Qt.TextFormat] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: formats.append(box.textFormat()))
    assert choose(stage.window, "<b>x</b>", [("a", "A"), ("b", "B")]) == "b"
    assert formats == [Qt.TextFormat.PlainText]
