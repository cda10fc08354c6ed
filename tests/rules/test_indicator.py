"""Points of single rows: rule families, direction, units, degrees, and what waits."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.model.record import JsonValue
from app.rules.registry import FAMILIES
from tests.rules.rows import lacking, policy_with, row_of, score_of, within


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


def test_rule_of_a_row_keeps_its_parameters_when_the_target_changes() -> None:
    rule = {"family": "rate", "of": "completion", "floor": "80"}
    assert score_of(row_of("≥800批", "765批", "1", rule=rule)).points == Decimal("0.96")
    assert score_of(row_of("≥1000批", "765批", "1", rule=rule)).points == 0


@pytest.mark.parametrize(
    ("target", "actual", "rule", "family", "inferred"),
    [
        ("≥5次", "5次", {"family": "equal"}, "equal", ["RULE_OWN"]),
        ("≥5次", "5次", None, "at_most", ["RULE_POLICY"]),
        (
            "5次",
            "5次",
            {"family": "all_or_nothing"},
            "all_or_nothing",
            ["RULE_OWN", *["DIRECTION_DEFAULT"]],
        ),
        ("有效", "完成", None, "qualitative", []),
    ],
)
def test_score_says_who_chose_its_rule(
    target: str, actual: str, rule: JsonValue, family: str, inferred: list[str]
) -> None:
    policy = policy_with(rules={"乙": {"family": "at_most", "formula": "zero"}})
    score = score_of(row_of(target, actual, rule=rule), policy)
    assert (score.rule, [step.code for step in score.inferred]) == (family, inferred)


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        *[(None, "0"), ({"formula": "linear"}, "8"), ({"family": "at_most"}, "0")],
        *[({"family": "at_least"}, "10"), ({"family": "at_most", "formula": "ratio"}, "8.33")],
    ],
)
def test_parameters_of_the_policy_hold_where_the_row_names_none(
    rule: JsonValue, points: str
) -> None:
    policy = policy_with(rules={"乙": {"family": "at_most", "formula": "zero"}})
    assert score_of(row_of("100", "120", rule=rule), policy).points == Decimal(points)


@pytest.mark.parametrize(
    ("rules", "tiers", "rule"),
    [
        ({"甲": {"family": "at_most"}}, ("甲", "乙"), "at_most"),
        ({"甲": {"family": "at_most"}, "乙": {"family": "equal"}}, ("甲", "乙"), "equal"),
        ({"丙": {"family": "at_most"}}, ("甲", "乙"), "at_least"),
        ({"甲": {"family": "date"}}, ("甲", "乙"), "at_least"),
        ({"甲": {"family": "没有"}}, ("甲", "乙"), ""),
        ({"甲": {}}, ("甲", "乙"), "at_least"),
    ],
)
def test_innermost_tier_with_a_fitting_rule_decides(
    rules: dict[str, object], tiers: tuple[str, ...], rule: str
) -> None:
    assert score_of(row_of("100", "120"), policy_with(rules=rules), tiers).rule == rule


@pytest.mark.parametrize(
    ("rule", "parameter"),
    [
        *[({"family": "at_most", "formula": "?"}, "formula"), ({"formula": 5}, "")],
        *[({"family": "rate", "floor": "多"}, "floor"), ({"family": "rate", "floor": -1}, "floor")],
        *[
            ({"family": "survey", "scale": "0"}, "scale"),
            ({"family": "survey", "scale": []}, "scale"),
        ],
        *[({"family": "excess", "step": "0"}, "step"), ({"family": "excess", "each": {}}, "each")],
        *[({"family": "bands"}, "bands"), ({"family": "bands", "bands": ["优"]}, "bands")],
        ({"family": "bands", "bands": [{"at_least": "90", "share": "?"}]}, "bands"),
        ({"family": "bands", "exclusive": "yes", "bands": []}, "exclusive"),
        ({"family": "survey", "sample": [5]}, "sample"),
    ],
)
def test_parameter_that_cannot_be_read_leaves_the_row_open(rule: JsonValue, parameter: str) -> None:
    score = score_of(row_of("≥90%", "120%", rule=rule))
    if not parameter:
        assert score.points is not None
        return
    assert score.points is None
    assert score.steps[-1].code == "PARAMETER_UNREADABLE"
    assert score.steps[-1].values == {"parameter": parameter}


_NAMES = sorted({p.name for family in FAMILIES.values() for p in family.parameters})
_ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["", "20", "20%", "1/3", "1/0", "-5", "yes", "actual", "completion", "优"]),
    st.text(max_size=5),
)
_JSON = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["at_least", "share", "name", "text", "met", "items"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)
_WORDS = """
— / ≥200组 340组 80% 0.9 97.5% 完成 5-10次 0 -3 9月底前 2019年10月5日 按时完成 逾期完成 否 2019年
"""
_TEXTS = st.one_of(st.sampled_from(["", *_WORDS.split()]), st.text(max_size=8))


@settings(max_examples=400)
@given(
    family=st.sampled_from(sorted(FAMILIES)),
    parameters=st.dictionaries(st.sampled_from(_NAMES), _JSON, max_size=5),
    target=_TEXTS,
    actual=_TEXTS,
    year=st.one_of(st.none(), st.sampled_from([0, 2019, 9999, 10**6])),
)
@example(family="rate", parameters={"floor": 10**5000}, target="1", actual="1%", year=None)
def test_whatever_a_rule_says_points_stay_between_zero_and_the_weight(
    family: str, parameters: dict[str, JsonValue], target: str, actual: str, year: int | None
) -> None:
    row = row_of(target, actual, "7.3", rule={**parameters, "family": family})
    score = score_of(row, year=year)
    assert within(score, "7.3")
    assert [lacking(step) for step in (*score.steps, *score.inferred) if lacking(step)] == []
