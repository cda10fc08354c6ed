"""Measures of a sheet row: the lines of its cells and the height they need, remembered."""

from msgspec import Struct

from app.paper.breaking import break_lines
from app.paper.memo import Memo
from app.paper.metrics import MM_PER_POINT, Metrics, is_han
from app.paper.pages import Face, Line
from app.sheet.sheet import Cell, CellStyle, PageSetup, Sheet, SheetRow

PAD_X = 0.8
"""Room between a cell's side and its text, in mm."""
PAD_Y = 0.7
"""Room above and below a cell's text, in mm."""
LINE_HEIGHT = 1.25
"""Distance of two lines, in sizes of the text."""
EM_CENTRE = 0.38
"""Height of the em box's middle above the baseline: all shipped faces have the box 0.88/-0.12."""
PROSE_LINE_HEIGHT = 1.8
"""The same in running text: 22 lines of 15.75 pt (size 3) on the 225 mm of GB/T 9704."""
TALL = 0.3
"""Share of a page's body from which a row is split by text line instead of moved."""

_NOTE_SIZE = 0.9
_REPORT = ("chapter", "subchapter", "prose")
_EPSILON = 1e-6


class CellLines(Struct, frozen=True, gc=False):
    """A cell's lines, its x and width, the height it needs, all in mm (`size` in points).

    `repeats` tells that each page shows all of it: labels and tiers, unless they are tall.
    """

    cell: Cell
    lines: tuple[Line, ...]
    x: float
    width: float
    size: float
    line_height: float
    need: float
    repeats: bool

    def capacity(self, height: float) -> int:
        """How many lines stand in a piece of this height."""
        return max(0, int((height - 2 * PAD_Y + _EPSILON) / self.line_height))

    def needed(self, first_line: int) -> float:
        """The height that the lines from `first_line` on need."""
        return (len(self.lines) - first_line) * self.line_height + 2 * PAD_Y


class RowMeasure(Struct, frozen=True, gc=False):
    """A row's cells in lines: `singles` lie in this row alone, `spans` reach further down.

    `height` is the row's own, without what spans ask for; `count` the lines that a split deals
    out, `repeated` the height that each of its pieces must have; a `tall` row is dealt out over
    pages line by line, and so is running text of any height.
    """

    row: SheetRow
    singles: tuple[CellLines, ...]
    spans: tuple[CellLines, ...]
    height: float
    count: int
    line_height: float
    repeated: float
    tall: bool

    def needed(self, lines: int) -> float:
        """The height of a piece with so many lines."""
        return max(lines * self.line_height + 2 * PAD_Y, self.repeated)


def text_style(style: CellStyle, setup: PageSetup) -> tuple[Face, float]:
    """The face and the size in points of a cell style."""
    if style in ("strong", "heading", "chapter"):
        return "hei", setup.body_size
    if style == "subchapter":
        return "kai", setup.body_size
    if style == "note":
        return "song", setup.body_size * _NOTE_SIZE
    return "song", setup.body_size


def line_height(style: CellStyle, size: float) -> float:
    """The distance of two lines in mm, for a size in points."""
    factor = PROSE_LINE_HEIGHT if style in _REPORT else LINE_HEIGHT
    return factor * size * MM_PER_POINT


def side_padding(style: CellStyle) -> float:
    """The room in mm between a cell's side and its text: none in running text, which has no rules.

    So 28 characters of 15.75 pt stand on the 156 mm of GB/T 9704.
    """
    return 0.0 if style in _REPORT else PAD_X


def page_body(setup: PageSetup) -> float:
    """The height in mm between the margins."""
    return setup.height - setup.margins.top - setup.margins.bottom


def column_edges(sheet: Sheet) -> tuple[float, ...]:
    """The x of every column's edge: the table stands in the middle between the margins, and is
    narrowed in proportion where it is wider.
    """
    setup = sheet.page
    room = setup.width - setup.margins.left - setup.margins.right
    total = sum(sheet.columns)
    scale = min(1.0, room / total) if total else 1.0
    edges = [setup.margins.left + (room - total * scale) / 2]
    for column in sheet.columns:
        edges.append(edges[-1] + column * scale)
    return tuple(edges)


class Ruler:
    """Measures rows on one grid; a row that it has seen is not measured again."""

    def __init__(self, edges: tuple[float, ...], setup: PageSetup, metrics: Metrics) -> None:
        self.edges = edges
        self.setup = setup
        self.metrics = metrics
        # By identity: comparing a row with its like costs more than measuring it. The measure
        # holds its row, so an identity is not given to another row while it is remembered.
        self._rows: Memo[int, RowMeasure] = Memo(4000)

    def measure(self, row: SheetRow) -> RowMeasure:
        """The measure of a row."""
        found = self._rows.get(id(row))
        if found is None:
            found = self._rows.put(id(row), self._measure(row))
        return found

    def _measure(self, row: SheetRow) -> RowMeasure:
        cells = [self._cell(cell) for cell in row.cells]
        singles = tuple(cell for cell in cells if cell.cell.rowspan <= 1)
        dealt = [cell for cell in singles if not cell.repeats]
        count = max((len(cell.lines) for cell in dealt), default=0)
        step = max((cell.line_height for cell in dealt), default=0.0)
        flows = count > 1 and all(cell.style == "prose" for cell in row.cells)
        needed = count * step + 2 * PAD_Y
        return RowMeasure(
            row=row,
            singles=singles,
            spans=tuple(cell for cell in cells if cell.cell.rowspan > 1),
            height=max(row.min_height, max((cell.need for cell in singles), default=0.0)),
            count=count,
            line_height=step,
            repeated=max((cell.need for cell in singles if cell.repeats), default=0.0),
            tall=flows or needed > TALL * page_body(self.setup),
        )

    def _cell(self, cell: Cell) -> CellLines:
        last = len(self.edges) - 1
        left = self.edges[min(cell.column, last)]
        width = self.edges[min(cell.column + cell.colspan, last)] - left
        face, size = text_style(cell.style, self.setup)
        fixed = (cell.kind == "label" and cell.style != "note") or bool(cell.covers)
        room = max(0.0, width - 2 * side_padding(cell.style))
        lines = break_lines(cell.text, room, size, face, self.metrics)
        if fixed and cell.align == "center" and len(lines) > 1:
            lines = self._balanced(cell.text, lines, room, size, face)
        step = line_height(cell.style, size)
        need = len(lines) * step + 2 * PAD_Y
        return CellLines(
            cell=cell,
            lines=lines,
            x=left,
            width=width,
            size=size,
            line_height=step,
            need=need,
            repeats=fixed and need <= TALL * page_body(self.setup),
        )

    def _balanced(
        self, text: str, lines: tuple[Line, ...], room: float, size: float, face: Face
    ) -> tuple[Line, ...]:
        """The lines of a Chinese label, made as equal as their number allows where the last would
        hold a single character (绩效｜指标, not 绩效指｜标, but 服务对象满意度｜指标).
        """
        if len(lines[-1].text) > 1 or not all(is_han(char) for char in text):
            return lines
        step = size * MM_PER_POINT
        while room > step:
            room -= step
            narrower = break_lines(text, room, size, face, self.metrics)
            if len(narrower) > len(lines):
                break
            lines = narrower
        return lines


_rulers: Memo[tuple[tuple[float, ...], PageSetup, Metrics], Ruler] = Memo(8)


def ruler_for(edges: tuple[float, ...], setup: PageSetup, metrics: Metrics) -> Ruler:
    """The ruler of a grid on a page."""
    key = (edges, setup, metrics)
    return _rulers.get(key) or _rulers.put(key, Ruler(edges, setup, metrics))
