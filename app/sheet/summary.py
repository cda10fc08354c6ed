"""The summary: what each first tier weighs and earns, and the total."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.definition import SummaryColumn, SummarySection
from app.model.money import exact_quotient, format_rate
from app.model.results import Block
from app.sheet.sheet import Cell, SheetRow
from app.sheet.view import LayoutView, points_text

_HUNDRED = Decimal(100)


def summary_rows(section: SummarySection, view: LayoutView, _columns: int) -> Iterator[SheetRow]:
    """The head, a line for each first tier in the order of the table, and the total.

    Points stay blank while a row of the line is not scored (未评). The layout of domain.md 3.8:
    seed 003, table 13.
    """
    head = [item.label for item in section.columns]
    yield _line(section, view, head, style="head")
    for block in view.scores.blocks:
        name = section.execution if block.kind == "execution" else block.key
        if name:
            yield _line(section, view, _texts(section, view, name, block))
    scores = view.scores
    whole = Block("", "tier", scores.weight, scores.total, scores.missing)
    yield _line(section, view, _texts(section, view, section.total, whole), style="strong")


def _texts(section: SummarySection, view: LayoutView, name: str, block: Block) -> list[str]:
    weight, points = block.weight or None, None if block.missing else block.points
    rate = ""
    if weight is not None and points is not None:
        percent = exact_quotient(points * _HUNDRED, weight)
        rate = format_rate(percent, view.definition.policy.rate_decimals)
    texts = {
        "name": name,
        "weight": points_text(weight),
        "score": points_text(points) if weight else "",
        "rate": rate,
    }
    return [texts[item.value] for item in section.columns]


def _line(
    section: SummarySection, view: LayoutView, texts: list[str], style: str = "body"
) -> SheetRow:
    head = style == "head"
    cells = []
    column = 0
    for item, text in zip(section.columns, texts, strict=True):
        cells.append(_cell(item, column, text, style))
        column += item.span
    return SheetRow(section.id, tuple(cells), head=head, keep=head, min_height=view.row_height)


def _cell(item: SummaryColumn, column: int, text: str, style: str) -> Cell:
    if style == "head":
        return Cell(column, item.span, text, style="head")
    if item.value == "name":
        return Cell(column, item.span, text, style="label", align=item.align)
    bold = style == "strong" and item.value == "score"
    return Cell(
        column, item.span, text, "computed", style="strong" if bold else "body", align=item.align
    )
