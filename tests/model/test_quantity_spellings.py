"""Every listed spelling, and what any text at all must keep to."""

import datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.model.dates import last_day
from app.model.quantity import Quantity, format_quantity, parse_quantity
from app.model.units import KNOWN, convert
from tests.model.spelled_values import Spelling, expected, spellings, told

TABLE = spellings()
LISTED = 120


def test_every_number_of_the_list_has_a_spelling() -> None:
    assert {s.id for s in TABLE if s.id} == set(range(1, LISTED + 1))
    assert sum(not s.id for s in TABLE) >= 100


@pytest.mark.parametrize("spelling", TABLE, ids=lambda s: s.text)
def test_spelling_reads_as_listed(spelling: Spelling) -> None:
    assert told(parse_quantity(spelling.text)) == expected(spelling)


@pytest.mark.parametrize("spelling", [s for s in TABLE if s.same_as], ids=lambda s: s.text)
def test_spelling_is_the_same_in_another_unit(spelling: Spelling) -> None:
    quantity = parse_quantity(spelling.text)
    number, unit = spelling.same_as or ("", "")
    assert convert(quantity.number or Decimal(0), quantity.unit, unit) == Decimal(number)


@pytest.mark.parametrize("spelling", [s for s in TABLE if s.last], ids=lambda s: s.text)
def test_date_ends_on_its_last_day(spelling: Spelling) -> None:
    date = parse_quantity(spelling.text).date
    assert date is not None
    assert last_day(date, 2020) == datetime.date.fromisoformat(spelling.last)


def test_what_waits_for_its_person_is_no_number() -> None:
    words = ("qualitative", "several", "unclear", "reference", "range", "date", "yes_no")
    found = [parse_quantity(s.text) for s in TABLE if s.values["kind"] in words]
    assert not any(quantity.is_number for quantity in found)


def assert_stable(text: str) -> None:
    """What is written in the canonical spelling reads as the same again."""
    quantity = parse_quantity(text)
    again = parse_quantity(format_quantity(quantity))
    if quantity.kind == "unclear":
        assert again.is_number == bool(quantity.suggestion)
    else:
        assert again == msgspec.structs.replace(quantity, suggestion="")


@pytest.mark.parametrize("spelling", TABLE, ids=lambda s: s.text)
def test_canonical_spelling_reads_the_same(spelling: Spelling) -> None:
    assert_stable(spelling.text)


def test_canonical_spellings_are_the_usual_ones() -> None:
    texts = {
        "不低于 ９０ ％": "≥90%",
        "70%以下": "70%以下",
        "≥90%以上": "≥90%以上",
        "2000 余份": "2000余份",
        "约90%": "约90%",
        "3个月内": "≤3个月",
        "逐年下降5%": "下降5%",
        "2019年底前": "2019年12月底前",
        "80%<B≤90%": "80<X≤90%",
        "/": "/",
        "已完成": "是",
    }
    assert {text: format_quantity(parse_quantity(text)) for text in texts} == texts


NUMBERS = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(1_000, 10**9).map("{:,}".format),
    st.decimals(0, 10**6, places=2).map("{:f}".format),
)
UNITS = st.sampled_from(["", *sorted(KNOWN), "万元", "元/人", "万人次", "元/标箱/年", "万"])
PREFIXES = st.sampled_from(
    ["", "≥", "<=", "＝", "不超过", "不低于", "控制在", "达到", "约", "近", "超过", "增长", "-"]
)
SUFFIXES = st.sampled_from(["", "以上", "以下", "以内", "左右", "(含)", ",得5分", ",质量为良"])
MORE = st.sampled_from(["", "余", "多"])
VALUES_TYPED = st.tuples(PREFIXES, NUMBERS, MORE, UNITS, SUFFIXES).map("".join)
RANGES = st.tuples(NUMBERS, st.sampled_from("-—~至到"), NUMBERS, UNITS).map("".join)
YEARS = st.sampled_from(["", "2019年", "2020年度"])
TIMES = st.sampled_from(
    ["9月", "12月", "2月29日", "2月30日", "上半年", "一季度", "年底", "9月上旬", "1-7月", "十二月"]
)
DATES = st.tuples(YEARS, TIMES, st.sampled_from(["", "前", "底前", "完成", "至12月", "后"])).map(
    "".join
)
LISTS = st.lists(VALUES_TYPED, min_size=2, max_size=3).map("，".join)
GRAMMAR = VALUES_TYPED | RANGES | DATES | LISTS


@given(GRAMMAR)
@example("2,019年")
@example("5季度")
@example("9月20日、9月23日")
@example("19件，办结19件，得3.8分")
def test_any_value_reads_the_same_in_its_canonical_spelling(text: str) -> None:
    assert_stable(text)


@given(NUMBERS, UNITS.filter(lambda unit: unit not in ("年", "月", "日", "季度")))
def test_a_plain_number_is_read_to_the_last_digit(number: str, unit: str) -> None:
    quantity = parse_quantity(f"≥{number}{unit}")
    assert quantity.is_number
    assert (quantity.operator, quantity.number) == ("≥", Decimal(number.replace(",", "")))


SIGNS = "≥≤<>=＝.,，、。:%％‰-—～/()）【$①²½０９ol\\\u3000\n\u200b"
WORDS = """
不超过 以上 以下 以内 约 余 90 12 1,000 .. 万 元 万元 月 日 年 底前 前 2019年 9月 季度 至 完成 未 无
优 良 \\geq ** 一 十 问卷 得 分 办结
"""
PIECES = [*SIGNS, *WORDS.split()]
MIXED = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@given(st.text() | MIXED | GRAMMAR)
def test_any_text_reads_without_an_error_and_stays_as_it_was(text: str) -> None:
    before = "".join(list(text))
    quantity = parse_quantity(text)
    assert text == before
    assert parse_quantity(text) == quantity
    assert quantity.is_number == (quantity.kind == "number")
    assert quantity.operator in ("", "≥", "≤", "=", ">", "<")
    assert (quantity.kind == "date") or quantity.date is None
    settled = parse_quantity(format_quantity(quantity))
    assert parse_quantity(format_quantity(settled)) == settled


@given(MIXED)
def test_white_space_around_a_text_changes_nothing(text: str) -> None:
    assert parse_quantity(f" \u3000{text}\n") == parse_quantity(text)


@given(MIXED)
def test_a_doubled_dot_is_never_a_number(text: str) -> None:
    quantity = parse_quantity(f"8..9{text}")
    assert not quantity.is_number
    if quantity.kind == "unclear" and quantity.suggestion:
        assert parse_quantity(quantity.suggestion).is_number


def test_empty_quantity_keeps_to_its_defaults() -> None:
    assert Quantity("empty") == parse_quantity("")
