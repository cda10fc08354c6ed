"""P2, P5: percentages that a sentence states beside the numbers that they follow from."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from app.model.money import exact_quotient, parse_points, plain, round_half_up
from app.model.results import Finding
from app.model.units import UNIT_PATTERN, normal_unit
from app.rules.checks.texts import PROSE, Terms, Told, sentences
from app.rules.finding import finding

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_RATE = rf"完成率(?:为|达到|达|是|[:：])?\s*({_NUMBER})\s*[%％](?!以上|以内|以下)"
_TARGET = rf"(?:目标|计划|任务|应|年初)[^0-9%％]{{0,12}}?({_NUMBER})\s*({UNIT_PATTERN}|％)?"
_ACTUAL = rf"(?:完成|实际|为|达到?|实)[^0-9%％]{{0,8}}?({_NUMBER})\s*({UNIT_PATTERN}|％)?"
_MOVE = (
    rf"(?:由|从)[^0-9，。,]{{0,15}}({_NUMBER})\s*[%％][^0-9。]{{0,20}}?(?:到|至|为)[^0-9，。,]{{0,8}}"
    rf"({_NUMBER})\s*[%％][^0-9。]{{0,12}}?"
    rf"(?:提高|提升|上升|增长|增加|下降|降低|减少)(?:了|约|近)?\s*({_NUMBER})\s*"
    r"([%％]|个?百分点)"
)
_SLACK = Decimal("0.01")
_HUNDRED = Decimal(100)


class _Stated(NamedTuple):
    """A completion rate as stated, and as target and actual give it."""

    found: str
    expected: str
    target: str
    actual: str


class _Moved(NamedTuple):
    """A change between two rates as stated, and as it should read."""

    case: str
    found: str
    expected: str
    start: str
    end: str


def stated_findings(told: Told, _terms: Terms) -> Iterator[Finding]:
    """P2: a completion rate against its target and actual; P5: percent or 百分点."""
    if told.role not in PROSE:
        return
    if "完成率" in told.text:
        for hit in _rates(told.text):
            values = {"target": hit.target, "actual": hit.actual}
            yield finding(
                "P2", "warning", told.place, found=hit.found, expected=hit.expected, **values
            )
    if "由" in told.text or "从" in told.text:
        for move in _moves(told.text):
            yield finding(
                "P5",
                "warning",
                told.place,
                case="differs" if move.case else "",
                found=move.found,
                expected=move.expected,
                start=move.start,
                end=move.end,
            )


@lru_cache(maxsize=2048)
def _rates(text: str) -> tuple[_Stated, ...]:
    found: list[_Stated] = []
    for sentence in sentences(re.sub(r"(?<!\n)\n(?!\n)", "", text)):
        begin = 0
        for match in re.finditer(_RATE, sentence):
            hit = _rate(sentence[begin : match.start()], match[1])
            begin = match.end()
            if hit is not None:
                found.append(hit)
    return tuple(found)


def _rate(before: str, typed: str) -> _Stated | None:
    """None where target and actual are not alone and in one unit, or the rate is right."""
    before = re.sub("20[0-9]{2}年|[（(][0-9]{1,2}[)）]", "", before)
    if len(re.findall(_NUMBER, before)) != 2:
        return None
    targets = list(re.finditer(_TARGET, before))
    if len(targets) != 1:
        return None
    actuals = list(re.finditer(_ACTUAL, before[targets[0].end() :]))
    if len(actuals) != 1:
        return None
    target, actual = _number(targets[0][1]), _number(actuals[0][1])
    units = [normal_unit((m[2] or "").replace("％", "%")) for m in (targets[0], actuals[0])]
    if units[0] != units[1] or not target or not actual:
        return None
    rates = [exact_quotient(a * _HUNDRED, b) for a, b in ((actual, target), (target, actual))]
    if any(_agrees(_number(typed), rate, typed) for rate in rates):
        return None
    shown = [plain(number) + unit for number, unit in zip((target, actual), units, strict=True)]
    return _Stated(f"{typed}%", f"{plain(round_half_up(rates[0], 2))}%", *shown)


@lru_cache(maxsize=2048)
def _moves(text: str) -> tuple[_Moved, ...]:
    hits = (_moved(match) for match in re.finditer(_MOVE, text))
    return tuple(hit for hit in hits if hit is not None)


def _moved(match: "re.Match[str]") -> _Moved | None:
    """A rise from A % to B % is B − A 百分点, or (B − A) ÷ A in percent."""
    start, end, stated = (_number(match[index]) for index in (1, 2, 3))
    if not start:
        return None
    points, percent = abs(end - start), exact_quotient(abs(end - start) * _HUNDRED, start)
    in_points = "点" in match[4]
    if _agrees(stated, points if in_points else percent, match[3]):
        return None
    other = percent if in_points else points
    case = "" if _agrees(stated, other, match[3]) else "differs"
    if case:
        expected = f"{plain(round_half_up(points, 2))}个百分点"
    else:
        expected = f"{match[3]}{'%' if in_points else '个百分点'}"
    found = f"{match[3]}{'个百分点' if in_points else '%'}"
    return _Moved(case, found, expected, f"{plain(start)}%", f"{plain(end)}%")


def _number(text: str) -> Decimal:
    return parse_points(text) or Decimal(0)


def _agrees(stated: Decimal, exact: Decimal, typed: str) -> bool:
    """Whether a rate is right at the decimals that it was written with, give or take 0.01."""
    decimals = len(typed.partition(".")[2])
    return abs(stated - round_half_up(exact, decimals)) <= _SLACK
