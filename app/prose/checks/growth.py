"""TX1: what a change from one number to another comes to in percent."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.money import exact_quotient, plain, round_half_up
from app.model.results import Finding
from app.prose.checks.ratios import agrees
from app.prose.checks.report import Report, once
from app.prose.quantities import Quantity, Sentence, shown
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_FROM = re.compile("(?:从|由)[^，。；]{0,4}$")
_TO = re.compile(
    "^[^，。；0-9]{0,4}(?:增|升|上升|提高|提升|增长|增加|扩大|降|减|下降|减少|降低)?(?:到|至|为)$"
)
_MOVE = re.compile(
    "(?:增长|增加|上升|提高|提升|下降|降低|减少|增幅|降幅)(?:率|幅度)?(?:了|约|近|为|达到?)*$"
)
_YEARLY = re.compile("年均")
_LISTED = re.compile("分别为?$")
_HUNDRED = Decimal(100)
_YEARS = 5


def growth_findings(report: Report) -> Iterator[Finding]:
    """`从5,524批次增至7,286批次，年均增长4.52%` and `分别为a、b、c，年均增长率近20%`."""
    yield from once(f for s in report.sentences for f in _moves(s))


def _moves(sentence: Sentence) -> Iterator[Finding]:
    found = sentence.quantities
    for index, rate in enumerate(found):
        before = sentence.between(sentence.start, rate.start)
        if rate.kind != "rate" or not _MOVE.search(before):
            continue
        clause = re.split("[，；]", before)[-1]
        earlier = [q for q in found[:index] if q.kind in ("count", "amount")]
        steps = _steps(sentence, earlier)
        if len(steps) > 1 and _in_reach(sentence, steps[-1], rate):
            yield from _judged(sentence, rate, steps, yearly=_YEARLY.search(clause) is not None)


def _in_reach(sentence: Sentence, last: Quantity, rate: Quantity) -> bool:
    """Only few words may stand between the numbers and their change, and no other number."""
    words = sentence.between(last.end, rate.start)
    return len(words) <= 14 and not any(character.isdigit() for character in words)


def _steps(sentence: Sentence, earlier: list[Quantity]) -> list[Quantity]:
    """The two numbers of `从…增至…`, or the last list behind `分别为`."""
    if len(earlier) < 2:
        return []
    first, last = earlier[-2:]
    words = sentence.between(sentence.start, first.start)
    if first.base == last.base and _FROM.search(words):
        return [first, last] if _TO.match(sentence.between(first.end, last.start)) else []
    run = [last]
    for quantity in reversed(earlier[:-1]):
        if quantity.base != last.base or sentence.between(quantity.end, run[0].start) != "、":
            break
        run.insert(0, quantity)
    listed = _LISTED.search(sentence.between(sentence.start, run[0].start)) is not None
    return run if len(run) > 2 and listed else []


def _judged(
    sentence: Sentence, rate: Quantity, steps: list[Quantity], *, yearly: bool
) -> Iterator[Finding]:
    start, end = steps[0].value, steps[-1].value
    if start <= 0 or end <= 0:
        return
    whole = abs(exact_quotient(end * _HUNDRED, start) - _HUNDRED)
    periods = [len(steps) - 1] if len(steps) > 2 else list(range(1, _YEARS + 1))
    rates = [_compound(start, end, n) for n in periods] if yearly else [whole]
    if any(agrees(rate, exact) for exact in rates):
        return
    likely = min(1, len(rates) - 1) if yearly else 0
    exact = rates[likely] if yearly else whole
    yield finding(
        "TX1",
        "info" if rate.approx else "warning",
        place_of(rate.line),
        case="yearly" if yearly else "growth",
        found=("近" if rate.approx else "") + rate.text,
        expected=f"{plain(round_half_up(exact, 2))}%",
        worked="→".join(shown(q.number, q.unit) for q in steps),
        years=str(periods[likely]),
        quoted=quote(sentence.between(max(sentence.start, steps[0].start - 10), rate.end)),
    )


def _compound(start: Decimal, end: Decimal, periods: int) -> Decimal:
    """The yearly change in percent that leads from one number to another."""
    root = (end / start) ** (Decimal(1) / periods)
    return abs(root - 1) * _HUNDRED
