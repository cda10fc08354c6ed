"""W4, N1: a named indicator has a weight, a target, an actual value and points."""

from collections.abc import Iterator

from app.model.money import is_blank, is_blank_amount, parse_points
from app.model.quantity import parse_quantity
from app.model.record import SCORED
from app.model.results import Finding
from app.rules.checks.row import RowView
from app.rules.finding import finding

CASES = {
    "DEGREE_OPEN": "degree",
    "UNITS_DIFFER": "unit",
    "UNIT_UNCLEAR": "unit",
    "ACTUAL_RANGE": "range",
    "ACTUAL_NOT_NUMBER": "text",
    "MERGED_OPEN": "merged",
}
"""Why a row that lacks nothing has no points, by the step that says so."""


def filled_findings(view: RowView) -> Iterator[Finding]:
    """One finding for a row that lacks cells, else one for a row without points (未评)."""
    if view.kind != SCORED:
        return
    columns = view.columns
    unreadable = [c for c in (columns.weight, columns.score) if _is_no_number(view.text(c))]
    for column in unreadable:
        values = {"row": view.name(), "column": columns.label_of(column)}
        yield finding("N1", "error", view.place(column), found=view.text(column).strip(), **values)
    missing = [column for column in _missing(view) if column not in unreadable]
    if missing:
        names = "、".join(columns.label_of(column) for column in missing)
        yield finding("W4", "error", view.place(missing[0]), row=view.name(), names=names)
    elif view.score.counted and view.score.points is None and not unreadable:
        code = view.score.steps[-1].code if view.score.steps else ""
        case = CASES.get(code, "unscored")
        column = columns.actual if case in ("unit", "range", "text") else columns.score
        found = view.text(columns.actual).strip()
        yield finding("W4", "error", view.place(column), case=case, row=view.name(), found=found)


def _missing(view: RowView) -> Iterator[str]:
    columns = view.columns
    for column in (columns.name, columns.target):
        if column and is_blank(view.text(column)):
            yield column
    if columns.actual and parse_quantity(view.text(columns.actual)).kind in ("empty", "dash"):
        yield columns.actual
    weight = view.score.weight
    if view.score.counted and (weight is None or weight <= 0):
        yield columns.weight


def _is_no_number(text: str) -> bool:
    return not is_blank_amount(text) and parse_points(text) is None
