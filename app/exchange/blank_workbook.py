"""A blank form in a workbook as a grid of boxes: texts, merged areas, widths, heights, borders."""

import warnings
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.embedded import (
    DAMAGE_ANYWHERE,
    SHEET,
    WorkbookReadError,
    check_container,
    reading,
)
from app.exchange.texts import clean_text

ROWS, COLUMNS, SHEETS = 500, 100, 20
"""How much of a form is still read: no printed form comes near it."""
_XML_LIMIT = 30 * 2**20
_MERGES = 5_000
_LONGEST = 5_000
_MM_PER_PIXEL = 25.4 / 96
_MM_PER_POINT = 25.4 / 72
_USUAL_WIDTH, _USUAL_HEIGHT = 9.0, 15.0
"""Excel's own widths (digits) and heights (points) where a workbook names none."""


class Box(NamedTuple):
    """A cell or a merged area: where it begins, how far it reaches, what it says."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str = ""
    bordered: bool = False
    align: str = ""

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + self.colspan

    @property
    def below(self) -> int:
        """The row behind it."""
        return self.row + self.rowspan


class BlankSheet(NamedTuple):
    """A worksheet: `lines[i]` are all boxes that row `i` shows, from left to right.

    `widths` and `heights` in mm.
    """

    title: str
    lines: tuple[tuple[Box, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    landscape: bool


class _Cell(NamedTuple):
    text: str
    bordered: bool
    align: str


def read_blank(path: Path) -> tuple[BlankSheet, ...]:
    """The visible worksheets of a workbook that hold anything.

    Raises:
        WorkbookReadError: IMPORT_001 to _006 as for any workbook, DRAFT_001 it is larger than a
            form can be, DRAFT_002 there is nothing in it.
    """
    with reading(path, DAMAGE_ANYWHERE):
        check_container(path)
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _XML_LIMIT:
                raise _too_large(path)
        sheets = tuple(_sheets(path))
    if not sheets:
        raise WorkbookReadError("DRAFT_002", file=path.name)
    return sheets


def _too_large(path: Path) -> WorkbookReadError:
    return WorkbookReadError("DRAFT_001", file=path.name, rows=str(ROWS), columns=str(COLUMNS))


def _sheets(path: Path) -> Iterator[BlankSheet]:
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is not installed")
    with warnings.catch_warnings(), path.open("rb") as file:
        warnings.simplefilter("ignore")  # openpyxl tells of all that it leaves out
        workbook = openpyxl.load_workbook(file, read_only=True)
        try:
            for worksheet in workbook.worksheets[:SHEETS]:
                if worksheet.sheet_state == "visible" and worksheet.title != SHEET:
                    found = _read_sheet(workbook, worksheet, path)
                    if found is not None:
                        yield found
        finally:
            workbook.close()


def _read_sheet(workbook: Any, worksheet: Any, path: Path) -> BlankSheet | None:
    # Merged areas and widths are known only once the whole sheet was read, and openpyxl's other
    # way of reading would make a cell object for each position of a merged area, however large.
    from openpyxl.worksheet._reader import WorkSheetParser

    cells: dict[tuple[int, int], _Cell] = {}
    with worksheet._get_source() as source:
        parser = WorkSheetParser(source, worksheet._shared_strings)
        for row, found in parser.parse():
            for cell in found:
                made = _cell(workbook, cell)
                if made.text or made.bordered:
                    cells[row, int(cell["column"])] = made
                    if len(cells) > ROWS * COLUMNS:
                        raise _too_large(path)
    texts = [at for at, cell in cells.items() if cell.text]
    if not texts:
        return None
    merges = _merges(parser, path)
    last_row = max(row for row, _ in texts)
    last_column = max(column for _, column in texts)
    for top, left, bottom, right in merges:
        if (top, left) in cells and top <= last_row:
            last_row, last_column = max(last_row, bottom), max(last_column, right)
    last_row = max(last_row, _bordered_end(cells, last_row))
    last_column = max([last_column, *(c for (r, c), held in cells.items() if r <= last_row)])
    if last_row > ROWS or last_column > COLUMNS:
        raise _too_large(path)
    grid = _Grid(cells, merges, last_row, last_column)
    digit = _digit_pixels(workbook)
    widths = [_width(parser, column, digit) for column in range(1, last_column + 1)]
    heights = [_height(parser, row) for row in range(1, last_row + 1)]
    turned = getattr(getattr(parser, "page_setup", None), "orientation", "") == "landscape"
    return _compact(worksheet.title, grid.lines(), widths, heights, turned)


def _bordered_end(cells: dict[tuple[int, int], _Cell], last: int) -> int:
    """The last row of the bordered rows that follow the texts without a gap."""
    rows = {row for row, _ in cells}
    while last + 1 in rows:
        last += 1
    return last


def _cell(workbook: Any, cell: dict[str, Any]) -> _Cell:
    value, style = cell["value"], workbook._cell_styles[cell["style_id"]]
    border = workbook._borders[style.borderId]
    left, right, top, bottom = (
        side is not None and bool(side.style)
        for side in (border.left, border.right, border.top, border.bottom)
    )
    alignment = workbook._alignments[style.alignmentId]
    # A title's lower and a note's upper line belong to the table.
    bordered = left or right or (top and bottom)
    text = "" if cell["data_type"] in ("f", "e") else _text(value)
    return _Cell(text, bordered, alignment.horizontal or "")


def _text(value: Any) -> str:
    """What a cell says; formulas are blank places."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    lines = clean_text(str(value)).replace("\r", "").split("\n")
    # A blank of full width in front sets a paragraph in.
    return "\n".join(line.strip(" \t\xa0") for line in lines).strip("\n")[:_LONGEST]


def _merges(parser: Any, path: Path) -> list[tuple[int, int, int, int]]:
    found = parser.merged_cells.mergeCell if parser.merged_cells else []
    if len(found) > _MERGES:
        raise _too_large(path)
    return [(m.min_row, m.min_col, m.max_row, m.max_col) for m in found]


def _digit_pixels(workbook: Any) -> int:
    """How wide a digit of the workbook's own font is, in pixels: 7 at 11 points, 8 at 12."""
    size = float(workbook._fonts[0].sz or 11) if workbook._fonts else 11.0
    return max(5, round(size * 2 / 3))


def _width(parser: Any, column: int, digit: int) -> float:
    for found in parser.column_dimensions.values():
        if int(found["min"]) <= column <= int(found["max"]) and "width" in found:
            hidden = found.get("hidden") in ("1", "true")
            return 0.0 if hidden else min(float(found["width"]), 300.0) * digit * _MM_PER_PIXEL
    return _USUAL_WIDTH * digit * _MM_PER_PIXEL


def _height(parser: Any, row: int) -> float:
    found = parser.row_dimensions.get(str(row), {}).get("ht")
    return (float(found) if found else _USUAL_HEIGHT) * _MM_PER_POINT


class _Grid:
    """The boxes of a worksheet: every position belongs to exactly one."""

    def __init__(
        self,
        cells: dict[tuple[int, int], _Cell],
        merges: list[tuple[int, int, int, int]],
        rows: int,
        columns: int,
    ) -> None:
        self._cells, self._rows, self._columns = cells, rows, columns
        self._owner: dict[tuple[int, int], Box] = {}
        for top, left, bottom, right in merges:
            if top <= rows and left <= columns:
                self._put(top, left, min(bottom, rows), min(right, columns))
        for row in range(1, rows + 1):
            for column in range(1, columns + 1):
                if (row, column) not in self._owner:
                    self._put(row, column, row, column)

    def _put(self, top: int, left: int, bottom: int, right: int) -> None:
        places = [(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)]
        if any(place in self._owner for place in places):
            return  # areas that overlap: the first one holds
        held = [self._cells[place] for place in places if place in self._cells]
        first = self._cells.get((top, left), _Cell("", False, ""))
        text = first.text or next((cell.text for cell in held if cell.text), "")
        bordered = any(cell.bordered for cell in held)
        size = bottom - top + 1, right - left + 1
        box = Box(top - 1, left - 1, *size, text, bordered, first.align)
        self._owner.update(dict.fromkeys(places, box))

    def lines(self) -> list[tuple[Box, ...]]:
        """All boxes that each row shows."""
        return [
            tuple(dict.fromkeys(self._owner[row, c] for c in range(1, self._columns + 1)))
            for row in range(1, self._rows + 1)
        ]


def _compact(
    title: str,
    lines: list[tuple[Box, ...]],
    widths: list[float],
    heights: list[float],
    landscape: bool,
) -> BlankSheet:
    """Without rows that show nothing, and without column edges that no box has."""
    kept = [i for i, line in enumerate(lines) if any(b.text or b.bordered for b in line)]
    edges = sorted({b.column for i in kept for b in lines[i]} | {len(widths)})
    edges = [edge for edge in edges if edge == 0 or sum(widths[:edge]) > 0] or [0, len(widths)]
    column_of = {old: sum(edge < old for edge in edges) for old in range(len(widths) + 1)}
    row_of = {old: sum(k < old for k in kept) for old in range(len(lines) + 1)}
    made: dict[Box, Box] = {}
    for i in kept:
        for box in lines[i]:
            left, right = column_of[box.column], column_of[box.end]
            top, below = row_of[box.row], row_of[box.below]
            made[box] = box._replace(
                row=top, column=left, rowspan=max(below - top, 1), colspan=max(right - left, 1)
            )
    return BlankSheet(
        title,
        tuple(tuple(made[box] for box in lines[i]) for i in kept),
        tuple(sum(widths[a:b]) for a, b in pairwise(edges)),
        tuple(heights[i] for i in kept),
        landscape,
    )
