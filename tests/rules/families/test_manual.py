"""Rows that are scored by hand."""

from decimal import Decimal

import msgspec
import pytest

from app.model.record import Row
from app.model.results import Score
from app.rules.indicator import Setting, score_row
from tests.rules.families.judged import COLUMNS, TIERS, codes, judged
from tests.rules.records import FORM, told, with_rows
from tests.seeds import indicator


def typed(points: str) -> Row:
    row = indicator("x", *TIERS, "指标", "规范", "基本规范", "10", points)
    return msgspec.structs.replace(row, rule={"family": "manual"})


def score_of(row: Row) -> Score:
    return score_row(row, Setting(COLUMNS, FORM.policy, TIERS))


@pytest.mark.parametrize("actual", ["", "100%", "达成年度指标"])
def test_row_waits_until_a_score_is_typed(actual: str) -> None:
    score = judged("manual", actual)
    assert (score.points, codes(score)) == (None, ["MANUAL"])


def test_typed_score_counts_and_stands_over_nothing() -> None:
    score = score_of(typed("8.5"))
    assert (score.points, score.computed, codes(score)) == (
        Decimal("8.5"),
        None,
        ["MANUAL_ENTERED"],
    )


@pytest.mark.parametrize("points", ["10", "8.5", "0"])
def test_typed_score_differs_from_no_rule(points: str) -> None:
    assert "S2" not in [code for _, code, _ in told(with_rows(typed(points)))]


def test_typed_score_stays_within_the_weight() -> None:
    assert "S1" in [code for _, code, _ in told(with_rows(typed("12")))]
