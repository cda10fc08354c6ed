"""TX1: a rate against the two numbers that it follows from."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from app.model.money import exact_quotient, plain, round_half_up
from app.model.results import Finding
from app.prose.checks.report import Report, once
from app.prose.quantities import Quantity, Sentence, shown
from app.prose.remarks import place_of, quote
from app.rules.checks.context import SLIGHT
from app.rules.finding import finding

_HUNDRED = Decimal(100)
_NEAR = Decimal(10)
"""A rate so many points from what two numbers give is meant to follow from them."""

_OTHER_TIME = re.compile("较|比上|同比|环比|增长|下降|上升|降低|提高|增加|减少|年均")
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{2,}(?:率|占比|比例)$")
_OF_WHOLE = re.compile(
    r"占总[^，。；]{0,10}的?(?:约|近)?$|占[^，。；]{0,8}总[数量额]的?(?:约|近)?$"
)
_SHARE = re.compile(r"占(?:比|总|[^，。；]{0,12})[^，。；0-9]{0,6}$")
_PART_OF = re.compile("中[^，。；]{0,6}有|其中|涉及|包含")
_COUNTED = ("count", "amount")
_TIME = frozenset(("年", "年度", "月", "天", "工作日", "小时", "周", "季度"))


def ratio_findings(report: Report) -> Iterator[Finding]:
    """Rates of a sentence, then what a change between two numbers comes to."""
    for sentence in report.sentences:
        rates = [q for q in sentence.quantities if q.kind == "rate"]
        if rates:
            yield from once(_rates(sentence, rates, report))


def _rates(sentence: Sentence, rates: list[Quantity], report: Report) -> Iterator[Finding]:
    begin = sentence.start
    for rate in rates:
        before = [q for q in sentence.quantities if begin <= q.start < rate.start]
        words = sentence.between(begin, rate.start)
        counted = [q for q in before if q.kind in _COUNTED and not q.approx and q.unit not in _TIME]
        clause = re.split("[，：]", words)[-1]
        if not _OTHER_TIME.search(clause):
            yield from _one(sentence, rate, counted, clause, report)
        begin = rate.end


def _one(
    sentence: Sentence, rate: Quantity, counted: list[Quantity], clause: str, report: Report
) -> Iterator[Finding]:
    pairs = [pair for pair in permutations(counted, 2) if pair[0].base == pair[1].base]
    share = _SHARE.search(clause) is not None
    bounded = re.match("以[上下内]|及以", rate.after) is not None
    if bounded or not (share or _RATE_NAME.search(rate.noun)):
        return
    if any(_follows(rate, part, whole) for part, whole in pairs):
        yield from _tail(sentence, rate, pairs)
    elif len(counted) == 2 and len(pairs) == 2 and _meant(sentence, counted, rate, share=share):
        part, whole = sorted(counted, key=lambda q: q.value)
        yield _wrong(rate, part, whole, sentence)
    elif len(counted) == 1 and _OF_WHOLE.search(clause) and not rate.approx:
        yield from _no_whole(rate, counted[0], report)


def _meant(sentence: Sentence, pair: list[Quantity], rate: Quantity, *, share: bool) -> bool:
    """Whether the rate can only be the one number's share of the other."""
    part, whole = sorted(pair, key=lambda q: q.value)
    if not whole.value or part.value == whole.value:
        return False
    if share and _PART_OF.search(sentence.between(sentence.start, rate.start)):
        return True
    return any(abs(exact - rate.number) <= _NEAR for exact in _possible(part, whole))


def _possible(part: Quantity, whole: Quantity) -> list[Decimal]:
    """The shares that two numbers can stand for, in percent: the one's, or that of the rest."""
    if not whole.value:
        return []
    share = exact_quotient(part.value * _HUNDRED, whole.value)
    return [share, _HUNDRED - share] if share <= _HUNDRED else [share]


def _follows(rate: Quantity, part: Quantity, whole: Quantity) -> bool:
    return any(agrees(rate, exact) for exact in _possible(part, whole))


def agrees(rate: Quantity, exact: Decimal) -> bool:
    """Whether a rate is right at its decimals, give or take 0.01; `近20%` may be rather less."""
    if rate.approx:
        return abs(rate.number - exact) <= max(Decimal(1), rate.number / 20)
    return abs(rate.number - round_half_up(exact, rate.decimals)) <= SLIGHT


def _tail(
    sentence: Sentence, rate: Quantity, pairs: list[tuple[Quantity, Quantity]]
) -> Iterator[Finding]:
    """The last digit is off by one: true to the eye, but not what a calculator says."""
    exacts = [exact for part, whole in pairs for exact in _possible(part, whole)]
    rounded = [round_half_up(exact, rate.decimals) for exact in exacts]
    near = [exact for exact in rounded if abs(exact - rate.number) <= SLIGHT]
    if rate.decimals and not rate.approx and near and rate.number not in near:
        values = {"quoted": quote(sentence.text), "expected": f"{plain(near[0])}%"}
        yield finding("TX1", "info", place_of(rate.line), case="tail", found=rate.text, **values)


def _wrong(rate: Quantity, part: Quantity, whole: Quantity, sentence: Sentence) -> Finding:
    exact = exact_quotient(part.value * _HUNDRED, whole.value)
    right = f"{plain(round_half_up(exact, max(2, rate.decimals)))}%"
    worked = f"{shown(part.number, part.unit)}÷{shown(whole.number, whole.unit)}={right}"
    return finding(
        "TX1",
        "warning" if not rate.approx or abs(exact - rate.number) > _NEAR else "info",
        place_of(rate.line),
        found=rate.text,
        expected=right,
        worked=worked,
        quoted=quote(sentence.between(part.start - 8 if part.start > 8 else 0, rate.end)),
    )


def _no_whole(rate: Quantity, part: Quantity, report: Report) -> Iterator[Finding]:
    """`1422批次，仅占总抽检批次的23.56%`, and no number near 6,036 in the whole report."""
    half = rate.digit / 2
    if rate.number <= half or rate.number >= _HUNDRED or not rate.decimals:
        return
    low = exact_quotient(part.value * _HUNDRED, rate.number + half)
    high = exact_quotient(part.value * _HUNDRED, rate.number - half)
    if any(low <= n <= high for n in report.numbers) or _in_tables(report, part, low, high):
        return
    whole = round_half_up(exact_quotient(part.value * _HUNDRED, rate.number * part.size), 0)
    yield finding(
        "TX1",
        "info",
        place_of(rate.line),
        case="whole",
        found=rate.text,
        expected=shown(whole, part.unit),
        part=part.text,
        quoted=quote(rate.passage.text[max(0, part.start - 12) : rate.end]),
    )


def _in_tables(report: Report, part: Quantity, low: Decimal, high: Decimal) -> bool:
    """Whether the whole stands somewhere in another unit of money."""
    if part.kind != "amount":
        return False
    return any(low <= n * 10_000 <= high for n in report.numbers)
