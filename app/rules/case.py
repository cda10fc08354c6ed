"""What a rule family looks at, and what it answers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from app.model.definition import Policy
from app.model.money import exact_quotient, round_half_up
from app.model.quantity import Quantity
from app.model.record import JsonValue
from app.model.results import Step

ZERO = Decimal(0)


class Case(NamedTuple):
    """One row to be scored; `target` and `actual` are in one unit where both are numbers.

    `actual_text` is the actual as typed; `parameters` stand in the row's own rule.
    """

    target: Quantity
    actual: Quantity
    actual_text: str
    weight: Decimal
    policy: Policy
    parameters: Mapping[str, JsonValue]

    def numbers(self) -> tuple[Decimal, Decimal]:
        """Target and actual, zero where there is no number."""
        return self.target.number or ZERO, self.actual.number or ZERO


class Outcome(NamedTuple):
    """The points by the rule (none: not yet scored) and the worked sum."""

    points: Decimal | None
    steps: tuple[Step, ...]


class Family(NamedTuple):
    """A rule family; `numbers` tells whether it needs a number on both sides."""

    award: Callable[[Case], Outcome]
    numbers: bool


def points_of(case: Case, parts: Decimal, whole: Decimal) -> Decimal:
    """`parts ÷ whole × weight`, rounded, never above the weight and never below zero."""
    points = exact_quotient(parts * case.weight, whole)
    return round_half_up(min(max(points, ZERO), case.weight), case.policy.decimals)
