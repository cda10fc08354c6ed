"""Rate × weight: the figures of seed 003's output rules."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import JsonValue
from tests.rules.rows import points_and_code, row_of, score_of

FLOOR = {"family": "rate", "floor": "80%"}
RATE = {"family": "rate"}


@pytest.mark.parametrize(
    ("target", "actual", "weight", "rule", "expected"),
    [
        ("100%", "99.41%", "2", FLOOR, ("1.99", "RATE_ACTUAL")),
        ("100%", "82.73%", "2", FLOOR, ("1.65", "RATE_ACTUAL")),
        ("100%", "80%", "2", FLOOR, ("1.6", "RATE_ACTUAL")),
        ("100%", "79.99%", "2", FLOOR, ("0", "RATE_BELOW_FLOOR")),
        ("≥800批次", "765批次", "1", RATE, ("0.96", "RATE_COMPLETION")),
        ("880人次", "624人次", "0.5", RATE, ("0.35", "RATE_COMPLETION")),
        ("≥800批次", "900批次", "1", RATE, ("1", "RATE_FULL")),
        ("≥800批次", "-1批次", "1", RATE, ("0", "RATE_COMPLETION")),
        ("", "85%", "2", RATE, ("1.7", "RATE_ACTUAL")),
        ("90%", "81%", "2", RATE | {"of": "completion"}, ("1.8", "RATE_COMPLETION")),
        ("90%", "81%", "2", RATE | {"of": "actual"}, ("1.62", "RATE_ACTUAL")),
        ("", "985‰", "2", RATE, ("1.97", "RATE_ACTUAL")),
        ("100%", "0.98", "2", RATE | {"of": "actual"}, (None, "PERCENT_UNCLEAR")),
        ("800批次", "765批次", "1", RATE | {"of": "actual"}, (None, "PERCENT_UNCLEAR")),
        ("80吨", "76批", "1", RATE, (None, "UNITS_DIFFER")),
        ("0批", "76批", "1", RATE, (None, "RATIO_UNDEFINED")),
        ("有效", "76批", "1", RATE, (None, "TARGET_NOT_NUMBER")),
        ("100%", "完成", "1", RATE, (None, "ACTUAL_NOT_NUMBER")),
        ("100%", "95%以上", "1", RATE, (None, "ACTUAL_BOUND")),
        ("100%", "", "1", RATE, (None, "ACTUAL_MISSING")),
    ],
)
def test_rate_times_weight(
    target: str, actual: str, weight: str, rule: JsonValue, expected: tuple[str | None, str]
) -> None:
    assert points_and_code(row_of(target, actual, weight, rule=rule)) == expected


def test_worked_sum_names_the_rate() -> None:
    step = score_of(row_of("100%", "99.41%", "2", rule=RATE)).steps[-1]
    assert (step.values["rate"], step.values["weight"], step.values["points"]) == (
        *("99.41%", "2", "1.99"),
    )


@given(st.decimals(0, 100, places=2), st.decimals(0, 200, places=2))
def test_nothing_is_earned_below_the_floor(floor: Decimal, rate: Decimal) -> None:
    rule = RATE | {"floor": str(floor)}
    points = score_of(row_of("100%", f"{rate}%", rule=rule)).points
    assert points is not None
    assert (points == 0) == (rate < floor or rate < Decimal("0.05"))
