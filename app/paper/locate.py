"""Finding things on pages: rows, cells under a point, the caret in a line."""

from bisect import bisect_right

from app.paper.layout import boxes
from app.paper.metrics import Metrics
from app.paper.pages import CellBox, Fragment, Line, Pagination


def fragments_of(pagination: Pagination, row: int) -> tuple[tuple[int, Fragment], ...]:
    """Where a sheet row lies: page index and fragment, without repetitions of a head."""
    return tuple(
        (index, fragment)
        for index, page in enumerate(pagination.pages)
        for fragment in page.fragments
        if fragment.row == row and not fragment.repeated
    )


def pieces_of(
    pagination: Pagination, row: int, column: int, metrics: Metrics
) -> tuple[tuple[int, CellBox], ...]:
    """Where the cell that begins in a sheet row and grid column is drawn: page index and box,
    also those under a repeated head.
    """
    if not 0 <= row < len(pagination.sheet.rows):
        return ()
    cells = (cell for cell in pagination.sheet.rows[row].cells if cell.column == column)
    reach = max((cell.rowspan for cell in cells), default=0)
    return tuple(
        (index, box)
        for index, page in enumerate(pagination.pages)
        if any(row <= fragment.row < row + reach for fragment in page.fragments)
        for box in boxes(pagination, index, metrics)
        if box.row == row and box.cell.column == column
    )


def cell_at(
    pagination: Pagination, page_index: int, x: float, y: float, metrics: Metrics
) -> CellBox | None:
    """The cell under a point (mm from the page's top left), or none."""
    if not 0 <= page_index < len(pagination.pages):
        return None
    for box in boxes(pagination, page_index, metrics):
        if box.x <= x < box.x + box.width and box.y <= y < box.y + box.height:
            return box
    return None


def line_index(lines: tuple[Line, ...], offset: int) -> int:
    """The index of the line on which the caret stands before the character at `offset`; at a
    line's soft end that is the next line.
    """
    return max(0, bisect_right([line.start for line in lines], offset) - 1)


def caret_x(line: Line, offset: int) -> float:
    """The x of the caret before the character at `offset` of the text, in mm from the line's
    start.
    """
    at = offset - line.start
    if at <= 0 or not line.offsets:
        return 0.0
    if at < len(line.offsets):
        return line.offsets[at]
    return max(line.width, line.offsets[-1])


def offset_at(line: Line, x: float) -> int:
    """The offset in the text of the gap between two characters that is nearest to x (mm from
    the line's start).
    """
    edges = [*line.offsets, max(line.width, line.offsets[-1])] if line.offsets else [0.0]
    nearest = min(range(len(edges)), key=lambda at: abs(edges[at] - x))
    return line.start + nearest
