"""M1: a money row is the sum of its parts."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.change import Change, Set
from app.model.definition import MoneyRow
from app.model.money import plain
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import Context, by_difference
from app.rules.finding import finding, with_fix


def sum_findings(money: Money, _context: Context) -> Iterator[Finding]:
    """Each amount column of a row with parts against their sum; blanks count as zero.

    A column whose parts are all blank is still being filled and says nothing.
    """
    for row in money.section.rows:
        parts = [part for part in money.section.rows if part.part_of == row.id]
        for column in money.columns:
            if any(not money.is_blank(part.id, column) for part in parts):
                yield from _column(money, row, parts, column)


def _column(money: Money, row: MoneyRow, parts: list[MoneyRow], column: str) -> Iterator[Finding]:
    if any(_unreadable(money, line.id, column) for line in (row, *parts)):
        return
    total = money.value(row.id, column)
    added = sum((money.value(part.id, column) or Decimal(0) for part in parts), Decimal(0))
    severity = by_difference((total or Decimal(0)) - added, "error")
    if severity is None:
        return
    place = money.place(row.id, column)
    found = finding(
        "M1",
        severity,
        place,
        expected=plain(added),
        found="0" if total is None else plain(total),
        row=money.row_labels[row.id],
        column=money.labels[column],
        unit=money.section.unit,
    )
    if not total:
        steps = (Set(place, money.stored(row.id, column), plain(added)),)
        found = with_fix(found, Change("fill_sum", steps, how="fixed"))
    yield found


def _unreadable(money: Money, row: str, column: str) -> bool:
    return not money.is_blank(row, column) and money.amount(row, column) is None
