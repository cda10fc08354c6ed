"""Indicators that should stay within their target (≤, <)."""

from app.rules.case import ZERO, Case, Outcome, Parameter, points_of
from app.rules.worked import undefined, worked

FORMULAS = ("ratio", "linear", "zero")
"""What a broken ceiling earns: T ÷ A, falling to zero at 2T, or nothing."""

PARAMETERS = (Parameter("formula", "choice", choices=FORMULAS),)
"""The row's own formula; the policy's `ceiling` where it names none."""


def award(case: Case) -> Outcome:
    """Full points up to the target; a broken ceiling by the policy's formula (domain.md 3.3).

    `ratio` gives T/A (national note), `linear` falls to zero at 2T (online system), `zero` gives
    none (users.md, decision 4). Above a ceiling of zero there is nothing under any of them.
    """
    target, actual = case.numbers()
    if actual <= target:
        return worked("AT_MOST_FULL", case, case.weight)
    formula = case.parameters.get("formula") or case.policy.ceiling
    if target < 0:
        return undefined(case)
    if target == 0 or formula == "zero":
        return worked("AT_MOST_NONE", case, ZERO)
    if formula == "linear":
        return worked("AT_MOST_LINEAR", case, points_of(case, 2 * target - actual, target))
    return worked("AT_MOST_RATIO", case, points_of(case, target, actual))
