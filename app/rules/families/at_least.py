"""Indicators that should reach their target (≥, >)."""

from app.rules.case import ZERO, Case, Outcome, points_of
from app.rules.worked import below_pass, reached, undefined, worked


def award(case: Case) -> Outcome:
    """Full points from the target on, below it by ratio (domain.md 3.3, 财预〔2020〕10号).

    The policy may take points for a target far exceeded, and all of them below its pass mark.
    """
    target, actual = case.numbers()
    if actual >= target:
        return reached("AT_LEAST_FULL", case)
    if target <= 0:
        return worked("AT_LEAST_NONE", case, ZERO) if target == 0 else undefined(case)
    points = points_of(case, actual, target)
    share = worked("AT_LEAST_SHARE" if actual > 0 else "AT_LEAST_NONE", case, points)
    return below_pass(case) or share
