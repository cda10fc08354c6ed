"""S1, S2, R1: points within their weight, as the rule gives them, and as a reviewer does."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.change import Change, Set
from app.model.money import plain
from app.model.results import Finding, Severity
from app.rules.checks.context import by_printed
from app.rules.checks.limits import limit_findings
from app.rules.checks.reasons import says_nothing
from app.rules.checks.row import RowView
from app.rules.families.qualitative import allows, chosen_degree, degrees_of
from app.rules.finding import finding, with_fix
from app.rules.registry import QUALITATIVE


def points_findings(view: RowView) -> Iterator[Finding]:
    """Typed, printed and reviewed points against the weight and against the rule."""
    if not view.score.counted:
        return
    given, weight = view.given(), view.score.weight
    yield from limit_findings(view.score, given, view.place(view.columns.score), view.name())
    if given is not None and (weight is None or 0 <= given <= weight):
        yield from _by_rule(view, given)


def _by_rule(view: RowView, given: Decimal) -> Iterator[Finding]:
    """S2: a difference from the rule asks; a reason for a typed score answers it."""
    computed = view.score.computed
    typed = view.score.entered is not None
    if computed is None or (typed and view.has_reason()) or _within_degree(view, given):
        return
    severity = by_printed(given, computed, _severity(view, given, typed))
    if severity is None:
        return
    place = view.place(view.columns.score)
    found = finding(
        "S2",
        severity,
        place,
        case="typed" if typed else "",
        expected=plain(computed),
        found=plain(given),
        row=view.name(),
    )
    if typed:
        clear = Set(place, view.text(view.columns.score), None)
        found = with_fix(found, Change("clear_score", (clear,), how="fixed"))
    yield found


def _severity(view: RowView, given: Decimal, typed: bool) -> Severity:
    """A deviation note explains a typed score, and points that a table gave up by itself."""
    noted = not says_nothing(view.text(view.columns.deviation))
    modest = view.score.computed is None or given < view.score.computed
    return "info" if noted and (typed or modest) else "warning"


def _within_degree(view: RowView, given: Decimal) -> bool:
    """Whether a qualitative score lies within the degree that was chosen for it."""
    rule, weight = view.row.rule, view.score.weight
    if view.score.rule != QUALITATIVE or weight is None:
        return False
    key = rule.get("degree") if isinstance(rule, dict) else None
    degrees = degrees_of(view.policy, rule)
    degree = chosen_degree(degrees, key, view.text(view.columns.actual))
    return degree is not None and allows(degree, given, weight, view.policy)
