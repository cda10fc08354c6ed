"""`ziping returns` and `ziping changes` as a script uses them."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.places import parse_place
from app.model.states import RETURNED, SUBMITTED
from tests.desk.desk import NATIONAL

TEXT = "质量技术监督专项经费\n1.年初预算数未填写\n2.“及时完成质量监督检查任务”的实际完成值有误"


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, str]:
    """A data folder with one record that was submitted."""
    folder = tmp_path / "资料 夹"
    space = Workspace(folder)
    record_id = space.sample(NATIONAL).id
    set_state(space, record_id, SUBMITTED)
    space.close()
    return folder, record_id


def ziping(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    code = main([str(a) for a in (*arguments, "--json")])
    out = capsys.readouterr()
    return code, json.loads(out.out) if out.out else out.err


def test_remarks_are_shown_then_registered_answered_and_listed_as_changes(
    data: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, record_id = data
    add = ("returns", "add", "--text", TEXT, "--data", folder)
    code, looked = ziping(capsys, *add)
    assert (code, looked["registered"]) == (0, 0)
    assert [r["sure"] for r in looked["remarks"]] == ["suggested", "certain"]
    assert ziping(capsys, "returns", "list", "--data", folder)[1]["remarks"] == []
    code, done = ziping(capsys, *add, "--yes")
    assert (code, done["registered"]) == (0, 2)
    code, listed = ziping(capsys, "returns", "list", "--data", folder)
    assert code == 1
    space = Workspace(folder)
    assert space.load(record_id).state == RETURNED
    document, at = space.open(record_id).document, parse_place("funds/total/initial")
    document.commit(Change("EDIT_SET", (Set(at, document.record.value(at), "87.65"),)))
    space.close()
    first, second = (r["id"] for r in listed["remarks"])
    answer = ("returns", "answer", record_id)
    assert ziping(capsys, *answer, first, "--done", "--data", folder)[0] == 0
    code, given = ziping(capsys, *answer, second, "--text", "数据无误", "--data", folder)
    assert given["remarks"][0]["answer"] == "数据无误"
    assert ziping(capsys, "returns", "list", "--data", folder)[0] == 0
    xlsx, pdf = tmp_path / "对照.xlsx", tmp_path / "对照.pdf"
    files = ("--xlsx", xlsx, "--pdf", pdf)
    code, changes = ziping(capsys, "changes", record_id, "--data", folder, *files)
    (record,) = changes["records"]
    told = [(c["cell"], c["old"], c["new"], c["same"]) for c in record["changes"]]
    assert told == [
        ("年度资金总额 · 年初预算数", "", "87.65", False),
        ("及时完成质量监督检查任务 · 实际完成值", "100%", "未修改", True),
    ]
    assert "由“空白”改为“87.65”" in record["changes"][0]["reason"]
    assert xlsx.stat().st_size
    assert pdf.stat().st_size
    again = ziping(capsys, "changes", "--since", 0, "--until", 1, "--data", folder)[1]
    assert [c["same"] for c in again["records"][0]["changes"]] == [True, True]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("returns", "add", "没有.xlsx"), "没有.xlsx"),
        (("returns", "add", "--text", "全年执行数不对", "--record", "none", "--yes"), "none"),
        (("returns", "add", "--text", "收到", "--yes"), "没有可以登记的意见"),
        (("returns", "answer", "{id}", "zz", "--done"), "zz"),
        (("changes", "none"), "none"),
        (("changes",), "没有被退回过"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    data: tuple[Path, str],
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    folder, record_id = data
    given = [a.replace("{id}", record_id) for a in arguments]
    code, said = ziping(capsys, *given, "--data", folder)
    assert code == 2
    assert words in said
    assert said.count("\n") == 1


def test_a_remark_without_a_record_is_told_and_left_out(
    data: tuple[Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = data
    space = Workspace(folder)
    other = space.sample(NATIONAL).id
    document, at = space.open(other).document, parse_place("fields/project_name")
    document.commit(Change("EDIT_SET", (Set(at, document.record.value(at), "道路养护经费"),)))
    space.close()
    text = f"{TEXT}\n二、“桥梁维修项目”：\n1.执行数不对"
    code, done = ziping(capsys, "returns", "add", "--text", text, "--yes", "--data", folder)
    assert (code, done["registered"]) == (1, 2)
    assert [bool(r["record"]) for r in done["remarks"]] == [True, True, False]
