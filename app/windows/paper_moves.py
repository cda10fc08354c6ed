"""Where keys lead on the grid: over merged cells, past labels, in reading order."""

from PySide6.QtWidgets import QAbstractItemView

from app.sheet.grid import Grid, Position
from app.sheet.sheet import Cell

Action = QAbstractItemView.CursorAction
STOPS = ("input", "overridable", "choice", "computed")
INPUTS = ("input", "overridable", "choice")

_DIRECTIONS = {
    Action.MoveLeft: (0, -1),
    Action.MoveRight: (0, 1),
    Action.MoveUp: (-1, 0),
    Action.MoveDown: (1, 0),
}


def step_from(
    grid: Grid, position: Position, action: Action, *, extend: bool, whole: bool, page: int
) -> Position | None:
    """The position that a cursor action leads to, or none where it leads nowhere.

    Args:
        grid: the sheet.
        position: where one stands; it may lie anywhere in a merged cell.
        action: Qt's name of the key.
        extend: the selection is extended, so labels are not passed over.
        whole: Home and End lead through the whole form, not the row (Ctrl is held).
        page: rows that a page key goes.
    """
    if action in _DIRECTIONS:
        return _walk(
            grid, position, _DIRECTIONS[action], (*STOPS, "label", "blank") if extend else STOPS
        )
    if action in (Action.MoveNext, Action.MovePrevious):
        return next_input(grid, position, "next" if action == Action.MoveNext else "previous")
    if action in (Action.MoveHome, Action.MoveEnd):
        return _end(grid, position[0], first=action == Action.MoveHome, whole=whole)
    row, column = position
    if action == Action.MovePageUp:
        return _nearest(grid, max(row - page, 0), column, 1)
    if action == Action.MovePageDown:
        return _nearest(grid, min(row + page, len(grid.sheet.rows) - 1), column, -1)
    return None


def _end(grid: Grid, row: int, *, first: bool, whole: bool) -> Position | None:
    """The first or last cell of a row, or of the whole form."""
    if whole:
        inputs = [(row, cell.column) for row, cell in grid.cells() if cell.kind in INPUTS]
        return inputs[0 if first else -1] if inputs else None
    beyond = -1 if first else len(grid.sheet.columns)
    return _walk(grid, (row, beyond), (0, 1 if first else -1), STOPS)


def next_input(grid: Grid, position: Position, step: str) -> Position | None:
    """The next cell that takes text: next, previous (reading order), down, up, left, right."""
    if step in ("next", "previous"):
        order = [(row, cell.column) for row, cell in grid.cells() if _is_to_fill(cell)]
        found = grid.at(*position)
        here = (found[0], found[1].column) if found else position
        if step == "next":
            return next((p for p in order if p > here), None)
        return next((p for p in reversed(order) if p < here), None)
    moves = {"down": (1, 0), "up": (-1, 0), "left": (0, -1), "right": (0, 1)}
    return _walk(grid, position, moves[step], INPUTS)


def _is_to_fill(cell: Cell) -> bool:
    """Whether Tab stops at a cell: a tier's name that stands already is read, not filled."""
    return cell.kind in INPUTS and not (cell.covers and cell.text)


def _walk(
    grid: Grid, position: Position, move: tuple[int, int], stops: tuple[str, ...]
) -> Position | None:
    """Go over whole cells in one direction until one of the wanted kinds.

    The row (going sideways) and the column (going up or down) that one came from are kept, so
    that going back leads to where one was.
    """
    row, column = position
    while True:
        found = grid.at(row, column)
        row, column = _beyond(found, (row, column), move)
        if not (0 <= row < len(grid.sheet.rows) and 0 <= column < len(grid.sheet.columns)):
            return None
        target = grid.at(row, column)
        if target is not None and target[1].kind in stops:
            return row, column


def _beyond(found: tuple[int, Cell] | None, position: Position, move: tuple[int, int]) -> Position:
    row, column = position
    if found is None:
        return row + move[0], column + move[1]
    anchor, cell = found
    if move[1] > 0:
        return row, cell.column + cell.colspan
    if move[1] < 0:
        return row, cell.column - 1
    if move[0] > 0:
        return anchor + cell.rowspan, column
    return anchor - 1, column


def _nearest(grid: Grid, row: int, column: int, by: int) -> Position | None:
    while 0 <= row < len(grid.sheet.rows):
        found = grid.at(row, column)
        if found is not None and found[1].kind in STOPS:
            return row, column
        row += by
    return None
