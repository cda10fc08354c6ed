"""Indicators whose target was typed with =."""

from app.rules.case import ZERO, Case, Outcome, Parameter, points_of
from app.rules.worked import below_pass, reached, undefined, worked

OVERS = ("full", "zero")
"""What more than the target earns: all points, or none."""

PARAMETERS = (Parameter("over", "choice", choices=OVERS),)
"""The row's own answer to more than the target; the policy's `equal_over` where it has none."""


def award(case: Case) -> Outcome:
    """Full points at the target, below it by ratio; of zero nothing may happen.

    More than the target is not punished unless the policy or the row says so (domain.md 3.3,
    the online system's rule for =; 3.9 `equal_over`).
    """
    target, actual = case.numbers()
    if target < 0 and actual != target:
        return undefined(case)
    over = case.parameters.get("over") or case.policy.equal_over
    if actual > target and (target == 0 or over == "zero"):
        return worked("EQUAL_NONE", case, ZERO)
    if actual >= target or target == 0:
        return reached("EQUAL_FULL", case)
    if actual <= 0:
        return worked("EQUAL_NONE", case, ZERO)
    return below_pass(case) or worked("EQUAL_SHARE", case, points_of(case, actual, target))
