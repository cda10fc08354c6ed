"""The rooms of the data as a whole: log, packages, backups."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from app.desk.keeping.backups import back_up, listed
from app.desk.keeping.package import pack
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import Place
from app.windows import restart
from app.windows.backup_room import BackupRoom
from app.windows.log_room import LogRoom
from app.windows.main_window import MainWindow
from app.windows.package_room import PackRoom, look_at
from tests.windows.stage import Stage

EXECUTED = Place("funds", "total", "executed")


def room_of(window: MainWindow, name: str, kind: type[Any]) -> Any:
    window.commands.run(name)
    return next(room for room in window.findChildren(kind) if room.isVisible())


def test_the_log_shows_searches_and_opens_the_cell(stage: Stage) -> None:
    record_id = stage.record.id
    stage.window.desk.set_value(EXECUTED, "60", "EDIT_SET")
    stage.save()
    room = room_of(stage.window, "log", LogRoom)
    first = room.table.shown_texts()[0]
    assert first[5:8] == ("年度资金总额 · 全年执行数", "86.54", "60")
    room.search.setText("没有这个词")
    room.refresh()
    assert room.table.shown_texts() == []
    room.search.clear()
    room.verify()
    assert room.note.text() == "日志完整：没有缺失，也没有被改动。"
    room.table.chosen.emit((record_id, EXECUTED))
    cell = stage.window.paper.current_cell()
    assert cell is not None
    assert cell.place == EXECUTED


def test_what_is_ticked_is_packed_and_taken_over_elsewhere(stage: Stage, tmp_path: Path) -> None:
    stage.save()
    room = room_of(stage.window, "pack", PackRoom)
    assert len(room.table.checked_keys()) == 1
    room.pack_to(tmp_path / "2019 数据包")
    assert (tmp_path / "2019 数据包.ziping").is_file()
    room.table.tick(False)
    assert not room.pack_button.isEnabled()
    other = Workspace(tmp_path / "新电脑")
    window = MainWindow(other)
    taking = look_at(window, tmp_path / "2019 数据包.ziping")
    assert taking is not None
    assert [line.texts[2] for line in taking.table.lines()] == ["本机没有，将新增"]
    taking.take_over()
    assert (len(other.all_headers()), taking.take_button.isEnabled()) == (1, False)
    window.close()


def test_a_conflict_shows_both_values_and_a_choice(stage: Stage, tmp_path: Path) -> None:
    record_id = stage.record.id
    stage.save()
    space = stage.window.workspace
    pack(space, [record_id], tmp_path / "a.ziping")
    other = Workspace(tmp_path / "同事")
    window = MainWindow(other)
    taking = look_at(window, tmp_path / "a.ziping")
    assert taking is not None
    taking.take_over()
    document = other.open(record_id).document
    document.commit(Change("EDIT_SET", (Set(EXECUTED, "86.54", "61"),)))
    other.flush(5)
    pack(other, [record_id], tmp_path / "b.ziping")
    window.close()
    stage.window.desk.set_value(EXECUTED, "62", "EDIT_SET")
    stage.save()
    room = look_at(stage.window, tmp_path / "b.ziping")
    assert room is not None
    assert room.choice.isVisible()
    assert room.table.lines()[1].texts[3:] == ("62", "61")
    room.choice.setCurrentIndex(1)
    room.take_over()
    assert space.load(record_id).record.text(EXECUTED) == "61"
    assert stage.window.desk.document is not None
    assert stage.window.desk.document.record.text(EXECUTED) == "61"


def test_backups_are_listed_made_and_restored_in_two_clicks(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.save()
    room = room_of(stage.window, "backups", BackupRoom)
    assert not room.restore_button.isEnabled()
    room.choose(tmp_path)
    room.make_now()
    assert [line.texts[1] for line in room.table.lines()] == ["完好，1 份表"] * 2
    begun: list[str] = []
    monkeypatch.setattr(restart, "relaunch", lambda folder, language: begun.append(str(folder)))
    # Left to itself it would end every event loop of the tests that follow.
    monkeypatch.setattr(QCoreApplication, "exit", lambda code: None)
    monkeypatch.setattr(stage.window.messages, "ask", lambda *_: True)
    stage.window.commands.open_sample()
    stage.save()
    folder = stage.window.workspace.folder
    room.table.selectRow(0)
    room.restore_button.click()
    assert begun == [str(folder)]
    again = Workspace(folder)
    assert len(again.all_headers()) == 1
    again.close()


def test_leaving_makes_the_days_backup_once(stage: Stage) -> None:
    stage.save()
    folder = stage.window.workspace.folder / "backups"
    stage.window.close()
    assert len(listed(folder)) == 1


def test_without_a_change_leaving_makes_no_backup(stage: Stage) -> None:
    stage.save()
    later = datetime.now().replace(year=datetime.now().year + 1)
    back_up(stage.window.workspace, later)
    folder = stage.window.workspace.folder / "backups"
    stage.window.close()
    assert len(listed(folder)) == 1


def test_a_package_that_is_opened_or_dropped_is_shown_first(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "坏.ziping").write_bytes(b"no zip")
    told: list[str] = []
    monkeypatch.setattr(stage.window.messages, "warn", told.append)
    stage.window.commands.import_file(str(tmp_path / "坏.ziping"))
    monkeypatch.setattr(
        QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "没有.ziping"), "")
    )
    stage.window.commands.run("take-package")
    assert ["不是数据包" in told[0], "不能打开数据包" in told[1]] == [True, True]
