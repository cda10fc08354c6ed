"""Amounts, points and how they are printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.money import (
    format_rate,
    is_blank_amount,
    parse_amount,
    parse_points,
    parse_rate,
    plain,
    round_half_up,
    shown_amount,
    yuan_to_wan,
)


@pytest.mark.parametrize(
    ("text", "column_unit", "value", "unit", "separators"),
    [
        ("87.65", "万元", "87.65", "", False),
        ("87.65万元", "万元", "87.65", "万元", False),
        (" 87.65 万元 ", "万元", "87.65", "万元", False),
        ("８７．６５万", "万元", "87.65", "万", False),
        ("876,543.21元", "万元", "87.654321", "元", True),
        ("1，457．50", "万元", "1457.50", "", True),
        ("2.16亿元", "万元", "21600", "亿元", False),
        ("2.16亿元", "元", "216000000", "亿元", False),
        ("-3.5", "万元", "-3.5", "", False),
        ("−3.5", "万元", "-3.5", "", False),
        ("￥1,000,000.00", "元", "1000000.00", "", True),
        ("192,000. 00", "元", "192000.00", "", True),
        ("12345678901234567890.12", "元", "12345678901234567890.12", "", False),
    ],
)
def test_amount_is_read_exactly_in_the_columns_unit(
    text: str, column_unit: str, value: str, unit: str, separators: bool
) -> None:
    amount = parse_amount(text, column_unit)
    assert amount is not None
    assert (amount.value, amount.unit, amount.separators) == (Decimal(value), unit, separators)


@pytest.mark.parametrize(
    "text", ["", "—", "约90", "1e5", "1,23", "12,3456", "82..73", "87.65%", "九十", "1" * 40, "NaN"]
)
def test_text_that_is_no_amount_is_refused(text: str) -> None:
    assert parse_amount(text, "万元") is None


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), (" \u3000\u00a0", True), ("—", True), ("/", True), ("0", False)]
)
def test_marks_for_nothing_count_as_blank(text: str, blank: bool) -> None:
    assert is_blank_amount(text) is blank


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("0.125", 2, "0.13"), ("9.865", 2, "9.87"), ("-0.125", 2, "-0.13"), ("86.5", 0, "87")],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert round_half_up(Decimal(value), decimals) == Decimal(rounded)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *[("25.00", "25"), ("9.87", "9.87"), ("10.00", "10"), ("4.40", "4.4"), ("100", "100")],
        *[("1E+3", "1000"), ("0.00", "0"), ("-0.00", "0"), ("1E-7", "0.0000001")],
    ],
)
def test_numbers_are_printed_without_exponent_and_trailing_zeros(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(("value", "text"), [("98.7336", "98.73%"), ("100", "100%")])
def test_rate_is_printed_with_its_decimals(value: str, text: str) -> None:
    assert format_rate(Decimal(value), 2) == text


@pytest.mark.parametrize(
    ("text", "points"), [("25", "25"), ("25分", "25"), ("９.8７", "9.87"), ("-1", "-1")]
)
def test_points_are_read(text: str, points: str) -> None:
    assert parse_points(text) == Decimal(points)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("98.73%", (Decimal("98.73"), 2)),
        ("86％", (Decimal(86), 0)),
        ("9.87分", None),
        ("—", None),
    ],
)
def test_printed_rate_is_read_with_its_decimals(
    text: str, rate: tuple[Decimal, int] | None
) -> None:
    assert parse_rate(text) == rate


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("876500", "87.65"),
        ("865,400.00", "86.54"),
        ("876543.21", "87.654321"),
        ("87.65万元", "87.65"),
        ("余额", None),
    ],
)
def test_yuan_becomes_exact_wan(text: str, wan: str | None) -> None:
    assert yuan_to_wan(text) == wan


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *[("87.654321", "87.65"), ("87.65", "87.65"), ("87.6", "87.6"), ("100", "100")],
        *[("1,457.505", "1,457.51"), ("86.541万元", "86.541万元"), ("待定", "待定"), ("", "")],
    ],
)
def test_more_than_two_decimals_are_shown_as_two(text: str, shown: str) -> None:
    assert shown_amount(text) == shown


@given(st.text())
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    parse_amount(text, "万元")
    parse_points(text)
    parse_rate(text)
    shown_amount(text)
    yuan_to_wan(text)


@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4))
def test_wan_and_yuan_are_the_same_amount(value: Decimal) -> None:
    wan = yuan_to_wan(plain(value))
    assert wan is not None
    amount = parse_amount(wan + "万元", "元")
    assert amount is not None
    assert amount.value == value


def test_a_number_that_is_still_being_typed_is_read() -> None:
    assert parse_points("60.") == 60
    amount = parse_amount("1,060.", "万元")
    assert amount is not None
    assert amount.value == 1060
