"""What a total line adds: 其中 rows once more, or the indicators alone."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.model.definition import FundsSection
from app.model.money import parse_points
from app.model.results import Score
from app.rules.amounts import Money
from app.rules.checks.context import Context

_ZERO = Decimal(0)


def added_again(difference: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a sum exceeds what it should be by the parts, all of them or one."""
    return difference > 0 and (difference == sum(parts, _ZERO) or difference in parts)


def part_weights(context: Context) -> list[Decimal]:
    """The weights that stand in 其中 rows."""
    own = [s.weight for s in _part_scores(context) if s.weight]
    return own + list(_money_parts(context, "weight"))


def part_points(context: Context, columns: dict[str, str]) -> list[Decimal]:
    """The points that stand in 其中 rows; `columns` names each section's score column."""
    found = list(_money_parts(context, "score"))
    for score in _part_scores(context):
        name = f"{score.place.section}/{score.place.row}/{columns[score.place.section]}"
        printed = parse_points(context.record.printed.get(name, ""))
        points = score.points if printed is None else printed
        if points:
            found.append(points)
    return found


def of_indicators_alone(context: Context) -> bool:
    """Whether the printed total line adds up the indicators and leaves the execution rate out."""
    blocks = context.scores.blocks
    tiers = sum((block.weight for block in blocks if block.kind == "tier"), _ZERO)
    printed = parse_points(context.printed_total("weight"))
    return printed == tiers != added_weight(context)


def added_weight(context: Context) -> Decimal:
    """All weights together; a foreign table's own weight of its execution rate counts."""
    total = context.scores.weight
    for section in context.definition.funds() if context.record.printed else ():
        printed = printed_weight(Money(section, context.record), context)
        usual = context.policy.execution_weights.get(section.id)
        if printed is not None and usual is not None:
            total += printed - usual
    return total


def printed_weight(money: Money, context: Context) -> Decimal | None:
    """The weight that a foreign table printed for its execution rate."""
    place = money.place(money.section.scored, money.column_with_role("weight"))
    return parse_points(context.record.printed.get(str(place), ""))


def _part_scores(context: Context) -> list[Score]:
    uncounted = (s for s in context.scores.rows.values() if not s.counted)
    return [s for s in uncounted if any(step.code == "PART_NOT_ADDED" for step in s.steps)]


def _money_parts(context: Context, role: str) -> Iterator[Decimal]:
    """What a foreign table printed in a column of its 其中 money rows."""
    printed = context.record.printed
    for section in context.definition.sections() if printed else ():
        if isinstance(section, FundsSection):
            columns = [c.id for c in section.columns if c.role == role]
            for row in (r for r in section.rows if r.part_of):
                for column in columns:
                    number = parse_points(printed.get(f"{section.id}/{row.id}/{column}", ""))
                    if number:
                        yield number
