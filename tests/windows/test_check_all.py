"""全部检查 in its window: jumping, following, mending many, and the list on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QInputDialog

from app.desk.check_all import AllChecks, Item
from app.desk.progress import GoOn
from app.model.change import Change, Set
from app.model.places import CODES, Place, parse_place
from app.model.states import SIGNED
from app.windows.check_all import CheckAll, CheckAllRoom
from app.windows.check_bar import CheckBar
from app.windows.dialogs import Messages
from app.windows.reason_dialog import ReasonDialog
from tests.windows.stage import Stage

EXECUTED = "funds/total/executed"
AMOUNTS = ("90", "86.54万元", "86.54", "86.54万元")
NAMES = ("道路养护", "桥梁检测", "路灯维护", "<b>食品抽检</b>")
SECTIONS = ("养护股", "", "监督股", "监督股")


@pytest.fixture
def four(stage: Stage) -> Stage:
    """Four samples: one over its budget, two with a unit in an amount, one as it was."""
    stage.window.commands.delete(stage.record.id)
    for name, amount, section in zip(NAMES, AMOUNTS, SECTIONS, strict=True):
        stage.window.commands.open_sample()
        texts = {
            Place("fields", None, "project_name"): name,
            parse_place(EXECUTED): amount,
            Place(CODES, None, "section"): section,
            Place(CODES, None, "project_code"): "",
        }
        steps = tuple(Set(place, stage.record.value(place), text) for place, text in texts.items())
        stage.document.commit(Change("EDIT_SET", steps))
    stage.save()
    stage.window.commands.refresh_ledger()
    return stage


def opened(stage: Stage) -> CheckAllRoom:
    stage.run("check-all")
    holder = stage.window.findChild(CheckAll)
    assert isinstance(holder, CheckAll)
    stage.settle()
    return holder.room


def bar_of(stage: Stage) -> CheckBar:
    holder = stage.window.findChild(CheckAll)
    assert isinstance(holder, CheckAll)
    return holder.bar


def look_at(room: CheckAllRoom, code: str) -> list[Item]:
    """Look at one kind of finding; where it occurs."""
    room.kinds.stand_on([key[1] for key in room.kinds.shown_keys()].index(code))
    items: list[Item] = room.list.shown_keys()
    return items


def codes(room: CheckAllRoom) -> list[str]:
    return [key[1] for key in room.kinds.shown_keys()]


def enter(stage: Stage, room: CheckAllRoom, row: int) -> None:
    room.list.stand_on(row)
    QTest.keyClick(room.list, Qt.Key.Key_Return)
    stage.settle()


def click(stage: Stage, button: object) -> None:
    assert hasattr(button, "click")
    button.click()
    stage.settle()


def reason(text: str) -> Callable[[QDialog], bool]:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReasonDialog)
        dialog.field.insertPlainText(text)
        return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()

    return fill


def test_kinds_come_by_weight_with_their_counts(four: Stage) -> None:
    room = opened(four)
    groups = [key[0] for key in room.kinds.shown_keys()]
    assert groups == sorted(groups, key=("error", "warning", "info").index)
    texts = next(line for line in room.kinds.shown_texts() if line[1] == "M8")
    assert texts[3:] == ("2", "2")
    assert {item.record.title for item in look_at(room, "M8")} == {NAMES[1], NAMES[3]}
    assert four.workspace.texts.finding_text(look_at(room, "M8")[0].finding) in room.detail.text()
    assert room.note.text().startswith("共 4 份表")


def test_enter_goes_to_the_cell_and_the_mended_finding_is_gone_on_coming_back(four: Stage) -> None:
    room = opened(four)
    items = look_at(room, "M8")
    enter(four, room, 1)
    assert (four.record.id, four.here) == (items[1].record.id, str(items[1].finding.place))
    assert room.isVisible()
    assert bar_of(four).text().startswith("2 / 2")
    four.fill(EXECUTED, "86.54")
    opened(four)
    left = look_at(room, "M8")
    assert [item.record.id for item in left] == [items[0].record.id]
    assert room.note.text().startswith("共 4 份表") or "\n共 4 份表" in room.note.text()


def test_f8_leads_from_one_finding_to_the_next_and_past_the_mended(four: Stage) -> None:
    room = opened(four)
    items = look_at(room, "C3")
    assert len(items) > 3
    enter(four, room, 0)
    four.window.activateWindow()
    four.paper.setFocus()
    for number in (1, 2):
        QTest.keyClick(four.paper, Qt.Key.Key_F8)
        four.settle()
        assert four.record.id == items[number].record.id
    QTest.keyClick(four.paper, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    four.settle()
    assert bar_of(four).text().startswith(f"2 / {len(items)}")
    look_at(room, "M8")
    enter(four, room, 0)
    four.fill(EXECUTED, "86.54")
    QTest.keyClick(four.paper, Qt.Key.Key_F8)
    four.settle()
    assert (four.shown(EXECUTED), bar_of(four).text()[:5]) == ("86.54万元", "1 / 1")


def test_certain_fixes_go_into_one_batch_that_can_be_undone(four: Stage) -> None:
    room = opened(four)
    ids = [item.record.id for item in look_at(room, "M8")]
    click(four, room.all)
    click(four, room.fix)
    texts = [four.workspace.load(i).record.text(parse_place(EXECUTED)) for i in ids]
    assert texts == ["86.54", "86.54"]
    assert "M8" not in codes(room)
    assert room.undo.button.isVisible()
    click(four, room.undo.button)
    assert len(look_at(room, "M8")) == 2
    assert four.shown(EXECUTED) == "86.54万元"


def test_one_reason_explains_the_ticked_but_no_error(four: Stage) -> None:
    room = opened(four)
    look_at(room, "C3")
    room.list.tick(True)
    assert room.explain.isHidden()
    count = len(look_at(room, "M5"))
    click(four, room.all)
    four.answers.fill = reason(" ")
    click(four, room.explain)
    assert len(look_at(room, "M5")) == count
    click(four, room.all)
    if not room.explain.isEnabled():
        click(four, room.all)
    four.answers.fill = reason("年初未列预算，按批复执行")
    click(four, room.explain)
    group = room.filters.group
    group.setCurrentIndex(group.findData("explained"))
    assert codes(room) == ["M5"]
    assert all("按批复执行" in texts[4] for texts in room.list.shown_texts())


def test_a_signed_record_has_no_box(four: Stage) -> None:
    four.window.stages.bring((four.record.id,), SIGNED)
    room = opened(four)
    look_at(room, "M8")
    boxes = {line.key.record.id: line.checked for line in room.list.lines()}
    assert boxes.pop(four.record.id) is None
    assert list(boxes.values()) == [False]


def test_filters_choose_from_what_was_found(four: Stage) -> None:
    room = opened(four)
    section, text = room.filters.section, room.filters.text
    section.setCurrentIndex(section.findData("监督股"))
    assert {i.record.title for kind in room._kinds.values() for i in kind.items} == set(NAMES[2:])
    section.setCurrentIndex(section.findData(""))
    assert {i.record.title for kind in room._kinds.values() for i in kind.items} == {NAMES[1]}
    section.setCurrentIndex(0)
    text.setText("道路")
    QTest.qWait(300)
    assert {i.record.title for kind in room._kinds.values() for i in kind.items} == {NAMES[0]}
    text.setText("没有这样的字")
    QTest.qWait(300)
    assert (room.list.lines(), room.fix.isEnabled(), room.detail.text()) == ([], False, "")


def test_beforehand_finds_more_and_a_year_less(four: Stage) -> None:
    room = opened(four)
    before = set(codes(room))
    click(four, room.filters.review)
    assert before < set(codes(room))
    year = room.filters.year
    year.setCurrentIndex(year.findData(2019))
    year.activated.emit(year.currentIndex())
    assert "S4" in codes(room)
    click(four, room.filters.check)
    assert set(codes(room)) == before


def test_stopped_it_shows_what_it_reached(four: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    run = AllChecks.run
    monkeypatch.setattr(AllChecks, "run", lambda self, _go_on: run(self, _after(2)))
    room = opened(four)
    assert len({i.record.id for kind in room._kinds.values() for i in kind.items}) == 2
    assert room.note.text().startswith("已停止") or "\n" in room.note.text()


def _after(records: int) -> GoOn:
    return lambda done, _count: done < records


@pytest.mark.parametrize("name", ["清单.xlsx", "清单.pdf", "清单"])
def test_the_list_is_exported_copied_and_printed(four: Stage, tmp_path: Path, name: str) -> None:
    room = opened(four)
    four.answers.path = tmp_path / name
    room._export()
    assert (tmp_path / (name if "." in name else f"{name}.xlsx")).stat().st_size
    look_at(room, "M8")
    room._copy()
    assert len(QApplication.clipboard().text().splitlines()) == 2
    room._print()
    (shown,) = four.answers.outside
    assert (shown.suffix, shown.parent.name, shown.exists()) == (".pdf", "print", True)
    assert not four.answers.said


def test_a_folder_that_takes_nothing_gives_one_sentence(four: Stage, tmp_path: Path) -> None:
    room = opened(four)
    blocked = tmp_path / "文件"
    blocked.write_text("", encoding="utf-8")
    four.answers.path = blocked / "清单.xlsx"
    room._export()
    assert len(four.answers.said) == 1
    four.answers.said.clear()


def test_the_list_closes_with_the_window_and_is_kept_when_closed_itself(four: Stage) -> None:
    room = opened(four)
    room.close()
    assert opened(four) is room
    assert room.isVisible()
    four.window.close()
    assert not room.isVisible()


def test_the_gravest_kind_is_looked_at_first(four: Stage) -> None:
    room = opened(four)
    first = room.kinds.shown_keys()[0]
    assert room.kinds.keys() == [first]
    assert room.list.lines()


def test_one_text_answers_the_same_cell_of_many_forms(
    four: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = opened(four)
    items = [item for item in look_at(room, "C3") if item.cell == "主管部门"]
    assert len(items) == 4
    room.list.filter("主管部门")
    room.list.tick(True)
    asked: list[str] = []

    def answer(_parent: object, _title: str, about: str) -> tuple[str, bool]:
        asked.append(about)
        return "云溪县市场监督管理局", True

    monkeypatch.setattr(QInputDialog, "getText", answer)
    room.answer.click()
    assert asked == ["主管部门：4 份表填同样的内容"]
    space = four.workspace
    place = items[0].finding.place
    texts = [space.load(header.id).record.text(place) for header in space.all_headers()]
    assert texts == ["云溪县市场监督管理局"] * 4
    assert [item for item in room.list.shown_keys() if item.cell == "主管部门"] == []
    room.undo.button.click()
    assert space.load(items[0].record.id).record.text(place) == ""


def test_each_form_gets_a_first_text_for_its_own_goal(
    four: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    space, place = four.workspace, Place("goals", None, "actual")
    for header in space.all_headers():
        expected = Set(Place("goals", None, "expected"), "", "完成年度任务。")
        space.open(header.id).document.commit(Change("EDIT_SET", (expected,)))
    four.save()
    room = opened(four)
    items = [item for item in look_at(room, "C3") if item.finding.place == place]
    assert len(items) == 4
    room.filters.text.setText(items[0].cell)
    room.filters.narrowed.emit()
    assert {item.cell for item in look_at(room, "C3")} == {items[0].cell}
    room.list.tick(True)
    asked: list[str] = []

    def agree(_box: Messages, text: str, _yes: str, _no: str) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr(Messages, "ask", agree)
    room.answer.click()
    texts = [space.load(header.id).record.text(place) for header in space.all_headers()]
    assert texts[0]
    assert texts[0] in asked[0]
    assert all(texts)
    room.undo.button.click()
    assert space.load(items[0].record.id).record.text(place) == ""


def test_the_boxes_hold_the_choices_that_came_after_them(four: Stage) -> None:
    room = opened(four)
    for box in (room.filters.section, room.filters.state, room.filters.year):
        assert box.count() > 1
        assert box.width() >= box.sizeHint().width()
        longest = max(box.fontMetrics().horizontalAdvance(box.itemText(i)) for i in range(2))
        assert box.width() > longest
