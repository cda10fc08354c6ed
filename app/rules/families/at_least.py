"""Indicators that should reach their target (≥, >)."""

from app.rules.case import ZERO, Case, Outcome, points_of
from app.rules.worked import undefined, worked


def award(case: Case) -> Outcome:
    """Full points from the target on, below it by ratio (domain.md 3.3, 财预〔2020〕10号)."""
    target, actual = case.numbers()
    if actual >= target:
        return worked("AT_LEAST_FULL", case, case.weight)
    if target <= 0:
        return worked("AT_LEAST_NONE", case, ZERO) if target == 0 else undefined(case)
    points = points_of(case, actual, target)
    return worked("AT_LEAST_SHARE" if actual > 0 else "AT_LEAST_NONE", case, points)
