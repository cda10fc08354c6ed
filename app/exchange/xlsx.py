"""Workbooks: the sheet as a worksheet, with the paper's grid, borders and print settings.

Values: amounts, rates, weights and points are numbers where a number format shows exactly the
sheet's text (`87.65`, `13,776,700.00`, `98.73%`) and the column is wide enough; finance adds them
up. All else is text, codes and targets included, and stays text whatever it looks like.
A row higher than Excel allows (409 pt) becomes several worksheet rows, merged cell by cell.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.embedded import add_record
from app.exchange.files import write_atomically
from app.exchange.texts import clean_text
from app.exchange.workbook_measures import (
    BASE_FONT,
    BASE_SIZE,
    HIGHEST_ROW,
    cell_width,
    column_width,
    fits_as_number,
    row_height,
    row_heights,
)
from app.exchange.workbook_values import (
    Number,
    as_number,
    put_text,
    refuse_long_texts,
    text_format,
)
from app.paper.headings import headings_of
from app.paper.measuring import text_style
from app.paper.metrics import Metrics
from app.paper.pages import HeadingBox, Pagination
from app.sheet.sheet import Cell

FACES = {"song": "宋体", "hei": "黑体", "kai": "楷体"}
"""The office's own faces, by the names that every Chinese office program knows."""

_CREATOR = "Ziping"
_A4 = 9
_TERMS = "{http://purl.org/dc/terms/}"
"""The dates among a file's properties."""
_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of a zip file's entries that says nothing."""
_FOOTER_SIZE = 9
_MM_PER_INCH = 25.4
_TITLE_LIMIT = 31
_TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
_RESERVED_TITLES = frozenset(("history",))
_CHARSET_GB2312 = 134
_PIECE = 120.0
"""Height in points of the rows that a row too high for Excel is cut into: pages break there."""


class _Style(NamedTuple):
    """All that makes a cell look as it does; `borders` are left, right, top, bottom."""

    font: str
    size: float
    horizontal: str
    vertical: str
    format: str
    borders: tuple[str, str, str, str] = ("", "", "", "")


class Worksheet(NamedTuple):
    """One part of a form as a worksheet of a workbook: its name, and its numeric columns."""

    title: str
    pagination: Pagination
    numeric: frozenset[tuple[str, str]]


def write_workbook(
    paginations: Sequence[Pagination],
    metrics: Metrics,
    numeric: frozenset[tuple[str, str]],
    path: Path,
    *,
    title: str,
    created: datetime | None,
    record_json: str | None = None,
) -> None:
    """Write the parts of a form as one workbook, a worksheet each; `record_json` travels inside.

    Equal arguments give equal bytes. `numeric` names the columns (section, field) whose values
    are numbers. Without `created` the file says nothing of who made it and when.

    Raises:
        ExportError: a text is too long for a cell, or the file cannot be written.
    """
    worksheets = [Worksheet(p.sheet.title, p, numeric) for p in paginations]
    write_worksheets(
        worksheets, metrics, path, title=title, created=created, record_json=record_json
    )


def write_worksheets(
    worksheets: Sequence[Worksheet],
    metrics: Metrics,
    path: Path,
    *,
    title: str,
    created: datetime | None,
    record_json: str | None = None,
) -> None:
    """Write parts of several forms as one workbook, a worksheet each.

    Raises:
        ExportError: as `write_workbook`.
    """
    import openpyxl

    for part in worksheets:
        refuse_long_texts(part.pagination.sheet)
    workbook = openpyxl.Workbook()
    _describe(workbook, title, created)
    styles = _Styles()
    taken: set[str] = set()
    workbook.remove(workbook.active)
    for part in worksheets:
        worksheet = workbook.create_sheet(sheet_title(part.title, taken))
        _Table(worksheet, part.pagination, metrics, part.numeric, styles).write()
    if record_json is not None:
        add_record(workbook, record_json)
    data = _saved(workbook, created)
    write_atomically(path, lambda temporary: _write(temporary, data))


def cells_by_row(pagination: Pagination, metrics: Metrics) -> list[dict[int, Cell]]:
    """Where the cells of a part stand in the worksheet that is made of it.

    One entry for each worksheet row from the first: the cells that begin there by their column
    from 1. Rows of headings are empty.
    """
    starts = row_starts(pagination, metrics)
    rows: list[dict[int, Cell]] = [{} for _ in range(starts[-1] - 1)]
    for index, row in enumerate(pagination.sheet.rows):
        rows[starts[index] - 1] = {cell.column + 1: cell for cell in row.cells}
    return rows


def row_starts(pagination: Pagination, metrics: Metrics) -> list[int]:
    """The worksheet row of every sheet row, from 1, and the row behind the last one."""
    starts = [len(headings_of(pagination.sheet, metrics)) + 1]
    for height in row_heights(pagination, metrics):
        starts.append(starts[-1] + len(list(_cut(height))))
    return starts


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def sheet_title(text: str, taken: set[str]) -> str:
    """A worksheet name that Excel takes and that is not in `taken`, where it is added."""
    base = _TITLE_FORBIDDEN.sub("", clean_text(text)).strip(" '") or "表"
    for number in range(1, len(taken) + 3):
        ending = "" if number == 1 else f"({number})"
        name = base[: _TITLE_LIMIT - len(ending)].rstrip(" '") + ending
        if name.casefold() not in taken | _RESERVED_TITLES:
            break
    taken.add(name.casefold())
    return name


def _describe(workbook: Any, title: str, created: datetime | None) -> None:
    from openpyxl.styles import Font

    properties = workbook.properties
    properties.title = clean_text(title)
    properties.creator = _CREATOR if created is not None else None
    if created is not None:
        properties.created = created.replace(tzinfo=None)
    # The first font is the one that column widths are counted in.
    base = Font(name=BASE_FONT, sz=BASE_SIZE, family=1)
    workbook._fonts.clear()
    workbook._fonts.add(base)
    workbook._named_styles["Normal"].font = base


def _saved(workbook: Any, created: datetime | None) -> bytes:
    """The file's bytes, without the time of day that openpyxl and zip put into them."""
    from openpyxl.xml.constants import ARC_CORE
    from openpyxl.xml.functions import tostring

    made = io.BytesIO()
    workbook.save(made)
    day = created.replace(tzinfo=None) if created is not None else None
    if day is not None:
        workbook.properties.modified = day
    properties = workbook.properties.to_tree()
    if day is None:
        for child in [child for child in properties if str(child.tag).startswith(_TERMS)]:
            properties.remove(child)
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0) if day else _NO_DAY
    final = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(final, "w") as target:
        for name in source.namelist():
            core = name == ARC_CORE
            content = tostring(properties) if core else source.read(name)
            entry = zipfile.ZipInfo(name, stamp)
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return final.getvalue()


class _Styles:
    """Cell styles, each made once: openpyxl's own assignment costs more than the cell."""

    def __init__(self) -> None:
        self._made: dict[_Style, Any] = {}

    def apply(self, target: Any, style: _Style) -> None:
        known = self._made.get(style)
        if known is None:
            self._dress(target, style)
            self._made[style] = target._style
        else:
            target._style = known

    def _dress(self, target: Any, style: _Style) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side

        target.font = Font(name=style.font, sz=style.size, charset=_CHARSET_GB2312)
        target.alignment = Alignment(
            horizontal=style.horizontal, vertical=style.vertical, wrap_text=True
        )
        target.number_format = style.format
        left, right, top, bottom = (Side(style=name or None) for name in style.borders)
        target.border = Border(left=left, right=right, top=top, bottom=bottom)


class _Table:
    """Writes one part: headings, then the grid; `starts` gives each sheet row's first row."""

    def __init__(
        self,
        worksheet: Any,
        pagination: Pagination,
        metrics: Metrics,
        numeric: frozenset[tuple[str, str]],
        styles: _Styles,
    ) -> None:
        self._worksheet = worksheet
        self._pagination = pagination
        self._sheet = pagination.sheet
        self._headings = headings_of(pagination.sheet, metrics)
        self._heights = row_heights(pagination, metrics)
        self._numeric = numeric
        self._styles = styles
        self._columns = len(pagination.sheet.columns)
        self._starts = row_starts(pagination, metrics)

    def write(self) -> None:
        """Write everything."""
        self._set_widths()
        for number, heading in enumerate(self._headings, start=1):
            self._write_heading(number, heading)
        for index, height in enumerate(self._heights):
            for number, points in enumerate(_cut(height)):
                self._worksheet.row_dimensions[self._starts[index] + number].height = points
        owners = self._owners()
        for index, row in enumerate(self._sheet.rows):
            for cell in row.cells:
                self._write_cell(index, cell, owners)
        self._set_up_page()

    def _set_widths(self) -> None:
        from openpyxl.utils import get_column_letter

        edges = self._pagination.column_edges
        for number in range(self._columns):
            width = column_width(edges[number + 1] - edges[number])
            self._worksheet.column_dimensions[get_column_letter(number + 1)].width = width

    def _write_heading(self, number: int, heading: HeadingBox) -> None:
        size = heading.lines[0].size if heading.lines else self._pagination.setup.body_size
        side = "left" if heading.heading.style == "annex" else "center"
        style = _Style(FACES[heading.face], size, side, "center", "@")
        target = self._worksheet.cell(number, 1)
        put_text(target, heading.heading.text)
        self._styles.apply(target, style)
        self._merge(number, 1, number, self._columns)
        self._worksheet.row_dimensions[number].height = row_height(heading.height)

    def _owners(self) -> dict[tuple[int, int], int]:
        """Which bordered cell covers each position of the grid (row, column)."""
        owners: dict[tuple[int, int], int] = {}
        number = 0
        for index, row in enumerate(self._sheet.rows):
            for cell in row.cells:
                number += 1
                if cell.border:
                    owners.update(dict.fromkeys(self._positions(index, cell), number))
        return owners

    def _positions(self, index: int, cell: Cell) -> Iterator[tuple[int, int]]:
        end = self._starts[min(index + cell.rowspan, len(self._sheet.rows))]
        for row in range(self._starts[index], end):
            for column in range(cell.column + 1, cell.column + cell.colspan + 1):
                yield row, column

    def _write_cell(self, index: int, cell: Cell, owners: dict[tuple[int, int], int]) -> None:
        face, size = text_style(cell.style, self._pagination.setup)
        number = self._number(cell, size)
        positions = list(self._positions(index, cell))
        (top, left), (bottom, right) = positions[0], positions[-1]
        target = self._worksheet.cell(top, left)
        if number is not None:
            target.value = number.value
        elif cell.text:
            put_text(target, cell.text)
        shown = number.format if number is not None else text_format(cell.text)
        # In rows that are cut, what stands in the middle would be pages away from the start.
        cut = self._starts[index + 1] - top > 1
        vertical = "top" if cell.top_aligned or cut else "center"
        if cell.style == "prose":
            vertical = "justify"  # a cell knows no line distance: its lines share its height
        for position in positions:
            style = _Style(
                font=FACES[face],
                size=size,
                horizontal=cell.align,
                vertical=vertical,
                format=shown,
                borders=_borders(position, owners),
            )
            self._styles.apply(self._worksheet.cell(*position), style)
        self._merge(top, left, bottom, right)

    def _number(self, cell: Cell, size: float) -> Number | None:
        place = cell.place
        if place is None or (place.section, place.field) not in self._numeric:
            return None
        if not fits_as_number(cell.text, cell_width(cell, self._pagination.column_edges), size):
            return None
        return as_number(cell.text)

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        # merge_cells would delete the styles of all cells but the first one.
        if (top, left) != (bottom, right):
            area = CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom)
            self._worksheet.merged_cells.add(area)

    def _set_up_page(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.properties import PageSetupProperties

        worksheet = self._worksheet
        setup = self._pagination.setup
        worksheet.sheet_view.showGridLines = False
        worksheet.page_setup.paperSize = _A4
        worksheet.page_setup.orientation = "landscape" if setup.landscape else "portrait"
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        worksheet.page_setup.fitToWidth = 1
        worksheet.page_setup.fitToHeight = 0
        worksheet.print_options.horizontalCentered = True
        margins = worksheet.page_margins
        for side in ("left", "right", "top", "bottom"):
            setattr(margins, side, round(getattr(setup.margins, side) / _MM_PER_INCH, 4))
        margins.header = margins.footer = round(setup.margins.bottom / 2 / _MM_PER_INCH, 4)
        worksheet.oddFooter.center.size = _FOOTER_SIZE
        worksheet.oddFooter.center.text = "第 &P 页 共 &N 页"
        if self._pagination.mark:
            worksheet.oddFooter.right.size = _FOOTER_SIZE
            worksheet.oddFooter.right.text = self._pagination.mark
        last = get_column_letter(self._columns)
        worksheet.print_area = f"A1:{last}{max(self._starts[-1] - 1, 1)}"
        heads = self._repeated_heads()
        if heads:
            first, end = self._starts[heads.start], self._starts[heads.stop]
            worksheet.print_title_rows = f"{first}:{end - 1}"

    def _repeated_heads(self) -> range:
        """The head rows that the paper repeats first; Excel repeats one block of rows at most."""
        for page in self._pagination.pages:
            rows = [fragment.row for fragment in page.fragments if fragment.repeated]
            if rows:
                return range(rows[0], rows[-1] + 1)
        return range(0)


def _cut(height: float) -> Iterator[float]:
    """A height in mm as the heights in points of one or more worksheet rows."""
    points = row_height(height)
    pieces = 1 if points <= HIGHEST_ROW else math.ceil(points / _PIECE)
    for _ in range(pieces):
        yield row_height(height / pieces)


def _borders(
    position: tuple[int, int], owners: dict[tuple[int, int], int]
) -> tuple[str, str, str, str]:
    """Thin between two cells, medium round the table, none inside a merged cell."""
    row, column = position
    own = owners.get(position)
    names = []
    for beside in ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column)):
        other = owners.get(beside)
        line = "" if own == other else "thin" if own and other else "medium"
        names.append(line)
    left, right, top, bottom = names
    return left, right, top, bottom
