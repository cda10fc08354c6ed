"""Last year's texts in the empty cells of a carried record: on screen, never on paper."""

import msgspec

from app.model.carried import Carried
from app.sheet.sheet import Cell, SheetRow

_ROOM = 20_000
_SHOWN = ("input", "overridable", "choice")


class GhostMemory:
    """Rows with their ghosts, kept by the row that they were made from."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[SheetRow, Carried, SheetRow]] = {}

    def ghosted(self, rows: list[SheetRow], carried: Carried) -> list[SheetRow]:
        """The rows with last year's texts in their empty cells."""
        return [self._row(row, carried) for row in rows] if carried.values else rows

    def _row(self, row: SheetRow, carried: Carried) -> SheetRow:
        hit = self._made.get(id(row))
        if hit is not None and hit[0] is row and hit[1] is carried:
            return hit[2]
        cells = tuple(_ghosted(cell, carried) for cell in row.cells)
        made = msgspec.structs.replace(row, cells=cells) if cells != row.cells else row
        if len(self._made) >= _ROOM:
            self._made.clear()
        self._made[id(row)] = (row, carried, made)
        return made


def _ghosted(cell: Cell, carried: Carried) -> Cell:
    empty = cell.kind in _SHOWN and not cell.text
    text = carried.text(cell.place) if empty and not cell.covers else ""
    return msgspec.structs.replace(cell, ghost=text) if text else cell
