"""Target and actual of a row, brought into one unit."""

from decimal import Decimal
from typing import NamedTuple

import pytest

from app.model.record import Row
from app.rules.columns import Columns, columns_of
from app.rules.values import Values, read_values
from tests.rules.records import FORM

NATIONAL = columns_of(FORM.indicators()[0])
THREE = NATIONAL._replace(operator="op", unit="unit")


def values_of(target: str, actual: str, columns: Columns = NATIONAL, **cells: str) -> Values:
    row = Row("r1", "", {columns.target: target, columns.actual: actual, **cells})
    return read_values(row, columns)


class Case(NamedTuple):
    """Target and actual as typed; both numbers in one unit, or the problem; the notes."""

    target: str
    actual: str
    numbers: tuple[str, str] | None
    unit: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()


CASES = [
    Case("≥50个", "50", ("50", "50"), "个", notes=("UNIT_ASSUMED",)),
    Case("≥100百分比", "100", ("100", "100"), "%", notes=("UNIT_ASSUMED",)),
    Case("≤90万元", "90", ("90", "90"), "万元", notes=("UNIT_ASSUMED",)),
    Case("43.2", "37.24", ("43.2", "37.24")),
    Case("≤60万元", "600000元", ("60", "60"), "万元", notes=("UNITS_CONVERTED",)),
    Case("5163.412万元", "51,634,120.00 元", ("5163.412",) * 2, "万元", "", ("UNITS_CONVERTED",)),
    Case("≥100公顷", "1500亩", ("100", "100"), "公顷", notes=("UNITS_CONVERTED",)),
    Case("≥1.5万亩", "10平方公里", ("1.5", "1.5"), "万亩", notes=("UNITS_CONVERTED",)),
    Case("≥1000平方米", "0.1公顷", ("1000", "1000"), "平方米", notes=("UNITS_CONVERTED",)),
    Case("≤50mg/L", "42毫克/升", ("50", "42"), "毫克/升"),
    Case("≤1mg/m3", "42μg/m³", ("1", "0.042"), "毫克/立方米", notes=("UNITS_CONVERTED",)),
    Case("1年以内", "9个月", ("1", "0.75"), "年", notes=("UNITS_CONVERTED",)),
    Case("2次/年", "3次", ("2", "3"), "次/年", notes=("UNITS_CONVERTED",)),
    Case("2次", "3次/年", ("2", "3"), "次", notes=("UNITS_CONVERTED",)),
    Case("2次/月", "24次", None, problem="UNITS_DIFFER"),
    Case("0起", "无", ("0", "0"), "起", notes=("EVENT_NONE",)),
    Case("≥5起", "无", None, problem="ACTUAL_NOT_NUMBER"),
    Case("≥90%", "96%（发放问卷100份）", ("90", "96"), "%"),
    Case("≥1208人天", "646人次", None, problem="UNITS_DIFFER"),
    Case("≥90%", "0.9", None, problem="UNIT_UNCLEAR"),
    Case("≥90%", "9成", None, problem="UNITS_DIFFER"),
    Case("每月2次", "24次", None, problem="UNITS_DIFFER"),
    Case("≥5项", "完成", None, problem="ACTUAL_NOT_NUMBER"),
    Case("≥5项", "当年未检测", None, problem="ACTUAL_NOT_NUMBER"),
    Case("≥5项", "", None, problem="ACTUAL_MISSING"),
    Case("≥5项", "5-10项", None, problem="ACTUAL_RANGE"),
    Case("=0起", "未发生", ("0", "0"), "起", notes=("EVENT_NONE",)),
    Case("未发生", "2起", ("0", "2"), "起", notes=("EVENT_NONE",)),
    Case("100%", "19件，办结19件", ("100", "100"), "%", notes=("SHARE_COMPUTED",)),
    Case("≥95%", "应检200批次，实检150批次", ("95", "75"), "%", notes=("SHARE_COMPUTED",)),
    Case("≥19件", "19件，办结19件", None, problem="ACTUAL_NOT_NUMBER"),
    Case("下降5%", "-6%", ("5", "6"), "%"),
    Case("下降5%", "增长2%", None, problem="TREND_DIFFERS"),
    Case("增长5%", "-2%", ("5", "-2"), "%"),
    Case("≥90%", "95%以上", ("90", "95"), "%"),
    Case("≥90%", "≥90%", ("90", "90"), "%"),
    Case("≥90%", "达到85%", ("90", "85"), "%"),
    Case("≥90%", "85%以上", None, problem="ACTUAL_BOUND"),
    Case("≥90%", "不足90%", None, problem="ACTUAL_BOUND"),
    Case("≤5%", "3%以内", ("5", "3"), "%"),
    Case("≤5%", "超过3%", None, problem="ACTUAL_BOUND"),
    Case("≥200人", "近200人", None, problem="ACTUAL_BOUND"),
    Case("≥200人", "200余人", ("200", "200"), "人"),
    Case("≤200人", "200余人", None, problem="ACTUAL_BOUND"),
    Case("≤200人", "180余人", ("200", "180"), "人"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.target} {case.actual}")
def test_values_are_compared_in_one_unit_or_not_at_all(case: Case) -> None:
    found = values_of(case.target, case.actual)
    assert (found.problem.code if found.problem else "") == case.problem
    assert tuple(note.code for note in found.notes) == case.notes
    if case.numbers is not None:
        assert found.target.is_number
        assert found.actual.is_number
        assert (found.target.number, found.actual.number) == tuple(map(Decimal, case.numbers))
        assert (found.target.unit, found.actual.unit) == (case.unit, case.unit)


@pytest.mark.parametrize(
    ("typed", "operator"),
    [
        *[("≥", "≥"), (">=", "≥"), ("大于等于", "≥"), ("不低于", "≥"), ("≧", "≥"), ("=", "=")],
        *[
            ("＝", "="),
            ("等于", "="),
            ("小于等于", "≤"),
            ("≤(小于等于)", "≤"),
            ("＜", "<"),
            ("", ""),
        ],
    ],
)
def test_an_operator_column_holds_a_sign_or_its_words(typed: str, operator: str) -> None:
    found = values_of("30", "25", THREE, op=typed, unit="万元")
    assert (found.target.operator, found.target.number) == (operator, Decimal(30))


def test_an_operator_column_goes_before_the_cell() -> None:
    target = values_of("70%以下", "60%", THREE, op="<", unit="%").target
    assert (target.operator, target.loose) == ("<", False)


@pytest.mark.parametrize("target", ["优良中低差", "95%", "有效提升"])
def test_a_row_marked_as_words_is_never_a_number(target: str) -> None:
    found = values_of(target, "优", THREE, op="定性")
    assert not found.target.is_number
    assert found.problem is None


@pytest.mark.parametrize(
    ("target", "actual", "unit", "numbers", "notes"),
    [
        ("30", "25", "万元", ("30", "25"), ["UNIT_COLUMN"]),
        ("30", "250000元", "万元", ("30", "25"), ["UNIT_COLUMN", "UNITS_CONVERTED"]),
        ("300000元", "25", "万元", ("30", "25"), ["UNIT_COLUMN", "TARGET_CONVERTED"]),
        ("30万元", "25万元", "万元", ("30", "25"), []),
        ("2020.12", "2019.5", "万元", ("2020.12", "2019.5"), ["UNIT_COLUMN"]),
        ("100", "95", "百分比", ("100", "95"), ["UNIT_COLUMN"]),
    ],
)
def test_the_unit_column_holds_for_both_sides(
    target: str, actual: str, unit: str, numbers: tuple[str, str], notes: list[str]
) -> None:
    found = values_of(target, actual, THREE, unit=unit)
    assert found.problem is None
    assert (found.target.number, found.actual.number) == tuple(map(Decimal, numbers))
    assert found.target.unit == found.actual.unit
    assert [note.code for note in found.notes] == notes


def test_words_beside_a_number_of_the_unit_column_are_no_number() -> None:
    found = values_of("30", "完成", THREE, op="≤", unit="万元")
    assert found.problem is not None
    assert found.problem.code == "ACTUAL_NOT_NUMBER"


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("年度指标值（万元）", "万元"),
        ("指标值(单位：元)", "元"),
        ("年度指标值", ""),
        ("指标值（A）", ""),
    ],
)
def test_the_head_of_the_column_gives_a_unit(label: str, unit: str) -> None:
    columns = NATIONAL._replace(labels=((NATIONAL.target, label),))
    found = values_of("1,457.50", "1,377.67", columns)
    assert found.target.unit == found.actual.unit == unit
    assert [note.code for note in found.notes] == (["UNIT_HEAD"] if unit else [])


@pytest.mark.parametrize(
    ("name", "target", "actual", "unit", "problem"),
    [
        ("完工率", "100", "100", "%", ""),
        ("完工率", "100", "0.95", "", "UNIT_UNCLEAR"),
        ("服务对象满意度", "90", "92", "%", ""),
        ("培训人数", "100", "100", "", ""),
        ("万台死亡率", "0.36", "0.15", "", ""),
    ],
)
def test_bare_numbers_of_a_rate_are_percentages(
    name: str, target: str, actual: str, unit: str, problem: str
) -> None:
    found = values_of(target, actual, NATIONAL, **{NATIONAL.name: name})
    assert (found.problem.code if found.problem else "") == problem
    assert found.actual.unit == unit


def test_achievement_needs_two_numbers_and_a_target_above_zero() -> None:
    assert values_of("≥80%", "85%").achievement() == Decimal("1.0625")
    assert values_of("=0", "1").achievement() is None
    assert values_of("有效提升", "85%").achievement() is None
    assert values_of("≥5项", "完成").achievement() is None
