"""Deduction beyond a reference: seed 003's 较均值每高于1%，扣减1%的权重分."""

import pytest
from hypothesis import given

from app.model.record import JsonValue
from tests.rules.rows import NUMBERS, points_and_code, row_of, score_of, within

EXCESS = {"family": "excess"}


@pytest.mark.parametrize(
    ("target", "actual", "weight", "more", "expected"),
    [
        ("不高于近三年均值", "27.05%", "2", {"reference": "12%"}, ("1.7", "EXCESS")),
        ("不高于近三年均值", "12%", "2", {"reference": "12%"}, ("2", "EXCESS_NONE")),
        ("不高于近三年均值", "12%", "2", {}, (None, "REFERENCE_MISSING")),
        ("≤10%", "12.5%", "2", {"each": "10"}, ("1.5", "EXCESS")),
        ("≤10%", "12.5%", "2", {"each": "10", "count": "whole"}, ("1.6", "EXCESS")),
        ("≤10%", "12.5%", "2", {"each": "10", "count": "begun"}, ("1.4", "EXCESS")),
        ("≤10%", "90%", "2", {"each": "10"}, ("0", "EXCESS")),
        ("≤100件", "110件", "10", {"each": "5"}, ("5", "EXCESS")),
        ("≤100件", "110件", "10", {"each": "5", "step": "5"}, ("9", "EXCESS")),
        ("≤100件", "103件", "10", {"each": "5", "excess_as": "difference"}, ("8.5", "EXCESS")),
        ("≤10%", "11%", "10", {"each": "1", "excess_as": "relative"}, ("9", "EXCESS")),
        ("≥90%", "87%", "10", {"side": "below", "each": "2"}, ("9.4", "EXCESS")),
        ("≥90%", "95%", "10", {"side": "below"}, ("10", "EXCESS_NONE")),
        ("≤0件", "1件", "10", {}, (None, "RATIO_UNDEFINED")),
        ("≤100件", "110件", "10", {"reference": "5%"}, (None, "PARAMETER_UNREADABLE")),
        ("≤100件", "110吨", "10", {}, (None, "UNITS_DIFFER")),
    ],
)
def test_points_go_by_how_far_the_reference_is_passed(
    target: str,
    actual: str,
    weight: str,
    more: dict[str, JsonValue],
    expected: tuple[str | None, str],
) -> None:
    assert points_and_code(row_of(target, actual, weight, rule=EXCESS | more)) == expected


def test_percentages_differ_by_percentage_points() -> None:
    score = score_of(row_of("≤10%", "12.5%", "2", rule=EXCESS))
    assert score.steps[-1].values["excess"] == "2.5百分点"


def test_thirds_lose_no_digit() -> None:
    rule = EXCESS | {"reference": "3", "excess_as": "relative", "each": "0.15"}
    assert score_of(row_of("", "4件", "1.1", rule=rule)).points is not None
    row = row_of("", "3.5件", "2", rule=rule | {"step": "50", "each": "100/3"})
    values = score_of(row).steps[-1].values
    assert (values["excess"], values["each"], values["points"]) == ("16.6667%", "33.3333%", "1.78")


@given(NUMBERS, NUMBERS)
def test_points_stay_within_bounds(reference: str, actual: str) -> None:
    assert within(score_of(row_of("", f"{actual}%", rule=EXCESS | {"reference": reference})), "10")
