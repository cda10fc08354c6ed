"""M1 in any repeating table: a sum row (合计, 小计) adds up the rows above it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from app.model.definition import RowsSection, TableColumn
from app.model.money import folded, is_blank, is_blank_amount, parse_amount, plain
from app.model.places import Place
from app.model.record import Row
from app.model.results import Finding
from app.rules.checks.context import Context, by_difference
from app.rules.columns import one_line
from app.rules.finding import finding

_SUM = ("合计", "总计", "共计", "总合计")
_SUBTOTAL = "小计"
_PART = "其中"
_NO_SUMS = ("率", "单价", "均价", "均值", "平均", "比例", "比重", "占比")
"""Words in the head of a column whose figures cannot be added."""


def table_sum_findings(context: Context) -> Iterator[Finding]:
    """One finding for each figure of a sum row that its rows do not add up to."""
    for section in context.definition.sections():
        if isinstance(section, RowsSection):
            columns = [c for c in section.columns if c.role == "number" and _can_be_added(c)]
            rows = context.record.rows(section.id)
            if columns and any(_kind(row, section) == "sum" for row in rows):
                for column in columns:
                    yield from _column(section, rows, column)


def _can_be_added(column: TableColumn) -> bool:
    label = one_line(column.label)
    return not any(word in label for word in _NO_SUMS)


def _kind(row: Row, section: RowsSection) -> str:
    """sum, subtotal, part (not added again) or blank for a row of its own."""
    words = [folded(row.text(c.id)).rstrip(":") for c in section.columns if c.role != "number"]
    if any(word in _SUM for word in words):
        return "sum"
    if any(word.endswith(_SUBTOTAL) for word in words):
        return "subtotal"
    return "part" if any(word.startswith(_PART) for word in words) else ""


def _column(section: RowsSection, rows: Sequence[Row], column: TableColumn) -> Iterator[Finding]:
    whole: list[str] = []
    group: list[str] = []
    for row in rows:
        kind, text = _kind(row, section), row.text(column.id)
        if kind == "":
            whole.append(text)
            group.append(text)
        elif kind != "part":
            added = whole if kind == "sum" else group
            yield from _sum(section, row, column, added)
            group = []
            if kind == "sum":
                whole = []


def _sum(
    section: RowsSection, row: Row, column: TableColumn, texts: Sequence[str]
) -> Iterator[Finding]:
    """The finding of one sum; figures that cannot be read, or carry units, are left alone."""
    given = row.text(column.id)
    read = [parse_amount(text, "元") for text in (given, *texts) if not is_blank_amount(text)]
    if is_blank_amount(given) or len(read) < 3:
        return
    amounts = [amount for amount in read if amount is not None and not amount.unit]
    if len(amounts) < len(read):
        return
    total = amounts[0].value
    added = sum((amount.value for amount in amounts[1:]), Decimal(0))
    severity = by_difference(total - added, "error")
    if severity is not None:
        cells = (row.text(c.id) for c in section.columns if c.role != "number")
        yield finding(
            "M1",
            severity,
            Place(section.id, row.id, column.id),
            case="table",
            expected=plain(added),
            found=plain(total),
            row=next((one_line(text) for text in cells if not is_blank(text)), ""),
            column=one_line(column.label),
        )
