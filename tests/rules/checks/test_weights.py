"""Weights against the full total and against their tiers."""

import pytest

from app.model.change import apply
from app.model.record import PART, FormRecord
from tests.rules.records import brief, findings, of, printed, with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("10", []),
        ("20", [("error", "total/weight", "100", "110")]),
        ("10.01", [("info", "total/weight", "100", "100.01")]),
    ],
)
def test_w1_weights_add_up_to_the_policys_total(
    weight: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("W1", with_text(complete_001(), "indicators/r9/weight", weight)) == expected


def test_w1_printed_sum_of_weights_is_compared_too() -> None:
    record = printed(complete_001(), total__weight="110")
    assert brief("W1", record) == [("error", "total/weight", "100", "110")]


@pytest.mark.parametrize(("weight", "errors"), [("25", 0), ("20", 1), ("", 0)])
def test_w2_rows_add_up_to_the_weight_that_their_tier_names(weight: str, errors: int) -> None:
    rows = (
        indicator("x", "产出指标（50分）", "数量指标", "甲", "≥1次", "1次", "25"),
        indicator("y", "产出指标（50分）", "质量指标", "乙", "≥1次", "1次", weight),
    )
    found = of("W2", with_rows(*rows))
    assert [str(f.place) for f in found] == ["indicators/x/tier1"] * errors


def test_w1_asks_about_weights_of_rows_that_do_not_apply() -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "/")
    assert [(f.severity, f.values["case"], f.values["away"]) for f in of("W1", record)] == [
        ("warning", "left_out", "10")
    ]
    assert of("W1", printed(record, total__weight="90"))[1:] == []
    assert of("W1", printed(record, total__weight="100"))[1:] == []


def test_w1_printed_sum_of_the_indicators_alone_is_right() -> None:
    assert findings(printed(complete_001(), total__weight="90", total__score="90")) == ()


def test_w1_counts_the_execution_weight_that_a_table_printed() -> None:
    rows = complete_001().rows("indicators")
    record = with_text(with_rows(*rows), "indicators/r3/weight", "15")
    assert of("W1", printed(record, funds__total__weight="20")) == []


def test_w1_printed_sum_can_be_given_up() -> None:
    short = with_text(complete_001(), "indicators/r9/weight", "5")
    assert len(of("W1", printed(short, total__weight="100"))) == 1
    fix = of("W1", printed(complete_001(), total__weight="110"))[0].fix
    assert fix is not None
    assert apply(printed(complete_001(), total__weight="110"), fix).printed == {}


def with_part(weight: str) -> FormRecord:
    part = indicator(
        "p", "满意度指标", "服务对象满意度指标", "其中商户", "80%", "85%", weight, kind=PART
    )
    return with_rows(*complete_001().rows("indicators"), part)


def test_w6_the_weight_of_a_part_is_not_added_again() -> None:
    assert findings(with_part("5")) == ()
    found = findings(printed(with_part("5"), total__weight="105"))
    assert [(f.severity, f.code, str(f.place), f.values["part"]) for f in found] == [
        ("error", "W6", "total/weight", "5")
    ]
    assert [f.fix_name for f in found] == ["adopt_computed"]
    short = with_text(with_part("5"), "indicators/r9/weight", "5")
    found = findings(short)
    assert [(f.code, f.values["part"], f.expected) for f in found] == [("W6", "5", "95")]
    assert [f.code for f in findings(printed(short, total__weight="100"))] == ["W6"]


@pytest.mark.parametrize(("away", "errors"), [("/", 0), ("1次", 0), ("", 0)])
def test_w2_rows_that_do_not_apply_may_count_or_not(away: str, errors: int) -> None:
    rows = (
        indicator("x", "产出指标（50分）", "数量指标", "甲", "≥1次", "1次", "25"),
        indicator("y", "产出指标（50分）", "质量指标", "乙", "≥1次", away, "25"),
    )
    assert len(of("W2", with_rows(*rows))) == errors


def test_w2_two_tiers_without_names_are_two_tiers() -> None:
    rows = (
        indicator("x", "（50分）", "数量指标", "甲", "≥1次", "1次", "50"),
        indicator("y", "（30分）", "社会效益指标", "乙", "≥1次", "1次", "30"),
    )
    assert of("W2", with_rows(*rows)) == []
