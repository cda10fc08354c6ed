"""The sum line of a repeating table."""

from decimal import Decimal

from app.model.definition import RowsSection
from app.model.money import is_blank_amount, parse_amount
from app.model.places import Place
from app.sheet.sheet import Cell, SheetRow
from app.sheet.view import LayoutView


def sum_line(section: RowsSection, view: LayoutView) -> SheetRow | None:
    """The amounts of the rows added up, none where the form has no such line."""
    if not section.sum_label:
        return None
    side = section.label_span
    leading = 0
    for item in section.columns:
        if item.role == "number":
            break
        leading += item.span
    cells = [Cell(side, leading, section.sum_label, style="label")] if leading else []
    column = side
    for item in section.columns:
        if item.role == "number":
            place = Place(section.id, None, item.id)
            texts = [row.text(item.id) for row in view.record.rows(section.id)]
            text = summed(texts)
            cells.append(Cell(column, item.span, text, "computed", place=place, align=item.align))
        elif column >= side + leading:
            cells.append(Cell(column, item.span, "", "blank"))
        column += item.span
    return SheetRow(section.id, tuple(cells), min_height=view.row_height)


def summed(texts: list[str]) -> str:
    """The sum of amounts as they were typed: with their decimals and separators.

    Empty where there is no amount, or one that cannot be read or has a unit of its own.
    """
    read = [parse_amount(text, "元") for text in texts if not is_blank_amount(text)]
    amounts = [amount for amount in read if amount is not None and not amount.unit]
    if not amounts or len(amounts) < len(read):
        return ""
    total = sum((amount.value for amount in amounts), Decimal(0))
    return f"{total:,f}" if any(amount.separators for amount in amounts) else f"{total:f}"
