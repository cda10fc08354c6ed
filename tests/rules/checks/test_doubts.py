"""S5 and G2: points that do not go together, conclusions that contradict the grade."""

import pytest

from app.model.record import FormRecord
from tests.rules.checks.content import brief, cases, goals, of
from tests.rules.records import printed, with_text
from tests.seeds import complete_001


def executed(amount: str) -> FormRecord:
    record = with_text(complete_001(), "funds/total/executed", amount)
    return with_text(record, "funds/current_year/executed", amount)


@pytest.mark.parametrize(
    ("amount", "found"), [("86.54", []), ("83.3", []), ("75", ["14.4"]), ("0", ["100"])]
)
def test_s5_points_follow_the_money(amount: str, found: list[str]) -> None:
    assert [f[2] for f in brief("S5", executed(amount), review=True)] == found
    assert of("S5", executed(amount)) == []


def test_s5_waits_until_all_is_scored() -> None:
    record = with_text(executed("75"), "indicators/r3/actual", "")
    assert of("S5", record, review=True) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("绩效评价结论为：优。", []),
        ("自评等级为“良”。", ["良"]),
        ("评价结果为差，评价等级良好。", ["差"]),
        ("按评分结果，优先安排预算。", []),
    ],
)
def test_g2_a_grade_in_words_is_the_grade(text: str, found: list[str]) -> None:
    assert [f[2] for f in brief("G2", goals(text))] == found


@pytest.mark.parametrize(("grade", "found"), [("优", ["良"]), ("良", []), ("", [])])
def test_g2_goes_by_the_printed_grade_where_rows_wait(grade: str, found: list[str]) -> None:
    record = with_text(goals("自评等级为良。"), "indicators/r3/actual", "")
    assert [f[2] for f in brief("G2", printed(record, grade__grade=grade))] == found


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("全年支出86.54万元，整体执行情况一般。", ["words"]),
        ("个别企业整改情况一般，总体良好。", []),
        ("总体完成良好。", []),
    ],
)
def test_g2_a_conclusion_suits_the_grade(text: str, case: list[str]) -> None:
    assert cases("G2", goals(text), review=True) == case
    assert cases("G2", goals(text)) == []


def test_g2_praise_does_not_suit_the_lowest_grades() -> None:
    record = goals("各项任务总体完成良好。")
    for key in ("r3", "r4"):
        record = with_text(record, f"indicators/{key}/score", "0")
    assert cases("G2", record, review=True) == ["words"]
