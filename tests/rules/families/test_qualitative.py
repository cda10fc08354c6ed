"""Degrees, scales of a row's own, and words that award directly."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.policy import Degree
from app.model.record import JsonValue
from app.rules.families.qualitative import bounds, chosen_degree, degrees_of
from tests.rules.families.judged import JSON, TEXTS, TIERS, WEIGHTS, codes, judged, points, within
from tests.rules.records import FORM, told, with_rows
from tests.seeds import indicator

FOUR = [
    {"name": "良", "at_least": "75", "share": "80"},
    {"name": "优", "at_least": "90", "share": "100"},
    {"name": "中", "at_least": "60%", "share": "65%"},
    {"name": "差", "at_least": "0", "share": "0"},
]
"""A scale of four, in any order."""


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        *[
            ("未发生", "未发生"),
            ("未发生", "无"),
            ("无安全事故", "未发生安全事故"),
        ],
        *[
            ("是", "是"),
            ("符合", "已符合"),
            ("是", "符合"),
            ("高", "高"),
            ("好", "好"),
            ("优", "优秀"),
        ],
    ],
)
def test_plain_words_on_both_sides_award_directly(target: str, actual: str) -> None:
    score = judged("qualitative", actual, "5", target=target)
    assert (points(score), codes(score)) == ("5", ["DIRECT"])
    assert "SAME_WORDS" in [step.code for step in score.inferred]


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        *[("80-100件", text, "RANGE_INSIDE") for text in ("80件", "94", "100件", "共94件")],
        *[("80～100件", "94件", "RANGE_INSIDE"), ("20-30万元", "250000元", "RANGE_INSIDE")],
        *[("80-100件", text, "RANGE_OUTSIDE") for text in ("79件", "101件", "90人", "90件以上")],
        *[("80%<B≤90%", "80%", "RANGE_OUTSIDE"), ("80%<B≤90%", "90%", "RANGE_INSIDE")],
        *[
            ("提高1—2个百分点", "下降1个百分点", "RANGE_OUTSIDE"),
            ("80-100件", "较多", "DEGREE_OPEN"),
        ],
    ],
)
def test_number_inside_a_range_earns_the_weight(target: str, actual: str, code: str) -> None:
    score = judged("qualitative", actual, "5", target=target)
    assert codes(score) == [code]
    assert points(score) == ("5" if code == "RANGE_INSIDE" else None)


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        *[
            ("未发生", "2起"),
            ("未发生", "是"),
            ("是", "否"),
            ("高", "较高"),
            ("好", "优"),
            ("良", "优"),
        ],
        *[("有效提升", "有效提升"), ("规范", "规范"), ("优良中低差", "优"), ("符合", "不符合")],
        *[("未发生", "部分完成"), ("否", "否"), ("高", "高于上年")],
    ],
)
def test_other_words_wait_for_a_degree(target: str, actual: str) -> None:
    score = judged("qualitative", actual, target=target)
    assert (score.points, codes(score)) == (None, ["DEGREE_OPEN"])


@pytest.mark.parametrize(
    ("actual", "degree", "earned"),
    [
        *[("优", None, "10"), ("良好", None, "8"), ("中", None, "6.5"), ("差", None, "0")],
        *[("", "良", "8"), ("优", "中", "6.5"), ("合格", None, None), ("达成年度指标", None, None)],
    ],
)
def test_row_may_have_a_scale_of_its_own(
    actual: str, degree: str | None, earned: str | None
) -> None:
    score = judged("qualitative", actual, target="优良中差", degree=degree, bands=FOUR)
    assert points(score) == earned


def test_scale_of_a_row_bounds_its_degrees() -> None:
    degrees = degrees_of(FORM.policy, {"bands": FOUR})
    spans = [(d.key, *bounds(d, Decimal(5), FORM.policy)) for d in degrees]
    assert spans == [
        ("优", Decimal("4.50"), Decimal(5)),
        ("良", Decimal("3.75"), Decimal("4.50")),
        ("中", Decimal(3), Decimal("3.75")),
        ("差", 0, 3),
    ]


@pytest.mark.parametrize("rule", [None, {}, "优", {"bands": []}, {"bands": [{"name": "优"}]}])
def test_policy_has_the_degrees_of_a_row_without_a_scale(rule: JsonValue) -> None:
    assert degrees_of(FORM.policy, rule) == FORM.policy.degrees


def test_bounds_of_degrees_may_be_80_and_50() -> None:
    """domain.md 3.5: 100-80(含), 80-50(含), 50-0, the wording of Hubei and the older note."""
    scale = ((80, 100, 90), (50, 80, 65), (0, 50, 25))
    words = ("达成预期指标", "部分达成预期指标并具有一定效果", "未完成预期指标且效果较差")
    degrees = [
        Degree(label, label, Decimal(low), Decimal(high), Decimal(default))
        for label, (low, high, default) in zip(words, scale, strict=True)
    ]
    found = chosen_degree(degrees, None, "部分达成预期指标并具有一定效果")
    assert found is not None
    assert bounds(found, Decimal(10), FORM.policy) == (Decimal(5), Decimal(8))


@pytest.mark.parametrize(
    ("typed", "asked"), [("10", True), ("9", True), ("8.9", False), ("7.5", False), ("7.4", True)]
)
def test_score_outside_the_chosen_degree_asks(typed: str, asked: bool) -> None:
    row = indicator("x", *TIERS, "指标", "优良中差", "良", "10", typed)
    rule = {"family": "qualitative", "bands": FOUR}
    found = told(with_rows(msgspec.structs.replace(row, rule=rule)))
    assert (("S2", "indicators/x/score") in [(code, place) for _, code, place in found]) is asked


@given(WEIGHTS, TEXTS, st.one_of(TEXTS, st.text()), JSON, JSON)
def test_any_rule_gives_points_within_the_weight_or_waits(
    weight: Decimal, target: str, actual: str, degree: JsonValue, bands: JsonValue
) -> None:
    rule = {"degree": degree, "bands": bands}
    assert within(judged("qualitative", actual, str(weight), target=target, **rule), weight)
