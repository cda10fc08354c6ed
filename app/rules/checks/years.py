"""T1, T2, T3: years and dates that do not belong to the record's year."""

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from app.model.dates import last_day
from app.model.quantity import parse_quantity
from app.model.results import Finding
from app.rules.checks.texts import DONE, NOTE, PLANNED, TEXT, Terms, Told
from app.rules.columns import short
from app.rules.finding import finding

_YEAR = "20[0-4][0-9]"
_DOCUMENT = (
    rf"[〔\[【]\s*{_YEAR}\s*[〕\]】]|[(（]\s*{_YEAR}\s*[)）]\s*第?\s*[0-9]+\s*号"
    rf"|{_YEAR}年?第?[0-9]+号"
)
_TITLE = "《[^《》]*》"
_RANGE = rf"{_YEAR}\s*年?度?\s*[-—–―~～至到]+\s*(?:{_YEAR}|[0-9]{{2}}(?![0-9]))年?度?"
_MENTION = rf"(?<![0-9])({_YEAR})(?:\s*(年度|年)|(?=[-/.][0-9]{{1,2}}[-/.]))"
_COMPARED = (
    "较|比|上年|上一年|去年|往年|历年|自|从|以来|起|成立|建成|始|结转|延续"
    "|分年|年均|到|至|力争|规划"
)
"""Words that name another year on purpose."""

_STRICT = frozenset(("project_name", "name", "target", PLANNED))
"""Texts that belong to the record's year: a carried-over one still names the year before."""

_LOOSE = frozenset((DONE, NOTE, TEXT, "deviation", "actual"))


def year_findings(told: Told, terms: Terms) -> Iterator[Finding]:
    """T1: a text that names other years only.

    A number of a document, a title, a span of years (2021—2025) and a comparison name none.
    A reason may speak of the year after, when what is left will be done.
    """
    year, role = terms.year, told.role
    if year is None or "20" not in told.text or role not in _STRICT | _LOOSE:
        return
    mentioned = named_years(told.text)
    if not mentioned or any(named == year for named, _ in mentioned):
        return
    if role in ("target", "actual") and parse_quantity(told.text).kind == "date":
        return
    sure = role in _STRICT or (role == DONE and any(fiscal for _, fiscal in mentioned))
    wrong = [named for named, _ in mentioned if role in _STRICT or named != year + 1]
    if not wrong or not (sure or terms.review):
        return
    names = "、".join(f"{named}年" for named in dict.fromkeys(wrong))
    yield finding(
        "T1", "warning", told.place, found=names, expected=f"{year}年", text=short(told.text)
    )


@lru_cache(maxsize=4096)
def named_years(text: str) -> tuple[tuple[int, bool], ...]:
    """The years that a text speaks of as its own, and whether as a fiscal year (年度)."""
    copy = re.sub(_RANGE, " ", re.sub(_DOCUMENT, " ", re.sub(_TITLE, " ", text)))
    found: list[tuple[int, bool]] = []
    for clause in re.split("[，,。；;、\n]", copy):
        for mention in re.finditer(_MENTION, clause):
            if mention[2] == "年度" or re.search(_COMPARED, clause) is None:
                found.append((int(mention[1]), mention[2] == "年度"))
    return tuple(found)


def date_findings(told: Told, terms: Terms) -> Iterator[Finding]:
    """T2: a target's date outside the year; T3: a form dated before its year has ended."""
    year = terms.year
    if year is None or told.role not in ("target", "date"):
        return
    if told.role == "date" and "日期" not in told.label:
        return
    date = parse_quantity(told.text).date
    if date is None or date.year is None:
        return
    if told.role == "target":
        begins = date.year if date.since is None else date.since.year or date.year
        if not begins <= year <= date.year:
            values = {"found": short(told.text), "expected": f"{year}年"}
            yield finding("T2", "warning", told.place, **values)
    elif last_day(date, year) <= datetime.date(year, 12, 31):
        yield finding("T3", "info", told.place, found=short(told.text), year=str(year))
    elif date.year > year + 1:
        yield finding("T3", "info", told.place, case="late", found=short(told.text), year=str(year))
