"""W1, W2, W3: weights against 100, against what a tier names, against the policy."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.model.definition import IndicatorsSection
from app.model.money import parse_points, plain
from app.model.places import Place
from app.model.record import SCORED
from app.model.results import Finding
from app.rules.checks.context import Context, by_difference
from app.rules.columns import Columns, columns_of
from app.rules.finding import finding
from app.rules.scoring import PlacedRow, merged_groups, placed_rows
from app.rules.tiers import declared_weight, tier_name

_ZERO = Decimal(0)


def weight_findings(context: Context) -> Iterator[Finding]:
    """W1 for the whole record and W3 for its first tiers."""
    place = context.total_place("weight") or _first_weight_cell(context)
    tiers = {b.key: b.weight for b in context.scores.blocks if b.kind == "tier"}
    if place is None or not tiers:
        return
    found, expected = context.scores.weight, context.policy.total
    printed = parse_points(context.printed_total("weight"))
    severity = by_difference(found - expected, "error")
    if severity is not None:
        yield finding("W1", severity, place, expected=plain(expected), found=plain(found))
    else:
        yield from _policy_weights(tiers, context, place)
    if printed is not None:
        severity = by_difference(printed - found, "error")
        if severity is not None:
            values = {"expected": plain(found), "found": plain(printed)}
            yield finding("W1", severity, place, case="printed", **values)


def _first_weight_cell(context: Context) -> Place | None:
    for section in context.definition.indicators():
        columns = columns_of(section)
        if columns.scored:
            return Place(section.id, None, columns.weight)
    return None


def _policy_weights(tiers: dict[str, Decimal], context: Context, place: Place) -> Iterator[Finding]:
    """W3: first tiers against the policy; one tier may carry what an absent one leaves.

    (财预〔2021〕101号: without a satisfaction indicator its weight goes to another tier.)
    """
    wanted = {tier_name(name): value for name, value in context.policy.tier_weights.items()}
    present = {tier: weight for tier, weight in tiers.items() if tier in wanted}
    differing = {t: w for t, w in present.items() if w != wanted[t]}
    left = sum((value for tier, value in wanted.items() if tier not in tiers), _ZERO)
    carried = [weight - wanted[tier] for tier, weight in differing.items()]
    if not differing or (left and carried == [left]):
        return
    yield finding(
        "W3",
        "warning",
        place,
        expected=_listed({tier: wanted[tier] for tier in differing}),
        found=_listed(differing),
        source=context.policy.source,
    )


def _listed(weights: dict[str, Decimal]) -> str:
    return "、".join(f"{tier} {plain(weight)}" for tier, weight in weights.items())


def tier_findings(section: IndicatorsSection, context: Context) -> Iterator[Finding]:
    """W2: the rows below a tier add up to the weight that the tier names itself."""
    columns = columns_of(section)
    rows = context.record.rows(section.id)
    if not columns.scored or not any(
        declared_weight(row.text(tier)) is not None for row in rows for tier in columns.tiers
    ):
        return
    placed = [p for p in placed_rows(rows, columns) if p.facts.kind == SCORED]
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
        open_rows = [m for m in members if m.facts.weight is None and m.facts.key not in covered]
        if declared is None or open_rows:
            continue
        added = sum((m.facts.weight or _ZERO for m in members), _ZERO)
        severity = by_difference(added - declared, "error")
        if severity is not None:
            place = Place(columns.section, head.row.id, tier)
            values = {"expected": plain(declared), "found": plain(added), "tier": path[-1]}
            yield finding("W2", severity, place, **values)
