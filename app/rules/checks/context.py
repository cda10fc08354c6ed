"""What the checks of a whole record look at."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from app.model.definition import FormDefinition
from app.model.money import round_half_up
from app.model.places import Place
from app.model.policy import Policy
from app.model.record import FormRecord
from app.model.results import Scores, Severity
from app.rules.checks.codes import threshold

SLIGHT = Decimal("0.01")
"""A difference that rounding explains in a sum or a rate (users.md, decision 3)."""


class Context(NamedTuple):
    """One record with its form, the policy that holds, and its points.

    `known_amounts` are amounts known from elsewhere (last year, the roster) by place, in the
    unit of their section; `related` are other tables of the same project. `review` asks for
    suspicion as well (预审), not for mistakes alone.
    """

    record: FormRecord
    definition: FormDefinition
    policy: Policy
    scores: Scores
    known_amounts: Mapping[str, Decimal]
    related: tuple[FormRecord, ...] = ()
    review: bool = False

    def limit(self, code: str) -> Decimal:
        """The threshold of a check: the form's own, else the usual one."""
        return threshold(code, self.definition.checks.limits)

    def total_place(self, value: str) -> Place | None:
        """The place of a computed cell (weight, score, grade) in the form's total lines."""
        for section in self.definition.totals():
            if any(cell.value == value for cell in section.cells):
                return Place(section.id, None, value)
        return None

    def printed_total(self, value: str) -> str:
        """What a foreign table printed in a total line, empty where it printed nothing."""
        names = self.printed_names(value)
        return self.record.printed[names[0]] if names else ""

    def printed_names(self, value: str) -> tuple[str, ...]:
        """The places, as text, where a foreign table printed a value of the total lines."""
        names = (f"{section.id}/{value}" for section in self.definition.totals())
        return tuple(name for name in names if name in self.record.printed)


def by_printed(printed: Decimal, exact: Decimal, severity: Severity) -> Severity | None:
    """As `by_difference`; a number printed with a decimal or more may be rounded at those."""
    decimals = decimals_of(printed)
    if decimals and printed == round_half_up(exact, decimals) != exact:
        return "info"
    return by_difference(printed - exact, severity)


def decimals_of(number: Decimal) -> int:
    """How many decimals a number was written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def by_difference(difference: Decimal, severity: Severity) -> Severity | None:
    """None for no difference, info for one that rounding explains, else the severity."""
    if difference == 0:
        return None
    return "info" if abs(difference) <= SLIGHT else severity
