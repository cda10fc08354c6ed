"""M2, M11: printed execution rates against the amounts beside them."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.money import folded, format_rate, parse_rate, round_half_up
from app.model.results import Finding, MoneyRate
from app.rules.amounts import Money
from app.rules.checks.context import Context, by_difference
from app.rules.checks.printed import adopting
from app.rules.execution import base_column
from app.rules.finding import finding

_HALF = Decimal("0.5")
_NO_RATE = (Decimal(0), 0)


def rate_findings(money: Money, context: Context) -> Iterator[Finding]:
    """The printed rate of each money row."""
    section = money.section
    column = money.column_with_role("rate")
    if not column or not context.record.printed:
        return
    for row in section.rows:
        text = context.record.printed.get(str(money.place(row.id, column)), "")
        printed = parse_rate(text)
        rate = context.scores.rates.get(f"{section.id}/{row.id}")
        if printed is None or rate is None:
            continue
        if rate.exact is None:
            yield from _of_nothing(money, row.id, text, context)
        elif not _is_right(text, printed, rate.exact):
            yield from _differs(money, row.id, rate, text, context)


def _is_right(text: str, printed: tuple[Decimal, int], exact: Decimal) -> bool:
    """Whether a rate is right at its own decimals; `0.9873` and `1` are shares of one."""
    value, decimals = printed
    if _within_half(value, decimals, exact):
        return True
    shared = "%" not in folded(text) and value <= 2
    return shared and _within_half(value * 100, max(0, decimals - 2), exact)


def _within_half(value: Decimal, decimals: int, exact: Decimal) -> bool:
    return abs(value - exact) <= _HALF.scaleb(-decimals)


def _differs(
    money: Money, row: str, rate: MoneyRate, text: str, context: Context
) -> Iterator[Finding]:
    """M2; the rate is quoted as it was printed."""
    value = (parse_rate(text) or _NO_RATE)[0]
    decimals = context.policy.rate_decimals
    expected = round_half_up(rate.exact or Decimal(0), decimals)
    severity = by_difference(value - expected, "error")
    if severity is None:
        return
    base = base_column(money, context.policy)
    place = money.place(row, money.column_with_role("rate"))
    found = finding(
        "M2",
        severity,
        place,
        expected=format_rate(expected, decimals),
        found=text.strip(),
        row=money.row_labels[row],
        executed=money.shown(row, money.section.numerator),
        budget=money.shown(row, base),
    )
    yield adopting(found, context.record, str(place))


def _of_nothing(money: Money, row: str, text: str, context: Context) -> Iterator[Finding]:
    """M11: a rate printed for 0 of 0, or for blank cells; 0% says what is there."""
    section, base = money.section, base_column(money, context.policy)
    amounts = money.value(row, base), money.value(row, section.numerator)
    if not (parse_rate(text) or _NO_RATE)[0] or any(amounts):
        return
    place = money.place(row, money.column_with_role("rate"))
    found = finding(
        "M11",
        "warning",
        place,
        found=text.strip(),
        row=money.row_labels[row],
        budget=money.labels[base],
        executed=money.labels[section.numerator],
    )
    yield adopting(found, context.record, str(place))
