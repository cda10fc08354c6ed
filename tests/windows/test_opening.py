"""The start: the first one asks for a folder, and what stands in the way has ways out."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox

from app.desk.datafolder import offers as offers_module
from app.desk.datafolder.remembered import remember, remembered
from app.desk.drives import Disk
from app.desk.folders import NAME, data_choice
from app.desk.workspace import Workspace
from app.store.schema import SCHEMA_VERSION
from app.windows.first_start import FirstStart
from app.windows.opening import Opening
from tests.windows.stage import Answers


class Person:
    """Presses the buttons of boxes in an order, and points at folders."""

    def __init__(self) -> None:
        self.presses: list[str] = []
        self.said: list[str] = []
        self.folders: list[Path] = []
        self.file = ""
        self.before: Callable[[], object] = list

    def pressed(self, box: QMessageBox) -> int:
        self.said.append(box.text())
        self.before()
        wanted = self.presses.pop(0)
        if wanted == "Esc":
            button = box.escapeButton()
        else:
            (button,) = [b for b in box.buttons() if wanted in b.text()]
        button.click()
        return 0

    def folder(self, *_asked: object) -> str:
        return str(self.folders.pop(0)) if self.folders else ""


@pytest.fixture
def person(
    look: QApplication, answers: Answers, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Person:
    made = Person()
    monkeypatch.delenv("ZIPING_DATA")

    def message(box: QMessageBox) -> int:
        return made.pressed(box)

    monkeypatch.setattr(QMessageBox, "exec", message)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", made.folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (made.file, ""))
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "文档")
    monkeypatch.setattr(platformdirs, "user_desktop_path", lambda: tmp_path / "桌面")
    disks = (Disk(tmp_path / "data", False), Disk(tmp_path / "优盘", True))
    monkeypatch.setattr(offers_module, "disks", lambda: disks)
    for disk in disks:
        disk.root.mkdir()
    return made


@pytest.fixture
def started() -> Iterator[list[Workspace]]:
    spaces: list[Workspace] = []
    yield spaces
    for space in spaces:
        space.close()


def start(spaces: list[Workspace], wanted: Path | None = None) -> Path | None:
    """Open as the program does; the folder that was opened."""
    space = Opening(wanted, "zh").run()
    if space is None:
        return None
    spaces.append(space)
    return space.folder


def with_data(folder: Path) -> Path:
    Workspace(folder).close()
    return folder


def pick(number: int) -> Callable[[object], bool]:
    def fill(dialog: object) -> bool:
        assert isinstance(dialog, FirstStart)
        dialog.group.buttons()[number].setChecked(True)
        return True

    return fill


# --- the first start


def test_the_first_start_asks_and_the_choice_is_remembered(
    person: Person, answers: Answers, started: list[Workspace], tmp_path: Path
) -> None:
    answers.fill = pick(1)
    chosen = tmp_path / "data" / NAME
    assert start(started) == chosen
    assert remembered() == chosen
    started.pop().close()
    answers.fill = None  # a second question would be an error
    assert start(started) == chosen
    assert not (tmp_path / "文档").exists()


def test_closing_the_question_takes_the_documents(
    person: Person, answers: Answers, started: list[Workspace], tmp_path: Path
) -> None:
    def refuse(dialog: object) -> bool:
        pick(2)(dialog)
        return False

    answers.fill = refuse
    assert start(started) == tmp_path / "文档" / NAME
    assert remembered() == tmp_path / "文档" / NAME


def test_nothing_is_asked_where_data_or_an_option_are(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    usual = with_data(tmp_path / "文档" / NAME)
    assert start(started) == usual
    assert remembered() == usual  # should it vanish, no empty one takes its place
    assert start(started, tmp_path / "选项") == tmp_path / "选项"
    assert remembered() == usual
    assert person.said == []


def test_another_folder_gets_one_of_ours_in_it(
    person: Person, answers: Answers, started: list[Workspace], tmp_path: Path
) -> None:
    own = tmp_path / "我的坚果云"
    own.mkdir()
    (own / "工资.xlsx").write_bytes(b"")
    person.folders = [own]
    seen: list[str] = []

    def fill(dialog: object) -> bool:
        assert isinstance(dialog, FirstStart)
        dialog._ask()
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.group.buttons()[-1].isChecked()
        return True

    answers.fill = fill
    assert start(started) == own / NAME
    assert [text for text in seen if "坚果云" in text and "同步" in text]


def test_a_full_disk_is_refused_and_another_asked_for(
    person: Person, answers: Answers, started: list[Workspace], tmp_path: Path
) -> None:
    full = tmp_path / "文件"
    full.write_bytes(b"")  # no folder at all
    person.folders = [full / "下", tmp_path / "好的"]
    person.presses = [words("FirstStart", "Another folder…")]

    def fill(dialog: object) -> bool:
        assert isinstance(dialog, FirstStart)
        dialog._ask()
        return True

    answers.fill = fill
    assert start(started) == tmp_path / "好的"
    assert str(full) in person.said[0]


def words(context: str, text: str) -> str:
    """What a button says now."""
    return QApplication.translate(context, text)


# --- what stands in the way


def test_a_vanished_folder_is_waited_for(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    stick = with_data(tmp_path / "优盘" / "绩效")
    remember(stick)
    away = tmp_path / "拔下"
    stick.rename(away)
    person.presses = [words("Opening", "Try again")] * 2

    def plug_in() -> None:
        if len(person.said) > 1:
            away.rename(stick)

    person.before = plug_in
    assert start(started) == stick
    assert len(person.said) == 2
    assert str(stick) in person.said[0]


def test_a_vanished_folder_is_never_replaced_by_an_empty_one(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    stick = tmp_path / "优盘" / "绩效"
    remember(stick)
    person.presses = ["Esc"]
    assert start(started) is None
    assert not stick.exists()
    assert remembered() == stick
    person.presses = [words("Opening", "Another data folder…"), "Esc", "Esc"]
    person.folders = [tmp_path / "空的"]
    assert start(started) is None
    assert not (tmp_path / "空的").exists()
    assert remembered() == stick


def test_another_folder_with_data_takes_its_place(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    remember(tmp_path / "没了")
    other = with_data(tmp_path / "别处")
    person.presses = [words("Opening", "Another data folder…")]
    person.folders = [other]
    assert start(started) == other
    assert remembered() == other


def test_or_an_empty_one_where_that_is_said_plainly(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    remember(tmp_path / "没了")
    person.presses = [
        words("Opening", "Another data folder…"),
        words("Opening", "Begin empty"),
    ]
    person.folders = [tmp_path / "新的"]
    assert start(started) == tmp_path / "新的"
    assert data_choice(None) == (tmp_path / "新的", "remembered")


def test_newer_data_are_refused_and_a_backup_brings_the_older_back(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    folder = tmp_path / "文档" / NAME
    space = Workspace(folder)
    space.save_copy(folder / "backups" / "ziping-20260305-140233.db")
    space.close()
    with closing(sqlite3.connect(folder / "ziping.db")) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer = (folder / "ziping.db").read_bytes()
    person.presses = [words("Opening", "From a backup…"), words("Opening", "Use this backup")]
    assert start(started) == folder
    assert "请升级程序" in person.said[0]
    assert "ziping-20260305-140233.db" in person.said[1]
    (kept,) = (folder / "backups").glob("ziping-before-*.db")
    assert kept.read_bytes() == newer


def test_newer_data_stay_as_they_are_where_one_leaves(
    person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    folder = with_data(tmp_path / "文档" / NAME)
    with closing(sqlite3.connect(folder / "ziping.db")) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer = (folder / "ziping.db").read_bytes()
    person.presses = [
        words("Opening", "From a backup…"),  # there is none, and no file is chosen
        words("Opening", "Quit"),
    ]
    assert start(started) is None
    assert (folder / "ziping.db").read_bytes() == newer


@pytest.mark.parametrize("machine", ["另一台", None])
def test_a_folder_in_use_names_who_uses_it(
    machine: str | None, person: Person, started: list[Workspace], tmp_path: Path
) -> None:
    folder = with_data(tmp_path / "共用")
    if machine is None:
        started.append(Workspace(folder))
        person.presses = [words("Opening", "Quit")]
        assert start(started, folder) is None
        assert words("Opening", "It no longer runs there: open here") not in person.said[0]
        return
    owner = {"pid": 1, "machine": machine, "user": "李四", "time": "2026-03-05 14:02"}
    (folder / "ziping.db.lock").write_text(json.dumps(owner), encoding="utf-8")
    person.presses = [words("Opening", "It no longer runs there: open here")]
    assert start(started, folder) == folder
    assert "李四" in person.said[0]
    assert machine in person.said[0]
