"""Typed, printed and reviewed points."""

import pytest

from app.model.places import Place
from tests.rules.records import findings, of, printed, with_rows, with_text
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


@pytest.mark.parametrize(("given", "found"), [("26", ["S1"]), ("25", []), ("20", ["R1"]), ("", [])])
def test_reviewed_points_stand_beside_the_unit_s_own(given: str, found: list[str]) -> None:
    record = with_text(complete_001(), "indicators/r3/review_score", given)
    asked = [f for f in findings(record) if f.place == Place("indicators", "r3", "score")]
    assert [f.code for f in asked] == found
    assert [f.severity for f in asked] == ["error" if code == "S1" else "info" for code in found]


def test_r1_compares_with_the_points_that_a_table_printed() -> None:
    record = with_text(complete_001(), "indicators/r3/review_score", "23")
    assert of("R1", printed(record, indicators__r3__score="23")) == []


@pytest.mark.parametrize(
    ("points", "deviation", "severity"),
    [
        *[("9.4", "", "info"), ("9", "", "warning"), ("9", "天气原因", "info")],
        *[("9", "无", "warning"), ("10", "天气原因", "warning")],
    ],
)
def test_s2_printed_points_may_be_rounded_or_explained(
    points: str, deviation: str, severity: str
) -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "≥80次", "75次", "10", deviation=deviation)
    found = of("S2", printed(with_rows(row), indicators__x__score=points))
    assert [f.severity for f in found] == [severity]


def test_printed_points_of_words_are_right_without_a_degree() -> None:
    row = indicator("x", "效益指标", "社会效益指标", "甲", "有效提升", "有所提升", "10")
    record = printed(with_rows(row), indicators__x__score="9")
    assert [f.code for f in findings(record) if f.place.row == "x"] == ["D1"]
    above = printed(with_rows(row), indicators__x__score="11")
    assert "S1" in [f.code for f in findings(above) if f.place.row == "x"]
