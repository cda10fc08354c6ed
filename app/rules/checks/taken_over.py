"""X9: what was taken over from last year and still says last year's amount or year."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.model.carried import carried_of
from app.model.money import YUAN_IN, folded
from app.model.places import parse_place
from app.model.quantity import parse_quantity
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.columns import short
from app.rules.finding import finding

_DOCUMENT = re.compile(r"[〔\[(【][0-9]{4}[〕\])】]第?[0-9]*号?")
"""A year in a document's number is no year (users.md, decision 9)."""


def taken_over_findings(context: Context) -> Iterator[Finding]:
    """Texts that are as last year and hold an amount of money, or last year's year in any text."""
    carried = carried_of(context.record)
    if not carried.values:
        return
    year = "" if carried.year in (None, context.record.year) else str(carried.year)
    for name, before in carried.values.items():
        place = parse_place(name)
        text = context.record.text(place)
        if not text or text != before:
            continue
        dated = bool(year) and year in _without_documents(text)
        if dated or _is_money(text):
            values = {"found": short(text, 24), "year": year}
            yield finding("X9", "warning", place, case="year" if dated else "", **values)


@lru_cache(maxsize=2048)
def _without_documents(text: str) -> str:
    return _DOCUMENT.sub("", folded(text))


@lru_cache(maxsize=2048)
def _is_money(text: str) -> bool:
    return parse_quantity(text).unit in YUAN_IN
