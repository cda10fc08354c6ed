"""Deductions per incident: what counts as one, what it costs, and where it ends."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import JsonValue
from tests.rules.families.judged import JSON, TEXTS, WEIGHTS, codes, judged, points, within


@pytest.mark.parametrize(
    ("weight", "each", "actual", "earned"),
    [
        *[("1", "5", "14个项目", "0.3"), ("2", "20", "1起", "1.6"), ("2", "50", "3项", "0")],
        *[("2", "10", "43", "0"), ("1", "30", "未发生", "1"), ("1", "25%", "1类", "0.75")],
        *[("2", "20", "0起", "2"), ("2", "20", "无", "2"), ("2", "20", "未发生安全事故", "2")],
        *[("2", "20", "没有", "2"), ("2", "20", "发生2起", "1.2"), ("2", "0", "5起", "2")],
    ],
)
def test_each_incident_costs_a_share_of_the_weight(
    weight: str, each: str, actual: str, earned: str
) -> None:
    assert points(judged("deduction", actual, weight, each=each)) == earned


@pytest.mark.parametrize(("incidents", "earned"), [("0", "2"), ("1", "1"), (2, "0"), ("3", "0")])
def test_incidents_may_cost_points_and_stand_in_the_rule(incidents: str, earned: str) -> None:
    score = judged("deduction", "99%", "2", incidents=incidents, each="1", measure="points")
    assert points(score) == earned


@pytest.mark.parametrize(
    ("actual", "rule", "step"),
    [
        *[("", {"each": "5"}, "INCIDENTS_MISSING"), ("92.4%", {"each": "5"}, "INCIDENTS_UNCLEAR")],
        *[
            ("≤2起", {"each": "5"}, "INCIDENTS_UNCLEAR"),
            ("10余起", {"each": "5"}, "INCIDENTS_UNCLEAR"),
        ],
        *[
            ("1.5起", {"each": "5"}, "INCIDENTS_UNCLEAR"),
            ("及时", {"each": "5"}, "INCIDENTS_UNCLEAR"),
        ],
        *[("", {"each": "5", "incidents": "-1"}, "INCIDENTS_UNCLEAR")],
        *[("", {"each": "5", "incidents": "若干"}, "PARAMETER_UNREADABLE")],
        *[("2起", {}, "PARAMETER_UNREADABLE"), ("2起", {"each": "-5"}, "PARAMETER_UNREADABLE")],
        *[("2起", {"each": "5", "measure": "元"}, "PARAMETER_UNREADABLE")],
    ],
)
def test_row_waits_and_says_why(actual: str, rule: dict[str, JsonValue], step: str) -> None:
    score = judged("deduction", actual, **rule)
    assert (score.points, codes(score)) == (None, [step])


def test_worked_sum_names_incidents_and_cost() -> None:
    score = judged("deduction", "14个项目", "1", each="5")
    assert score.steps[0].code == "DEDUCTION"
    wanted = {"incidents": "14", "each": "5%", "weight": "1", "deducted": "0.7", "points": "0.3"}
    assert wanted.items() <= score.steps[0].values.items()


@given(WEIGHTS, st.integers(0, 99), st.decimals(0, 60, places=1), st.sampled_from(["", "points"]))
def test_more_incidents_never_earn_more(
    weight: Decimal, incidents: int, each: Decimal, measure: str
) -> None:
    few, many = (
        judged("deduction", f"{n}起", str(weight), each=str(each), measure=measure).points
        for n in (incidents, incidents + 1)
    )
    assert few is not None
    assert many is not None
    assert 0 <= many <= few <= weight


@given(WEIGHTS, TEXTS, JSON, JSON, JSON)
def test_any_rule_gives_points_within_the_weight_or_waits(
    weight: Decimal, actual: str, incidents: JsonValue, each: JsonValue, measure: JsonValue
) -> None:
    rule = {"incidents": incidents, "each": each, "measure": measure}
    assert within(judged("deduction", actual, str(weight), **rule), weight)
