"""M3, M4, M6: the points of the execution rate, and the budget that it stands on."""

from collections.abc import Iterator

from app.model.money import parse_points, plain
from app.model.results import Finding, Score
from app.rules.amounts import Money
from app.rules.checks.context import Context, by_difference, by_printed
from app.rules.checks.limits import limit_findings
from app.rules.checks.parts import printed_weight
from app.rules.checks.printed import adopting
from app.rules.checks.reasons import says_nothing
from app.rules.finding import finding


def execution_findings(money: Money, context: Context) -> Iterator[Finding]:
    """The checks of a money table that has an execution rate."""
    section = money.section
    if not section.numerator or not section.denominator:
        return
    yield from _budget(money)
    for row in section.rows:
        yield from _over_budget(money, row.id)
    score = context.scores.rows.get(f"{section.id}/{section.scored}")
    if score is not None:
        yield from _points(money, score, context)


def _budget(money: Money) -> Iterator[Finding]:
    """M6: the scored row has a budget above zero and an executed amount."""
    section = money.section
    if not section.scored or not money.cells():
        return
    for column in (section.denominator, section.numerator):
        if money.is_blank(section.scored, column):
            place = money.place(section.scored, column)
            label = money.labels[column]
            row = money.row_labels[section.scored]
            yield finding("M6", "error", place, case="blank", column=label, row=row)
    budget = money.value(section.scored, section.denominator)
    if budget is not None and budget <= 0:
        place = money.place(section.scored, section.denominator)
        label = money.labels[section.denominator]
        yield finding("M6", "error", place, expected="> 0", found=plain(budget), column=label)


def _over_budget(money: Money, row: str) -> Iterator[Finding]:
    """M4; a budget of nothing speaks in parts only, since M6 asks for the scored row's."""
    section = money.section
    budget = money.value(row, section.denominator)
    executed = money.value(row, section.numerator)
    if executed is None or executed <= (budget or 0):
        return
    place = money.place(row, section.numerator)
    values = {
        "row": money.row_labels[row],
        "column": money.labels[section.denominator],
        "executed": money.labels[section.numerator],
        "unit": section.unit,
    }
    found = money.shown(row, section.numerator)
    if row == section.scored and not budget:
        return
    if money.is_blank(row, section.denominator):
        yield finding("M4", "warning", place, case="blank", found=found, **values)
    elif budget is not None:
        shown = money.shown(row, section.denominator)
        yield finding(
            "M4", "error", place, expected=f"≤ {shown}", found=found, budget=shown, **values
        )


def _points(money: Money, score: Score, context: Context) -> Iterator[Finding]:
    """S1, R1 and M3 of the scored money row."""
    section = money.section
    place = money.place(section.scored, money.column_with_role("score"))
    printed = parse_points(context.record.printed.get(str(place), ""))
    given = next((g for g in (score.entered, printed, score.computed) if g is not None), None)
    outside = tuple(limit_findings(score, given, place, money.row_labels[section.scored]))
    if _other_weight(money, score, context):
        return
    yield from outside
    if score.computed is None:
        return
    expected = plain(score.computed)
    severity = None if printed is None else by_printed(printed, score.computed, "error")
    if printed is not None and severity is not None:
        found = finding("M3", severity, place, expected=expected, found=plain(printed))
        yield adopting(found, context.record, str(place))
    if score.entered is not None and says_nothing(context.record.funds_note):
        severity = by_difference(score.entered - score.computed, "warning")
        if severity is not None:
            typed = plain(score.entered)
            yield finding("M3", severity, place, case="typed", expected=expected, found=typed)


def _other_weight(money: Money, score: Score, context: Context) -> bool:
    """Whether a foreign table printed another weight: its points follow another policy (W3)."""
    return printed_weight(money, context) not in (None, score.weight)
