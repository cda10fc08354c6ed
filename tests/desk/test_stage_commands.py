"""`ziping check-all` and `ziping state` on a data folder."""

from pathlib import Path

import pytest

from app.desk.outcome import FINDINGS, OK
from app.desk.stage_commands import bring, check_all
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.model.places import parse_place
from tests.desk.test_check_all import put, sampled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "资料 夹"


@pytest.fixture
def record_id(folder: Path) -> str:
    space = Workspace(folder)
    wrong = sampled(space, "甲")
    put(space, wrong, parse_place("funds/total/executed"), "90")
    space.close()
    return wrong


def test_check_all_lists_every_finding_and_its_cell(folder: Path, record_id: str) -> None:
    outcome = check_all(folder, None, "zh", review=False)
    assert outcome.code == FINDINGS
    assert "必改 M4 甲 [年度资金总额 · 全年执行数]" in outcome.text
    assert outcome.text.splitlines()[-1].startswith("共 1 份表：必改 ")
    (record,) = outcome.data["records"]
    assert (record["id"], record["title"]) == (record_id, "甲")
    found = next(f for f in record["findings"] if f["code"] == "M4")
    assert (found["path"], found["cell"]) == ("funds.total.executed", "年度资金总额 · 全年执行数")
    assert "review" not in outcome.data


def test_check_all_of_another_year_finds_nothing(folder: Path, record_id: str) -> None:
    outcome = check_all(folder, 1999, "zh", review=True)
    assert record_id
    assert (outcome.code, outcome.data["records"], outcome.data["review"]) == (OK, [], True)


@pytest.mark.parametrize("state", ["signed", "已签章", " Signed "])
def test_a_state_goes_by_its_key_and_its_word(folder: Path, record_id: str, state: str) -> None:
    outcome = bring(folder, record_id, state, "", "en" if state.isascii() else "zh")
    assert (outcome.code, outcome.data["from"], outcome.data["to"]) == (OK, "filling", "signed")
    first, second = outcome.text.splitlines()
    assert "甲" in first
    assert "必改" in second or "errors" in second


@pytest.mark.parametrize(
    ("name", "state", "reason", "code"),
    [
        ("", "签了", "", "STAGE_001"),
        ("没有", "signed", "", "STORE_010"),
        ("", "published", "", "STATE_003"),
        ("", "exempt", " ", "STATE_004"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_folder_is_free_again(
    folder: Path, record_id: str, name: str, state: str, reason: str, code: str
) -> None:
    with pytest.raises(FaultError) as fault:
        bring(folder, name or record_id, state, reason, "zh")
    assert fault.value.code == code
    assert bring(folder, record_id, "待复核", "", "zh").code == OK
