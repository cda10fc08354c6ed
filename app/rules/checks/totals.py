"""S3, G1: a printed total and a printed grade against what they follow from."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.definition import FundsSection, IndicatorsSection
from app.model.money import folded, parse_points, plain
from app.model.results import Finding, Score
from app.rules.checks.context import Context, by_difference
from app.rules.columns import columns_of
from app.rules.finding import finding
from app.rules.scoring import grade_of


def total_findings(context: Context) -> Iterator[Finding]:
    """S3 and G1; nothing for a record that no other table printed."""
    if not context.record.printed:
        return
    printed = parse_points(context.printed_total("score"))
    place = context.total_place("score")
    added = _sum_of_rows(context)
    if printed is not None and place is not None and added is not None:
        severity = by_difference(printed - added, "error")
        if severity is not None:
            yield finding("S3", severity, place, expected=plain(added), found=plain(printed))
    yield from _grade(context, printed)


def _sum_of_rows(context: Context) -> Decimal | None:
    """The sum that a reader re-adds: printed points where a row has them, else ours."""
    columns = _score_columns(context)
    total = Decimal(0)
    for key, score in context.scores.rows.items():
        if score.counted:
            points = _shown_points(key, score, columns, context)
            if points is None:
                return None
            total += points
    return total


def _shown_points(
    key: str, score: Score, columns: dict[str, str], context: Context
) -> Decimal | None:
    text = context.record.printed.get(f"{key}/{columns[score.place.section]}", "")
    printed = parse_points(text)
    return score.points if printed is None else printed


def _score_columns(context: Context) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in context.definition.sections():
        if isinstance(section, IndicatorsSection):
            found[section.id] = columns_of(section).score
        elif isinstance(section, FundsSection):
            found[section.id] = next((c.id for c in section.columns if c.role == "score"), "")
    return found


def _grade(context: Context, printed_total: Decimal | None) -> Iterator[Finding]:
    """G1: a printed grade follows from the total, and there is one."""
    grade = folded(context.printed_total("grade"))
    place = context.total_place("grade")
    if not grade or place is None or not context.policy.grades:
        return
    total = printed_total
    if total is None and not context.scores.missing:
        total = context.scores.total
    if total is None:
        yield finding("G1", "error", place, case="no_total", found=grade)
        return
    expected = grade_of(total, context.policy)
    if grade != expected:
        values = {"expected": expected, "found": grade, "total": plain(total)}
        yield finding("G1", "error", place, **values)
