"""E1: full marks that nothing proves, in a form whose indicators have evidence."""

from collections.abc import Iterator

from app.model.money import plain
from app.model.places import Place
from app.model.record import SIGNED_SCAN
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.columns import columns_of, short
from app.rules.finding import finding


def evidence_findings(context: Context) -> Iterator[Finding]:
    """E1: asked in 预审 only, and only of an office that adds evidence to its indicators.

    A form without any, or with evidence of the form as a whole, is never asked.
    """
    if not context.review:
        return
    proved = {item.place for item in context.record.evidence if item.kind != SIGNED_SCAN}
    for section in context.definition.indicators():
        columns = columns_of(section)
        rows = context.record.rows(section.id)
        if not columns.scored or not any(f"{section.id}/{row.id}" in proved for row in rows):
            continue
        for row in rows:
            key = f"{section.id}/{row.id}"
            score = context.scores.rows.get(key)
            if key in proved or score is None or not score.counted or not score.weight:
                continue
            if score.points == score.weight:
                place = Place(section.id, row.id, columns.score)
                points = plain(score.points)
                yield finding("E1", "info", place, found=points, row=short(columns.name_of(row)))
