"""D1, D2, D3: lost points and a target far exceeded want a reason; a number is none."""

from collections.abc import Iterator

from app.model.money import format_rate, plain
from app.model.quantity import parse_quantity
from app.model.results import Finding
from app.rules.checks.context import SLIGHT
from app.rules.checks.reasons import is_figure, says_nothing
from app.rules.checks.row import RowView
from app.rules.finding import finding
from app.rules.registry import AT_LEAST, EQUAL
from app.rules.values import read_values

_RATIOS = ("%", "‰", "百分点")


def deviation_findings(view: RowView) -> Iterator[Finding]:
    """D1 where points are lost, D2 where a count or an amount is far above its target.

    Each speaks only where the policy wants the note (`policy.notes`).
    """
    column = view.columns.deviation
    if not column or not view.score.counted:
        return
    given, weight = view.given(), view.score.weight
    lost = given is not None and weight is not None and weight - given > SLIGHT
    text = view.text(column)
    wanted = tuple(_wanted(view, lost)) if says_nothing(text) else ()
    yield from wanted
    if given is not None and not lost and not wanted:
        yield from _figure(view, text)


def _wanted(view: RowView, lost: bool) -> Iterator[Finding]:
    """The notes that are wanted in a cell that gives no reason."""
    if lost and "lost" in view.policy.notes and not _is_answered(view):
        yield _lost(view)
    if "over" in view.policy.notes:
        yield from _far_exceeded(view)


def _is_answered(view: RowView) -> bool:
    """Whether points typed by hand have a reason of their own."""
    return view.score.entered is not None and view.has_reason()


def _lost(view: RowView) -> Finding:
    """D1."""
    given, weight = view.given(), view.score.weight
    return finding(
        "D1",
        "error",
        view.place(view.columns.deviation),
        row=view.name(),
        points="" if given is None else plain(given),
        weight="" if weight is None else plain(weight),
    )


def _figure(view: RowView, text: str) -> Iterator[Finding]:
    """D3: a bare number stands where nothing needs to stand."""
    if is_figure(text):
        place = view.place(view.columns.deviation)
        yield finding("D3", "info", place, found=text.strip(), row=view.name())


def _far_exceeded(view: RowView) -> Iterator[Finding]:
    """D2; percentages are left out: 85% on 80% is no deviation (domain.md 3.4)."""
    if view.score.rule not in (AT_LEAST, EQUAL):
        return
    values = read_values(view.row, view.columns)
    reached = values.achievement()
    if reached is None or values.target.unit in _RATIOS or reached < view.policy.over_flag:
        return
    limit = format_rate(view.policy.over_flag * 100, 0)
    yield finding(
        "D2",
        "warning",
        view.place(view.columns.deviation),
        found=format_rate(reached * 100, 2),
        expected=f"< {limit}",
        limit=limit,
        row=view.name(),
        actual=parse_quantity(view.text(view.columns.actual)).shown(),
        target=parse_quantity(view.text(view.columns.target)).shown(),
    )
