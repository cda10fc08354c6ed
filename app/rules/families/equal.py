"""Indicators whose target was typed with =."""

from app.rules.case import ZERO, Case, Outcome, points_of
from app.rules.worked import undefined, worked


def award(case: Case) -> Outcome:
    """Full points from the target on, below it by ratio; of zero nothing may happen.

    Over-fulfilment is not punished (domain.md 3.3, `selfequalindex`).
    """
    target, actual = case.numbers()
    if target < 0 and actual != target:
        return undefined(case)
    reached = actual <= 0 if target == 0 else actual >= target
    if reached:
        return worked("EQUAL_FULL", case, case.weight)
    if target == 0 or actual <= 0:
        return worked("EQUAL_NONE", case, ZERO)
    return worked("EQUAL_SHARE", case, points_of(case, actual, target))
