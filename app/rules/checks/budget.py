"""M5, M10: a budget that changed, and money left over, want a word."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.money import format_rate, plain
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import SLIGHT, Context
from app.rules.checks.reasons import says_nothing
from app.rules.finding import finding

_HUNDRED = Decimal(100)


def budget_findings(money: Money, context: Context) -> Iterator[Finding]:
    """Notes that the policy wants for the scored money row and that nobody gave.

    The funds note answers, and so does a column of words in the table itself (原因).
    """
    if not money.section.scored or _is_answered(money, context):
        return
    if "adjusted" in context.policy.notes:
        yield from _adjusted(money)
    if "low_execution" in context.policy.notes:
        yield from _low_execution(money, context)


def _is_answered(money: Money, context: Context) -> bool:
    row = money.section.scored
    words = (money.text(row, c.id) for c in money.section.columns if c.role == "text")
    return not all(says_nothing(text) for text in (context.record.funds_note, *words))


def _adjusted(money: Money) -> Iterator[Finding]:
    """M5: info for a blank initial budget, a warning for one that changed in the year."""
    section = money.section
    annual = money.value(section.scored, section.denominator)
    if not section.initial or annual is None:
        return
    place = money.place(section.scored, section.initial)
    initial = money.value(section.scored, section.initial)
    values = {
        "annual": money.shown(section.scored, section.denominator),
        "annual_column": money.labels[section.denominator],
        "column": money.labels[section.initial],
        "unit": section.unit,
    }
    if money.is_blank(section.scored, section.initial):
        yield finding("M5", "info", place, case="blank", **values)
    elif initial is not None and abs(initial - annual) > SLIGHT:
        shown = money.shown(section.scored, section.initial)
        yield finding("M5", "warning", place, expected=values["annual"], found=shown, **values)


def _low_execution(money: Money, context: Context) -> Iterator[Finding]:
    """M10: a rate below the policy's bound; much money left over is named as well."""
    section = money.section
    rate = context.scores.rates.get(f"{section.id}/{section.scored}")
    if rate is None or rate.exact is None or rate.exact >= context.policy.note_below:
        return
    budget = money.value(section.scored, section.denominator) or Decimal(0)
    executed = money.value(section.scored, section.numerator) or Decimal(0)
    left = _HUNDRED - rate.exact
    much = left > context.limit("M10")
    yield finding(
        "M10",
        "warning",
        money.place(section.scored, section.numerator),
        case="unspent" if much else "",
        found=rate.printed,
        expected=f"≥ {plain(context.policy.note_below)}%",
        below=plain(context.policy.note_below) + "%",
        unspent=plain(budget - executed),
        share=format_rate(left, context.policy.rate_decimals),
        unit=section.unit,
    )
