"""Points of single rows: rule families, direction, units, degrees, and what waits."""

from decimal import Decimal

import msgspec
import pytest

from app.model.policy import Policy
from app.model.record import JsonValue, Row
from app.model.results import Score
from app.rules.columns import columns_of
from app.rules.indicator import Setting, score_row
from app.rules.registry import FAMILIES
from tests.rules.records import FORM
from tests.seeds import indicator

COLUMNS = columns_of(FORM.indicators()[0])


def row_of(
    target: str, actual: str, weight: str = "10", *, name: str = "指标", rule: JsonValue = None
) -> Row:
    row = indicator("x", "产出指标", "数量指标", name, target, actual, weight)
    return msgspec.structs.replace(row, rule=rule)


def score_of(
    row: Row, policy: Policy = FORM.policy, tiers: tuple[str, ...] = ("甲", "乙")
) -> Score:
    return score_row(row, Setting(COLUMNS, policy, tiers))


def policy_with(**changes: object) -> Policy:
    return msgspec.structs.replace(FORM.policy, **changes)


@pytest.mark.parametrize(
    ("target", "actual", "weight", "points"),
    [
        *[("≥200组", "340组", "25", "25"), ("≥200组", "150组", "10", "7.5")],
        *[("≥100%", "97%", "10", "9.7"), ("≥800批", "765批", "1", "0.96")],
        *[("≥90%", "80%", "5", "4.44"), (">10次", "10次", "5", "5"), ("≥5次", "0次", "5", "0")],
        *[("≥0", "3", "5", "5"), ("≥0", "-3", "5", "0"), ("≥5", "-3", "5", "0")],
        *[("=100%", "100%", "15", "15"), ("=100%", "98%", "15", "14.7"), ("=5项", "6项", "5", "5")],
        *[("=0", "0", "10", "10"), ("=0", "1", "10", "0"), ("=5", "-1", "10", "0")],
        *[("≤150万元", "150万元", "15", "15"), ("≤100", "120", "10", "8.33")],
        *[("≤0", "1", "10", "0"), ("≤100", "0", "10", "10")],
    ],
)
def test_numbers_score_by_the_national_rule(
    target: str, actual: str, weight: str, points: str
) -> None:
    assert score_of(row_of(target, actual, weight)).points == Decimal(points)


@pytest.mark.parametrize(
    ("ceiling", "actual", "points"),
    [
        *[("ratio", "120", "8.33"), ("ratio", "300", "3.33")],
        *[("linear", "120", "8"), ("linear", "200", "0"), ("linear", "300", "0")],
        *[("zero", "100", "10"), ("zero", "100.01", "0")],
    ],
)
def test_broken_ceiling_scores_by_the_policys_formula(
    ceiling: str, actual: str, points: str
) -> None:
    score = score_of(row_of("≤100", actual), policy_with(ceiling=ceiling))
    assert score.points == Decimal(points)


def test_row_may_name_its_own_rule_and_formula() -> None:
    linear = row_of("100", "120", rule={"family": "at_most", "formula": "linear"})
    assert (score_of(linear).rule, score_of(linear).points) == ("at_most", Decimal(8))
    assert score_of(row_of("≤100", "120", rule={"formula": "zero"})).points == 0


@pytest.mark.parametrize("rule", [{"family": "未知"}, {"family": ["x"]}, "at_least", 5])
def test_rule_that_is_not_known_leaves_the_row_open(rule: JsonValue) -> None:
    score = score_of(row_of("≥1", "1", rule=rule))
    assert (score.points, score.steps[0].code) == (None, "RULE_UNKNOWN")


@pytest.mark.parametrize(
    ("target", "name", "tiers", "rule", "inferred"),
    [
        ("≥80%", "不超过", ("产出指标", "成本指标"), "at_least", []),
        ("80%", "甲", ("产出指标", "成本指标"), "at_most", ["DIRECTION_TIER"]),
        ("80%", "投诉不超过上年", ("产出指标", "数量指标"), "at_most", ["DIRECTION_WORDS"]),
        ("80%", "甲", ("产出指标", "数量指标"), "at_least", ["DIRECTION_DEFAULT"]),
        ("80%以下", "甲", ("产出指标", "数量指标"), "at_most", ["OPERATOR_LOOSE"]),
        ("=80%", "甲", ("产出指标", "成本指标"), "equal", []),
    ],
)
def test_direction_is_typed_or_inferred_from_tier_wording_or_default(
    target: str, name: str, tiers: tuple[str, ...], rule: str, inferred: list[str]
) -> None:
    score = score_of(row_of(target, "80%", name=name), tiers=tiers)
    assert (score.rule, [step.code for step in score.inferred]) == (rule, inferred)


@pytest.mark.parametrize(
    ("target", "actual", "points", "codes"),
    [
        ("≥80万元", "865400元", "10", ["UNITS_CONVERTED", "AT_LEAST_FULL"]),
        ("≥5万人次", "44000人次", "8.8", ["UNITS_CONVERTED", "AT_LEAST_SHARE"]),
        ("≤90万元", "90", "10", ["UNIT_ASSUMED", "AT_MOST_FULL"]),
        ("100", "100%", "10", ["UNIT_ASSUMED", "AT_LEAST_FULL"]),
        ("≥95%", "0.98", None, ["UNIT_UNCLEAR"]),
        ("≥200人次", "200人天", None, ["UNITS_DIFFER"]),
        ("下降5%", "增长5%", None, ["TREND_DIFFERS"]),
        ("≥-5%", "-8%", None, ["RATIO_UNDEFINED"]),
        ("≥5次", "5-10次", None, ["ACTUAL_RANGE"]),
        ("≤30万元", "完成", None, ["ACTUAL_NOT_NUMBER"]),
        ("≥5次", "", None, ["ACTUAL_MISSING"]),
        ("≥5次", "—", None, ["ACTUAL_MISSING"]),
        ("", "5次", None, ["TARGET_MISSING"]),
    ],
)
def test_units_are_brought_together_or_the_row_waits(
    target: str, actual: str, points: str | None, codes: list[str]
) -> None:
    score = score_of(row_of(target, actual))
    assert score.points == (None if points is None else Decimal(points))
    assert [step.code for step in score.steps] == codes


@pytest.mark.parametrize(
    ("actual", "rule", "points"),
    [
        *[
            ("达成年度指标", None, "10"),
            ("已完成", None, "10"),
            ("达成预期指标，群众满意", None, "10"),
        ],
        *[("部分达成年度指标并具有一定效果", None, "7"), ("未达成年度指标且效果较差", None, "3")],
        *[("明显提升", None, None), ("明显提升", {"degree": "partly"}, "7")],
        *[("", {"family": "qualitative", "degree": "reached"}, "10"), ("x", {"degree": "?"}, None)],
    ],
)
def test_qualitative_row_waits_until_a_degree_is_chosen(
    actual: str, rule: JsonValue, points: str | None
) -> None:
    score = score_of(row_of("有效提升", actual, rule=rule))
    assert score.rule == "qualitative"
    assert score.points == (None if points is None else Decimal(points))


@pytest.mark.parametrize("target", ["每年9月开展活动", "5-10次", "不超过年度预算", "82..73%"])
def test_target_without_one_number_waits_like_a_qualitative_one(target: str) -> None:
    score = score_of(row_of(target, "按时办结"))
    assert (score.points, score.steps[-1].code) == (None, "DEGREE_OPEN")


def test_weight_is_needed_for_points() -> None:
    score = score_of(row_of("≥1", "1", ""))
    assert (score.points, score.steps[0].code) == (None, "WEIGHT_MISSING")


def test_worked_sum_names_its_values() -> None:
    step = score_of(row_of("≥200组", "150组")).steps[0]
    assert step.code == "AT_LEAST_SHARE"
    assert step.values == {"actual": "150组", "target": "200组", "weight": "10", "points": "7.5"}


@pytest.mark.parametrize("family", sorted(FAMILIES))
@pytest.mark.parametrize("target", ["-5", "0", "0.3", "1000000"])
@pytest.mark.parametrize("actual", ["-7", "0", "0.31", "99999999999"])
def test_points_stay_between_zero_and_the_weight(family: str, target: str, actual: str) -> None:
    score = score_of(row_of(target, actual, "7.3", rule={"family": family}))
    assert score.points is None or 0 <= score.points <= Decimal("7.3")
