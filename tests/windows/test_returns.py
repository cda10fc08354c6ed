"""Returns in the window: answering in the inspector, registering, and what waits for an answer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from app.desk.returns.log import PASTED, NewRemark, register
from app.desk.stages import set_state
from app.model.states import RESUBMITTED
from app.windows.changes_room import ChangesRoom
from app.windows.finding_row import FindingRow
from app.windows.returns_room import FOLDER, ReturnsRoom
from tests.windows.stage import Stage

ACTUAL = "indicators/k3f9/actual"


@pytest.fixture
def returned(stage: Stage) -> Stage:
    """The sample with two remarks of finance, one on a cell and one on the form as a whole."""
    news = [
        NewRemark(stage.record.id, ACTUAL, "请核实<b>{x}"),
        NewRemark(stage.record.id, "", "盖章"),
    ]
    register(stage.workspace, news, PASTED)
    stage.window.commands.records_changed()
    stage.settle()
    return stage


def row_of(stage: Stage, text: str) -> FindingRow:
    rows = stage.window.inspector.findings.rows()
    return next(row for row in rows if row.finding.values.get("text") == text)


def link(row: FindingRow, index: int) -> Callable[[], None]:
    return row.links()[index].click


def test_what_finance_remarked_stands_above_all_findings(returned: Stage) -> None:
    findings = returned.window.inspector.findings
    assert findings.groups()[0].endswith(" 2")
    assert [row.finding.source for row in findings.rows()][:2] == ["finance", "finance"]
    assert "第 1 次" in row_of(returned, "盖章").accessibleDescription()


def test_a_remark_is_answered_in_its_card_and_undone(returned: Stage) -> None:
    row = row_of(returned, "请核实<b>{x}")
    row.explain()
    field = row.reason_field()
    assert field is not None
    field.setText(" 已核实{y} ")
    field.returnPressed.emit()
    returned.settle()
    assert returned.record.returns[0].answer == "已核实{y}"
    row = row_of(returned, "请核实<b>{x}")
    assert "已核实{y}" in row.accessibleDescription()
    returned.run("undo")
    assert returned.record.returns[0].answer == ""


def test_one_key_answers_with_old_and_new(returned: Stage) -> None:
    returned.fill(ACTUAL, "95%")
    link(row_of(returned, "请核实<b>{x}"), 1)()
    returned.settle()
    assert returned.record.returns[0].answer == "已按意见修改：由“100%”改为“95%”。"


def test_a_locked_form_is_answered_as_well(returned: Stage) -> None:
    set_state(returned.workspace, returned.record.id, RESUBMITTED)
    returned.window.commands.records_changed()
    returned.settle()
    row = row_of(returned, "盖章")
    assert len(row.links()) == 3
    link(row, 1)()
    returned.settle()
    assert returned.record.returns[1].answer == "已按意见修改。"


def test_a_remark_on_the_whole_form_leads_to_the_paper(returned: Stage) -> None:
    link(row_of(returned, "盖章"), 0)()
    returned.settle()
    assert returned.paper.hasFocus()


# ---- the room ----------------------------------------------------------------------------------

LETTER = (
    "质量技术监督专项经费：\n1.“及时完成质量监督检查任务”的实际完成值有误\n2.格式不对{x}<b>\n"
    "二、“桥梁维修项目”：\n1.全年执行数不对"
)


def room_of(stage: Stage) -> ReturnsRoom:
    stage.run("log-return")
    (room,) = stage.window.findChildren(ReturnsRoom)
    return room


def pasted(room: ReturnsRoom, text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    room.text.insertFromMimeData(mime)
    room.read_text()


@pytest.fixture
def two(stage: Stage) -> Stage:
    """The sample, and a second form of the same year with another name."""
    first = stage.record.id
    stage.window.commands.open_sample()
    stage.settle()
    stage.fill("fields/project_name", "道路养护经费")
    stage.save()
    stage.window.commands.open_record(first)
    stage.settle()
    return stage


def test_a_pasted_letter_is_matched_corrected_and_registered(two: Stage) -> None:
    room = room_of(two)
    pasted(room, LETTER)
    texts = [line.texts for line in room.table.lines()]
    assert [t[0] for t in texts] == [
        *("“及时完成质量监督检查任务”的实际完成值有误", "格式不对{x}<b>", "全年执行数不对")
    ]
    assert [t[2] for t in texts] == ["及时完成质量监督检查任务 · 实际完成值", "整张表", ""]
    assert room.table.checked_keys() == [0, 1]
    room.table.select([2])
    other = next(h.id for h in two.workspace.all_headers() if h.title == "道路养护经费")
    room.record.setCurrentIndex(room.record.findData(other))
    room.record.activated.emit(0)
    assert room.table.lines()[2].texts[1:3] == ("道路养护经费", "年度资金总额 · 全年执行数")
    assert room.place.currentData() == "funds/total/executed"
    room.place.setCurrentIndex(room.place.findData("funds/current_year/executed"))
    room.place.activated.emit(0)
    assert room.table.checked_keys() == [0, 1, 2]
    pasted(room, "\n3.新的一条")
    assert room.table.lines()[2].texts[2] == "其中：当年财政拨款 · 全年执行数"
    room.register_button.click()
    two.settle()
    assert [two.workspace.load(h.id).state for h in two.workspace.all_headers()] == ["returned"] * 2
    (kept,) = two.workspace.load(other).record.returns
    assert (kept.place, kept.source) == ("funds/current_year/executed", "pasted")
    assert [r.text for r in two.record.returns] == [*(t[0] for t in texts[:2])]
    assert room.text.toPlainText() == ""
    assert not room.register_button.isEnabled()


def test_what_belongs_to_no_project_yet_waits_in_the_list(two: Stage) -> None:
    room = room_of(two)
    pasted(room, LETTER)
    room.register_button.click()
    two.settle()
    assert [line.texts[0] for line in room.table.lines()] == ["全年执行数不对"]
    assert not room.register_button.isEnabled()
    assert room.note.text().startswith("已登记 2 条意见")
    room.table.select([0])
    room.record.setCurrentIndex(room.record.findData(two.record.id))
    room.record.activated.emit(0)
    room.register_button.click()
    two.settle()
    assert [r.text for r in two.record.returns][-1] == "全年执行数不对"
    assert room.table.lines() == []


def test_a_dropped_file_is_read_and_a_broken_one_is_told(two: Stage, tmp_path: Path) -> None:
    room = room_of(two)
    letter = tmp_path / "退回 函.txt"
    letter.write_text(LETTER, encoding="gb18030")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter))])
    assert room.text.canInsertFromMimeData(mime)
    room.text.insertFromMimeData(mime)
    assert len(room.table.lines()) == 3
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "图.png"))])
    room.text.insertFromMimeData(mime)
    assert "图.png" in two.answers.said[-1]
    assert len(room.table.lines()) == 3
    two.answers.path = letter
    room.file_button.click()
    assert two.workspace.setting(FOLDER) == str(tmp_path)


def test_what_waits_is_answered_for_many_forms_at_once(two: Stage) -> None:
    ids = [h.id for h in two.workspace.all_headers()]
    register(two.workspace, [NewRemark(i, ACTUAL, "请核实") for i in ids], PASTED)
    room = room_of(two)
    room.pages.setCurrentIndex(1)
    page = room.answers
    assert (page.waiting, len(page.table.lines())) == (2, 2)
    page.table.selectAll()
    page.answer.setText("已核实，无误")
    page.answer.returnPressed.emit()
    assert page.waiting == 0
    assert {two.workspace.load(i).record.returns[0].answer for i in ids} == {"已核实，无误"}
    page.which.setCurrentIndex(1)
    page.table.select([page.table.lines()[0].key])
    two.answers.yes = True
    page.remove.click()
    assert len(page.table.lines()) == 1
    page.table.chosen.emit(page.table.lines()[0].key)
    two.settle()
    assert two.here == ACTUAL


def test_changed_cells_are_answered_with_one_button(returned: Stage) -> None:
    returned.fill(ACTUAL, "95%")
    returned.save()
    room = room_of(returned)
    room.pages.setCurrentIndex(1)
    room.answers.table.selectAll()
    room.answers.done.click()
    answers = [remark.answer for remark in returned.record.returns]
    assert answers == ["已按意见修改：由“100%”改为“95%”。", "已按意见修改。"]


# ---- the list of changes -----------------------------------------------------------------------


def test_the_change_list_is_shown_and_written(returned: Stage, tmp_path: Path) -> None:
    returned.fill(ACTUAL, "95%")
    returned.save()
    returned.run("change-list")
    (room,) = returned.window.findChildren(ChangesRoom)
    shown = [line.texts[1:4] for line in room.table.lines()]
    assert ("及时完成质量监督检查任务 · 实际完成值", "100%", "95%") in shown
    for ending in (".xlsx", ".pdf"):
        returned.answers.path = tmp_path / f"修改 对照表{ending}"
        room.export_button.click()
        assert returned.answers.path.stat().st_size
    room.choose((returned.record.id,))
    room.since.setCurrentIndex(0)
    room.since.activated.emit(0)
    assert "新建时" in room.since.currentText()
    room.table.chosen.emit(room.table.lines()[-1].key)
    returned.settle()
    assert returned.paper.hasFocus()


def test_a_form_that_was_never_returned_is_compared_with_its_beginning(stage: Stage) -> None:
    stage.fill(ACTUAL, "95%")
    stage.save()
    stage.run("change-list")
    (room,) = stage.window.findChildren(ChangesRoom)
    assert "95%" in [line.texts[3] for line in room.table.lines()]
