"""W3, W5: the weights of the first tiers against the policy."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.model.change import Change, Set
from app.model.money import exact_quotient, plain, round_half_up
from app.model.places import Place
from app.model.record import SCORED
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import Context, decimals_of
from app.rules.checks.parts import added_weight, printed_weight
from app.rules.checks.weights import weight_place
from app.rules.columns import columns_of
from app.rules.finding import finding, with_fix
from app.rules.scoring import placed_rows
from app.rules.tiers import tier_name

_ZERO = Decimal(0)
_Weights = Mapping[str, Decimal]


def tier_weight_findings(context: Context) -> Iterator[Finding]:
    """Execution first, then a tier that is left out, else all tiers together."""
    yield from _execution(context)
    place = weight_place(context)
    tiers = {b.key: b.weight for b in context.scores.blocks if b.kind == "tier" and b.weight}
    if place is None or not tiers:
        return
    policy = context.policy
    moved = {tier_name(tier): tier_name(to) for tier, to in policy.moved_weights.items()}
    sets = [_named(w) for w in (policy.tier_weights, *policy.other_tier_weights)]
    after = [_after_moves(tiers, wanted, moved) for wanted in sets]
    if _carries(tiers, after[0]) or any(_fits(tiers, wanted) for wanted in after):
        return
    unmoved = next((f for w in sets for f in _unmoved(tiers, w, moved, context, place)), None)
    if unmoved is not None:
        yield unmoved
    elif added_weight(context) == policy.total:
        wanted = sets[0]
        differing = {t: w for t, w in tiers.items() if t in wanted and w != wanted[t]}
        if not differing:
            return
        yield finding(
            "W3",
            "warning",
            place,
            expected=_listed({tier: wanted[tier] for tier in differing}),
            found=_listed(differing),
            source=policy.source,
        )


def _after_moves(tiers: _Weights, wanted: _Weights, moved: Mapping[str, str]) -> _Weights:
    """What is wanted once the weights of the tiers that are not used went where they should."""
    after = dict(wanted)
    for absent, taker in moved.items():
        if absent not in tiers and absent in after and taker in tiers and taker in after:
            after[taker] += after.pop(absent)
    return after


def _named(weights: _Weights) -> dict[str, Decimal]:
    return {tier_name(name): value for name, value in weights.items()}


def _listed(weights: _Weights) -> str:
    return "、".join(f"{tier} {plain(weight)}" for tier, weight in weights.items())


def _fits(tiers: _Weights, wanted: _Weights) -> bool:
    """Whether all tiers that the policy knows have the weights it wants."""
    return all(weight == wanted.get(tier, weight) for tier, weight in tiers.items())


def _carries(tiers: _Weights, wanted: _Weights) -> bool:
    """Whether one tier alone carries what those leave that are not used."""
    carried = [w - wanted[t] for t, w in tiers.items() if t in wanted and w != wanted[t]]
    left = sum((value for tier, value in wanted.items() if tier not in tiers), _ZERO)
    return left > 0 and carried == [left]


def _execution(context: Context) -> Iterator[Finding]:
    """W3 for a foreign table that gave its execution rate another weight."""
    for section in context.definition.funds() if context.record.printed else ():
        wanted = context.policy.execution_weights.get(section.id)
        money = Money(section, context.record)
        printed = printed_weight(money, context)
        if section.scored and wanted is not None and printed not in (None, wanted):
            yield finding(
                "W3",
                "warning",
                money.place(section.scored, money.column_with_role("weight")),
                case="execution",
                expected=plain(wanted),
                found=plain(printed or _ZERO),
                source=context.policy.source,
            )


def _unmoved(
    tiers: _Weights,
    wanted: _Weights,
    moved: Mapping[str, str],
    context: Context,
    place: Place,
) -> Iterator[Finding]:
    """W5: a tier is not used and the tier that should take its weight did not.

    (财预〔2021〕101号: without a satisfaction indicator its weight goes to the benefits.) It
    waits until nothing but that weight is missing, so that a table that is being typed row by
    row is left alone.
    """
    found, total = added_weight(context), context.policy.total
    for absent, taker in moved.items():
        left = wanted.get(absent, _ZERO)
        if absent in tiers or taker not in tiers or taker not in wanted or left <= 0:
            continue
        if tiers[taker] == wanted[taker] + left or found not in (total, total - left):
            continue
        made = finding(
            "W5",
            "warning",
            place,
            absent=absent,
            left=plain(left),
            taker=taker,
            found=plain(tiers[taker]),
            expected=plain(wanted[taker] + left),
            source=context.policy.source,
        )
        steps = _moves(taker, left, context) if found == total - left else ()
        yield with_fix(made, Change("move_weight", steps, how="fixed")) if steps else made


def _moves(tier: str, left: Decimal, context: Context) -> tuple[Set, ...]:
    """The weight that is left, spread over a tier's rows in proportion to their weights.

    The rows keep their decimals, and together they take exactly what is left.
    """
    cells: list[tuple[Place, str, Decimal]] = []
    for section in context.definition.indicators():
        columns = columns_of(section)
        for row, facts, tiers in placed_rows(context.record.rows(section.id), columns):
            mine = bool(tiers) and tiers[0] == tier and facts.kind == SCORED
            if mine and facts.weight:
                place = Place(section.id, row.id, columns.weight)
                cells.append((place, row.text(columns.weight), facts.weight))
    whole = sum((weight for _, _, weight in cells), _ZERO)
    decimals = max((decimals_of(n) for n in (left, *(w for _, _, w in cells))), default=0)
    steps: list[Set] = []
    passed = given = _ZERO
    for place, text, weight in cells:
        passed += weight
        upto = round_half_up(exact_quotient(left * passed, whole), decimals)
        steps.append(Set(place, text, plain(weight + upto - given)))
        given = upto
    return tuple(steps)
