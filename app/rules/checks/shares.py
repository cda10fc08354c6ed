"""P3, P4: shares of a whole: a missing percent sign, and parts that do not make 100 %."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from app.model.change import Change, Set
from app.model.money import parse_points, plain
from app.model.results import Finding
from app.rules.checks.texts import PROSE, Terms, Told, sentences
from app.rules.columns import short
from app.rules.finding import finding, with_fix

_NUMBER = r"[0-9]{1,2}\.[0-9]+"
_END = r"(?=\s*(?:[，。；、,;)）\n]|$))"
_SHARE = (
    rf"(?:占比|比重)(?:为|是|达到?|约|近)?\s*([0-9]{{1,2}}(?:\.[0-9]+)?){_END}"
    rf"|占(?![地用压道])[^0-9，。；、,;%％\n]{{0,10}}({_NUMBER}){_END}"
)
_INTERVAL = (
    r"([0-9]+(?:\.[0-9]+)?)(?=\s*(?:≤|<|＜|&lt;)\s*[A-Za-z\u4e00-\u9fff]{1,6}\s*(?:≤|<|＜)\s*"
    r"[0-9]+(?:\.[0-9]+)?\s*[%％])"
)
_PART = r"占(?:比|[^0-9，。；、,;%％]{0,10}?)(?:为|达到?|约)?\s*([0-9]+(?:\.[0-9]+)?)\s*[%％]"
_WHOLE = "其余|其他|其它|剩余|另外|分别|两者|三者"
_NEAR = (Decimal(90), Decimal(110))
"""Shares that add up to less or more than this were never meant to make a whole."""

_SLACK = Decimal("0.1")
_HUNDRED = Decimal(100)


def share_findings(told: Told, terms: Terms) -> Iterator[Finding]:
    """P3 in any sentence and in intervals; P4 in a sentence that names the rest of a whole."""
    if told.role in ("target", "name", "actual"):
        yield from _interval(told)
    if told.role not in PROSE or ("占" not in told.text and "比重" not in told.text):
        return
    for number in _bare_shares(told.text):
        yield finding("P3", "warning", told.place, found=number, expected=f"{number}%")
    if terms.review:
        for shares in _wholes(told.text):
            added = sum(shares, Decimal(0))
            values = {"parts": " + ".join(f"{plain(share)}%" for share in shares)}
            found = f"{plain(added)}%"
            yield finding("P4", "warning", told.place, found=found, expected="100%", **values)


def _interval(told: Told) -> Iterator[Finding]:
    """`80≤M<90%`: only one end of an interval bears the percent sign."""
    if "%" not in told.text and "％" not in told.text:
        return
    if len(re.findall("[≤<＜]|&lt;", told.text)) < 2:
        return
    match = re.search(_INTERVAL, told.text)
    if match is None:
        return
    new = told.text[: match.end()] + "%" + told.text[match.end() :]
    steps = (Set(told.place, told.text, new),)
    found = finding("P3", "info", told.place, case="interval", found=short(told.text), expected=new)
    yield with_fix(found, Change("add_percent", steps, how="fixed"))


@lru_cache(maxsize=2048)
def _bare_shares(text: str) -> tuple[str, ...]:
    return tuple(match[1] or match[2] for match in re.finditer(_SHARE, text))


@lru_cache(maxsize=2048)
def _wholes(text: str) -> tuple[tuple[Decimal, ...], ...]:
    """The shares of each sentence whose parts should make a whole and do not quite."""
    found = []
    for sentence in sentences(text):
        if re.search(_WHOLE, sentence) is None:
            continue
        shares = tuple(parse_points(m[1]) or Decimal(0) for m in re.finditer(_PART, sentence))
        added = sum(shares, Decimal(0))
        near = len(shares) > 1 and _NEAR[0] <= added <= _NEAR[1]
        if near and abs(added - _HUNDRED) > _SLACK:
            found.append(shares)
    return tuple(found)
