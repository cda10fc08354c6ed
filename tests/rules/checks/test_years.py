"""T1, T2, T3: years of the title, the texts, the targets and the form's date."""

import msgspec
import pytest

from tests.rules.checks.content import brief, goals, of, row
from tests.rules.records import with_section, with_text
from tests.seeds import complete_001


@pytest.mark.parametrize(
    ("planned", "found"),
    [
        ("完成2018年度质量监督检查任务。", ["2018年"]),
        ("2018年完成任务。", ["2018年"]),
        ("2018年、2019年完成任务。", []),
        ("按财预〔2018〕10号、蔡办文[2018]16号完成任务。", []),
        ("落实《质量发展纲要（2011-2020）》和《2018年计划》。", []),
        ("2018—2022年五年规划的任务，2021-25年分期完成。", []),
        ("合格率较2018年提高1个百分点，自2017年以来逐年提高。", []),
        ("到2025年，力争全覆盖。", []),
    ],
)
def test_t1_a_goal_speaks_of_its_own_year(planned: str, found: list[str]) -> None:
    assert [f[2] for f in brief("T1", goals("任务已完成。", planned))] == found


def test_t1_a_carried_over_year_is_marked_in_name_and_target() -> None:
    record = with_text(row("2018年抽检批次"), "fields/project_name", "2018年度专项经费")
    assert {f[1] for f in brief("T1", record)} == {"fields/project_name", "indicators/x/tier3"}
    assert brief("T1", msgspec.structs.replace(record, year=None)) == []


def test_t1_what_was_reported_is_doubted_beforehand_only() -> None:
    record = goals("2018年完成任务。")
    assert brief("T1", record) == []
    assert brief("T1", record, review=True) == [("warning", "goals/actual", "2018年")]
    assert brief("T1", goals("2018年度任务已完成。")) == [("warning", "goals/actual", "2018年")]


def test_t1_a_reason_may_speak_of_next_year() -> None:
    record = with_text(complete_001(), "indicators/r4/deviation", "尾款2020年3月支付。")
    assert brief("T1", record, review=True) == []


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("2018年12月底前", ["2018年12月底前"]),
        ("2020年6月30日前", ["2020年6月30日前"]),
        *[("2019年12月底前", []), ("12月底前", []), ("2018年6月至2019年6月", [])],
    ],
)
def test_t2_a_date_target_lies_in_the_year(target: str, found: list[str]) -> None:
    record = row("完成时间", target, "按期完成", "时效指标")
    assert [f[2] for f in brief("T2", record)] == found
    assert brief("T1", record) == []


@pytest.mark.parametrize(
    ("date", "case"),
    [
        *[("2019年11月5日", [""]), ("2019-12-31", [""]), ("2021年3月1日", ["late"])],
        *[("2020年3月1日", []), ("3月1日", []), ("", [])],
    ],
)
def test_t3_a_year_is_assessed_in_the_next_one(date: str, case: list[str]) -> None:
    record = with_section(complete_001(), "signatures", {"date": date, "head": "2019年11月"})
    assert [f.values.get("case", "") for f in of("T3", record)] == case
