"""Indicators with a day by which a thing is to be done (时效指标)."""

from app.model.dates import format_date
from app.model.money import exact_quotient
from app.model.results import Step
from app.rules.case import HUNDRED, ZERO, Case, Outcome, Parameter
from app.rules.parameters import choice, number
from app.rules.timing import Timing, periods_late, said, timing
from app.rules.worked import deducted, waiting, worked

PERIODS = ("day", "week", "month")
MEASURES = ("percent", "points")

PARAMETERS = (
    Parameter("each", "percent"),
    Parameter("measure", "choice", MEASURES[0], MEASURES),
    Parameter("period", "choice", PERIODS[0], PERIODS),
)
"""Without `each` a late thing earns nothing; with it, it loses that much for every period."""


def award(case: Case) -> Outcome:
    """On time the weight, late nothing, or a deduction for each period begun (domain.md 3.5).

    No source gives a formula for dates; all or nothing is the practice. An actual that says only
    that it was done in time is believed; one whose day cannot be told waits.
    """
    due = "" if case.target.date is None else format_date(case.target.date)
    values = {"actual": case.actual_text.strip(), "target": due}
    days = timing(case)
    verdict = said(case.actual_text) if days is None else days.verdict
    if verdict == "on_time":
        code = "DATE_SAID" if days is None else "DATE_ON_TIME"
        return worked(code, case, case.weight, **values)
    each = number(case, "each")
    if verdict == "late" and each is None:
        return worked("DATE_LATE", case, ZERO, **values)
    count = None if days is None or verdict == "unclear" else _periods(case, days)
    if each is None or count is None:
        return waiting(Step("DATE_UNCLEAR", values))
    lost = each * count
    if choice(case, "measure", MEASURES) == "percent":
        lost = exact_quotient(lost * case.weight, HUNDRED)
    period = choice(case, "period", PERIODS)
    return deducted("DATE_DEDUCTED", case, lost, count=str(count), period=period, **values)


def _periods(case: Case, days: Timing) -> int | None:
    """The periods begun, none where the days that may be meant differ in them."""
    period = choice(case, "period", PERIODS)
    counts = {periods_late(days.due, day, period) for day in (days.first, days.last)}
    return counts.pop() if len(counts) == 1 else None
