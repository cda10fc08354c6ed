"""A checklist from which incidents take a part away."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import JsonValue
from tests.rules.families.judged import JSON, TEXTS, WEIGHTS, codes, judged, points, within

HALVES = [{"text": "及时移送", "met": True}, {"text": "及时录入", "met": True}]
ONE = [HALVES[0], {"text": "及时录入", "met": False}]


@pytest.mark.parametrize(
    ("items", "incidents", "earned"),
    [
        *[(HALVES, "0", "1"), (HALVES, "1", "0.8"), (ONE, "0", "0.5"), (ONE, "2", "0.1")],
        *[(ONE, "3", "0"), (HALVES, "5", "0"), (HALVES, "9", "0")],
    ],
)
def test_incidents_are_taken_from_what_the_items_earn(
    items: JsonValue, incidents: str, earned: str
) -> None:
    score = judged("mixed", "100%", "1", items=items, incidents=incidents, each="20")
    assert (points(score), codes(score)[-1]) == (earned, "MIXED")


def test_worked_sum_names_both_halves() -> None:
    score = judged("mixed", "2起", "1", items=ONE, each="0.1", measure="points")
    assert codes(score) == ["ITEM_NOT_MET", "MIXED"]
    wanted = {"earned": "0.5", "incidents": "2", "deducted": "0.2", "points": "0.3"}
    assert score.steps[1].values == wanted


@pytest.mark.parametrize(
    ("rule", "step"),
    [
        *[({"each": "20"}, "ITEMS_MISSING"), ({"items": HALVES}, "PARAMETER_UNREADABLE")],
        *[({"items": [{}], "each": "20"}, "ITEMS_OPEN")],
    ],
)
def test_row_waits_and_says_why(rule: dict[str, JsonValue], step: str) -> None:
    score = judged("mixed", "0起", **rule)
    assert (score.points, codes(score)) == (None, [step])
    assert codes(judged("mixed", "100%", items=HALVES, each="20")) == ["INCIDENTS_UNCLEAR"]


@given(WEIGHTS, st.integers(0, 9), st.sampled_from([HALVES, ONE]))
def test_more_incidents_never_earn_more(weight: Decimal, incidents: int, items: JsonValue) -> None:
    few, many = (
        judged("mixed", "", str(weight), items=items, incidents=n, each="20").points
        for n in (incidents, incidents + 1)
    )
    assert few is not None
    assert many is not None
    assert 0 <= many <= few <= weight


@given(WEIGHTS, TEXTS, JSON, JSON, JSON)
def test_any_rule_gives_points_within_the_weight_or_waits(
    weight: Decimal, actual: str, items: JsonValue, incidents: JsonValue, each: JsonValue
) -> None:
    rule = {"items": items, "incidents": incidents, "each": each}
    assert within(judged("mixed", actual, str(weight), **rule), weight)
