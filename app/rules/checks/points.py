"""S1, S2: points within their weight, and as the rule gives them."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.change import Change, Set
from app.model.money import is_blank, plain
from app.model.results import Finding, Severity
from app.rules.checks.context import by_difference
from app.rules.checks.row import RowView
from app.rules.families.qualitative import bounds, chosen_degree
from app.rules.finding import finding, with_fix
from app.rules.registry import QUALITATIVE


def points_findings(view: RowView) -> Iterator[Finding]:
    """Typed and printed points against the weight and against the rule."""
    given = view.score.entered if view.score.entered is not None else view.printed
    if given is None or not view.score.counted:
        return
    place = view.place(view.columns.score)
    weight = view.score.weight
    if weight is not None and not 0 <= given <= weight:
        values = {"row": view.name(), "weight": plain(weight)}
        yield finding(
            "S1", "error", place, found=plain(given), expected=f"0–{plain(weight)}", **values
        )
    yield from _by_rule(view, given)


def _by_rule(view: RowView, given: Decimal) -> Iterator[Finding]:
    """S2: a difference from the rule asks; a reason for a typed score answers it."""
    computed = view.score.computed
    typed = view.score.entered is not None
    if computed is None or (typed and view.has_reason()) or _within_degree(view, given):
        return
    severity = by_difference(given - computed, _severity(view, typed))
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


def _severity(view: RowView, typed: bool) -> Severity:
    return "info" if typed and not is_blank(view.text(view.columns.deviation)) else "warning"


def _within_degree(view: RowView, given: Decimal) -> bool:
    """Whether a qualitative score lies within the degree that was chosen for it."""
    rule, weight = view.row.rule, view.score.weight
    if view.score.rule != QUALITATIVE or weight is None:
        return False
    key = rule.get("degree") if isinstance(rule, dict) else None
    degree = chosen_degree(view.policy, key, view.text(view.columns.actual))
    if degree is None:
        return False
    low, high = bounds(degree, weight, view.policy)
    return low <= given <= high
