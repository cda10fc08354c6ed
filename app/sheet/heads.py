"""The heads of a table's columns: one line, or several where columns share a head."""

from collections.abc import Sequence

from app.model.definition import MoneyColumn, TableColumn
from app.sheet.sheet import Cell


def head_lines(columns: Sequence[MoneyColumn | TableColumn], first: int) -> list[list[Cell]]:
    """The heads from the top line down; `first` is the grid column of the first one.

    Neighbours with the same heads above them stand under one; a column with fewer heads than
    another reaches down to the last line.
    """
    depth = 1 + max((len(column.under) for column in columns), default=0)
    lines: list[list[Cell]] = [[] for _ in range(depth)]
    start = first
    for at, column in enumerate(columns):
        above = columns[at - 1].under if at else ()
        for level in range(len(column.under)):
            path = column.under[: level + 1]
            if above[: level + 1] != path:
                span = _shared(columns[at:], path)
                lines[level].append(Cell(start, span, column.under[level], style="head"))
        level = len(column.under)
        label = column.label
        lines[level].append(Cell(start, width(column), label, rowspan=depth - level, style="head"))
        start += width(column)
    return lines


def width(column: MoneyColumn | TableColumn) -> int:
    """The grid columns of a column, with those of the labels beside its cells."""
    if isinstance(column, MoneyColumn) and column.beside:
        return column.span + column.beside_span
    return column.span


def _shared(columns: Sequence[MoneyColumn | TableColumn], path: tuple[str, ...]) -> int:
    """The grid columns that a head reaches over."""
    span = 0
    for column in columns:
        if column.under[: len(path)] != path:
            break
        span += width(column)
    return span
