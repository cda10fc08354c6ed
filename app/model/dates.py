"""Dates in target and actual values: by when something is to be done, and when it was done."""

import calendar
import datetime
import re
from functools import cache
from typing import NamedTuple

import msgspec
from msgspec import Struct


class Date(Struct, frozen=True, gc=False):
    """A date as far as it was written: `9月` has no year and no day.

    `by` marks a latest date (`9月底前`); without it the thing happens in that time. A period has
    its beginning in `since` (`1-7月`, `上半年`, `9月上旬`). `several` marks the latest of several
    dates, the earliest then stands in `since`. Without month and year it is the table's year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    by: bool = False
    since: "Date | None" = None
    several: bool = False


class Dated(NamedTuple):
    """A text without its dates: `date` is none where it cannot be told which day is meant.

    `loose` marks a month or a year with 前 (`9月前`), whose end is taken as included.
    """

    rest: str
    date: Date | None
    loose: bool = False


_ALONE = r"(?<![0-9.])(?<![0-9],)"
_YEAR = rf"{_ALONE}(?:19|20)[0-9]{{2}}"
_MONTH = "(?:1[0-2]|0?[1-9])(?![0-9]|,[0-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])(?![0-9]|,[0-9])"
_HAN_MONTH = "十[一二]|[一二三四五六七八九十]"
_TO = "[-—至到]"
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
_THIRDS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, None)}
_MENTIONED = (
    "[0-9][年日号]|[0-9一二三四五六七八九十]月|季度|半年|年度?[底末终内初]|月[底末初]"
    rf"|[0-9]{{4}}(?:[/.]|{_TO})[0-9]|[0-9][./][0-9]{{1,2}}[日号]?[之以]?前"
)
"""What every date has in it; most texts do not, and are spared the long pattern."""

_AFTER = "后|以后|之后|起|以来|开始"


@cache
def _pattern(units: str) -> "re.Pattern[str]":
    """Every spelling of a date; compiled when the first date is typed."""
    return re.compile(
        rf"(?P<a>{_YEAR})[-/.](?P<b>{_MONTH})(?:[-/.](?P<c>{_DAY})日?)?"
        rf"(?![0-9%‰])(?!{units})(?P<by0>[之以]?前)?"
        rf"|(?:(?P<y0>{_YEAR})年?{_TO})(?P<y1>{_YEAR})年度?"
        rf"|(?:(?P<year>{_YEAR})年度?|(?:本|当|今)年)?(?:"
        rf"(?:{_ALONE}(?P<m0>{_MONTH})月?{_TO})?{_ALONE}"
        rf"(?:(?P<month>{_MONTH})|(?<![一二三四五六七八九十])(?P<han>{_HAN_MONTH}))月份?"
        rf"(?:(?P<day>{_DAY})[日号](?:{_TO}(?P<last>{_DAY})[日号])?|(?P<third>[上中下]旬|初))?"
        rf"(?P<end>底|末)?"
        rf"|{_ALONE}第?(?P<quarter>[一二三四1-4])季度[末底]?|(?P<half>[上下]半年)"
        rf"|(?<![每0-9])(?P<close>年度?(?:底|末|终))|(?<![每0-9])(?P<within>年度?内))(?P<by>[之以]?前)?"
        rf"|(?P<only>{_YEAR})年(?:度)?(?:(?P<late>底|末)|内)?(?P<by1>[之以]?前)?"
        rf"|{_ALONE}(?P<pm>{_MONTH})[./](?P<pd>{_DAY})(?=[日号]?[之以]?前)[日号]?(?P<by2>[之以]?前)"
        rf"|(?P<vague>{_ALONE}{_DAY}[日号](?=[之以]?前)|(?<![0-9])(?:年|月)[底末初])(?:[之以]?前)?"
    )


def take_dates(copy: str, units: str) -> Dated | None:
    """Take the dates out of a text in plain signs, none where there is no date.

    Args:
        copy: the text, without white space.
        units: a pattern of the units that make `2020.5` an amount.
    """
    if re.search(_MENTIONED, copy) is None:
        return None
    found = list(_pattern(units).finditer(copy))
    if not found:
        return None
    rest, at = "", 0
    for match in found:
        rest, at = rest + copy[at : match.start()], match.end()
    read = [_read(match) for match in found]
    after = re.match(_AFTER, copy[at:]) is not None
    dates = [date for date, _ in read if date is not None]
    if after or len(dates) < len(read):
        return Dated(rest + copy[at:], None)
    joined = len(found) == 2 and re.fullmatch(_TO, copy[found[0].end() : found[1].start()])
    if joined:
        rest = copy[: found[0].start()]
    date = _together(dates, joined=bool(joined))
    return Dated(rest + copy[at:], date, any(loose and _same(one, date) for one, loose in read))


def _same(one: Date | None, date: Date | None) -> bool:
    if one is None or date is None:
        return False
    return (one.month, one.day, one.by) == (date.month, date.day, date.by)


def _read(match: "re.Match[str]") -> tuple[Date | None, bool]:
    """One mention, and whether the end of its month or year is included only by goodwill."""
    part = match.groupdict()
    if part["vague"]:
        return None, False
    by = any(part[name] for name in ("by", "by0", "by1", "by2"))
    year = _int(part["year"] or part["a"] or part["only"] or part["y1"])
    if part["close"] or part["late"]:
        date = Date(year, 12, by=True)
    elif part["quarter"] or part["half"]:
        date = _period(year, part["quarter"], part["half"], by=by)
    elif part["y0"]:
        date = Date(year, since=Date(int(part["y0"])))
    elif part["only"] or part["within"]:
        date = Date(year, by=by)
    else:
        date = _in_month(part, year, by=by)
    loose = by and not date.day and date.since is None
    loose = loose and not any(part[name] for name in ("end", "close", "late", "within"))
    return (date, loose) if _exists(date) else (None, False)


def _in_month(part: dict[str, str | None], year: int | None, *, by: bool) -> Date:
    month = _int(part["month"] or part["b"] or part["pm"]) or _han(part["han"] or "")
    day = _int(part["day"] or part["c"] or part["pd"])
    if part["last"]:
        return Date(year, month, int(part["last"]), by=by, since=Date(year, month, day))
    if part["third"]:
        first, last = _THIRDS[part["third"]]
        return Date(year, month, last, by=by, since=Date(year, month, first))
    since = Date(year, int(part["m0"])) if part["m0"] else None
    return Date(year, month, day, by=by or bool(part["end"]), since=since)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _han(digits: str) -> int:
    return sum(_DIGITS[char] for char in digits)


def _period(year: int | None, quarter: str | None, half: str | None, *, by: bool) -> Date:
    if quarter:
        number = _DIGITS.get(quarter) or int(quarter)
        first, last = number * 3 - 2, number * 3
    else:
        first, last = (1, 6) if half == "上半年" else (7, 12)
    return Date(year, last, by=by, since=Date(year, first))


def _exists(date: Date) -> bool:
    days = calendar.monthrange(date.year or 2000, date.month or 1)[1]
    begins = date.since is None or _order(date.since) <= _order(date)
    return begins and (date.day or 1) <= days


def _order(date: Date) -> tuple[int, int, int]:
    return date.year or 0, date.month or 12, date.day or 31


def _together(dates: list[Date], *, joined: bool) -> Date | None:
    """One date out of all: the period that two of them bound, else the latest."""
    if len(dates) == 1:
        return dates[0]
    year = next((date.year for date in dates if date.year), None)
    known = []
    for date in dates:
        year = date.year or year
        since = date.since
        if since is not None and since.year is None:
            since = msgspec.structs.replace(since, year=year)
        known.append(msgspec.structs.replace(date, year=year, since=since))
    if joined:
        known[0] = msgspec.structs.replace(known[0], by=False, since=None)
        date = msgspec.structs.replace(known[1], since=known[0])
        return date if _exists(date) else None
    first, last = min(known, key=_order), max(reversed(known), key=_order)
    first = msgspec.structs.replace(first, by=False, since=None)
    return msgspec.structs.replace(last, since=first, several=True)


def last_day(date: Date, year: int) -> datetime.date:
    """The last day that a date allows, in the table's year where it names none."""
    year, month = date.year or year, date.month or 12
    days = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(date.day or days, days))


def first_day(date: Date, year: int) -> datetime.date:
    """The first day that a date allows; of several dates the first."""
    begin = date.since or date
    return datetime.date(begin.year or date.year or year, begin.month or 1, begin.day or 1)


def format_date(date: Date, *, loose: bool = False) -> str:
    """The date in its usual spelling: `9月底前`, `2019年12月31日`, `1月至7月`."""
    text = _point(date)
    if date.by and date.month and not date.day:
        text += "前" if loose else "底前"
    elif date.by:
        text += "前"
    if date.since is None:
        return text
    return _point(date.since) + ("、" if date.several else "至") + text


def _point(date: Date) -> str:
    year = f"{date.year}年" if date.year else ""
    month = f"{date.month}月" if date.month else ""
    return year + month + (f"{date.day}日" if date.day else "") or "年内"
