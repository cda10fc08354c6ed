"""W7: second tiers under the first tier that the form puts them under."""

from collections.abc import Iterator, Sequence

from app.model.definition import IndicatorsSection
from app.model.places import Place
from app.model.record import PLACEHOLDER, Row
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.columns import columns_of
from app.rules.finding import finding
from app.rules.memo import SourceMemo
from app.rules.rows import facts_of
from app.rules.tiers import tier_name

_Homes = dict[str, tuple[str, ...]]


def tree_findings(context: Context) -> Iterator[Finding]:
    """One finding for each pair of tiers that the form's own rows do not put together.

    Tiers that the form does not know, above or below, are the office's own and say nothing.
    """
    for section in context.definition.indicators():
        homes = _homes_of(section)
        if homes:
            yield from _strays(section, context.record.rows(section.id), homes)


def _strays(section: IndicatorsSection, rows: Sequence[Row], homes: _Homes) -> Iterator[Finding]:
    columns = columns_of(section)
    outer, inner = columns.tiers[:2]
    known = {name for names in homes.values() for name in names}
    judged: set[tuple[str, str]] = set()
    first, last = "", None
    for row in rows:
        texts = row.text(outer), row.text(inner)
        if texts == last:
            continue
        first, second = tier_name(texts[0]) or first, tier_name(texts[1])
        if (first, second) not in judged and facts_of(row, columns).kind == PLACEHOLDER:
            continue
        last = texts
        stray = second in homes and first in known and first not in homes[second]
        if stray and (first, second) not in judged:
            yield finding(
                "W7",
                "warning",
                Place(section.id, row.id, inner),
                found=first,
                expected="、".join(homes[second]),
                tier=second,
            )
        judged.add((first, second))


def _homes(section: IndicatorsSection) -> _Homes:
    """The first tiers of each second tier in the form's own rows."""
    columns = columns_of(section).tiers
    homes: _Homes = {}
    if len(columns) < 2:
        return homes
    above = ""
    for cells in section.template:
        above = tier_name(cells.get(columns[0], "")) or above
        second = tier_name(cells.get(columns[1], ""))
        if above and second and above not in homes.get(second, ()):
            homes[second] = (*homes.get(second, ()), above)
    return homes


_homes_of = SourceMemo(_homes)
