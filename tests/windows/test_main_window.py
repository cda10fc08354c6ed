"""The window as a whole: its records, its commands over an open cell, and the way out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter

from app.model.change import Set
from app.model.places import RECORD, Place, parse_place
from app.windows.actions import ACTIONS
from app.windows.form_gallery import NewRecordDialog
from tests.windows.stage import CTRL, LEFT, NO, Stage

ACTUAL = "indicators/m7c4/actual"


def titles(stage: Stage) -> list[str]:
    model = stage.window.ledger.list.model()
    stage.save()
    stage.window.commands.refresh_ledger()
    return [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)).split("，")[0]
        for row in range(model.rowCount())
    ]


def new_record(name: str) -> Callable[[object], bool]:
    """Fill the dialog for a new record."""

    def fill(dialog: object) -> bool:
        assert isinstance(dialog, NewRecordDialog)
        dialog._name.setText(name)
        return True

    return fill


# --- records


def test_an_empty_folder_offers_a_new_record_and_the_sample(empty: Stage) -> None:
    ledger = empty.window.ledger
    assert ledger.new_button.isVisible()
    assert ledger.sample_button.isVisible()
    assert not empty.paper.isVisible()
    assert not empty.window.actions_by_name["print"].isEnabled()
    QTest.mouseClick(ledger.sample_button, LEFT)
    empty.settle()
    assert empty.paper.isVisible()
    assert titles(empty) == ["质量技术监督专项经费"]
    assert str(empty.total) == "99.87"


def test_a_new_record_is_typed_into_at_once(empty: Stage) -> None:
    empty.answers.fill = new_record("道路养护经费")
    QTest.mouseClick(empty.window.ledger.new_button, LEFT)
    empty.settle()
    assert empty.value("fields/project_name") == "道路养护经费"
    empty.write("云溪县交通运输局")
    empty.press("Tab")
    assert empty.value("fields/department") == "云溪县交通运输局"
    assert titles(empty) == ["道路养护经费"]


def test_a_cancelled_dialog_makes_no_record(empty: Stage) -> None:
    empty.answers.fill = lambda _dialog: False
    empty.run("new")
    assert titles(empty) == []


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_an_exported_record_is_opened_again(stage: Stage, tmp_path: Path, ending: str) -> None:
    stage.fill("fields/department", "云溪县人民政府")
    target = tmp_path / f"出 export.{ending}"
    stage.export(target)
    before = stage.record
    stage.answers.path = target
    stage.run("open")
    assert stage.record.id != before.id
    assert stage.record.sections == before.sections
    assert len(titles(stage)) == 2


@pytest.mark.parametrize("content", [b"", b"{", b"PK\x03\x04 nothing", b'{"schema": "other/9"}'])
def test_an_unreadable_file_is_told_in_one_sentence(
    stage: Stage, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "坏.json"
    path.write_bytes(content)
    before = stage.record
    stage.answers.path = path
    stage.run("open")
    assert len(stage.answers.said) == 1
    assert "坏.json" in stage.answers.said[0]
    assert "Traceback" not in stage.answers.said[0]
    assert stage.record is before


def test_a_dropped_file_is_opened(stage: Stage, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    stage.export(target)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(target))])
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, LEFT, NO)
    stage.window.dropEvent(drop)
    stage.settle()
    assert len(titles(stage)) == 2


def test_a_duplicate_is_a_record_of_its_own(stage: Stage) -> None:
    first = stage.record
    stage.run("duplicate")
    stage.fill("fields/project_name", "另一个项目")
    assert sorted(titles(stage)) == ["另一个项目", "质量技术监督专项经费"]
    stage.window.ledger.opened.emit(first.id)
    stage.settle()
    assert stage.record.sections == first.sections


def test_a_deleted_record_is_brought_back(stage: Stage) -> None:
    record = stage.record
    stage.run("delete")
    assert titles(stage) == []
    assert not stage.paper.isVisible()
    offers = [b for b in stage.window.status.findChildren(QPushButton) if b.isVisible()]
    assert len(offers) == 1
    offers[0].click()
    stage.settle()
    assert not offers[0].isVisible()
    assert stage.record == record
    assert titles(stage) == ["质量技术监督专项经费"]


def test_year_and_search_narrow_the_ledger(stage: Stage) -> None:
    stage.run("duplicate")
    stage.fill("fields/project_name", "道路养护经费")
    stage.window.unprinted.edited.emit(Place(RECORD, None, "year"), 2020)
    ledger = stage.window.ledger
    assert sorted(titles(stage)) == ["质量技术监督专项经费", "道路养护经费"]
    ledger.year_changed.emit(2020)
    assert titles(stage) == ["道路养护经费"]
    ledger.year_changed.emit(None)
    ledger.search.setFocus()
    stage.write("道路")
    stage.press("Return")
    assert titles(stage) == ["道路养护经费"]


def test_another_record_commits_the_open_cell_first(stage: Stage) -> None:
    first = stage.document
    stage.go(ACTUAL)
    stage.write("80")
    stage.window.commands.duplicate(stage.record.id)
    stage.settle()
    assert first.record.text(parse_place(ACTUAL)) == "80"
    assert stage.value(ACTUAL) == "80"


# --- commands with an open cell


@pytest.mark.parametrize("name", [name for name, _, _ in ACTIONS if name != "undo"])
def test_every_command_commits_the_open_cell(stage: Stage, name: str) -> None:
    stage.answers.fill = lambda _dialog: False
    document = stage.document
    stage.fill("fields/unit", "云溪县财政局")
    stage.press("Z", CTRL)
    stage.go("indicators/m7c4/deviation")
    stage.write("已补做")
    assert stage.is_open()
    stage.window.actions_by_name[name].trigger()
    stage.settle()
    stage.wait_for_jobs()
    stage.workspace.flush(5)
    told = [
        step.new
        for entry in stage.workspace.history(document.record.id)
        for step in entry.change.steps
        if isinstance(step, Set)
    ]
    assert "已补做" in told
    assert not stage.is_open()


def test_undo_takes_back_typing_before_it_leaves_the_cell(stage: Stage) -> None:
    stage.fill("fields/unit", "云溪县财政局")
    stage.go(ACTUAL)
    stage.write("8")
    stage.window.actions_by_name["undo"].trigger()
    stage.settle()
    assert stage.is_open()
    assert stage.value("fields/unit") == "云溪县财政局"


def test_closing_commits_and_the_next_start_shows_it(
    stage: Stage, open_stage: Callable[[Path], Stage]
) -> None:
    stage.go(ACTUAL)
    stage.write("80万元")
    stage.close()
    again = open_stage(stage.folder)
    assert again.value(ACTUAL) == "80万元"
    assert again.window.windowTitle().startswith("质量技术监督专项经费")
    assert not again.window.draft_bar.isVisible()


def test_saved_is_shown_when_the_disk_has_it(stage: Stage) -> None:
    stage.go(ACTUAL)
    stage.write("80")
    stage.press("S", CTRL)
    stage.save()
    assert stage.value(ACTUAL) == "80"
    assert stage.window.status.saved_text().startswith("● 已保存")
    assert stage.workspace.history(stage.record.id)[0].change.name == "EDIT_SET"


def test_window_remembers_how_its_columns_stood(
    stage: Stage, open_stage: Callable[[Path], Stage]
) -> None:
    (split,) = stage.window.findChildren(QSplitter)
    split.setSizes([240, 700, 400])
    sizes = split.sizes()
    stage.close()
    (again,) = open_stage(stage.folder).window.findChildren(QSplitter)
    assert all(abs(a - b) <= 3 for a, b in zip(again.sizes(), sizes, strict=True))


def test_every_command_has_its_own_keys() -> None:
    keys = [key for _, _, keys in ACTIONS for key in keys]
    assert len(keys) == len(set(keys))


def test_the_changes_of_one_record_are_not_counted_for_another(stage: Stage) -> None:
    stage.fill(ACTUAL, "80万元")
    stage.save()
    stage.settle()
    form = stage.record.form
    texts = [label.text() for label in stage.window.status.findChildren(QLabel)]
    assert any("次修改" in text for text in texts)
    stage.window.commands.take(lambda: stage.window.workspace.create(form, 2024, "新项目"))
    stage.settle()
    texts = [label.text() for label in stage.window.status.findChildren(QLabel)]
    assert not any("次修改" in text for text in texts)


def test_a_long_name_of_the_unit_leaves_the_commands_on_the_bar(stage: Stage) -> None:
    stage.fill("fields/unit", "云溪县" + "市场监督管理综合行政执法" * 6 + "大队")
    label = stage.window._unit
    assert label.text().endswith("…")
    assert label.sizeHint().width() <= label.fontMetrics().height() * 17
    assert "大队" in label.toolTip()
