"""S3, S6, W6, G1: a printed total and a printed grade against what they follow from."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from app.model.definition import FundsSection, IndicatorsSection
from app.model.money import exact_quotient, folded, parse_points, plain, round_half_up
from app.model.places import Place
from app.model.policy import Policy
from app.model.results import Finding, Score
from app.rules.checks.context import Context, by_printed, decimals_of
from app.rules.checks.parts import added_again, of_indicators_alone, part_points
from app.rules.checks.printed import adopting
from app.rules.columns import columns_of
from app.rules.execution import RULE as EXECUTION
from app.rules.finding import finding
from app.rules.scoring import grade_of

_ZERO = Decimal(0)
_TICKED = re.compile(r"[☑☒√✓✔■●]\s*([^\s□☐○☑☒√✓✔■●]+)")


class _Sums(NamedTuple):
    """The points of a table as its reader re-adds them.

    `added` is the sum of the points that are known, printed ones before ours; `open` is the
    weight of the rows that have none.
    """

    added: Decimal
    open: Decimal


def total_findings(context: Context) -> Iterator[Finding]:
    """S6 where a cap holds our total, and all checks of what another table printed."""
    place = context.total_place("score")
    scores = context.scores
    if place is not None and any(step.code == "TOTAL_CAPPED" for step in scores.steps):
        values = {"cap": plain(scores.total), "added": plain(scores.added)}
        yield finding("S6", "info", place, case="capped", found=values["added"], **values)
    if not context.record.printed:
        return
    printed = parse_points(context.printed_total("score"))
    if printed is not None and place is not None:
        yield from _total(context, printed, place)
    yield from _grade(context, printed)


def _total(context: Context, printed: Decimal, place: Place) -> Iterator[Finding]:
    """S3, S6 or W6 of a printed total; one mistake is told once."""
    columns = _score_columns(context)
    sums = _sums(context, columns)
    scores, cap = context.scores, context.scores.cap
    if cap is not None and printed > cap:
        values = {"expected": plain(cap), "found": plain(printed)}
        made = finding("S6", "error", place, **values)
        yield adopting(made, context.record, *context.printed_names("score"))
        return
    expected = _as_total(sums.added, context)
    if sums.open:
        most = _as_total(sums.added + sums.open, context)
        if not min(expected, most) <= printed <= most:
            values = {"expected": plain(expected), "most": plain(most), "found": plain(printed)}
            yield finding("S3", "error", place, case="open", **values)
        return
    severity = by_printed(printed, expected, "error")
    if severity is None:
        return
    if decimals_of(printed) and by_printed(printed, scores.total, "error") in (None, "info"):
        severity = "info"
    values = {"expected": plain(expected), "found": plain(printed)}
    if added_again(printed - expected, part_points(context, columns)):
        part = plain(printed - expected)
        made = finding("W6", "error", place, part=part, **values)
    else:
        made = finding("S3", severity, place, **values)
    sure = expected == scores.total and not scores.missing
    yield adopting(made, context.record, *context.printed_names("score")) if sure else made


def _as_total(added: Decimal, context: Context) -> Decimal:
    """The total that a sum makes: scaled where rows do not apply, held by the cap."""
    scores = context.scores
    weight = sum((block.weight for block in scores.blocks), _ZERO)
    if weight and any(step.code == "TOTAL_RESCALED" for step in scores.steps):
        scaled = exact_quotient(added * context.policy.total, weight)
        added = round_half_up(scaled, context.policy.decimals)
    return added if scores.cap is None else min(added, scores.cap)


def _sums(context: Context, columns: dict[str, str]) -> _Sums:
    added = open_weight = _ZERO
    alone = of_indicators_alone(context)
    for key, score in context.scores.rows.items():
        if score.counted and not (alone and score.rule == EXECUTION):
            points = _shown_points(key, score, columns, context)
            if points is None:
                open_weight += score.weight or _ZERO
            else:
                added += points
    return _Sums(added, open_weight)


def _shown_points(
    key: str, score: Score, columns: dict[str, str], context: Context
) -> Decimal | None:
    text = context.record.printed.get(f"{key}/{columns[score.place.section]}", "")
    printed = parse_points(text)
    return score.points if printed is None or score.entered is not None else printed


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
    text = folded(context.printed_total("grade"))
    place = context.total_place("grade")
    if not text or place is None or not context.policy.grades:
        return
    complete = not context.scores.missing
    total = context.scores.total if printed_total is None and complete else printed_total
    if total is None:
        yield finding("G1", "error", place, case="no_total", found=text)
        return
    expected, given = grade_of(total, context.policy), grade_named(text, context.policy)
    if given and given != expected:
        values = {"expected": expected, "found": text, "total": plain(total)}
        made = finding("G1", "error", place, **values)
        sure = complete and context.scores.grade == expected
        yield adopting(made, context.record, *context.printed_names("grade")) if sure else made


def grade_named(text: str, policy: Policy) -> str:
    """The one grade of the policy that a text names (`优秀`, `□优 ☑良`); empty where unclear."""
    ticked = _TICKED.findall(text)
    words = ticked[0] if len(ticked) == 1 else text
    named = [grade.name for grade in policy.grades if grade.name in words]
    exact = [name for name in named if name == words]
    return (exact or named)[0] if exact or len(named) == 1 else ""
