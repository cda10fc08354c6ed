"""C2: everything done, and nothing spent."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.definition import RowsSection
from app.model.money import is_blank_amount, parse_amount
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import Context
from app.rules.columns import columns_of, one_line, short
from app.rules.finding import finding
from app.rules.rows import facts_of
from app.rules.values import read_values

_HUNDRED = Decimal(100)


def unfunded_findings(context: Context) -> Iterator[Finding]:
    """A table of money with nothing spent beside targets reached, and such rows elsewhere."""
    for section in context.definition.funds():
        money = Money(section, context.record)
        if not section.numerator or not section.scored or _spent(money):
            continue
        reached = _reached(context)
        if reached:
            place = money.place(section.scored, section.numerator)
            column = money.labels[section.numerator]
            yield finding("C2", "warning", place, found="0", column=column, count=str(reached))
    for table in context.definition.sections():
        if isinstance(table, RowsSection):
            yield from _rows(table, context)


def _spent(money: Money) -> bool:
    """Whether anything was spent; an empty column says nothing yet and counts as spent."""
    column = money.section.numerator
    values = [money.value(row.id, column) for row in money.section.rows]
    known = [value for value in values if value is not None]
    return not known or any(known)


def _reached(context: Context) -> int:
    """How many targets that are numbers were reached in full, those of money left out."""
    count = 0
    for section in context.definition.indicators():
        columns = columns_of(section)
        for row in context.record.rows(section.id):
            score = context.scores.rows.get(facts_of(row, columns).key)
            if score is None or not score.counted or not score.weight:
                continue
            values = read_values(row, columns)
            reached = values.achievement()
            full = reached is not None and reached >= 1 and score.points == score.weight
            count += full and "元" not in values.target.unit
    return count


def _rows(section: RowsSection, context: Context) -> Iterator[Finding]:
    """A row whose amounts are all zero and that tells of 100 %."""
    amounts = [c for c in section.columns if c.role == "number"]
    others = [c for c in section.columns if c.role not in ("number", "index", "tier", "name")]
    if not amounts or not others:
        return
    for row in context.record.rows(section.id):
        typed = [row.text(c.id) for c in amounts if not is_blank_amount(row.text(c.id))]
        read = [parse_amount(text, "元") for text in typed]
        if not typed or any(amount is None or amount.value for amount in read):
            continue
        for column in others:
            done = parse_quantity(row.text(column.id))
            if done.is_number and done.unit == "%" and (done.number or 0) >= _HUNDRED:
                names = {"found": done.shown(), "column": one_line(column.label)}
                place = Place(section.id, row.id, column.id)
                name = short(next((row.text(c.id) for c in section.columns if row.text(c.id)), ""))
                yield finding("C2", "warning", place, case="row", row=name, **names)
