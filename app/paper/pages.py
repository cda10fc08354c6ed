"""Pages: where each cell and each of its lines stands on paper, in mm from the top left."""

from typing import Literal, TypeAlias

from msgspec import Struct

from app.sheet.sheet import Cell, Heading, PageSetup, Sheet

Face: TypeAlias = Literal["song", "hei", "kai"]
"""The shipped faces; a character that none has is drawn as a framed code (face "code")."""


class Line(Struct, frozen=True, gc=False):
    """A line of a text: its span in the text and one x offset (mm from the line's start) for
    each character of `text`, and the width it fills.

    `start`/`end` are character offsets in the cell's text (the line break itself excluded);
    `text` is what is drawn, `faces` one face for each character ("song", "hei", "kai", "code").
    """

    start: int
    end: int
    text: str
    offsets: tuple[float, ...]
    width: float
    faces: tuple[str, ...]


class PlacedLine(Struct, frozen=True, gc=False):
    """A line on a page: x of its start, y of its baseline and its size in points."""

    line: Line
    x: float
    baseline: float
    size: float


class CellBox(Struct, frozen=True, gc=False):
    """A cell, or the piece of it that lies on this page.

    `row` is the index of the cell's first row in the sheet; `first_line` the index of its first
    line shown here; `continued` tells that an earlier page shows the cell's beginning.
    """

    row: int
    cell: Cell
    x: float
    y: float
    width: float
    height: float
    lines: tuple[PlacedLine, ...]
    first_line: int = 0
    continued: bool = False


class HeadingBox(Struct, frozen=True):
    """A heading on the first page, with the room it takes."""

    heading: Heading
    x: float
    y: float
    width: float
    height: float
    lines: tuple[PlacedLine, ...]
    face: Face


class Fragment(Struct, frozen=True, gc=False):
    """A sheet row on a page, or the piece of it that lies there.

    `first_line`/`last_line` bound the text lines of the row shown here (`last_line` is none when
    the row is whole; both are equal in a piece that only gives room to a cell merged with rows
    above); `repeated` marks a head row shown again.
    """

    row: int
    y: float
    height: float
    first_line: int = 0
    last_line: int | None = None
    repeated: bool = False


class Carried(Struct, frozen=True):
    """A cell merged over rows that goes on from an earlier page: its row and column in the
    sheet, and how many of its lines were shown before.
    """

    row: int
    column: int
    lines: int


class PageFragments(Struct, frozen=True):
    """One page as row fragments from top to bottom; `top` is the y of the grid in mm."""

    number: int
    top: float
    fragments: tuple[Fragment, ...]
    carried: tuple[Carried, ...] = ()


class TextOp(Struct, frozen=True, gc=False):
    """A run of one face: `xs` holds the x of each character in mm, `y` the baseline."""

    text: str
    face: Face
    size: float
    xs: tuple[float, ...]
    y: float


class RuleOp(Struct, frozen=True, gc=False):
    """A straight line in mm, `width` in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float


class CodeOp(Struct, frozen=True, gc=False):
    """A character that no shipped face has: a frame with its code point inside."""

    character: str
    x: float
    y: float
    size: float


class FillOp(Struct, frozen=True, gc=False):
    """A rectangle in mm filled with a grey, from 0 (black) to 1 (white), without a border."""

    x: float
    y: float
    width: float
    height: float
    grey: float


Operation: TypeAlias = TextOp | RuleOp | CodeOp | FillOp


class Figure(Struct, frozen=True):
    """A drawing of its own: its height in mm, and operations from its top left corner."""

    height: float
    operations: tuple[Operation, ...]


class Pagination(Struct, frozen=True):
    """A sheet cut into pages. Boxes and operations are made for the pages that are looked at.

    A `figure` stands on the first page between the headings and the table; `mark` is a short text
    at the right of every page's foot (校验码).
    """

    sheet: Sheet
    setup: PageSetup
    column_edges: tuple[float, ...]
    pages: tuple[PageFragments, ...]
    figure: Figure | None = None
    mark: str = ""
