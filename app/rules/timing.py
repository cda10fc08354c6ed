"""When a thing was done, beside the day by which it was due."""

import calendar
import datetime
import re
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from app.model.dates import Date, first_day, last_day
from app.model.money import folded
from app.rules.case import Case

Verdict: TypeAlias = Literal["on_time", "late", "unclear"]

_ANY_YEAR = 2000
"""Stands for the year of two dates that both have none."""

_BEFORE = "(?:已经?|均|都|全部|全)*"
_DONE = (
    "(?:足额|全部|全面|顺利|圆满|保质保量|[按质量])*"
    "(?:完成|办结|达成|实现|落实|验收|通过|交付|到位|到账|拨付|发放|竣工|完工|建成|报送|开展)?"
    "[^未没不无但除逾延,;。]{0,6}。?"
)
_ON_TIME = rf"{_BEFORE}(?:按时|按期|如期|准时|及时|提前){_DONE}"
_LATE = rf"{_BEFORE}(?:逾期|超期|(?:未能?|没有?能?)(?:按时|按期|如期|准时|及时))未?{_DONE}"


class Timing(NamedTuple):
    """The last day allowed, and the first and the last day on which it may have been done."""

    due: datetime.date
    first: datetime.date
    last: datetime.date

    @property
    def verdict(self) -> Verdict:
        """Late only where every day that is meant is late, on time only where none is."""
        if self.last <= self.due:
            return "on_time"
        return "late" if self.first > self.due else "unclear"


def timing(case: Case) -> Timing | None:
    """The days of target and actual, none where one is no date or its year cannot be told."""
    target, actual = case.target.date, case.actual.date
    if target is None or actual is None or case.target.approx or case.actual.approx:
        return None
    year = _year(case.year, target, actual)
    if year is None:
        return None
    first = first_day(msgspec.structs.replace(actual, since=None), year)
    return Timing(
        due=last_day(target, year),
        first=datetime.date.min if actual.by else first,
        last=last_day(actual, year),
    )


def _year(year: int | None, target: Date, actual: Date) -> int | None:
    """The year for the dates that name none: the table's, or any where both lack it."""
    if year is not None and datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return year
    named = {target.year is not None, actual.year is not None}
    return _ANY_YEAR if len(named) == 1 else None


def said(text: str) -> Verdict:
    """What an actual without a date says of its time: 已按时完成, 逾期完成, or nothing clear."""
    plain_text = folded(text)
    if re.fullmatch(_ON_TIME, plain_text):
        return "on_time"
    return "late" if re.fullmatch(_LATE, plain_text) else "unclear"


def periods_late(due: datetime.date, day: datetime.date, period: str) -> int:
    """How many days, weeks or months were begun after the last day allowed.

    A month runs to the same day of the next one, from a month's end to the next month's end.
    """
    days = (day - due).days
    if period == "day":
        return days
    if period == "week":
        return -(-days // 7)
    at_end = due.day == calendar.monthrange(due.year, due.month)[1]
    longest = calendar.monthrange(day.year, day.month)[1]
    limit = longest if at_end else min(due.day, longest)
    return (day.year - due.year) * 12 + day.month - due.month + (day.day > limit)
