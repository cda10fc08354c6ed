"""What a rule family looks at, and what it answers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from app.model.money import exact_quotient, round_half_up
from app.model.policy import Policy
from app.model.quantity import Quantity
from app.model.record import JsonValue
from app.model.results import Step

ZERO = Decimal(0)
HUNDRED = Decimal(100)

Needs: TypeAlias = Literal["numbers", "dates", "actual", "words", "nothing"]
"""What must stand in the row before a family can award: numbers in target and actual, dates in
both, a number in the actual alone, any words in the actual, or nothing (its parameters say all)."""

ParameterKind: TypeAlias = Literal[
    "number", "percent", "choice", "flag", "text", "items", "bands", "degree"
]


class Parameter(NamedTuple):
    """One parameter of a family, as a person edits it; it stands under `name` in a row's rule.

    Values in the rule: a number or a percentage is a text (`"20"`), a flag true or false, a
    choice one of `choices`; items are tables `{"text", "share", "met", "items"}`; bands are
    tables `{"name", "at_least", "share"}`. `default` holds where the rule says nothing.
    """

    name: str
    kind: ParameterKind
    default: str = ""
    choices: tuple[str, ...] = ()


class Case(NamedTuple):
    """One row to be scored; `target` and `actual` are in one unit where both are numbers.

    `actual_text` is the actual as typed; `parameters` stand in the row's own rule, else in the
    policy's rule for its tier; `year` is the table's year, none where it has none; `operator` is
    the direction that holds (typed or inferred); `problem` says why target and actual cannot be
    compared as numbers, none where they can or where the target is no number.
    """

    target: Quantity
    actual: Quantity
    actual_text: str
    weight: Decimal
    policy: Policy
    parameters: Mapping[str, JsonValue]
    year: int | None = None
    operator: str = ""
    problem: Step | None = None

    def numbers(self) -> tuple[Decimal, Decimal]:
        """Target and actual, zero where there is no number."""
        return self.target.number or ZERO, self.actual.number or ZERO


class Outcome(NamedTuple):
    """The points by the rule (none: not yet scored), the worked sum, and what was inferred."""

    points: Decimal | None
    steps: tuple[Step, ...]
    inferred: tuple[Step, ...] = ()


class Family(NamedTuple):
    """A rule family: how it awards, what it needs, and the parameters that a person may set.

    `directed` marks a family that looks at the direction of the target.
    """

    award: Callable[[Case], Outcome]
    needs: Needs
    parameters: tuple[Parameter, ...] = ()
    directed: bool = False

    @property
    def numbers(self) -> bool:
        """Whether it needs a number on both sides."""
        return self.needs == "numbers"


def points_of(case: Case, parts: Decimal, whole: Decimal) -> Decimal:
    """`parts ÷ whole × weight`, rounded, never above the weight and never below zero."""
    points = exact_quotient(parts * case.weight, whole)
    return limited(case, points)


def limited(case: Case, points: Decimal) -> Decimal:
    """Points rounded at the policy's decimals, never above the weight and never below zero."""
    return round_half_up(min(max(points, ZERO), case.weight), case.policy.decimals)
