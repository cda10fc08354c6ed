"""The rooms that take in amounts and what sections filled in."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog

from app.desk.batch import Batch
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import Place
from app.windows.import_funds import FundsRoom, look_at
from app.windows.match_dialog import MatchDialog
from app.windows.section_rooms import SendRoom
from app.windows.section_rooms import look_at as look_at_answers
from tests.windows.stage import Stage

CODE = "51000021R000000019951"
EXECUTED = Place("funds", "total", "executed")
ACTUAL_COLUMN, FIRST_ROW = 8, 5
Rows = list[list[Any]]


def name_project(space: Workspace, record_id: str, **codes: str) -> None:
    batch = Batch(space)
    record = space.load(record_id).record
    steps = [
        Set(place := Place("codes", None, name), record.value(place), text)
        for name, text in codes.items()
    ]
    batch.change(record_id, Change("EDIT_SET", tuple(steps)))
    batch.save()


def export(folder: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(folder / "账务导出.xlsx")
    return folder / "账务导出.xlsx"


def choose(box: QComboBox, data: object) -> None:
    box.setCurrentIndex(box.findData(data))


@pytest.fixture
def record_id(stage: Stage) -> str:
    """The sample, with a code and a section."""
    stage.save()
    found = stage.record.id
    name_project(stage.workspace, found, project_code=CODE, section="规划建设股")
    stage.window.commands.records_changed()
    return found


def executed(stage: Stage, record_id: str) -> str:
    return stage.workspace.load(record_id).record.text(EXECUTED)


def test_amounts_are_shown_ticked_taken_and_taken_back(
    stage: Stage, record_id: str, tmp_path: Path
) -> None:
    path = export(tmp_path, [["项目编码", "执行数（元）"], [CODE, 700000.5]])
    stage.answers.path = path
    stage.run("import-funds")
    (room,) = stage.window.findChildren(FundsRoom)
    (line,) = room.cells.shown_texts()
    assert line[1:6] == ("年度资金总额 · 全年执行数", "86.54", "70.00", "万元", "70.00005")
    assert not room.take_button.isEnabled()
    room.cells.tick(True)
    room.take()
    stage.save()
    assert (executed(stage, record_id), stage.value("funds/total/executed")) == ("70.00005",) * 2
    assert room.cells.shown_texts() == []
    room.undo.undo()
    stage.save()
    assert executed(stage, record_id) == "86.54"
    assert len(room.cells.shown_texts()) == 1
    room.close()


def test_a_missing_unit_is_asked_for_and_columns_are_corrected(
    stage: Stage, record_id: str, tmp_path: Path
) -> None:
    path = export(tmp_path, [["项目编码", "执行数", "钱"], [CODE, 700000, 900000]])
    room = look_at(stage.window, path)
    assert room.pages.currentIndex() == 2
    assert "元还是万元" in room.note.text()
    choose(room.unit, "元")
    assert [line[3] for line in room.cells.shown_texts()] == ["70"]
    box = room.columns.fields[2]
    choose(box, "annual")
    box.activated.emit(box.currentIndex())
    assert sorted(line[3] for line in room.cells.shown_texts()) == ["70", "90"]
    room.cells.tick(True)
    room.take()
    room.close()
    again = look_at(stage.window, path)
    assert again.mapping.columns["钱"] == "annual"
    assert again.pages.currentWidget() is again.cells
    assert again.cells.shown_texts() == []
    again.close()


def test_a_project_without_a_form_is_given_one(
    stage: Stage, record_id: str, tmp_path: Path
) -> None:
    rows: Rows = [
        ["项目编码", "项目名称", "资金来源", "执行数（元）"],
        ["990001", "全不相同", "甲款", 600000],
    ]
    room = look_at(stage.window, export(tmp_path, rows))

    def fill(dialog: Any) -> bool:
        assert isinstance(dialog, MatchDialog)
        dialog.table.selectRow(0)
        return True

    stage.answers.fill = fill
    room.rest.chosen.emit(room.rest.lines()[0].key)
    assert [line[3] for line in room.cells.shown_texts()] == ["60"]
    room.sources.choose("甲款", "当年财政拨款")
    assert len(room.cells.shown_texts()) == 2
    room.close()


def test_sections_are_sent_and_taken_back(
    stage: Stage, record_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.run("send-sections")
    (room,) = stage.window.findChildren(SendRoom)
    assert [line[0] for line in room.table.shown_texts()] == ["规划建设股"]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    room.send_button.click()
    (path,) = tmp_path.glob("*.xlsx")
    assert path.name in room.note.text()
    room.open_button.click()
    assert stage.answers.outside == [tmp_path]
    room.close()
    book = openpyxl.load_workbook(path)
    sheet = book["填报"]
    sheet.cell(FIRST_ROW, ACTUAL_COLUMN).value = "97%"
    sheet.cell(FIRST_ROW, 4).value = "≥1"
    book.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    stage.run("take-sections")
    taking = look_at_answers(stage.window, [path])
    (line,) = taking.table.shown_texts()
    assert line[2:5] == ("实际完成值", "100%", "97%")
    assert "≥1" in taking.notes.shown_texts()[0][0]
    taking.take()
    stage.save()
    assert "97%" in {r.text("actual") for r in stage.record.rows("indicators")}
    assert taking.table.shown_texts() == []
    taking.undo.undo()
    stage.save()
    assert "97%" not in {r.text("actual") for r in stage.record.rows("indicators")}
    taking.close()


def test_without_records_the_rooms_say_so(empty: Stage, tmp_path: Path) -> None:
    empty.run("send-sections")
    empty.answers.path = export(tmp_path, [["项目编码", "执行数"], [CODE, 5]])
    empty.run("import-funds")
    assert len(empty.answers.said) == 2
    assert not empty.window.findChildren(FundsRoom)
