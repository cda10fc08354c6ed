"""Dates in values: their first and last day, and their canonical spelling."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import dates
from app.model.dates import Date, first_day, format_date, last_day
from app.model.quantity import parse_quantity
from app.model.units import UNIT_PATTERN


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("9月", "2020-09-01", "2020-09-30"),
        ("2月", "2020-02-01", "2020-02-29"),
        ("2019年2月", "2019-02-01", "2019-02-28"),
        ("年底前", "2020-12-01", "2020-12-31"),
        ("12月底", "2020-12-01", "2020-12-31"),
        ("年内完成", "2020-01-01", "2020-12-31"),
        ("2019年", "2019-01-01", "2019-12-31"),
        ("上半年", "2020-01-01", "2020-06-30"),
        ("下半年完成", "2020-07-01", "2020-12-31"),
        ("一季度", "2020-01-01", "2020-03-31"),
        ("2019年第4季度", "2019-10-01", "2019-12-31"),
        ("9月上旬", "2020-09-01", "2020-09-10"),
        ("9月中旬", "2020-09-11", "2020-09-20"),
        ("2月下旬", "2020-02-21", "2020-02-29"),
        ("12月初", "2020-12-01", "2020-12-10"),
        ("1-7月", "2020-01-01", "2020-07-31"),
        ("2018-2019年", "2018-01-01", "2019-12-31"),
        ("2019年9月20日-23日", "2019-09-20", "2019-09-23"),
        ("9月20日下达，9月23日到账", "2020-09-20", "2020-09-23"),
        ("2019年9月20日下达，12月1日到账", "2019-09-20", "2019-12-01"),
        ("2020/6/30", "2020-06-30", "2020-06-30"),
        ("9.30前", "2020-09-30", "2020-09-30"),
        ("十二月底前", "2020-12-01", "2020-12-31"),
    ],
)
def test_date_has_its_first_and_its_last_day(text: str, first: str, last: str) -> None:
    date = parse_quantity(text).date
    assert date is not None
    assert (first_day(date, 2020).isoformat(), last_day(date, 2020).isoformat()) == (first, last)


def test_leap_day_of_a_table_in_another_year_is_the_last_of_february() -> None:
    date = parse_quantity("2月29日前").date
    assert date == Date(None, 2, 29, by=True)
    assert last_day(date, 2019) == datetime.date(2019, 2, 28)


@pytest.mark.parametrize(("text", "by"), [("9月底前", True), ("9月30日前", True), ("9月", False)])
def test_by_then_differs_from_in_that_time(text: str, by: bool) -> None:
    quantity = parse_quantity(text)
    assert quantity.date is not None
    assert quantity.date.by == by == (quantity.operator == "≤")


def test_several_dates_are_marked_and_keep_the_earliest() -> None:
    date = parse_quantity("9月20日拨付，均已在9月23日到账").date
    assert date == Date(None, 9, 23, since=Date(None, 9, 20), several=True)


@pytest.mark.parametrize("text", ["2月30日", "10日前", "月底前", "9月后", "2019年9月以后完成"])
def test_a_day_that_cannot_be_told_is_no_date(text: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.kind, quantity.date) == ("date", None)


def test_a_month_with_before_takes_its_end_by_goodwill() -> None:
    assert parse_quantity("9月前").loose
    assert not parse_quantity("9月底前").loose
    assert not parse_quantity("9月30日前").loose


@pytest.mark.parametrize(
    ("date", "loose", "text"),
    [
        (Date(2019, 12, by=True), False, "2019年12月底前"),
        (Date(None, 9, by=True), True, "9月前"),
        (Date(), False, "年内"),
        (Date(None, 7, since=Date(None, 1)), False, "1月至7月"),
    ],
)
def test_date_is_written_in_its_usual_spelling(date: Date, loose: bool, text: str) -> None:
    assert format_date(date, loose=loose) == text


_PIECES = ["2019", "2020", "12", "9", "03", "31", "一", "十二", "上", "第", "1", "4", "5.6", "82"]
_SIGNS = [*"年月日号季度底末终内初前半旬下至到-—/.,", "年度", "季度", "半年", "以前", "完成", "%"]


@settings(max_examples=2000)
@given(st.lists(st.sampled_from(_PIECES + _SIGNS), max_size=9).map("".join))
def test_no_date_is_passed_over_before_it_is_looked_for(copy: str) -> None:
    found = dates._pattern(UNIT_PATTERN).search(copy)
    assert (dates.take_dates(copy, UNIT_PATTERN) is None) == (found is None)
