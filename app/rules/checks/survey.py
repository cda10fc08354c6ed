"""Q1: a satisfaction rate wants its sample, and the same sample everywhere."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.money import folded, parse_points, plain
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.model.record import SCORED, Row
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.checks.texts import Told, prose_of
from app.rules.columns import Columns, columns_of, short
from app.rules.finding import finding
from app.rules.rows import facts_of

_SAMPLE = (
    "(?:问卷|样本|抽样|抽查|访谈|调查|回访|受访)[^0-9，。；;,]{0,12}?"
    r"([0-9][0-9,]*)\s*(?:余|多)?[份人户张名家个位]"
)
_SAID = "问卷|样本|抽样|访谈|调查|回访"


def survey_findings(context: Context) -> Iterator[Finding]:
    """In 预审: no sample named anywhere, or two texts with two samples."""
    if not context.review:
        return
    asked = list(_satisfaction(context))
    samples = [(told, found) for told in _texts(context, asked) if (found := samples_in(told.text))]
    if asked and not samples:
        row, columns = asked[0]
        place = Place(columns.section, row.id, columns.actual)
        name = short(row.text(columns.name) or row.text(columns.tiers[-1] if columns.tiers else ""))
        yield finding("Q1", "warning", place, row=name, found=row.text(columns.actual).strip())
    for told, found in samples[1:]:
        first = samples[0][1]
        if not first & found:
            values = {"found": _shown(found), "expected": _shown(first)}
            yield finding("Q1", "warning", told.place, case="differs", **values)
            return


def _satisfaction(context: Context) -> Iterator[tuple[Row, Columns]]:
    for section in context.definition.indicators():
        columns = columns_of(section)
        for row in context.record.rows(section.id):
            if "满意" in folded(row.text(columns.name)) and columns.actual:
                filled = parse_quantity(row.text(columns.actual)).is_number
                if filled and facts_of(row, columns).kind == SCORED:
                    yield row, columns


def _texts(context: Context, asked: list[tuple[Row, Columns]]) -> Iterator[Told]:
    for row, columns in asked:
        place = Place(columns.section, row.id, columns.actual)
        cells = (row.text(columns.name), row.text(columns.target), row.text(columns.actual))
        yield Told(place, " ".join(cells), "actual", "")
    yield from prose_of(context)


def samples_in(text: str) -> frozenset[Decimal]:
    """How many were asked, by a text that speaks of a survey; each number that it names."""
    if re.search(_SAID, text) is None:
        return frozenset()
    numbers = (parse_points(match[1]) for match in re.finditer(_SAMPLE, text))
    return frozenset(number for number in numbers if number)


def _shown(numbers: frozenset[Decimal]) -> str:
    return "、".join(plain(number) for number in sorted(numbers))
