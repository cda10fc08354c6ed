"""Dates: on time or late, deductions for each period, and what cannot be told."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import JsonValue
from tests.rules.rows import points_and_code, row_of, score_of, within

DATE = {"family": "date"}
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
ON_TIME, LATE = ("10", "DATE_ON_TIME"), ("0", "DATE_LATE")


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        *[("2019年12月底前", "2019年12月31日", ON_TIME), ("2019年12月底前", "2020年1月", LATE)],
        *[
            ("12月底前", "11月20日", ON_TIME),
            ("9月底前", "10月1日", LATE),
            ("9月", "9月30日", ON_TIME),
        ],
        *[("9月底前", "10月", LATE), ("9月15日前", "9月", (None, "DATE_UNCLEAR"))],
        *[("9月底前", "12月底前完成", (None, "DATE_UNCLEAR")), ("9月底前", "9月底前完成", ON_TIME)],
        *[("9月底前", "2019年", (None, "DATE_UNCLEAR")), ("年底前完成", "2019年", ON_TIME)],
        *[("2018年底前", "2019年2月", LATE), ("9月20日前", "9月20日、9月23日", LATE)],
        *[("9月底前", "9月左右", (None, "DATE_UNCLEAR"))],
        *[
            ("≤9月", "9", ON_TIME),
            ("9月底前", "10", LATE),
        ],
        *[
            ("9月底前", "已按时完成", ("10", "DATE_SAID")),
            ("9月底前", "按期完成", ("10", "DATE_SAID")),
        ],
        *[
            ("9月底前", "提前完成", ("10", "DATE_SAID")),
            ("9月底前", "如期全部办结", ("10", "DATE_SAID")),
        ],
        *[
            ("9月底前", "逾期完成", LATE),
            ("9月底前", "未按期完成", LATE),
            ("9月底前", "未能按时完成", LATE),
        ],
        ("9月底前", "", (None, "ACTUAL_MISSING")),
    ],
)
def test_a_date_target_is_kept_or_missed(
    target: str, actual: str, expected: tuple[str | None, str]
) -> None:
    row = row_of(target, actual)
    assert points_and_code(row, year=2019) == expected
    assert score_of(row, year=2019).rule == "date"


@pytest.mark.parametrize(
    ("actual", "points"),
    [
        *[
            ("明显改善", None),
            ("未完成", None),
            ("部分按时完成", None),
            ("按时完成，但有2项逾期", None),
        ],
        *[("已完成", "10"), ("部分达成年度指标并具有一定效果", "7"), ("不及时", None)],
    ],
)
def test_other_words_beside_a_date_are_left_to_a_degree(actual: str, points: str | None) -> None:
    score = score_of(row_of("9月底前", actual), year=2019)
    assert (score.rule, points_and_code(row_of("9月底前", actual))[0]) == ("qualitative", points)


def test_degree_chosen_beside_a_date_holds() -> None:
    score = score_of(row_of("9月底前", "逾期完成", rule={"degree": "partly"}), year=2019)
    assert (score.rule, score.points) == ("qualitative", Decimal(7))


@pytest.mark.parametrize(
    ("target", "actual", "year", "expected"),
    [
        ("9月底前", "10月5日", None, LATE),
        ("9月底前", "9月5日", 10**6, ON_TIME),
        ("2019年9月底前", "10月5日", None, (None, "DATE_UNCLEAR")),
        ("2019年9月底前", "10月5日", 2019, LATE),
        ("2019年9月底前", "10月5日", 2018, ON_TIME),
    ],
)
def test_year_is_the_tables_and_never_guessed(
    target: str, actual: str, year: int | None, expected: tuple[str | None, str]
) -> None:
    assert points_and_code(row_of(target, actual), year=year) == expected


@pytest.mark.parametrize(
    ("actual", "more", "expected"),
    [
        ("10月3日", {"each": "5"}, ("8.5", "3")),
        ("10月3日", {"each": "0.5", "measure": "points"}, ("8.5", "3")),
        ("10月7日", {"each": "20", "period": "week"}, ("8", "1")),
        ("10月8日", {"each": "20", "period": "week"}, ("6", "2")),
        ("10月31日", {"each": "20", "period": "month"}, ("8", "1")),
        ("11月1日", {"each": "20", "period": "month"}, ("6", "2")),
        ("10月", {"each": "20", "period": "month"}, ("8", "1")),
        ("2020年9月30日", {"each": "5", "period": "month"}, ("4", "12")),
        ("12月31日", {"each": "20"}, ("0", "92")),
    ],
)
def test_each_period_begun_costs_until_nothing_is_left(
    actual: str, more: dict[str, JsonValue], expected: tuple[str, str]
) -> None:
    row = row_of("9月底前", actual, rule=DATE | more)
    step = score_of(row, year=2019).steps[-1]
    assert (step.code, step.values["points"], step.values["count"]) == ("DATE_DEDUCTED", *expected)


@pytest.mark.parametrize("due", ["9月15日前", "1月31日前"])
def test_a_month_ends_on_the_same_day_of_the_next(due: str) -> None:
    rule = DATE | {"each": "10", "period": "month"}
    month = int(due[0])
    days = {"9": ("10月15日", "10月16日"), "1": ("2月28日", "3月1日")}[str(month)]
    counts = [
        score_of(row_of(due, day, rule=rule), year=2019).steps[-1].values["count"] for day in days
    ]
    assert counts == ["1", "2"]


@pytest.mark.parametrize("actual", ["10月", "逾期完成", "2019年"])
def test_lateness_that_cannot_be_counted_waits(actual: str) -> None:
    row = row_of("9月底前", actual, rule=DATE | {"each": "5"})
    assert points_and_code(row, year=2019) == (None, "DATE_UNCLEAR")


@pytest.mark.parametrize("target", ["5次", "尽快", "月初"])
def test_rule_for_dates_needs_a_date(target: str) -> None:
    assert points_and_code(row_of(target, "9月", rule=DATE)) == (None, "TARGET_NOT_DATE")


@given(
    DAYS,
    DAYS,
    st.sampled_from(["day", "week", "month"]),
)
def test_on_time_is_full_and_late_is_less(due: date, done: date, period: str) -> None:
    texts = [f"{d.year}年{d.month}月{d.day}日" for d in (due, done)]
    rule = DATE | {"each": "20", "period": period}
    score = score_of(row_of(texts[0] + "前", texts[1], rule=rule))
    assert within(score, "10")
    assert (score.points == 10) == (done <= due)
