"""Lists and reports that follow from many records, laid out as a sheet like every form."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from app.model.definition import Align, Margins
from app.model.places import Place
from app.sheet.layout import PAPER
from app.sheet.sheet import Cell, CellStyle, Heading, PageSetup, Sheet, SheetRow

SECTION = "list"
"""The section that the cells of a list belong to; a column's field is `c0`, `c1` …"""

_MARGINS = Margins(top=20.0, right=15.0, bottom=18.0, left=15.0)
_BODY, _TITLE = 10.0, 16.0
_ROW_HEIGHT = 7.5


class ListColumn(Struct, frozen=True):
    """A column: its head, its share of the width, and how its values stand.

    Values of a `number` column are numbers in the workbook where a number shows as the very text.
    """

    title: str
    share: float = 1.0
    align: Align = "left"
    number: bool = False


class ListRow(Struct, frozen=True):
    """A line of the list. `head` is one text over all columns (a group's name); `strong` stands
    for sums.
    """

    texts: tuple[str, ...]
    kind: Literal["", "head", "strong"] = ""


class Listing(Struct, frozen=True):
    """A list on paper: title, a line under it, columns, rows, and notes below the table."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    landscape: bool = False
    body_size: float = _BODY


def listing_sheet(listing: Listing, section: str = SECTION) -> Sheet:
    """The list as a sheet: its head is repeated on every page, numbers stand to the right.

    Lists of one workbook have a `section` each, so that their columns of numbers are their own.
    """
    setup = _page(listing)
    room = setup.width - setup.margins.left - setup.margins.right
    shares = sum(column.share for column in listing.columns)
    widths = tuple(room * column.share / shares for column in listing.columns)
    heads = tuple(
        Cell(at, 1, column.title, style="head") for at, column in enumerate(listing.columns)
    )
    rows = [SheetRow(section, heads, head=True, keep=True, min_height=_ROW_HEIGHT)]
    rows += [_row(row, listing.columns, section) for row in listing.rows]
    if not listing.rows:
        rows.append(_row(ListRow(("（无）",), "head"), listing.columns, section))
    rows += [_note(text, len(listing.columns), section) for text in listing.notes]
    headings = [Heading(listing.title, "title")]
    if listing.subtitle:
        headings.append(Heading(listing.subtitle, "subtitle"))
    return Sheet(
        part=section,
        title=listing.title,
        headings=tuple(headings),
        columns=widths,
        rows=tuple(rows),
        page=setup,
    )


def numeric_columns(listing: Listing, section: str = SECTION) -> frozenset[tuple[str, str]]:
    """The columns whose values are numbers in a workbook."""
    return frozenset((section, f"c{at}") for at, c in enumerate(listing.columns) if c.number)


def _page(listing: Listing) -> PageSetup:
    width, height = PAPER["landscape" if listing.landscape else "portrait"]
    return PageSetup(width, height, _MARGINS, listing.body_size, _TITLE, listing.landscape)


def _row(row: ListRow, columns: Sequence[ListColumn], section: str) -> SheetRow:
    if row.kind == "head":
        cells: tuple[Cell, ...] = (
            Cell(0, len(columns), row.texts[0], kind="computed", style="label", align="left"),
        )
        return SheetRow(section, cells, keep=True, min_height=_ROW_HEIGHT)
    style: CellStyle = "strong" if row.kind == "strong" else "body"
    cells = tuple(
        Cell(
            at,
            1,
            text,
            kind="computed",
            place=Place(section, None, f"c{at}"),
            style=style,
            align="right" if column.number else column.align,
        )
        for at, (column, text) in enumerate(zip(columns, row.texts, strict=True))
    )
    return SheetRow(section, cells, min_height=_ROW_HEIGHT)


def _note(text: str, columns: int, section: str) -> SheetRow:
    cell = Cell(0, columns, text, style="note", align="left", border=False)
    return SheetRow(section, (cell,), min_height=_ROW_HEIGHT)
