"""Indicators that earn all points or none (符合得满分，反之不得分)."""

from decimal import Decimal

from app.model.results import Step
from app.rules.case import ZERO, Case, Outcome, Parameter
from app.rules.timing import said, timing
from app.rules.worked import waiting, worked

ANSWERS = ("yes", "no")

PARAMETERS = (Parameter("met", "choice", choices=ANSWERS),)
"""Whether the condition is met; without it target and actual are compared."""


def award(case: Case) -> Outcome:
    """The weight where the target is met, else nothing (domain.md 3.5 直接赋分, 3.6).

    A person's answer goes first, then the actual's own words (符合, 否; 未发生 where that is the
    target), then the comparison of numbers by their direction or of dates.
    """
    chosen = case.parameters.get("met")
    if chosen in ANSWERS:
        met = chosen == "yes"
        return worked("MET_CHOSEN" if met else "NOT_MET_CHOSEN", case, _points(case, met=met))
    actual = case.actual_text.strip()
    if case.actual.kind in ("empty", "dash"):
        return waiting(Step("ACTUAL_MISSING", {"actual": actual}))
    found = _met(case)
    if isinstance(found, Step):
        return waiting(found)
    return worked("MET" if found else "NOT_MET", case, _points(case, met=found), actual=actual)


def _points(case: Case, *, met: bool) -> Decimal:
    return case.weight if met else ZERO


def _met(case: Case) -> bool | Step:
    if case.actual.answer in ANSWERS:
        return case.actual.answer == "yes"
    if case.target.answer == case.actual.answer == "none":
        return True
    if case.target.is_number:
        return _compared(case) if case.problem is None else case.problem
    if case.target.kind == "date":
        days = timing(case)
        verdict = said(case.actual_text) if days is None else days.verdict
        if verdict != "unclear":
            return verdict == "on_time"
    return Step("MET_OPEN", {"actual": case.actual_text.strip()})


def _compared(case: Case) -> bool:
    """Strict operators count as their loose ones, as in the rules for ≥ and ≤."""
    target, actual = case.numbers()
    if case.operator in ("≤", "<"):
        return actual <= target
    if case.operator == "=" and (target <= 0 or case.policy.equal_over == "zero"):
        return actual == target or (target == 0 and actual < 0)
    return actual >= target
