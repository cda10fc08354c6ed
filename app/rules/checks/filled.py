"""W4, N1: a named indicator has what its rule needs, a weight, and points."""

from collections.abc import Iterator

from app.model.money import is_blank, is_blank_amount, parse_points
from app.model.quantity import parse_quantity
from app.model.record import SCORED
from app.model.results import Finding, Severity
from app.rules.checks.row import RowView
from app.rules.finding import finding
from app.rules.registry import FAMILIES

CASES = {
    "DEGREE_OPEN": "degree",
    "RANGE_OUTSIDE": "outside",
    "UNITS_DIFFER": "unit",
    "UNIT_UNCLEAR": "share",
    "ACTUAL_RANGE": "range",
    "ACTUAL_NOT_NUMBER": "text",
    "MERGED_OPEN": "merged",
    "MANUAL": "manual",
    "DATE_UNCLEAR": "date",
    "TARGET_NOT_DATE": "date",
    "ITEMS_OPEN": "rule",
    "ITEMS_MISSING": "rule",
    "TASKS_MISSING": "rule",
    "INCIDENTS_MISSING": "rule",
    "INCIDENTS_UNCLEAR": "rule",
    "MET_OPEN": "rule",
    "REFERENCE_MISSING": "rule",
    "PARAMETER_UNREADABLE": "rule",
    "RULE_UNKNOWN": "rule",
}
"""Why a row that lacks nothing has no points, by the step that says so."""

_OF_THE_ACTUAL = ("unit", "share", "range", "text", "date")
_OF_A_PERSON = ("degree", "outside", "merged", "manual", "rule")
_OF_THE_TARGET = ("words", "numbers", "dates")


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
        yield from _unscored(view)


def _unscored(view: RowView) -> Iterator[Finding]:
    """Why there are no points; points that another table printed are a person's answer."""
    code = view.score.steps[-1].code if view.score.steps else ""
    case = CASES.get(code, "unscored")
    column = view.columns.actual if case in _OF_THE_ACTUAL else view.columns.score
    found = view.text(view.columns.actual).strip()
    if not view.is_printed():
        severity: Severity = "error"
    elif case in _OF_A_PERSON:
        return
    else:
        severity = "warning"
    case = "open" if case == "manual" and not found else case
    yield finding("W4", severity, view.place(column), case=case, row=view.name(), found=found)


def _missing(view: RowView) -> Iterator[str]:
    """The blank cells that the row's rule looks at, and its name and weight."""
    columns, score = view.columns, view.score
    family = FAMILIES.get(score.rule)
    needs = "words" if family is None else family.needs
    if columns.name and is_blank(columns.name_of(view.row)):
        yield columns.name
    if columns.target and needs in _OF_THE_TARGET and is_blank(view.text(columns.target)):
        yield columns.target
    wants_actual = needs != "nothing" and not (needs == "words" and _has_degree(view))
    actual = parse_quantity(view.text(columns.actual)).kind if columns.actual else ""
    if wants_actual and actual in ("empty", "dash"):
        yield columns.actual
    if score.counted and (score.weight is None or score.weight <= 0):
        yield columns.weight


def _has_degree(view: RowView) -> bool:
    """Whether a person chose the degree of a qualitative row, so that no words are needed."""
    return isinstance(view.row.rule, dict) and bool(view.row.rule.get("degree"))


def _is_no_number(text: str) -> bool:
    return not is_blank_amount(text) and parse_points(text) is None
