"""A sheet laid out on paper: its pages, and the cells of a page as rectangles with lines."""

from collections.abc import Iterator

from msgspec import Struct

from app.paper.headings import headings_height
from app.paper.measuring import (
    EM_CENTRE,
    PAD_Y,
    CellLines,
    RowMeasure,
    column_edges,
    page_body,
    ruler_for,
    side_padding,
)
from app.paper.memo import Memo
from app.paper.metrics import MM_PER_POINT, Metrics
from app.paper.pages import CellBox, Figure, Fragment, PageFragments, Pagination, PlacedLine
from app.paper.paging import Span, cut_pages, spans_of
from app.sheet.sheet import Sheet


class _RowBoxes(Struct, frozen=True, gc=False):
    """The boxes of a row's own cells; it holds the measure whose identity is its key."""

    measure: RowMeasure
    boxes: tuple[CellBox, ...]


class _PageBoxes(Struct, frozen=True):
    """The boxes of a page; it holds the objects whose identities are its key."""

    pagination: Pagination
    metrics: Metrics
    boxes: tuple[CellBox, ...]


class _Measured(Struct, frozen=True):
    """The measures of a sheet's rows and its merged cells; it holds what its key names."""

    pagination: Pagination
    metrics: Metrics
    measures: tuple[RowMeasure, ...]
    spans: tuple[Span, ...]


_sheets: Memo[tuple[int, int], _Measured] = Memo(4)
_rows: Memo[tuple[int, Fragment], _RowBoxes] = Memo(2000)
_spans: Memo[tuple[int, int, float, float, int, int, bool], tuple[CellLines, CellBox]] = Memo(2000)
_pages: Memo[tuple[int, int, int], _PageBoxes] = Memo(24)


def paginate(sheet: Sheet, metrics: Metrics, figure: Figure | None = None) -> Pagination:
    """Cut a sheet into pages; what was measured before is not measured again.

    A figure takes its height below the headings.
    """
    edges = column_edges(sheet)
    ruler = ruler_for(edges, sheet.page, metrics)
    measures = [ruler.measure(row) for row in sheet.rows]
    headings = min(headings_height(sheet, metrics), page_body(sheet.page) / 2)
    top = sheet.page.margins.top + headings + (figure.height if figure is not None else 0.0)
    return Pagination(
        sheet=sheet,
        setup=sheet.page,
        column_edges=edges,
        pages=cut_pages(sheet, measures, top),
        figure=figure,
    )


def boxes(pagination: Pagination, page_index: int, metrics: Metrics) -> tuple[CellBox, ...]:
    """The cells on a page, from top to bottom and left to right.

    A cell that lies where it lay, with the text it had, is the same object as last time.
    """
    key = (id(pagination), page_index, id(metrics))
    found = _pages.get(key)
    if found is None:
        made = sorted(_make(pagination, page_index, metrics), key=lambda box: (box.y, box.x))
        found = _pages.put(key, _PageBoxes(pagination, metrics, tuple(made)))
    return found.boxes


def _make(pagination: Pagination, page_index: int, metrics: Metrics) -> Iterator[CellBox]:
    page = pagination.pages[page_index]
    if not page.fragments:
        return
    last = max(fragment.row for fragment in page.fragments)
    measured = _measured(pagination, metrics)
    for fragment in page.fragments:
        measure = measured.measures[fragment.row]
        key = (id(measure), fragment)
        known = _rows.get(key)
        if known is None:
            known = _rows.put(key, _RowBoxes(measure, _row_boxes(measure, fragment)))
        yield from known.boxes
    for span in measured.spans:
        if span.first <= last:
            box = _span_box(span, page)
            if box is not None:
                yield box


def _measured(pagination: Pagination, metrics: Metrics) -> _Measured:
    """What was measured of a sheet: a list of thousands of rows has hundreds of pages."""
    key = (id(pagination), id(metrics))
    found = _sheets.get(key)
    if found is None:
        ruler = ruler_for(pagination.column_edges, pagination.setup, metrics)
        measures = tuple(ruler.measure(row) for row in pagination.sheet.rows)
        made = _Measured(pagination, metrics, measures, tuple(spans_of(measures)))
        found = _sheets.put(key, made)
    return found


def _row_boxes(measure: RowMeasure, fragment: Fragment) -> tuple[CellBox, ...]:
    made = []
    for cell in measure.singles:
        first, end = 0, len(cell.lines)
        if fragment.last_line is not None and not cell.repeats:
            first, end = min(fragment.first_line, end), min(fragment.last_line, end)
        made.append(_box(cell, fragment.row, fragment.y, fragment.height, first, end))
    return tuple(made)


def _span_box(span: Span, page: PageFragments) -> CellBox | None:
    """The piece of a merged cell on a page, or none."""
    pieces = [f for f in page.fragments if span.first <= f.row <= span.last]
    if not pieces:
        return None
    y = pieces[0].y
    height = pieces[-1].y + pieces[-1].height - y
    cell = span.lines
    first = 0
    total = len(cell.lines)
    if not cell.repeats:
        for carried in page.carried:
            if (carried.row, carried.column) == (span.first, cell.cell.column):
                first = carried.lines
        if not first and all(piece.repeated for piece in pieces):
            first = total
    end = min(total, first + cell.capacity(height))
    if cell.repeats and end < total and all(piece.repeated for piece in pieces):
        # A repeated head too low for a label that ended above: shown before, it stays blank.
        end = 0
    continued = span.first < pieces[0].row or pieces[0].repeated
    key = (id(cell), span.first, y, height, first, end, continued)
    known = _spans.get(key)
    if known is None:
        box = _box(cell, span.first, y, height, first, end, continued)
        known = _spans.put(key, (cell, box))
    return known[1]


def _box(
    cell: CellLines,
    row: int,
    y: float,
    height: float,
    first: int,
    end: int,
    continued: bool = False,
) -> CellBox:
    shown = cell.lines[first:end]
    block = len(shown) * cell.line_height
    cut = len(shown) < len(cell.lines)
    top = y + PAD_Y if cell.cell.top_aligned or cut else y + (height - block) / 2
    middle = cell.line_height / 2 + EM_CENTRE * cell.size * MM_PER_POINT
    placed = []
    for index, line in enumerate(shown):
        room = cell.width - line.width
        align = cell.cell.align
        pad = side_padding(cell.cell.style)
        inset = pad if align == "left" else room - pad if align == "right" else room / 2
        baseline = top + index * cell.line_height + middle
        placed.append(PlacedLine(line, cell.x + inset, baseline, cell.size))
    return CellBox(
        row=row,
        cell=cell.cell,
        x=cell.x,
        y=y,
        width=cell.width,
        height=height,
        lines=tuple(placed),
        first_line=first,
        continued=continued or first > 0,
    )
