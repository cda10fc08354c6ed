"""The room that prints and exports many records."""

from pathlib import Path
from typing import Any

import pytest

from app.desk.workspace import Workspace
from app.model.places import Place
from app.store.values import LogQuestion
from app.windows.batch_export import BatchRoom
from tests.desk.desk import NATIONAL
from tests.windows.stage import Stage

GOAL = Place("goals", None, "actual")
SLOW = 30_000


@pytest.fixture
def room(stage: Stage, tmp_path: Path) -> BatchRoom:
    """The room over two records, with a folder of its own."""
    space: Workspace = stage.workspace
    opened = space.opened
    space.sample(NATIONAL)
    assert opened is not None
    space.open(opened.id)
    stage.save()
    stage.window.commands.run("batch-export")
    made: BatchRoom = next(r for r in stage.window.findChildren(BatchRoom) if r.isVisible())
    made.options.folder.setText(str(tmp_path / "导 出"))
    return made


def done(stage: Stage, room: BatchRoom, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: room._job is None, timeout=SLOW)
    stage.save()


def test_what_is_ticked_is_made_listed_and_logged(
    stage: Stage, room: BatchRoom, qtbot: Any, tmp_path: Path
) -> None:
    room.options.version.setCurrentIndex(1)
    room.options.pattern.setText("{项目}_{版本}")
    assert room.options.example.text().endswith("_报送版")
    room.export_button.click()
    assert not room.export_button.isEnabled()
    done(stage, room, qtbot)
    names = sorted(path.name for path in (tmp_path / "导 出").iterdir())
    assert len(names) == 2
    assert names[0].endswith("_报送版(2).pdf")
    assert [line.key for line in room.made.lines()] == sorted(names, reverse=True)
    assert all(len(line.texts[3]) == 9 for line in room.made.lines())
    noted = stage.workspace.store.operations(LogQuestion(kinds=("exported",)))
    assert len(noted) == 2
    assert [path.suffix for path in room.save_list()] == [".xlsx", ".pdf"]
    room.made.chosen.emit(names[0])
    assert stage.answers.outside == [tmp_path / "导 出" / names[0]]


def test_stopped_work_leaves_nothing(
    stage: Stage, room: BatchRoom, qtbot: Any, tmp_path: Path
) -> None:
    room.export_all()
    room.stop_button.click()
    assert room.note.text() == "已停止，没有生成任何文件。"
    assert not (tmp_path / "导 出").exists() or list((tmp_path / "导 出").iterdir()) == []
    assert room.export_button.isEnabled()


def test_printing_shows_one_pdf_of_all(stage: Stage, room: BatchRoom, qtbot: Any) -> None:
    room.print_button.click()
    done(stage, room, qtbot)
    (shown,) = stage.answers.outside
    assert (shown.parent, shown.suffix) == (stage.workspace.folder / "print", ".pdf")


def test_a_public_copy_shows_what_was_covered(stage: Stage, room: BatchRoom, qtbot: Any) -> None:
    stage.window.desk.set_value(GOAL, "电话13812345678", "EDIT_SET")
    stage.save()
    room.options.version.setCurrentIndex(2)
    room.export_all()
    done(stage, room, qtbot)
    assert room.tabs.currentWidget() is room.covered
    assert [line.texts[2:] for line in room.covered.lines()] == [("13812345678", "138********")]


def test_the_room_says_what_is_missing(stage: Stage, room: BatchRoom) -> None:
    assert room.export_button.isEnabled()
    room.options.pattern.setText("{姓名}")
    assert "{姓名}" in room.options.example.text()
    assert not room.export_button.isEnabled()
    room.options.pattern.setText("{项目}")
    room.options.kinds["pdf"].setChecked(False)
    assert not room.export_button.isEnabled()
    room.options.one_pdf.setChecked(True)
    assert room.export_button.isEnabled()
    room.table.tick(False)
    assert (room.export_button.isEnabled(), room.print_button.isEnabled()) == (False, False)


def test_the_open_record_alone_is_offered_as_a_submission(stage: Stage, room: BatchRoom) -> None:
    stage.window.commands.run("export-submit")
    assert room.table.checked_keys() == [stage.record.id]
    assert room.options.chosen_version() == "submit"
    stage.window.commands.run("export-public")
    assert room.options.chosen_version() == "public"


def test_a_folder_that_cannot_be_is_one_sentence(
    stage: Stage, room: BatchRoom, qtbot: Any, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    room.options.folder.setText(str(tmp_path / "文件" / "下面"))
    room.export_all()
    done(stage, room, qtbot)
    assert len(stage.answers.said) == 1
    assert "下面" in stage.answers.said[0]
    assert room.report is None


def test_an_exported_file_is_verified(
    stage: Stage, room: BatchRoom, qtbot: Any, tmp_path: Path
) -> None:
    room.options.version.setCurrentIndex(1)
    room.options.pattern.setText("{项目}")
    room.export_all()
    done(stage, room, qtbot)
    stage.answers.path = tmp_path / "导 出" / room.made.lines()[0].key
    stage.window.commands.run("verify-file")
    assert "内容与导出时一致" in stage.answers.said[-1]
    stage.answers.path = tmp_path / "导 出" / "没有.pdf"
    stage.window.commands.run("verify-file")
    assert "没有.pdf" in stage.answers.said[-1]
