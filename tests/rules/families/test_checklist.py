"""Checklists: shares, nested groups, parts, and rows that wait."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import JsonValue
from tests.rules.families.judged import JSON, TEXTS, WEIGHTS, codes, judged, points, within

Items = list[dict[str, JsonValue]]


def items(*met: JsonValue, share: JsonValue = "") -> Items:
    return [{"text": f"要点{at}", "met": answer, "share": share} for at, answer in enumerate(met)]


@pytest.mark.parametrize(
    ("weight", "rule", "earned"),
    [
        *[("2", items(True, True, False), "1.33"), ("6", items(*[True] * 3, *[False] * 3), "3")],
        *[("2", items(True, "86.60%"), "1.87"), ("2", items(True, "1-13.40%"), "1.87")],
        *[("2", items(True, "1－13.40%"), "1.87"), ("2", items(True, "0.5"), "1.5")],
        *[("1", items(False, False), "0"), ("3", items(True), "3"), ("1", items("1", "0"), "0.5")],
        ("4", items(True, False, share="1/2"), "2"),
        ("4", items(True, False, share="50%"), "2"),
        ("4", items(True, False, share="50"), "2"),
        ("4", items(True, False, share="2"), "2"),
        ("4", items(True, False, share=2), "2"),
        ("3", items(True, True, False, share="33.33%"), "2"),
        ("10", [{"share": "0.2", "met": True}, {"share": "0.8", "met": False}], "2"),
        ("0.03", items(True, *[False] * 5), "0.01"),
    ],
)
def test_items_met_earn_their_shares(weight: str, rule: Items, earned: str) -> None:
    assert points(judged("checklist", "", weight, items=rule)) == earned


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("", ("1/8", "1/6")), ("1/2", ("1/8", "1/6")), ("0.5", ("", "")), ("2", ("1/4", "1/3"))],
)
def test_groups_hold_parts_of_themselves_or_of_the_whole(
    outer: str, inner: tuple[str, str]
) -> None:
    """Seed 003, B232: 4 × 1/8 and 3 × 1/6 of 4 points; one failed item of the first costs 0.5."""
    groups = [
        {"text": "政府采购", "share": outer, "items": items(*[True] * 3, False, share=inner[0])},
        {"text": "内部采购", "share": outer, "items": items(True, True, True, share=inner[1])},
    ]
    score = judged("checklist", "", "4", items=groups)
    assert (points(score), codes(score)) == ("3.5", ["ITEM_NOT_MET", "CHECKLIST"])
    assert score.steps[0].values == {"item": "1.4", "text": "要点3", "share": "12.5%"}
    assert score.steps[1].values["share"] == "87.5%"


@pytest.mark.parametrize(
    ("rule", "step"),
    [
        *[(None, "ITEMS_MISSING"), ([], "ITEMS_MISSING"), ("要点", "PARAMETER_UNREADABLE")],
        *[(["要点"], "PARAMETER_UNREADABLE"), ([{}], "ITEMS_OPEN")],
        *[(items(True, None, ""), "ITEMS_OPEN"), (items(True, "1.5"), "ITEMS_OPEN")],
        *[(items(True, "大体"), "ITEMS_OPEN"), ([{"items": items(None)}], "ITEMS_OPEN")],
        *[(items(True, True, share="0.4"), "SHARES_DIFFER")],
        *[(items(True, True, True, share="33%"), "SHARES_DIFFER")],
        *[(items(True, True, share="-1"), "SHARES_DIFFER")],
        *[(items(True, True, share="一半"), "SHARES_DIFFER")],
        ([{"share": "1", "met": True}, {"met": True}], "SHARES_DIFFER"),
        ([{"share": "1/2", "met": True}, {"items": items(True, share="3")}], "SHARES_DIFFER"),
        ([{"items": items(True, True, share="0.3")}], "SHARES_DIFFER"),
    ],
)
def test_row_waits_and_says_why(rule: JsonValue, step: str) -> None:
    score = judged("checklist", items=rule)
    assert (score.points, codes(score)) == (None, [step])


def test_waiting_row_counts_its_open_items() -> None:
    score = judged("checklist", items=items(True, None, ""))
    assert score.steps[0].values == {"open": "2", "count": "3"}


def test_worked_sum_names_what_was_lost() -> None:
    score = judged("checklist", "", "2", items=items(True, False, "80%"))
    assert codes(score) == ["ITEM_NOT_MET", "ITEM_PART", "CHECKLIST"]
    assert score.steps[1].values == {"item": "3", "text": "要点2", "share": "1/3", "met": "80%"}
    assert score.steps[2].values == {
        **{"count": "3", "met": "1", "share": "60%", "weight": "2", "points": "1.2"}
    }


@given(WEIGHTS, st.integers(1, 9))
def test_all_items_met_are_full(weight: Decimal, count: int) -> None:
    score = judged("checklist", "", str(weight), items=items(*[True] * count))
    assert (score.points, codes(score)) == (weight, ["CHECKLIST_FULL"])


@given(WEIGHTS, st.lists(st.booleans(), min_size=1, max_size=7))
def test_one_more_item_met_never_earns_less(weight: Decimal, met: list[bool]) -> None:
    fewer = judged("checklist", "", str(weight), items=items(*met)).points
    more = judged("checklist", "", str(weight), items=items(True, *met[1:])).points
    assert fewer is not None
    assert more is not None
    assert fewer <= more


@given(WEIGHTS, TEXTS, JSON)
def test_any_rule_gives_points_within_the_weight_or_waits(
    weight: Decimal, actual: str, rule: JsonValue
) -> None:
    assert within(judged("checklist", actual, str(weight), items=rule), weight)
