"""From points to the total: caps by execution rate, rows that do not apply, the review."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import FormRecord
from app.rules.columns import REVIEW
from tests.rules.records import scored, with_rows, with_section, with_text
from tests.seeds import complete_001, indicator

D = Decimal
CAPS = [
    {"below": "80", "total": "89"},
    {"below": "70", "total": "79"},
    {"below": "60", "total": "69"},
    {"below": "50", "total": "59"},
]
"""A county's table (domain 3.2)."""


def spent(executed: str, score: str = "", **policy: Any) -> FormRecord:
    """A record whose indicators earn all 90 points, and 100 at an execution of 100."""
    cells = {"annual": "100", "executed": executed, **({"score": score} if score else {})}
    record = with_section(complete_001(), "funds", {"total": cells})
    return msgspec.structs.replace(record, policy=policy or None)


@pytest.mark.parametrize(
    ("executed", "cap", "total", "grade"),
    [
        ("100", None, "100", "优"),
        ("80", None, "98", "优"),
        ("79.996", None, "98", "优"),
        ("79.99", "89", "89", "良"),
        ("70", "89", "89", "良"),
        ("69.99", "79", "79", "中"),
        ("65", "79", "79", "中"),
        ("60", "79", "79", "中"),
        ("59.99", "69", "69", "中"),
        ("50", "69", "69", "中"),
        ("49.99", "59", "59", "差"),
        ("0", "59", "59", "差"),
    ],
)
def test_low_execution_caps_the_total_and_its_grade(
    executed: str, cap: str | None, total: str, grade: str
) -> None:
    scores = scored(spent(executed, total_caps=CAPS))
    assert scores.cap == (None if cap is None else D(cap))
    assert (scores.total, scores.grade) == (D(total), grade)
    assert [step.code for step in scores.steps] == ([] if cap is None else ["TOTAL_CAPPED"])


def test_the_step_of_a_cap_tells_rate_bound_and_sum() -> None:
    scores = scored(spent("65", "2", total_caps=CAPS))
    assert (scores.added, scores.total) == (D(92), D(79))
    (step,) = scores.steps
    assert step.values == {"rate": "65%", "below": "70", "cap": "79", "added": "92"}


def test_a_total_below_its_cap_stays() -> None:
    record = with_text(spent("65", total_caps=CAPS), "indicators/r3/score", "0")
    scores = scored(record)
    assert (scores.added, scores.total, scores.cap) == (D("71.5"), D("71.5"), D(79))
    assert [step.code for step in scores.steps] == ["TOTAL_BELOW_CAP"]


def test_the_order_of_caps_does_not_matter_and_exact_rates_may_decide() -> None:
    assert scored(spent("45", total_caps=CAPS[::-1])).total == D(59)
    record = spent("79.996", total_caps=CAPS, rate_basis="exact")
    assert scored(record).total == D(89)


def test_without_a_rate_there_is_no_cap() -> None:
    record = spent("0", total_caps=CAPS)
    cells = {"annual": "0", "executed": "0"}
    scores = scored(with_section(record, "funds", {"total": cells}))
    assert (scores.cap, scores.steps, scores.missing) == (None, (), 1)


def away(weight: str, **policy: Any) -> FormRecord:
    """40 of 80 points are left out of a table of 100, 30 of the other 50 are earned."""
    record = with_rows(
        indicator("a", "产出指标", "数量指标", "甲", "≥10次", "6次", "50"),
        indicator("b", "产出指标", "质量指标", "乙", "不涉及", "", weight),
        record=spent("100"),
    )
    return msgspec.structs.replace(record, policy=policy or None)


def test_points_are_scaled_where_indicators_do_not_apply() -> None:
    scores = scored(away("40", not_applicable="rescaled"))
    assert (scores.added, scores.total, scores.weight) == (D(40), D("66.67"), D(100))
    (step,) = scores.steps
    assert step.code == "TOTAL_RESCALED"
    assert step.values == {"added": "40", "weight": "60", "full": "100", "total": "66.67"}


def test_nothing_is_scaled_where_the_policy_does_not_say_so() -> None:
    scores = scored(away("40"))
    assert (scores.added, scores.total, scores.weight, scores.steps) == (D(40), D(40), D(60), ())


def test_nothing_is_scaled_where_every_indicator_applies() -> None:
    scores = scored(spent("100", not_applicable="rescaled"))
    assert (scores.total, scores.steps) == (D(100), ())
    part = with_rows(
        indicator("a", "产出指标", "数量指标", "甲", "≥10次", "6次", "50"), record=spent("100")
    )
    part = msgspec.structs.replace(part, policy={"not_applicable": "rescaled"})
    assert scored(part).total == D(40)


def test_a_scaled_total_is_capped_too() -> None:
    scores = scored(
        away("40", not_applicable="rescaled", total_caps=[{"below": "101", "total": "60"}])
    )
    assert scores.total == D(60)
    assert [step.code for step in scores.steps] == ["TOTAL_RESCALED", "TOTAL_CAPPED"]


def reviewed(record: FormRecord, **points: str) -> FormRecord:
    for row, text in points.items():
        place = f"funds/total/{REVIEW}" if row == "funds" else f"indicators/{row}/{REVIEW}"
        record = with_text(record, place, text)
    return record


def test_reviewed_points_stand_beside_the_units_own() -> None:
    scores = scored(reviewed(complete_001(), r3="15", r9="5.5", funds="9"))
    assert scores.rows["indicators/r3"].reviewed == D(15)
    assert scores.rows["funds/total"].reviewed == D(9)
    assert (scores.total, scores.grade) == (D("99.87"), "优")
    assert (scores.reviewed, scores.reviewed_grade) == (D("84.5"), "良")


@pytest.mark.parametrize(("typed", "total"), [("30", "104.87"), ("-5", "69.87"), ("15分", "89.87")])
def test_a_reviewed_score_counts_as_typed(typed: str, total: str) -> None:
    assert scored(reviewed(complete_001(), r3=typed)).reviewed == D(total)


@pytest.mark.parametrize("typed", ["", "待定"])
def test_without_a_reviewed_number_there_is_no_reviewed_total(typed: str) -> None:
    scores = scored(reviewed(complete_001(), r3=typed))
    assert (scores.reviewed, scores.reviewed_grade) == (None, "")


def test_the_reviewed_grade_waits_for_every_row() -> None:
    open_row = with_text(complete_001(), "indicators/r3/actual", "")
    scores = scored(reviewed(open_row, r9="8"))
    assert (scores.reviewed, scores.reviewed_grade) == (D("72.87"), "")
    scores = scored(reviewed(open_row, r9="8", r3="20"))
    assert (scores.reviewed, scores.reviewed_grade, scores.grade) == (D("92.87"), "优", "")


def test_the_reviewed_total_is_capped_as_the_total_is() -> None:
    scores = scored(reviewed(spent("65", total_caps=CAPS), r3="24"))
    assert scores.reviewed == D(79)
    assert scores.reviewed_grade == "中"


@given(
    st.decimals(0, 130, places=2),
    st.lists(st.fixed_dictionaries({"below": st.integers(0, 110), "total": st.integers(0, 100)})),
    st.sampled_from(("left_out", "rescaled")),
)
def test_a_total_never_exceeds_its_cap(
    executed: Decimal, caps: list[dict[str, int]], away: str
) -> None:
    scores = scored(spent(str(executed), total_caps=caps, not_applicable=away))
    if scores.cap is None:
        assert scores.total == scores.added
    else:
        assert scores.total == min(scores.added, scores.cap)
        assert scores.steps
