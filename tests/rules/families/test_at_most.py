"""≤: a broken ceiling by each of the three formulas."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.families.at_most import FORMULAS
from tests.rules.rows import NUMBERS, points_and_code, policy_with, row_of, score_of


@pytest.mark.parametrize(
    ("target", "actual", "formula", "expected"),
    [
        *[("≤100", "120", "linear", ("8", "AT_MOST_LINEAR"))],
        *[("≤100", "120", "ratio", ("8.33", "AT_MOST_RATIO"))],
        *[("≤100", "120", "zero", ("0", "AT_MOST_NONE"))],
        *[("≤100", "199", "linear", ("0.1", "AT_MOST_LINEAR"))],
        *[("≤100", "200", "linear", ("0", "AT_MOST_LINEAR"))],
        *[("≤0", "1", formula, ("0", "AT_MOST_NONE")) for formula in FORMULAS],
        *[("≤100", "100", formula, ("10", "AT_MOST_FULL")) for formula in FORMULAS],
        *[("≤0", "0", formula, ("10", "AT_MOST_FULL")) for formula in FORMULAS],
        *[("≤-5", "-4", formula, (None, "RATIO_UNDEFINED")) for formula in FORMULAS],
    ],
)
def test_formula_comes_from_the_policy_or_the_row(
    target: str, actual: str, formula: str, expected: tuple[str | None, str]
) -> None:
    assert points_and_code(row_of(target, actual), policy=policy_with(ceiling=formula)) == expected
    assert points_and_code(row_of(target, actual, rule={"formula": formula})) == expected


def test_working_days_are_numbers_under_a_ceiling() -> None:
    score = score_of(row_of("10个工作日内", "8个工作日"))
    assert (score.rule, score.points) == ("at_most", Decimal(10))


@given(st.sampled_from(FORMULAS), NUMBERS, NUMBERS, NUMBERS)
def test_more_never_earns_more(formula: str, target: str, first: str, second: str) -> None:
    low, high = sorted((first, second), key=float)
    rule = {"formula": formula}
    below = score_of(row_of(f"≤{target}元", f"{low}元", rule=rule)).points
    above = score_of(row_of(f"≤{target}元", f"{high}元", rule=rule)).points
    assert below is None or above is None or above <= below
