"""W1, W2, W6: weights against the full total, and against what a tier names itself."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.model.definition import IndicatorsSection
from app.model.money import parse_points, plain
from app.model.places import Place
from app.model.record import NOT_APPLICABLE, SCORED
from app.model.results import Finding
from app.rules.checks.context import Context, by_difference, by_printed
from app.rules.checks.parts import (
    added_again,
    added_weight,
    of_indicators_alone,
    part_weights,
)
from app.rules.checks.printed import adopting
from app.rules.columns import Columns, columns_of
from app.rules.finding import finding
from app.rules.scoring import PlacedRow, merged_groups, placed_rows
from app.rules.tiers import declared_weight

_ZERO = Decimal(0)


def weight_findings(context: Context) -> Iterator[Finding]:
    """W1 for the whole record: all weights together, and a printed sum of them."""
    place = weight_place(context)
    if place is None or not any(block.kind == "tier" for block in context.scores.blocks):
        return
    found, expected = added_weight(context), context.policy.total
    severity = by_difference(found - expected, "error")
    parts = part_weights(context)
    if severity is not None and added_again(expected - found, parts):
        yield _part(place, expected, found)
    elif severity is not None:
        left_out = _left_out(context)
        values = {"expected": plain(expected), "found": plain(found)}
        if left_out and found + left_out == expected:
            away = plain(left_out)
            yield finding("W1", "warning", place, case="left_out", away=away, **values)
        else:
            yield finding("W1", severity, place, **values)
    yield from _printed(context, place, found, parts)


def weight_place(context: Context) -> Place | None:
    """Where the sum of the weights stands; the head of the first weight column without one."""
    total = context.total_place("weight")
    if total is not None:
        return total
    for section in context.definition.indicators():
        columns = columns_of(section)
        if columns.scored:
            return Place(section.id, None, columns.weight)
    return None


def _left_out(context: Context) -> Decimal:
    """The weights of rows that do not apply."""
    away = (s for s in context.scores.rows.values() if not s.counted and s.weight is not None)
    return sum(
        (s.weight or _ZERO for s in away if any(t.code == "NOT_APPLICABLE" for t in s.steps)),
        _ZERO,
    )


def _part(place: Place, total: Decimal, found: Decimal) -> Finding:
    """W6: the weights reach their total only with a part (其中) that belongs to another row."""
    values = {"part": plain(total - found), "expected": plain(found), "found": plain(total)}
    return finding("W6", "error", place, case="weight", **values)


def _printed(
    context: Context, place: Place, found: Decimal, parts: Sequence[Decimal]
) -> Iterator[Finding]:
    """A printed sum that is no sum; a printed full total was measured against the rows before."""
    printed = parse_points(context.printed_total("weight"))
    if printed in (None, context.policy.total) or of_indicators_alone(context):
        return
    severity = by_printed(printed, found, "error")
    if severity is None:
        return
    if added_again(printed - found, parts):
        yield adopting(
            _part(place, printed, found), context.record, *context.printed_names("weight")
        )
    elif found + _left_out(context) != printed:
        values = {"expected": plain(found), "found": plain(printed)}
        made = finding("W1", severity, place, case="printed", **values)
        yield adopting(made, context.record, *context.printed_names("weight"))


def tier_findings(section: IndicatorsSection, context: Context) -> Iterator[Finding]:
    """W2: the rows below a tier add up to the weight that the tier names itself."""
    columns = columns_of(section)
    rows = context.record.rows(section.id)
    names = {row.text(tier) for row in rows for tier in columns.tiers}
    if not columns.scored or all(declared_weight(name) is None for name in names):
        return
    kinds = (SCORED, NOT_APPLICABLE)
    placed = [p for p in placed_rows(rows, columns) if p.facts.kind in kinds]
    covered = _covered(placed)
    for level, tier in enumerate(columns.tiers):
        yield from _level(placed, covered, columns, level, tier)


def _covered(placed: Sequence[PlacedRow]) -> set[str]:
    return {
        member.facts.key
        for start, length in merged_groups(placed)
        for member in placed[start + 1 : start + length]
    }


def _level(
    placed: Sequence[PlacedRow], covered: set[str], columns: Columns, level: int, tier: str
) -> Iterator[Finding]:
    groups: dict[tuple[str, ...], list[PlacedRow]] = {}
    for member in placed:
        groups.setdefault(member.tiers[: level + 1], []).append(member)
    for path, members in groups.items():
        named = ((m, declared_weight(m.row.text(tier))) for m in members)
        head, declared = next(((m, d) for m, d in named if d is not None), (members[0], None))
        if declared is None or not path[-1] or any(_is_open(m, covered) for m in members):
            continue
        counted = [m for m in members if m.facts.kind == SCORED]
        if declared in (_sum(counted), _sum(members)):
            continue
        severity = by_difference(_sum(counted) - declared, "error")
        if severity is not None:
            place = Place(columns.section, head.row.id, tier)
            expected, found = plain(declared), plain(_sum(counted))
            yield finding("W2", severity, place, expected=expected, found=found, tier=path[-1])


def _is_open(member: PlacedRow, covered: set[str]) -> bool:
    """Whether a row still waits for its weight."""
    waits = member.facts.kind == SCORED and member.facts.weight is None
    return waits and member.facts.key not in covered


def _sum(members: Sequence[PlacedRow]) -> Decimal:
    return sum((m.facts.weight or _ZERO for m in members), _ZERO)
