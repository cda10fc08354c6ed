"""导入指标清单 and 全部沿用上年 in the window."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.desk.imports.targets import FILES
from app.windows.carry_room import CarryRoom
from app.windows.import_preview import PreviewPage
from app.windows.import_targets import ImportTargets
from app.windows.year_work import LISTS
from tests.desk.imports.target_lists import HEAD, LIST, NATIONAL, replaced, write_list
from tests.windows.stage import LEFT, NO, Stage

YEAR = 2025


def titled(path: Path, head: Sequence[str] = HEAD) -> Path:
    """A list under a title that names the year."""
    return write_list(path, [head, *LIST], (f"{YEAR}年度绩效目标清单", *[""] * (len(HEAD) - 1)))


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return titled(tmp_path / "指标 清单.csv")


def opened(stage: Stage, path: Path) -> ImportTargets:
    """The room over a file that was chosen from the menu."""
    stage.answers.path = path
    stage.run("import-targets")
    rooms = [room for room in stage.window.findChildren(ImportTargets) if room.isVisible()]
    assert len(rooms) == 1
    rooms[0].year.setValue(YEAR)
    return rooms[0]


def press_next(stage: Stage, room: ImportTargets) -> None:
    assert room.next_button.isEnabled()
    room.next_button.click()
    stage.settle()


def preview(room: ImportTargets) -> PreviewPage:
    assert room.preview is not None
    assert room.pages.currentWidget() is room.preview
    return room.preview


def imported(stage: Stage, path: Path) -> None:
    room = opened(stage, path)
    if room.preview is None:
        press_next(stage, room)
    press_next(stage, room)


def tick(page: PreviewPage, row: int, *, on: bool = True) -> None:
    """Tick a line of the lower list."""
    index = page.items.model().index(row, 0)
    state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
    assert page.items.model().setData(index, state.value, Qt.ItemDataRole.CheckStateRole)


def test_a_list_becomes_records_in_few_steps(empty: Stage, listed: Path) -> None:
    room = opened(empty, listed)
    assert room.columns.unclear() == 0
    press_next(empty, room)
    page = preview(room)
    assert page.projects.shown_texts()[0][:4] == ("道路养护", "0331", "新建", "3")
    assert "2" in room.next_button.text()
    press_next(empty, room)
    assert {header.title for header in empty.workspace.all_headers()} == {"道路养护", "校舍维修"}
    assert "新建 2 份表" in empty.window.status.currentMessage()


def test_an_import_is_taken_back_from_the_status_bar(empty: Stage, listed: Path) -> None:
    imported(empty, listed)
    undo = empty.window.status._undo
    assert undo.isVisible()
    undo.click()
    empty.settle()
    assert not empty.workspace.all_headers()
    assert not undo.isVisible()


def test_the_next_file_with_the_same_heads_goes_straight_to_the_preview(
    empty: Stage, listed: Path
) -> None:
    imported(empty, listed)
    room = opened(empty, listed)
    page = preview(room)
    assert not room.next_button.isEnabled()
    assert [texts[2] for texts in page.projects.shown_texts()] == [page.tr("The same")] * 2
    room.back_button.click()
    assert room.pages.currentWidget() is room.columns


def test_an_unknown_head_is_amber_until_a_person_chooses(empty: Stage, tmp_path: Path) -> None:
    head = [{"年度指标值": "年度指标数值"}.get(label, label) for label in HEAD]
    room = opened(empty, titled(tmp_path / "一.csv", head))
    at = HEAD.index("年度指标值")
    assert room.columns.unclear() == 1
    note = room.columns.table.item(at, 3)
    assert note is not None
    assert "指标值" in note.text()
    box = room.columns.fields[at]
    box.setCurrentIndex(box.findData("target"))
    box.activated.emit(box.currentIndex())
    assert room.columns.unclear() == 0
    press_next(empty, room)
    assert "≥200公里" in preview(room).items.shown_texts()[2][2]
    press_next(empty, room)
    again = opened(empty, titled(tmp_path / "二.csv", head))
    assert preview(again).plan.projects[0].idle


def test_a_field_goes_over_to_the_column_that_is_chosen_last(empty: Stage, listed: Path) -> None:
    page = opened(empty, listed).columns
    one, two = page.fields[HEAD.index("分值")], page.fields[HEAD.index("三级指标")]
    one.setCurrentIndex(one.findData("tier3"))
    one.activated.emit(one.currentIndex())
    assert (one.currentData(), two.currentData()) == ("tier3", "")


def test_the_money_unit_is_asked_for_before_going_on(empty: Stage, tmp_path: Path) -> None:
    head = [label.removesuffix("（万元）") for label in HEAD]
    room = opened(empty, write_list(tmp_path / "一.csv", LIST, head))
    assert not room.next_button.isEnabled()
    room.unit.setCurrentIndex(room.unit.findData("元"))
    room.unit.activated.emit(room.unit.currentIndex())
    press_next(empty, room)
    press_next(empty, room)
    titles = {h.title: h.id for h in empty.workspace.all_headers()}
    record = empty.workspace.load(titles["道路养护"]).record
    assert record.money("funds")["total"]["initial"] == "0.008765"


def test_a_filled_cell_is_changed_only_where_it_is_ticked(empty: Stage, tmp_path: Path) -> None:
    empty.workspace.create(NATIONAL, YEAR, "道路养护")
    empty.window.commands.records_changed()
    empty.fill("fields/unit", "公路局")
    empty.save()
    room = opened(empty, write_list(tmp_path / "一.csv", LIST))
    press_next(empty, room)
    page = preview(room)
    page.projects.stand_on(0)
    row = next(at for at, texts in enumerate(page.items.shown_texts()) if texts[1] == "公路局")
    assert page.items.lines()[row].checked is False
    assert page.filled.isVisible()
    tick(page, row)
    press_next(empty, room)
    assert empty.value("fields/unit") == "云溪县公路所"


def test_all_filled_cells_can_be_ticked_at_once(empty: Stage, tmp_path: Path) -> None:
    empty.workspace.create(NATIONAL, YEAR, "道路养护")
    empty.window.commands.records_changed()
    empty.fill("fields/unit", "公路局")
    empty.save()
    room = opened(empty, write_list(tmp_path / "一.csv", LIST))
    press_next(empty, room)
    page = preview(room)
    for on in (True, False, True):
        page.filled.click()
        ticks = page.ticks()
        key = page.plan.projects[0].key
        assert ("fields/unit" in ticks.items[key]) is on


def test_a_similar_name_waits_for_a_person(empty: Stage, tmp_path: Path) -> None:
    record_id = empty.workspace.create(NATIONAL, YEAR, "农村道路养护项目").id
    rows = replaced(LIST, 0, "项目名称", "农村道路养护工程项目")
    room = opened(empty, write_list(tmp_path / "一.csv", rows))
    press_next(empty, room)
    page = preview(room)
    assert page.count() == 1
    page.projects.stand_on(0)
    tick(page, 1)
    assert page.plan.projects[0].found == "make"
    tick(page, 0)
    assert (page.plan.projects[0].found, page.plan.projects[0].record) == ("decided", record_id)
    assert page.count() == 2
    tick(page, 0, on=False)
    assert page.plan.projects[0].found == "open"


def test_broken_lines_stand_first_and_an_unticked_project_is_left(
    empty: Stage, tmp_path: Path
) -> None:
    room = opened(empty, write_list(tmp_path / "一.csv", replaced(LIST, 1, "分值", "三十分")))
    press_next(empty, room)
    page = preview(room)
    assert page.tabs.currentWidget() is page.problems
    assert page.problems.shown_texts() == [("一", "3", "分值“三十分”不是数字。请只填数字，如 10。")]
    page.projects.model().setData(
        page.projects.model().index(1, 0),
        Qt.CheckState.Unchecked.value,
        Qt.ItemDataRole.CheckStateRole,
    )
    press_next(empty, room)
    assert [header.title for header in empty.workspace.all_headers()] == ["道路养护"]


def test_a_file_that_is_no_list_is_told(empty: Stage, tmp_path: Path) -> None:
    path = tmp_path / "空.csv"
    path.write_text("甲\n", encoding="utf-8")
    empty.answers.path = path
    empty.run("import-targets")
    assert "没有清单" in empty.answers.said[-1]


@pytest.mark.parametrize("yes", [True, False])
def test_a_list_that_is_dropped_is_asked_about(empty: Stage, listed: Path, yes: bool) -> None:
    empty.answers.yes = yes
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(listed))])
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, NO)
    empty.window.dropEvent(event)
    assert "指标清单.csv" in empty.answers.said[0].replace(" ", "")
    rooms = [room for room in empty.window.findChildren(ImportTargets) if room.isVisible()]
    assert len(rooms) == yes


def test_a_workbook_of_our_own_is_no_list(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "工作版.xlsx"
    stage.export(path)
    stage.window.commands.import_file(str(path))
    stage.settle()
    assert len(stage.workspace.all_headers()) == 2
    assert stage.answers.said == []


# --- 全部沿用上年


def carrying(stage: Stage) -> CarryRoom:
    stage.run("carry-all")
    return next(room for room in stage.window.findChildren(CarryRoom) if room.isVisible())


def test_all_projects_are_carried_over_with_ticks_and_new_names(stage: Stage) -> None:
    year = stage.record.year
    assert year is not None
    room = carrying(stage)
    assert (room.from_year.currentData(), room.year.value()) == (year, year + 1)
    room.names.setPlainText("农村饮水\n\n 校车 ")
    assert "1" in room.note.text()
    assert "2" in room.note.text()
    room.carry_button.click()
    stage.settle()
    titles = sorted(header.title for header in stage.workspace.all_headers(year + 1))
    assert titles == sorted(["农村饮水", "校车", stage.workspace.title_of(stage.record.id)])
    again = carrying(stage)
    again.from_year.setCurrentIndex(again.from_year.findData(year))
    assert again.table.checked_keys() == []
    assert not again.carry_button.isEnabled()


def test_an_unticked_project_has_ended(stage: Stage) -> None:
    room = carrying(stage)
    room.all.click()
    room.names.setPlainText("新项目")
    room.carry_button.click()
    stage.settle()
    made = [h.title for h in stage.workspace.all_headers((stage.record.year or 0) + 1)]
    assert made == ["新项目"]


def test_a_year_without_records_is_told(empty: Stage) -> None:
    room = carrying(empty)
    assert room.note.text()
    assert not room.carry_button.isEnabled()


def test_the_same_files_are_lists_whether_dropped_or_chosen() -> None:
    assert sorted(LISTS) == sorted(FILES)
