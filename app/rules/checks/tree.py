"""W7: second tiers under the first tier that the form puts them under."""

from collections.abc import Iterator

from app.model.definition import IndicatorsSection
from app.model.places import Place
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.columns import columns_of
from app.rules.finding import finding
from app.rules.scoring import placed_rows
from app.rules.tiers import tier_name

_Homes = dict[str, tuple[str, ...]]

_known: dict[int, tuple[IndicatorsSection, _Homes]] = {}


def tree_findings(context: Context) -> Iterator[Finding]:
    """One finding for each pair of tiers that the form's own rows do not put together.

    Tiers that the form does not know, above or below, are the office's own and say nothing.
    """
    for section in context.definition.indicators():
        homes = _homes(section)
        if not homes:
            continue
        columns = columns_of(section)
        upper = {name for names in homes.values() for name in names}
        seen: set[tuple[str, ...]] = set()
        for row, _, tiers in placed_rows(context.record.rows(section.id), columns):
            pair = tiers[:2]
            if pair in seen:
                continue
            seen.add(pair)
            first, second = pair
            if second in homes and first in upper and first not in homes[second]:
                yield finding(
                    "W7",
                    "warning",
                    Place(section.id, row.id, columns.tiers[1]),
                    found=first,
                    expected="、".join(homes[second]),
                    tier=second,
                )


def _homes(section: IndicatorsSection) -> _Homes:
    """The first tiers of each second tier in the form's own rows, read once."""
    hit = _known.get(id(section))
    if hit is None or hit[0] is not section:
        hit = (section, _read(section))
        _known[id(section)] = hit
    return hit[1]


def _read(section: IndicatorsSection) -> _Homes:
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
