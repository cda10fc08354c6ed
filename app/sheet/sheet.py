"""The sheet: the official table as cells on a grid, before any line is broken."""

from typing import Literal, TypeAlias

from msgspec import Struct

from app.model.definition import Align, Margins
from app.model.places import Place

CellKind: TypeAlias = Literal["label", "input", "computed", "overridable", "choice", "blank"]
CellStyle: TypeAlias = Literal[
    "label", "head", "body", "strong", "note", "heading", "chapter", "subchapter", "prose"
]
"""label: fixed wording; head: a column's head; body: values; strong: the total; note: printed
instructions; heading: a title inside the part; chapter, subchapter, prose: a report's titles of
the first and second level, and its running text and lower titles."""


# Here and in the rooms around: gc=False keeps the garbage collector from walking, in the middle
# of an edit, through thousands of values that can hold no cycle.
class Cell(Struct, frozen=True, gc=False):
    """One cell: where it lies in its row, what it shows, and the place it edits.

    `column`, `colspan` and `rowspan` count grid columns and rows; a cell stands in the first row
    it spans. `covers` lists every place that an edit sets (merged tier cells); `mark` is shown
    on screen only: "entered" (手改), "unscored" (未评), "part", "not_applicable".
    `top_aligned` holds for long texts; `border` is false under the table; `prefix` is the fixed
    wording that `text` begins with where a cell holds both (signature lines); `ghost` is last
    year's text, shown grey on screen while the cell is empty, and so is `hint`, which says what
    belongs there; `level` is the level of a report's title, else 0.
    """

    column: int
    colspan: int
    text: str
    kind: CellKind = "label"
    rowspan: int = 1
    place: Place | None = None
    covers: tuple[Place, ...] = ()
    style: CellStyle = "body"
    align: Align = "center"
    top_aligned: bool = False
    border: bool = True
    mark: str = ""
    choices: tuple[str, ...] = ()
    prefix: str = ""
    ghost: str = ""
    hint: str = ""
    level: int = 0


class SheetRow(Struct, frozen=True, gc=False):
    """One grid row: its cells, what it belongs to, and its least height in mm.

    `head` rows are repeated where the section goes on over a page; `keep` rows stay on the page
    of the row behind them (heads, signature lines).
    """

    section: str
    cells: tuple[Cell, ...]
    row_id: str | None = None
    head: bool = False
    keep: bool = False
    min_height: float = 7.5


class Heading(Struct, frozen=True):
    """A line above the grid, on the first page only."""

    text: str
    style: Literal["annex", "title", "subtitle"]
    place: Place | None = None


class PageSetup(Struct, frozen=True):
    """Paper and margins in mm, sizes in points."""

    width: float
    height: float
    margins: Margins
    body_size: float
    title_size: float
    landscape: bool


class Sheet(Struct, frozen=True):
    """One part of a form as a table: headings, column widths in mm, rows from top to bottom."""

    part: str
    title: str
    headings: tuple[Heading, ...]
    columns: tuple[float, ...]
    rows: tuple[SheetRow, ...]
    page: PageSetup
