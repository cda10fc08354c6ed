"""M2, M3, M4, M6: execution rate, its points, and the budget that it stands on."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.money import format_rate, is_blank, parse_points, parse_rate, plain, round_half_up
from app.model.results import Finding, MoneyRate
from app.rules.amounts import Money
from app.rules.checks.context import Context, by_difference
from app.rules.finding import finding


def execution_findings(money: Money, context: Context) -> Iterator[Finding]:
    """The checks of a money table that has an execution rate."""
    section = money.section
    if not section.numerator or not section.denominator:
        return
    yield from _budget(money)
    for row in section.rows:
        rate = context.scores.rates.get(f"{section.id}/{row.id}")
        if rate is not None and rate.exact is not None:
            yield from _over_budget(money, row.id)
            yield from _printed_rate(money, row.id, rate, context)
    yield from _points(money, context)


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
    section = money.section
    budget = money.value(row, section.denominator) or Decimal(0)
    executed = money.value(row, section.numerator) or Decimal(0)
    if executed > budget:
        yield finding(
            "M4",
            "error",
            money.place(row, section.numerator),
            expected=f"≤ {money.shown(row, section.denominator)}",
            found=money.shown(row, section.numerator),
            row=money.row_labels[row],
            budget=money.shown(row, section.denominator),
            column=money.labels[section.denominator],
            executed=money.labels[section.numerator],
            unit=section.unit,
        )


def _printed_rate(money: Money, row: str, rate: MoneyRate, context: Context) -> Iterator[Finding]:
    """M2: a printed rate is right at the decimals it was printed with."""
    place = money.place(row, money.column_with_role("rate"))
    printed = parse_rate(context.record.printed.get(str(place), ""))
    if printed is None or rate.exact is None:
        return
    value, decimals = printed
    if value == round_half_up(rate.exact, decimals):
        return
    decimals = context.policy.rate_decimals
    severity = by_difference(value - round_half_up(rate.exact, decimals), "error")
    if severity is not None:
        yield finding(
            "M2",
            severity,
            place,
            expected=format_rate(rate.exact, decimals),
            found=plain(value) + "%",
            row=money.row_labels[row],
        )


def _points(money: Money, context: Context) -> Iterator[Finding]:
    """M3: execution points, printed or typed, against the rate; a typed one may give its reason."""
    section = money.section
    score = context.scores.rows.get(f"{section.id}/{section.scored}")
    if score is None or score.computed is None:
        return
    place = money.place(section.scored, money.column_with_role("score"))
    expected = plain(score.computed)
    printed = parse_points(context.record.printed.get(str(place), ""))
    if printed is not None:
        severity = by_difference(printed - score.computed, "error")
        if severity is not None:
            yield finding("M3", severity, place, expected=expected, found=plain(printed))
    if score.entered is not None and is_blank(context.record.funds_note):
        severity = by_difference(score.entered - score.computed, "warning")
        if severity is not None:
            found = plain(score.entered)
            yield finding("M3", severity, place, case="typed", expected=expected, found=found)
