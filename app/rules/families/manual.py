"""Indicators without a rule: a person gives the points."""

from app.model.results import Step
from app.rules.case import Case, Outcome
from app.rules.worked import waiting


def award(case: Case) -> Outcome:
    """No points of its own: the row waits until a score is typed (users.md, decision 6).

    The online system has the same way of scoring (domain.md 3.3, rate/score mode 1).
    """
    return waiting(Step("MANUAL", {"actual": case.actual_text.strip()}))
