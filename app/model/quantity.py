"""What an indicator's target or actual value says: operator, number, unit and kind.

The text that was typed is never changed; only a copy is read. What is not clearly one number is
never taken for one: a wrong score is worse than a row that waits for its person.
"""

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from app.model.answers import worded
from app.model.canonical import format_quantity
from app.model.dates import Date, take_dates
from app.model.numbered import QUALITATIVE, number_in, reference_in
from app.model.spelling import Spelled, spelled
from app.model.units import UNIT_PATTERN
from app.model.value import Kind, Part, Quantity

__all__ = ("Kind", "Part", "Quantity", "format_quantity", "parse_quantity")

_LONGEST = 120
"""Longer texts are prose, whatever numbers they hold."""

_DASHES = frozenset(("—", "——", "-", "--"))
_SCORED = (
    r"(?P<value>.+?)[,;、。](?:[根依]据[^0-9,]{2,12},)?(?:该项指标|本项指标|该指标|本指标|此项|该项)?"
    r"(?:自评得分为?|(?:自评)?得(?:满分)?|计|记)(?P<points>[0-9]+(?:\.[0-9]+)?)分"
)
"""A value, and the points given for it in the same cell."""

_MAYBE_AMOUNT = r"(?:19|20)[0-9]{2}\.[0-9]"
"""Beside other numbers `2020.5` need not be a month."""

_VARIABLE = r"^[A-Za-z](?=[≥≤><=])"
_DOCUMENT = r"[^\s,。;]{0,12}[〔\[(【][0-9]{4}[〕\])】]第?[0-9]+号"
_NOT_THIS_TIME = (
    "未|没有|尚|预计|计划|拟|推迟|延期|逾期|延迟|滞后|不(?!晚于|迟于|得晚)|次年|翌年|明年|来年"
    "|下一?年|去年|上年|往年|若干|每(?!年)"
)
_TIME_WORDS = (
    "在|于|已|均|将|应|须|需|确保|力争|截至|截止|到|至|之前|以前|前|之内|以内|底|内|不晚于|不迟于|最迟"
    "|至迟|时间|全部|按时|完成|完工|竣工|建成|验收|到账|到位|拨付|发放|办结|投入使用|交付|上线|印发"
    "|左右|约|大约|的|了|[,、;。:()]"
)
_MOST_WORDS_BESIDE = 12


@lru_cache(maxsize=16384)
def parse_quantity(text: str) -> Quantity:
    """Read a target or an actual value; any text gives a result (domain.md, section 5)."""
    found = spelled(text)
    quantity = _in_words(found.text) or _with_points(found) or _with_date(found)
    if found.suggestion and quantity.is_number:
        return msgspec.structs.replace(quantity, suggestion=found.suggestion)
    return quantity


def _with_points(found: Spelled) -> Quantity | None:
    """A value whose cell holds its points too."""
    scored = re.fullmatch(_SCORED, found.text) if found.text.endswith("分") else None
    if scored is None or found.doubtful:
        return None
    value = parse_quantity(scored["value"])
    points = None if value.kind == "unclear" else Decimal(scored["points"])
    return msgspec.structs.replace(value, points=points)


def _with_date(found: Spelled) -> Quantity:
    """A date where there is one and nothing else to reckon with, else the number beside it."""
    copy = re.sub(_VARIABLE, "", re.sub(_DOCUMENT, "", found.text))
    dated = take_dates(copy, UNIT_PATTERN)
    if dated is not None:
        if re.search("[0-9]", dated.rest) is None:
            return _dated(copy, dated.rest, dated.date, loose=dated.loose)
        copy = copy if re.search(_MAYBE_AMOUNT, copy) else dated.rest
    if found.doubtful or re.search(r"[0-9]\.[0-9]+\.[0-9]|[0-9,.]{31}", copy):
        return Quantity("unclear", suggestion=_number_meant(found.suggestion))
    return number_in(copy)


def _in_words(copy: str) -> Quantity | None:
    """A value that is known as a whole."""
    if not copy:
        return Quantity("empty")
    if copy in _DASHES:
        return Quantity("dash")
    if len(copy) > _LONGEST:
        return QUALITATIVE
    if not copy.startswith("十") and re.fullmatch(UNIT_PATTERN, copy):
        return Quantity("unclear")
    meant = worded(copy)
    if meant is None:
        return None
    number = Decimal(0) if meant.answer == "none" else None
    return Quantity(meant.kind, number=number, answer=meant.answer, grade=meant.grade)


def _number_meant(suggestion: str) -> str:
    """The suggestion, if it can be read as a number at all."""
    return suggestion if suggestion and parse_quantity(suggestion).is_number else ""


def _dated(copy: str, rest: str, date: Date | None, *, loose: bool) -> Quantity:
    """A date, unless the text only mentions it."""
    reference = reference_in(rest)
    if reference is not None:
        return reference
    by = (date is not None and date.by) or re.search("不[晚迟]于|[最至]迟", rest) is not None
    beside = re.sub(_TIME_WORDS, "", rest)
    if re.search(_NOT_THIS_TIME, rest) or ("每" in rest and not by):
        return QUALITATIVE
    if len(beside) > _MOST_WORDS_BESIDE or (date and not (date.month or by) and beside):
        return QUALITATIVE
    if date is not None and by:
        date = msgspec.structs.replace(date, by=True)
    approx = re.search("左右|约", copy) is not None
    return Quantity("date", "≤" if by else "", approx=approx, loose=loose, date=date)
