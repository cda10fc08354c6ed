"""All checks of a report, in one list: what is certain first, then what is possible."""

from collections.abc import Callable, Iterator

from app.model.policy import Grade
from app.model.results import Finding
from app.prose.checks.against import record_findings
from app.prose.checks.blanks import blank_remarks
from app.prose.checks.crossed import crossed_findings
from app.prose.checks.goals import goal_findings
from app.prose.checks.grades import grade_findings
from app.prose.checks.growth import growth_findings
from app.prose.checks.named import named_findings
from app.prose.checks.ratios import ratio_findings
from app.prose.checks.repeats import repeat_findings
from app.prose.checks.report import Report
from app.prose.checks.scored import scored_findings
from app.prose.checks.slips import slip_remarks
from app.prose.checks.sums import sum_findings
from app.prose.checks.surveys import survey_remarks
from app.prose.checks.tables import table_findings
from app.prose.checks.trends import trend_findings
from app.prose.checks.twice import twice_findings
from app.prose.checks.units import unit_findings
from app.prose.checks.weights import weight_findings
from app.prose.checks.years import year_remarks
from app.prose.document import Document
from app.prose.remarks import line_of
from app.rules.checks.context import Context

CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    ratio_findings,
    growth_findings,
    sum_findings,
    twice_findings,
    unit_findings,
    grade_findings,
    weight_findings,
    scored_findings,
    table_findings,
    crossed_findings,
    named_findings,
    trend_findings,
    slip_remarks,
    repeat_findings,
    year_remarks,
    survey_remarks,
    goal_findings,
    blank_remarks,
    record_findings,
)
"""The checks of a report."""

_ORDER = {"error": 0, "warning": 1, "info": 2}


def check_report(
    document: Document, grades: tuple[Grade, ...] = (), context: Context | None = None
) -> tuple[Finding, ...]:
    """The findings of a report: 必改, 需核实, 提示, each group in the order of its lines.

    Args:
        document: the report's paragraphs and tables.
        grades: the grades and the scores that earn them, by the policy that holds.
        context: the record that the report is about, none to check the text alone.
    """
    report = Report(document, grades, context)
    found = [f for check in CHECKS for f in check(report)]
    units = {(f.place, f.found) for f in found if f.code == "TX4"}
    told = (f for f in found if f.code != "C1" or (f.place, f.found) not in units)
    unique = {(f.code, f.place, f.found, f.expected): f for f in reversed(list(told))}
    return tuple(sorted(unique.values(), key=lambda f: (_ORDER[f.severity], line_of(f.place))))
