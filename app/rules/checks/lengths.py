"""X7: texts longer than the form or the policy allows."""

from collections.abc import Iterator
from itertools import product

from app.model.definition import (
    FundsSection,
    GoalsSection,
    RowsSection,
    Section,
    TextSection,
)
from app.model.places import RECORD, Place
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.checks.row import RowView
from app.rules.columns import one_line
from app.rules.finding import finding

_NOTE = "funds_note"


def row_length_findings(view: RowView) -> Iterator[Finding]:
    """The cells of one indicator row whose columns have a limit."""
    for column, limit in view.policy.text_limits.items():
        text = view.text(column)
        if text:
            label = view.columns.label_of(column)
            yield from _longer(view.place(column), label, text, limit)


def length_findings(context: Context) -> Iterator[Finding]:
    """All other texts: goals, narratives, the words of money rows and tables, the funds note.

    The policy's limit holds beside the form's own; the stricter one speaks.
    """
    limits = context.policy.text_limits
    for section in context.definition.sections():
        for place, label, own in _texts(section, context):
            known = [limit for limit in (own, limits.get(place.field, 0)) if limit]
            if known:
                text = context.record.text(place)
                yield from _longer(place, one_line(label).rstrip("：:"), text, min(known))
    limit, count = limits.get(_NOTE, 0), characters(context.record.funds_note)
    if 0 < limit < count:
        values = {"found": str(count), "limit": str(limit), "over": str(count - limit)}
        yield finding("X7", "warning", Place(RECORD, None, _NOTE), case="note", **values)


def _texts(section: Section, context: Context) -> Iterator[tuple[Place, str, int]]:
    """Places of texts with their labels and the form's own limits (0 for none)."""
    match section:
        case TextSection():
            for item in section.items:
                yield Place(section.id, None, item.field), item.label, item.limit
        case GoalsSection():
            for goal in section.columns:
                yield Place(section.id, None, goal.field), goal.label, 0
        case FundsSection():
            words = [c for c in section.columns if c.role == "text"]
            for row, column in product(section.rows, words):
                yield Place(section.id, row.id, column.id), column.label, 0
        case RowsSection() if context.policy.text_limits:
            for line, cell in product(context.record.rows(section.id), section.columns):
                yield Place(section.id, line.id, cell.id), cell.label, 0
        case _:
            return


def _longer(place: Place, label: str, text: str, limit: int) -> Iterator[Finding]:
    count = characters(text)
    if 0 < limit < count:
        yield finding(
            "X7",
            "warning",
            place,
            label=label,
            found=str(count),
            expected=f"≤ {limit}",
            limit=str(limit),
            over=str(count - limit),
        )


def characters(text: str) -> int:
    """The characters of a text as Word counts them: white space and line ends are none."""
    return sum(not c.isspace() for c in text)
