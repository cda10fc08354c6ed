"""M5: a budget that changed in the year, or whose beginning is blank, wants a word."""

from collections.abc import Iterator

from app.model.money import is_blank
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import Context
from app.rules.finding import finding


def budget_findings(money: Money, context: Context) -> Iterator[Finding]:
    """Info for a blank initial budget, a warning for a changed one without a funds note."""
    section = money.section
    annual = money.value(section.scored, section.denominator)
    if not section.initial or annual is None or not is_blank(context.record.funds_note):
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
    elif initial is not None and initial != annual:
        shown = money.shown(section.scored, section.initial)
        yield finding("M5", "warning", place, expected=values["annual"], found=shown, **values)
