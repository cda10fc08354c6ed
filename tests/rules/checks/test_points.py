"""Typed, printed and reviewed points."""

import pytest

from tests.rules.records import of, printed, with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(("typed", "errors"), [("26", 1), ("-1", 1), ("25", 0), ("0", 0)])
def test_s1_score_lies_within_its_weight(typed: str, errors: int) -> None:
    found = of("S1", with_text(complete_001(), "indicators/r3/score", typed))
    assert [(f.severity, str(f.place)) for f in found] == [
        ("error", "indicators/r3/score")
    ] * errors


@pytest.mark.parametrize(
    ("points", "severity"), [("25", []), ("24.99", ["info"]), ("23", ["warning"])]
)
def test_s2_printed_score_is_compared_with_the_rule(points: str, severity: list[str]) -> None:
    record = printed(complete_001(), indicators__r3__score=points)
    assert [f.severity for f in of("S2", record)] == severity


@pytest.mark.parametrize(("typed", "warnings"), [("6.5", 0), ("7.5", 0), ("9", 1)])
def test_s2_allows_any_score_within_the_chosen_degree(typed: str, warnings: int) -> None:
    texts = ("有效提升", "部分达成年度指标", "10", typed)
    row = indicator("x", "效益指标", "社会效益指标", "甲", *texts)
    assert len(of("S2", with_rows(row))) == warnings
