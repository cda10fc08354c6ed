"""How far an indicator came, as a share that a report can quote."""

from decimal import Decimal
from typing import NamedTuple

from app.model.money import exact_quotient
from app.model.policy import Policy
from app.model.record import Row
from app.rules.columns import Columns
from app.rules.direction import direction
from app.rules.values import read_values

_HUNDRED = Decimal(100)
_CEILINGS = ("≤", "<")


class Reached(NamedTuple):
    """Percent: `completion` of a target that more is better for, `saving` below a ceiling."""

    completion: Decimal | None = None
    saving: Decimal | None = None


def reached(row: Row, columns: Columns, tiers: tuple[str, ...], policy: Policy) -> Reached:
    """The share that a row's actual makes of its target; nothing where the two are no numbers.

    85% on 80% is a completion of 106.25 %; 86.54 below a ceiling of 87.65 a saving of 1.27 %.
    A broken ceiling saves nothing.
    """
    values = read_values(row, columns)
    share = values.achievement()
    target, actual = values.target.number, values.actual.number
    stated = values.actual.operator in ("", "=") or bool(values.actual.stated)
    if share is None or target is None or actual is None or not stated:
        return Reached()
    texts = (row.text(columns.name), row.text(columns.target))
    if direction(values.target, texts, tiers, policy).operator not in _CEILINGS:
        return Reached(completion=exact_quotient(actual * _HUNDRED, target))
    if actual > target:
        return Reached()
    return Reached(saving=exact_quotient((target - actual) * _HUNDRED, target))
