"""C2: everything done, and nothing spent."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.definition import IndicatorsSection, RowsSection, TableColumn, column_with_role
from app.model.money import folded, is_blank_amount, parse_amount
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.model.record import Row
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.checks.context import Context
from app.rules.columns import columns_of, one_line, short
from app.rules.finding import finding
from app.rules.rows import facts_of
from app.rules.values import read_values

_HUNDRED = Decimal(100)
_REACHED = "完成"
"""The word in the head of a column that tells how far something came."""

_SHORTEST = 4
"""A name with fewer characters does not tell one thing from another."""


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
    """A row without money that tells of 100 %, or whose namesake in another table does."""
    for row in context.record.rows(section.id):
        if not _is_unfunded(row, section):
            continue
        name = short(next((row.text(c.id) for c in section.columns if row.text(c.id)), ""))
        for column, found in _done(row, section):
            place = Place(section.id, row.id, column.id)
            words = {"found": found, "column": one_line(column.label)}
            yield finding("C2", "warning", place, case="row", row=name, **words)
        if section.spent:
            yield from _namesakes(row, section, context)


def _is_unfunded(row: Row, section: RowsSection) -> bool:
    """Whether nothing was spent; without a column that says so, whether all amounts are zero."""
    amounts = [c.id for c in section.columns if c.role == "number"]
    wanted = [section.spent] if section.spent else amounts
    typed = [row.text(field) for field in wanted if not is_blank_amount(row.text(field))]
    read = [parse_amount(text, "元") for text in typed]
    return bool(typed) and all(amount is not None and not amount.value for amount in read)


def _done(row: Row, section: IndicatorsSection | RowsSection) -> Iterator[tuple[TableColumn, str]]:
    """The cells that tell of 100 %; what was promised is not done."""
    for column in section.columns:
        if column.role not in ("number", "index", "tier", "name", "target"):
            done = parse_quantity(row.text(column.id))
            if done.is_number and done.unit == "%" and (done.number or 0) >= _HUNDRED:
                yield column, done.shown()


def _namesakes(row: Row, section: RowsSection, context: Context) -> Iterator[Finding]:
    """Rows of other tables that name the same thing and tell of 100 %; one finding for each."""
    named = column_with_role(section, "name")
    name = folded(row.text(named.id)) if named else ""
    if len(name) < _SHORTEST:
        return
    labels = {column.id: one_line(column.label) for column in section.columns}
    values = {"row": short(name, 30), "spent": labels[section.spent]}
    for other in context.definition.sections():
        if not isinstance(other, IndicatorsSection | RowsSection) or other.id == section.id:
            continue
        for same in context.record.rows(other.id):
            told = next((d for d in _done(same, other) if _REACHED in d[0].label), None)
            if told is not None and name in map(folded, same.cells.values()):
                place = Place(other.id, same.id, told[0].id)
                words = {"found": told[1], "column": one_line(told[0].label), **values}
                yield finding("C2", "warning", place, case="namesake", **words)
