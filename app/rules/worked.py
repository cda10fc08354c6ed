"""The values that every worked sum names."""

from decimal import Decimal

from app.model.money import plain
from app.model.results import Step
from app.rules.case import Case, Outcome


def worked(code: str, case: Case, points: Decimal, **more: str) -> Outcome:
    """An outcome with one step that names actual, target, weight and points."""
    values = {
        "actual": case.actual.shown(),
        "target": case.target.shown(),
        "weight": plain(case.weight),
        "points": plain(points),
    }
    return Outcome(points, (Step(code, values | more),))


def undefined(case: Case) -> Outcome:
    """No points: the target allows no ratio (zero or negative)."""
    return Outcome(None, (Step("RATIO_UNDEFINED", {"target": case.target.shown()}),))
