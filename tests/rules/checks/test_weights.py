"""Weights against the full total and against their tiers."""

import pytest

from tests.rules.records import brief, of, printed, with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("10", []),
        ("20", [("error", "total/weight", "100", "110")]),
        ("10.01", [("info", "total/weight", "100", "100.01")]),
    ],
)
def test_w1_weights_add_up_to_the_policys_total(
    weight: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("W1", with_text(complete_001(), "indicators/r9/weight", weight)) == expected


def test_w1_printed_sum_of_weights_is_compared_too() -> None:
    record = printed(complete_001(), total__weight="110")
    assert brief("W1", record) == [("error", "total/weight", "100", "110")]


@pytest.mark.parametrize(("weight", "errors"), [("25", 0), ("20", 1), ("", 0)])
def test_w2_rows_add_up_to_the_weight_that_their_tier_names(weight: str, errors: int) -> None:
    rows = (
        indicator("x", "产出指标（50分）", "数量指标", "甲", "≥1次", "1次", "25"),
        indicator("y", "产出指标（50分）", "质量指标", "乙", "≥1次", "1次", weight),
    )
    found = of("W2", with_rows(*rows))
    assert [str(f.place) for f in found] == ["indicators/x/tier1"] * errors
