"""Widths and heights of a workbook's columns and rows, so that it prints as the paper does.

A column's width is counted in digits of the workbook's own font. That font is Times New Roman
12 pt: its digits are half an em, at 96 dpi exactly 8 pixels, with every program and with every
substitute of the same measures. 宋体 11 (7⅓ pixels) is rounded up to 8 by Excel and not by
LibreOffice, where all columns would be 8 % off. Hence: width = mm / 25.4 × 96 / 8.
Excel and LibreOffice cut row heights down to whole pixels; these are rounded up to pixels.
"""

import math
from collections.abc import Sequence

from app.paper.breaking import break_lines
from app.paper.measuring import text_style
from app.paper.metrics import MM_PER_POINT, Metrics
from app.paper.pages import Pagination
from app.sheet.sheet import Cell

BASE_FONT = "Times New Roman"
BASE_SIZE = 12.0
HIGHEST_ROW = 409.0
"""The highest row that Excel knows, in points."""

_PIXELS_PER_MM = 96 / 25.4
_DIGIT_PIXELS = 8
_POINTS_PER_PIXEL = 0.75
_CELL_PADDING = 1.8
"""What office programs leave free beside a text, both sides together, in mm."""
_LINE_HEIGHT = 1.45
"""The line height of the tallest usual Chinese font (Noto CJK), in sizes; 宋体 takes less."""
_ROW_PADDING = 2.0
_WIDEST_DIGIT, _WIDEST_POINT, _WIDEST_SIGN = 0.64, 0.36, 0.95
"""Digits, separators and the per cent sign in the widest usual substitute font (DejaVu), in em."""


def column_width(mm: float) -> float:
    """A column's width in digits, from mm."""
    return round(mm * _PIXELS_PER_MM / _DIGIT_PIXELS, 4)


def row_height(mm: float) -> float:
    """A row's height in points, from mm, up to the next whole pixel."""
    return math.ceil(mm / MM_PER_POINT / _POINTS_PER_PIXEL - 0.01) * _POINTS_PER_PIXEL


def fits_as_number(text: str, width: float, size: float) -> bool:
    """Whether a number shows in a cell `width` mm wide; else Excel would show `####`."""
    ems = sum(_WIDEST_POINT if character in ",.-" else _WIDEST_DIGIT for character in text)
    ems += text.count("%") * (_WIDEST_SIGN - _WIDEST_DIGIT)
    return ems * size * MM_PER_POINT <= width - _CELL_PADDING


def row_heights(pagination: Pagination, metrics: Metrics) -> list[float]:
    """The height in mm of every sheet row: as on paper, and enough for an office program,
    which breaks lines a little earlier and sets them a little wider apart.
    """
    heights = [row.min_height for row in pagination.sheet.rows]
    on_paper = [0.0] * len(heights)
    for page in pagination.pages:
        for fragment in page.fragments:
            if not fragment.repeated:
                on_paper[fragment.row] += fragment.height
    heights = [max(pair) for pair in zip(heights, on_paper, strict=True)]
    merged: list[tuple[int, int, float]] = []
    for index, row in enumerate(pagination.sheet.rows):
        for cell in row.cells:
            need = _needed(cell, pagination, metrics)
            if cell.rowspan > 1:
                merged.append((index, min(index + cell.rowspan, len(heights)), need))
            else:
                heights[index] = max(heights[index], need)
    for first, end, need in merged:
        heights[end - 1] += max(0.0, need - sum(heights[first:end]))
    return heights


def _needed(cell: Cell, pagination: Pagination, metrics: Metrics) -> float:
    face, size = text_style(cell.style, pagination.setup)
    room = cell_width(cell, pagination.column_edges) - _CELL_PADDING
    lines = break_lines(cell.text, max(room, 1.0), size, face, metrics)
    return len(lines) * _LINE_HEIGHT * size * MM_PER_POINT + _ROW_PADDING


def cell_width(cell: Cell, edges: Sequence[float]) -> float:
    """A cell's width in mm on a grid with these column edges."""
    return edges[min(cell.column + cell.colspan, len(edges) - 1)] - edges[cell.column]
