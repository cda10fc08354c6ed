"""TX9: rises and falls that the text tells of a row in a table by years."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from app.model.money import exact_quotient, plain, round_half_up
from app.model.results import Finding
from app.prose.checks.ratios import agrees
from app.prose.checks.report import Report, once
from app.prose.checks.tables import named
from app.prose.grid import Grid, Line
from app.prose.quantities import Quantity, Sentence, shown
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_BRACKET = re.compile(r"（[^（）]*）")
_SINCE = re.compile(
    r"(?P<year>20[0-4][0-9])年?较(?:(?P<base>20[0-4][0-9])年|上(?:一)?年度?)[^，。；0-9]{0,8}"
    r"(?P<way>增长|增加|上升|提高|下降|降低|减少)(?:了|约|近)*$"
)
_FALL = frozenset(("下降", "降低", "减少"))
_FROM_TO = re.compile("^[^，。；0-9]{0,6}(?:到|至|为)$")
_HUNDRED = Decimal(100)
_LEAST = 4


def trend_findings(report: Report) -> Iterator[Finding]:
    """`从172种增至214种`, `2024年较上一年度下降4.78%` against tables with a column a year."""
    grids = [grid for grid in report.grids if len(grid.years) > 1]
    if grids:
        yield from once(f for s in report.sentences for f in _sentence(s, grids))


def _sentence(sentence: Sentence, grids: list[Grid]) -> Iterator[Finding]:
    numbers = [q for q in sentence.quantities if q.kind in ("count", "amount", "rate")]
    for first, last in pairwise(numbers):
        before = sentence.between(sentence.start, first.start)
        if not re.search("(?:从|由)[^，。；0-9]{0,3}$", before) or first.base != last.base:
            continue
        if _FROM_TO.match(sentence.between(first.end, last.start)):
            yield from _ends(sentence, first, last, grids)
    for rate in numbers:
        match = _SINCE.search(sentence.between(sentence.start, rate.start))
        if rate.kind == "rate" and match:
            yield from _moved(sentence, rate, match, grids)


def _rows(words: str, grids: list[Grid]) -> list[tuple[Grid, Line]]:
    """The rows that a text names, those with the longest name first."""
    found = []
    for grid in grids:
        for line in grid.lines:
            name = _BRACKET.sub("", line.label)
            if len(name) >= _LEAST and name in words:
                found.append((len(name), grid, line))
    found.sort(key=lambda each: -each[0])
    return [(grid, line) for _, grid, line in found]


def _ends(
    sentence: Sentence, first: Quantity, last: Quantity, grids: list[Grid]
) -> Iterator[Finding]:
    """Both ends of a move must stand in the row that it is told of."""
    clause = re.split("[，；：]", sentence.between(sentence.start, first.start))[-1]
    for grid, line in _rows(clause, grids):
        row = {n.value for n in line.numbers.values()}
        here = first.number in row, last.number in row
        if all(here):
            return
        if any(here):
            wrong = last if here[0] else first
            yield _not_there(wrong, grid, line, sentence)
            return


def _not_there(wrong: Quantity, grid: Grid, line: Line, sentence: Sentence) -> Finding:
    return finding(
        "TX9",
        "warning",
        place_of(wrong.line),
        case="row",
        found=wrong.text,
        expected="、".join(shown(n.value) for n in line.numbers.values()),
        noun=line.label,
        table=named(grid),
        line=str(line.line),
        quoted=quote(sentence.between(max(sentence.start, wrong.start - 24), wrong.end)),
    )


def _moved(
    sentence: Sentence, rate: Quantity, match: "re.Match[str]", grids: list[Grid]
) -> Iterator[Finding]:
    year = int(match["year"])
    base = int(match["base"]) if match["base"] else year - 1
    judged = []
    for grid, line in _rows(sentence.between(sentence.start, rate.start), grids):
        by_year = {known: column for column, known in grid.years.items()}
        ends = [line.numbers.get(by_year.get(wanted, -1)) for wanted in (base, year)]
        if ends[0] is None or ends[1] is None or not ends[0].value:
            continue
        change = exact_quotient(ends[1].value * _HUNDRED, ends[0].value) - _HUNDRED
        fell = match["way"] in _FALL
        if (change < 0) == fell and agrees(rate, abs(change)):
            return
        judged.append((grid, line, change, [end.text for end in ends if end]))
    for grid, line, change, ends_shown in judged[:1]:
        exact = f"{plain(round_half_up(abs(change), 2))}%"
        yield finding(
            "TX9",
            "warning",
            place_of(rate.line),
            case="fall" if change < 0 else "rise",
            found=match["way"] + rate.text,
            expected=exact,
            noun=line.label,
            table=named(grid),
            line=str(line.line),
            worked="→".join(ends_shown),
            quoted=quote(sentence.between(max(sentence.start, rate.start - 24), rate.end)),
        )
