"""The rows of a sheet as a Word table: the paper's grid, merged cells, borders and widths."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from app.exchange.word_xml import element, run, run_properties, twips, within
from app.paper.measuring import LINE_HEIGHT, PAD_X, PAD_Y, text_style
from app.paper.operations import FRAME_RULE, INNER_RULE
from app.paper.pages import Pagination
from app.sheet.sheet import Cell, SheetRow

FACES = {"song": "宋体", "hei": "黑体", "kai": "楷体"}
_SIDES = {"left": "left", "center": "center", "right": "right"}
_EIGHTHS = 8
_TALL = 60.0
"""Rows higher than this (mm) may be parted between two pages."""


class _Held(NamedTuple):
    """The cell that covers a position, the row and the column where it begins."""

    row: int
    cell: Cell


def table(rows: Sequence[SheetRow], pagination: Pagination) -> Any:
    """A table of rows that follow each other; without any border where no cell has one."""
    edges = pagination.column_edges
    widths = [twips(right - left) for left, right in pairwise(edges)]
    owners = _owners(rows, len(widths))
    made = within(element("tbl"), _properties(rows, sum(widths)))
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=width))
    made.append(grid)
    heading = True
    for index, row in enumerate(rows):
        heading = heading and row.head
        made.append(_row(index, row, heading=heading))
        for held, start, span in _stretches(owners[index]):
            made[-1].append(_cell(held, index, sum(widths[start : start + span]), span, pagination))
    return made


def _properties(rows: Sequence[SheetRow], width: int) -> Any:
    made = within(
        element("tblPr"),
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
    )
    if any(cell.border for row in rows for cell in row.cells):
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            points = INNER_RULE if side.startswith("inside") else FRAME_RULE
            size = round(points * _EIGHTHS)
            borders.append(element(side, val="single", sz=size, space=0, color="000000"))
        made.append(borders)
    margins = element("tblCellMar")
    for side, room in (("top", PAD_Y), ("left", PAD_X), ("bottom", PAD_Y), ("right", PAD_X)):
        margins.append(element(side, w=twips(room), type="dxa"))
    return within(made, element("tblLayout", type="fixed"), margins)


def _owners(rows: Sequence[SheetRow], columns: int) -> list[list[_Held | None]]:
    """Which cell covers each position of the grid."""
    owners: list[list[_Held | None]] = [[None] * columns for _ in rows]
    for index, row in enumerate(rows):
        for cell in row.cells:
            held = _Held(index, cell)
            for line in owners[index : index + max(1, cell.rowspan)]:
                end = min(cell.column + cell.colspan, columns)
                line[cell.column : end] = [held] * (end - cell.column)
    return owners


def _stretches(line: Sequence[_Held | None]) -> Iterator[tuple[_Held | None, int, int]]:
    """The cells of a grid row with their first column and their span."""
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or line[at] is not line[start]:
            yield line[start], start, at - start
            start = at


def _row(index: int, row: SheetRow, *, heading: bool) -> Any:
    look = element("trPr")
    if row.min_height < _TALL:
        look.append(element("cantSplit"))
    look.append(element("trHeight", val=twips(row.min_height), hRule="atLeast"))
    if heading:
        look.append(element("tblHeader"))
    return within(element("tr"), look)


def _cell(held: _Held | None, index: int, width: int, span: int, pagination: Pagination) -> Any:
    look = within(element("tcPr"), element("tcW", w=width, type="dxa"))
    if span > 1:
        look.append(element("gridSpan", val=span))
    if held is None:
        return within(element("tc"), look, element("p"))
    cell, begins = held.cell, held.row == index
    if cell.rowspan > 1:
        look.append(element("vMerge", val="restart" if begins else "continue"))
    if not cell.border:
        sides = (element(side, val="nil") for side in ("top", "left", "bottom", "right"))
        look.append(within(element("tcBorders"), *sides))
    look.append(element("vAlign", val="top" if cell.top_aligned else "center"))
    return within(element("tc"), look, _paragraph(cell, begins, pagination))


def _paragraph(cell: Cell, begins: bool, pagination: Pagination) -> Any:
    face, size = text_style(cell.style, pagination.setup)
    line = round(size * LINE_HEIGHT * 20)
    look = within(
        element("pPr"),
        element("spacing", before=0, after=0, line=line, lineRule="exact"),
        element("ind", firstLineChars=0, firstLine=0),
        element("jc", val=_SIDES[cell.align]),
    )
    made = within(element("p"), look)
    if begins and cell.text:
        made.append(run(cell.text, run_properties(FACES[face], size)))
    return made
