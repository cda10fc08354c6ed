"""Bands: 优、良、中、差 of seed 004, satisfaction of 财预〔2021〕101号."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import JsonValue
from tests.rules.rows import points_and_code, policy_with, row_of, score_of, within


def bands(*steps: tuple[str, str], **more: JsonValue) -> dict[str, JsonValue]:
    return {
        "family": "bands",
        "bands": [{"at_least": bound, "share": share} for bound, share in steps],
        **more,
    }


SATISFACTION = bands(("90", "100"), ("80", "80"), ("60", "50"), ("0", "0"))
FOUR_CELLS = bands(("100%", "100"), ("85%", "85"), ("70%", "70"), of="completion")
OPEN_BOUNDS = bands(("90", "100"), ("80", "80"), ("70", "60"), ("60", "40"), exclusive=True)


@pytest.mark.parametrize(
    ("actual", "points"),
    [("95%", "10"), ("90%", "10"), ("89.99%", "8"), ("80%", "8"), ("60%", "5"), ("59.99%", "0")],
)
def test_satisfaction_bands_as_the_rule_of_a_tier(actual: str, points: str) -> None:
    policy = policy_with(rules={"乙": SATISFACTION})
    for target in ("≥90%", "满意"):
        score = score_of(row_of(target, actual), policy)
        assert (score.rule, score.points) == ("bands", Decimal(points))


@pytest.mark.parametrize(
    ("target", "actual", "rule", "expected"),
    [
        ("≥100件", "100件", FOUR_CELLS, ("10", "BAND")),
        ("≥100件", "99件", FOUR_CELLS, ("8.5", "BAND")),
        ("≥100件", "70件", FOUR_CELLS, ("7", "BAND")),
        ("≥100件", "69件", FOUR_CELLS, ("0", "BAND_BELOW")),
        ("", "90.01%", OPEN_BOUNDS, ("10", "BAND")),
        ("", "90%", OPEN_BOUNDS, ("8", "BAND")),
        ("", "60%", OPEN_BOUNDS, ("0", "BAND_BELOW")),
        ("", "92.97分", SATISFACTION, ("10", "BAND")),
        ("", "0.92", SATISFACTION, (None, "UNIT_UNCLEAR")),
        ("", "920‰", SATISFACTION, ("10", "BAND")),
        ("有效", "3件", FOUR_CELLS, (None, "TARGET_NOT_NUMBER")),
        ("", "满意", SATISFACTION, (None, "ACTUAL_NOT_NUMBER")),
    ],
)
def test_a_value_earns_the_share_of_its_band(
    target: str, actual: str, rule: JsonValue, expected: tuple[str | None, str]
) -> None:
    assert points_and_code(row_of(target, actual, rule=rule)) == expected


def test_band_is_named_where_it_has_a_name() -> None:
    rule = {"family": "bands", "bands": [{"name": "良", "at_least": "80", "share": "80"}]}
    step = score_of(row_of("", "85%", rule=rule)).steps[-1]
    assert (step.code, step.values["name"], step.values["bound"]) == ("BAND_NAMED", "良", "80%")


@given(st.permutations([("90", "100"), ("80", "80"), ("60", "50")]), st.decimals(2, 120, places=2))
def test_order_of_the_bands_does_not_matter(steps: list[tuple[str, str]], value: Decimal) -> None:
    row = row_of("", f"{value}%", rule=bands(*steps))
    usual = row_of("", f"{value}%", rule=bands(("90", "100"), ("80", "80"), ("60", "50")))
    assert score_of(row).points == score_of(usual).points
    assert within(score_of(row), "10")


def test_each_bound_belongs_to_one_band_only() -> None:
    values = [Decimal(n) / 10 for n in range(550, 1001)]
    points = [score_of(row_of("", f"{v}%", rule=SATISFACTION)).points for v in values]
    changes = [v for (_, a), (v, b) in pairwise(zip(values, points, strict=True)) if a != b]
    assert changes == [60, 80, 90]
