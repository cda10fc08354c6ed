"""D1 in a table without points: a target that was not reached wants a reason."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.definition import IndicatorsSection
from app.model.places import Place
from app.model.record import SCORED
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.checks.reasons import says_nothing
from app.rules.columns import columns_of, short
from app.rules.finding import finding
from app.rules.indicator import Setting, score_with_weight
from app.rules.scoring import placed_rows

_WHOLE = Decimal(100)


def missed_findings(context: Context) -> Iterator[Finding]:
    """One finding for each row that would not earn the whole of its points, had it any."""
    if "lost" not in context.policy.notes:
        return
    for section in context.definition.indicators():
        columns = columns_of(section)
        if not columns.scored and columns.actual and columns.target and columns.deviation:
            yield from _rows(section, context)


def _rows(section: IndicatorsSection, context: Context) -> Iterator[Finding]:
    columns = columns_of(section)
    for row, facts, tiers in placed_rows(context.record.rows(section.id), columns):
        if facts.kind != SCORED or not says_nothing(row.text(columns.deviation)):
            continue
        setting = Setting(columns, context.policy, tiers, context.record.year)
        earned = score_with_weight(row, setting, _WHOLE).computed
        if earned is not None and earned < _WHOLE:
            place = Place(section.id, row.id, columns.deviation)
            values = {"row": short(row.text(columns.name)), "found": row.text(columns.actual)}
            target = row.text(columns.target)
            yield finding("D1", "error", place, case="target", expected=target, **values)
