"""Checking a report: files in any encoding, lines for people, data for scripts, the record."""

import codecs
import json
from pathlib import Path

import pytest

from app.desk.prose import LONGEST, check_reports, read_report
from app.model.faults import FaultError
from tests.prose.reports import DATA

TEXT = "（2019年度）\n\n全年预算87.65万元，支出86.54万元。\n\n成本预算87.65元。\n"
RECORD = DATA.parent / "published" / "caidian-quality-2019.json"


def report(folder: Path, data: bytes, name: str = "报告.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.replace("\n", "\r\n").encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16 le", "utf-16 be"],
)
def test_a_text_is_read_whatever_it_is_written_in(tmp_path: Path, data: bytes) -> None:
    outcome = check_reports([report(tmp_path, data)], None, "zh")
    assert outcome.text.splitlines() == [
        "需核实 TX4 第 5 行 疑似写错单位：87.65元 “成本预算87.65元”：同样的数在第 3 行"
        "是以万元计的。应是 87.65万元 的，请改正单位。"
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02" * 9, "REPORT_005"),
        (b"\xff\xff\xff", "REPORT_005"),
        (codecs.BOM_UTF16_LE + b"\x00", "REPORT_005"),
        (("字。" * LONGEST).encode(), "REPORT_006"),
    ],
)
def test_what_is_no_text_or_no_report_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(FaultError) as refused:
        read_report(report(tmp_path, data))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["没有.txt"], "FILE_001"),
        (["没有.docx"], "FILE_001"),
        (["一.txt", "二.txt"], "CLI_REPORT_ALONE"),
        (["表.json"], "CLI_REPORT_ALONE"),
        ([], "CLI_REPORT_ALONE"),
    ],
)
def test_one_report_is_checked_at_a_time(tmp_path: Path, names: list[str], code: str) -> None:
    with pytest.raises(FaultError) as refused:
        check_reports([tmp_path / name for name in names], tmp_path / "r.json", "zh")
    assert refused.value.code == code


def test_data_tell_place_path_certainty_and_the_worked_sum(tmp_path: Path) -> None:
    path = report(tmp_path, (DATA / "seed001.txt").read_bytes())
    outcome = check_reports([path], None, "zh")
    data = json.loads(json.dumps(outcome.data))
    first, *_, last = data["findings"]
    assert (data["schema"], outcome.code) == ("ziping.findings/1", 1)
    assert first == {
        "code": "TX2",
        "severity": "error",
        "certainty": "certain",
        "place": "text/22",
        "path": "报告.txt:22",
        "title": "分项与合计不等：99.87分",
        "message": first["message"],
        "quoted": "9.87分，产出得分为50分，效果得分为30分，总计评分为99.87分",
        "worked": "9.87+50+30=89.87",
        "expected": "89.87分",
        "found": "99.87分",
        "explained": "",
        "source": "rules",
    }
    assert (last["severity"], last["certainty"]) == ("info", "possible")


def test_a_report_without_mistakes_says_so(tmp_path: Path) -> None:
    outcome = check_reports([report(tmp_path, "没有数字。".encode())], None, "zh")
    assert (outcome.text, outcome.code, outcome.data["findings"]) == ("没有发现问题。", 0, [])


def test_the_record_is_held_against_the_text(tmp_path: Path) -> None:
    said = "2019年度全年预算87.65万元，支出80.00万元，预算执行率96%。"
    text = f"{said}\n\n自评总分88分，评价等级为良。\n"
    alone = check_reports([report(tmp_path, text.encode())], None, "zh")
    outcome = check_reports([report(tmp_path, text.encode())], RECORD, "zh")
    found = {(f["code"], f["found"], f["place"]) for f in outcome.data["findings"]}
    assert "C1" not in {f["code"] for f in alone.data["findings"]}
    assert {
        ("C1", "80.00万元", "text/1"),
        ("C1", "96%", "text/1"),
        ("C1", "88分", "text/3"),
        ("G2", "良", "text/3"),
    } <= found


def test_one_mistake_is_told_once_beside_its_record(tmp_path: Path) -> None:
    outcome = check_reports([report(tmp_path, TEXT.encode())], RECORD, "zh")
    assert [f["code"] for f in outcome.data["findings"] if f["found"] == "87.65元"] == ["TX4"]


def test_a_policy_says_which_grade_a_score_earns(tmp_path: Path) -> None:
    path = report(tmp_path, "自评得分76分，评价等级为良。".encode())
    codes = [
        [f["code"] for f in check_reports([path], None, "zh", policy).data["findings"]]
        for policy in (None, "shanghai")
    ]
    assert codes == [["TX5"], []]
