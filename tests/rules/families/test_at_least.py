"""≥: full points, the ratio, the pass mark, and what a target far exceeded costs."""

from decimal import Decimal

import pytest
from hypothesis import given

from tests.rules.rows import NUMBERS, points_and_code, policy_with, row_of, score_of

COUNTY = policy_with(over_penalty="points", over_deduction=Decimal(2))


@pytest.mark.parametrize(
    ("target", "actual", "weight", "points"),
    [
        *[("≥200组", "340组", "25", "25"), ("≥100%", "97%", "10", "9.7"), ("≥0", "0", "5", "5")],
        *[("≥5次", "-3次", "5", "0"), ("≥3次", "1次", "10", "3.33")],
    ],
)
def test_national_rule(target: str, actual: str, weight: str, points: str) -> None:
    assert score_of(row_of(target, actual, weight)).points == Decimal(points)


@pytest.mark.parametrize(
    ("target", "actual", "weight", "expected"),
    [
        *[("≥200组", "340组", "25", ("23", "OVER_DEDUCTED"))],
        *[("≥200组", "260组", "25", ("23", "OVER_DEDUCTED"))],
        *[("≥200组", "259组", "25", ("25", "AT_LEAST_FULL"))],
        *[("≥200组", "340组", "1.5", ("0", "OVER_DEDUCTED"))],
        *[("≥60%", "90%", "25", ("25", "AT_LEAST_FULL"))],
        *[("≥5‰", "9‰", "25", ("25", "AT_LEAST_FULL"))],
        *[("提高2个百分点", "提高5个百分点", "25", ("25", "AT_LEAST_FULL"))],
        *[("≥0次", "30次", "25", ("25", "AT_LEAST_FULL"))],
        *[("=200组", "340组", "25", ("23", "OVER_DEDUCTED"))],
    ],
)
def test_counts_and_amounts_far_above_their_target_lose_two_points(
    target: str, actual: str, weight: str, expected: tuple[str, str]
) -> None:
    assert points_and_code(row_of(target, actual, weight), policy=COUNTY) == expected


@pytest.mark.parametrize(("deduction", "points"), [("10", "22.5"), ("0", "25"), ("200", "0")])
def test_deduction_may_be_a_percentage_of_the_weight(deduction: str, points: str) -> None:
    policy = policy_with(over_penalty="percent", over_deduction=Decimal(deduction))
    assert score_of(row_of("≥200组", "340组", "25"), policy).points == Decimal(points)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        *[("60次", ("6", "AT_LEAST_SHARE")), ("59.99次", ("0", "BELOW_PASS"))],
        *[("100次", ("10", "AT_LEAST_FULL")), ("-5次", ("0", "BELOW_PASS"))],
    ],
)
def test_below_the_pass_mark_nothing_is_earned(actual: str, expected: tuple[str, str]) -> None:
    policy = policy_with(pass_floor=Decimal(60))
    assert points_and_code(row_of("≥100次", actual), policy=policy) == expected
    equal = score_of(row_of("=100次", actual), policy).points
    assert equal == Decimal(expected[0])


def test_worked_sum_of_a_deduction_can_be_added_again() -> None:
    step = score_of(row_of("≥200组", "340组", "25"), COUNTY).steps[-1]
    assert step.values["rate"] == "170%"
    assert (step.values["weight"], step.values["deducted"], step.values["points"]) == (
        *("25", "2", "23"),
    )


@given(NUMBERS, NUMBERS, NUMBERS)
def test_more_never_earns_less_without_a_penalty(target: str, first: str, second: str) -> None:
    low, high = sorted((first, second), key=Decimal)
    below = score_of(row_of(f"≥{target}次", f"{low}次")).points
    above = score_of(row_of(f"≥{target}次", f"{high}次")).points
    assert below is None or above is None or below <= above
