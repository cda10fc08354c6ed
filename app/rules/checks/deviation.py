"""D1, D2: lost points and a target far exceeded want a reason."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.money import folded, format_rate, plain
from app.model.quantity import parse_quantity
from app.model.results import Finding
from app.rules.checks.row import RowView
from app.rules.finding import finding
from app.rules.registry import AT_LEAST, EQUAL
from app.rules.values import read_values

_NOTHING = frozenset(("", "无", "0", "/", "—", "——", "-", "--", "暂无", "没有", "无偏差"))
"""What counts as no reason (domain.md 5.2, #120)."""

_RATIOS = ("%", "‰", "百分点")


def deviation_findings(view: RowView) -> Iterator[Finding]:
    """D1 where points are lost, D2 where a count or an amount is far above its target."""
    column = view.columns.deviation
    if not column or not view.score.counted or folded(view.text(column)) not in _NOTHING:
        return
    if _lost_points(view):
        weight, points = view.score.weight, _lowest(view)
        yield finding(
            "D1",
            "error",
            view.place(column),
            row=view.name(),
            points="" if points is None else plain(points),
            weight="" if weight is None else plain(weight),
        )
    yield from _far_exceeded(view)


def _lowest(view: RowView) -> Decimal | None:
    given = [points for points in (view.score.points, view.printed) if points is not None]
    return min(given, default=None)


def _lost_points(view: RowView) -> bool:
    """Points below the weight; a typed score that has its own reason is answered."""
    points, weight = _lowest(view), view.score.weight
    if points is None or weight is None or points >= weight:
        return False
    return view.score.entered is None or not view.has_reason()


def _far_exceeded(view: RowView) -> Iterator[Finding]:
    """Percentages are left out: 85% on 80% is no deviation (domain.md 3.4)."""
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
