"""Target and actual values as staff write them (domain.md, section 5.2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.quantity import parse_quantity
from app.model.units import convert


@pytest.mark.parametrize(
    ("text", "operator", "number", "unit"),
    [
        ("≥200组", "≥", "200", "组"),
        ("=100%", "=", "100", "%"),
        ("≤150万元", "≤", "150", "万元"),
        (">= 90 %", "≥", "90", "%"),
        ("≧90％", "≥", "90", "%"),
        ("９０%", "", "90", "%"),
        ("340组", "", "340", "组"),
        ("87.65万元", "", "87.65", "万元"),
        ("38.4 万元", "", "38.4", "万元"),
        ("-5%", "", "-5", "%"),
        ("≥-3.5%", "≥", "-3.5", "%"),
        ("全市人口的60%以上", "≥", "60", "%"),
        ("至少达到10%", "≥", "10", "%"),
        ("满意度95%以上", "≥", "95", "%"),
        ("M≥90%以上", "≥", "90", "%"),
        ("B>90%", ">", "90", "%"),
        ("70%以下", "≤", "70", "%"),
        ("不高于0.36", "≤", "0.36", ""),
        ("控制在87万元以内", "≤", "87", "万元"),
        ("10 个工作日内", "≤", "10", "工作日"),
        ("5个工作日内办结", "≤", "5", "工作日"),
        ("15日内", "≤", "15", "天"),
        ("不小于10次", "≥", "10", "次"),
        ("不低于 5% 比例", "≥", "5", "%"),
        ("≥ 6921 (批次)", "≥", "6921", "批次"),
        ("18304家(次)", "", "18304", "家次"),
        ("6,921批次", "", "6921", "批次"),
        ("51,634,120.00 元", "", "51634120.00", "元"),
        ("4.4万人次", "", "4.4", "万人次"),
        ("超13万元/年", ">", "13", "万元/年"),
        ("58元/标箱/年", "", "58", "元/标箱/年"),
        ("60万一家", "", "60", "万元/家"),
        ("≥100百分比", "≥", "100", "%"),
        ("100%（1.0）", "", "100", "%"),
        (r"$\leq 30\%$, 有效控制", "≤", "30", "%"),
        ("≥195 种, 5 年力争全覆盖", "≥", "195", "种"),
        ("100% 根据绩效标准，完成质量为良", "", "100", "%"),
        ("完成 5 项工作任务", "", "5", "项"),
        ("2019年完成200组", "", "200", "组"),
        ("第一季度完成进度 25%", "", "25", "%"),
        ("三次", "", "3", "次"),
        ("十二批次", "", "12", "批次"),
        ("=0", "=", "0", ""),
        ("0.15", "", "0.15", ""),
        ("300m²", "", "300", "平方米"),
    ],
)
def test_number_is_read_with_operator_and_unit(
    text: str, operator: str, number: str, unit: str
) -> None:
    quantity = parse_quantity(text)
    assert quantity.kind == "number"
    assert (quantity.operator, quantity.number, quantity.unit) == (operator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *[("", "empty"), (" \u3000\n", "empty"), ("—", "dash"), ("/", "not_applicable")],
        *[("不涉及", "not_applicable"), ("本指标不适用此项目", "not_applicable")],
        *[("有效提升", "qualitative"), ("完成", "yes_no"), ("当年未检测", "missing")],
        *[("保证不合格产品按照法律、法规的规定及时处理", "qualitative"), ("+", "qualitative")],
        *[("5年内可以生产相应产品", "qualitative"), ("已完工,剩余3%尾款未付", "qualitative")],
        *[("40%及以上抽查项目结果未对社会公布", "qualitative"), ("未完成3项", "qualitative")],
        *[("财预〔2020〕10号", "qualitative"), ("数字很多的说明" * 20 + "90%", "qualitative")],
        *[("2019年12月底前", "date"), ("年底前完成", "date"), ("在9月完成", "date")],
        *[("2019-12-31", "date"), ("每年9月开展质量月活动", "qualitative"), ("2019年度", "date")],
        *[("1-7月", "date"), ("2019—2020年", "date"), ("9月20日，9月23日到账", "date")],
        *[("不超过年度预算", "reference"), ("不高于近三年均值", "reference")],
        *[("5-10次", "range"), ("提高1—2个百分点", "range"), ("80%<B≤90%", "range")],
        *[("80≤M<90%为良", "range"), ("每2-3年制定一次", "range")],
        *[("19件，办结19 件", "several"), ("2 批次83份", "several"), ("1/2", "several")],
        *[("满意度为90%，得5分", "number"), ("100%\n95%", "several"), ("12 34", "several")],
        *[("82..73%", "unclear"), ("1" * 40, "unclear")],
    ],
)
def test_what_is_not_one_number_is_named(text: str, kind: str) -> None:
    assert parse_quantity(text).kind == kind


@pytest.mark.parametrize(
    "text", ["2000 余份", "150余人次", "约90%", "90%左右", "90多次", "近200人"]
)
def test_approximation_is_noticed(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity.is_number
    assert quantity.approx


@pytest.mark.parametrize(
    ("text", "trend"), [("逐年下降5%", "down"), ("节约1.27%", "down"), ("增长3%", "up"), ("3%", "")]
)
def test_rise_and_fall_are_noticed(text: str, trend: str) -> None:
    assert parse_quantity(text).trend == trend


def test_range_has_both_ends() -> None:
    quantity = parse_quantity("5-10次")
    assert (quantity.number, quantity.upper, quantity.unit) == (Decimal(5), Decimal(10), "次")


def test_below_is_taken_as_at_most_with_a_note() -> None:
    assert parse_quantity("70%以下").loose
    assert not parse_quantity("≤70%").loose


@pytest.mark.parametrize(
    ("value", "unit", "into", "result"),
    [
        *[("865400", "元", "万元", "86.54"), ("2.16", "亿元", "元", "216000000")],
        *[
            ("44000", "人次", "万人次", "4.4"),
            ("5", "万", "人", "50000"),
            ("60", "万", "万元", "60"),
        ],
        *[
            ("1.5", "万元/人", "元/人", "15000"),
            ("5", "‰", "%", "0.5"),
            ("3", "公顷", "平方米", "30000"),
        ],
        *[("5", "人", "人次", None), ("5", "%", "百分点", None), ("1", "元/人", "元", None)],
    ],
)
def test_units_are_converted_only_where_they_mean_the_same(
    value: str, unit: str, into: str, result: str | None
) -> None:
    converted = convert(Decimal(value), unit, into)
    assert converted == (None if result is None else Decimal(result))


_PIECES = ["≥", "不超过", "90", "%", "万元", "，", "-", "2019年", "(", ")", "完成", "/", "..", "一"]


@given(st.text() | st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_text_gives_a_quantity(text: str) -> None:
    quantity = parse_quantity(text)
    assert quantity.is_number == (quantity.kind == "number")
    assert quantity.operator in ("", "≥", "≤", "=", ">", "<")


@given(st.integers(0, 10**9), st.sampled_from(["组", "%", "万元", "人次", "个工作日", ""]))
def test_full_width_and_spaces_change_nothing(number: int, unit: str) -> None:
    wide = str(number).translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
    assert parse_quantity(f" ≥ {wide} {unit}") == parse_quantity(f"≥{number}{unit}")
