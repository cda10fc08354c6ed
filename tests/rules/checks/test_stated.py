"""P2 and P5: percentages told beside the numbers that they follow from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.money import plain, round_half_up
from tests.rules.checks.content import brief, goals, of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满意程度目标\n80%，经统计受益社会群体满意度为85%，完成率107.5%。", ["106.25%"]),
        ("目标100%，完成100%，完成率100%。", []),
        ("计划抽检6,921批次，实际抽检7,286批次，完成率105.27%。", []),
        ("计划抽检6,921批次，实际抽检7,286批次，完成率107%。", ["105.27%"]),
        ("计划抽检200组，实际完成340组，完成率达到170%", []),
        ("计划抽检200组，实际完成340次，完成率100%", []),
        ("计划200组、30次，实际完成340组，完成率100%", []),
        ("目标80%，完成85%，完成率达到100%以上", []),
        ("2019年计划抽检200组，实际完成340组，完成率100%", ["170%"]),
        ("（3）满意度\n\n目标80%，为85%，完成率107.5%。", ["106.25%"]),
        ("完成率107.5%", []),
    ],
)
def test_p2_a_completion_rate_is_actual_by_target(text: str, expected: list[str]) -> None:
    assert [f.expected for f in of("P2", goals(text))] == expected


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_p2_never_doubts_a_rate_that_was_rounded(target: int, actual: int, digits: int) -> None:
    rate = plain(round_half_up(Decimal(actual) * 100 / Decimal(target), digits))
    text = f"计划抽检{target}组，实际完成{actual}组，完成率{rate}%。"
    assert of("P2", goals(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合格率由80%提高到85%，提高了5%。", ["5个百分点"]),
        ("合格率由80%提高到85%，提高了5个百分点。", []),
        ("合格率由80%提高到85%，增长6.25%。", []),
        ("合格率从80%上升至85%，提升6.25个百分点。", ["6.25%"]),
        ("不合格率由10.29%下降为7.03%，下降4个百分点。", ["3.26个百分点"]),
        ("占比降至7.03%，较2022年下降3.26个百分点。", []),
    ],
)
def test_p5_a_difference_of_rates_is_in_points(text: str, expected: list[str]) -> None:
    assert [f.expected for f in of("P5", goals(text))] == expected
    assert all(severity == "warning" for severity, _, _ in brief("P5", goals(text)))
