"""The log in words."""

from pathlib import Path

import openpyxl

from app.desk.keeping.commands import show_log
from app.desk.keeping.log import LogReader
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import Place
from app.model.states import RETURNED, SUBMITTED
from app.store.values import LogQuestion
from tests.desk.desk import NATIONAL

EXECUTED = Place("funds", "total", "executed")


def worked_on(space: Workspace) -> str:
    opened = space.sample(NATIONAL)
    change = Change("EDIT_PASTE", (Set(EXECUTED, "86.54", "=1+1"),), "pasted")
    opened.document.commit(change)
    opened.document.undo()
    set_state(space, opened.id, SUBMITTED)
    set_state(space, opened.id, RETURNED, "执行数有误")
    return opened.id


def test_the_log_tells_who_did_what_where_and_how(space: Workspace) -> None:
    worked_on(space)
    lines = LogReader(space).lines(space.store.operations(LogQuestion()))
    told = [(line.kind, line.what, line.before, line.after, line.how) for line in lines]
    assert told == [
        ("状态", "执行数有误", "已报送", "被退回", ""),
        ("状态", "", "填报中", "已报送", ""),
        ("修改", "年度资金总额 · 全年执行数", "=1+1", "86.54", "撤销"),
        ("修改", "年度资金总额 · 全年执行数", "86.54", "=1+1", "粘贴"),
        ("新建", "", "", "", ""),
    ]
    assert {line.title for line in lines} == {"质量技术监督专项经费"}


def test_the_log_is_searched_verified_and_exported(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "数据")
    worked_on(space)
    space.close()
    outcome = show_log(tmp_path / "数据", LogQuestion(search="有误"), "zh", verify=True)
    assert (outcome.code, outcome.text) == (0, "日志完整：没有缺失，也没有被改动。")
    assert [entry["kind"] for entry in outcome.data["entries"]] == ["状态"]
    target = tmp_path / "操作 日志.xlsx"
    assert show_log(tmp_path / "数据", LogQuestion(), "zh", xlsx=target).code == 0
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    cells = {str(cell.value): cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=1+1"] == "s"


def test_the_log_reads_as_lines_on_the_command_line(tmp_path: Path) -> None:
    space = Workspace(tmp_path / "数据")
    worked_on(space)
    space.close()
    text = show_log(tmp_path / "数据", LogQuestion(kinds=("changed",)), "zh").text
    assert "年度资金总额 · 全年执行数  =1+1 → 86.54  撤销" in text
