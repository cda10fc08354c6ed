"""The sheet as a grid: which cell covers a position, and where a place stands."""

from collections.abc import Iterator
from functools import cached_property

from app.model.places import Place
from app.sheet.sheet import Cell, Sheet

Position = tuple[int, int]
"""Grid row and grid column."""


class Grid:
    """Looks up cells of one sheet. A cell is named by its anchor: its first row and itself."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @cached_property
    def _tall(self) -> list[list[tuple[int, Cell]]]:
        """For each row the cells that reach into it from above: few edits ask for them."""
        rows = self.sheet.rows
        tall: list[list[tuple[int, Cell]]] = [[] for _ in rows]
        for index, row in enumerate(rows):
            for cell in row.cells:
                for below in range(index + 1, min(index + cell.rowspan, len(rows))):
                    tall[below].append((index, cell))
        return tall

    def at(self, row: int, column: int) -> tuple[int, Cell] | None:
        """The anchor row and the cell that covers a position."""
        if not 0 <= row < len(self.sheet.rows):
            return None
        for cell in self.sheet.rows[row].cells:
            if cell.column <= column < cell.column + cell.colspan:
                return row, cell
        for anchor, cell in self._tall[row]:
            if cell.column <= column < cell.column + cell.colspan:
                return anchor, cell
        return None

    def cells(self) -> Iterator[tuple[int, Cell]]:
        """All cells in reading order with their anchor rows."""
        for index, row in enumerate(self.sheet.rows):
            for cell in row.cells:
                yield index, cell

    def find(self, place: Place) -> Position | None:
        """The position of the cell that shows a place; for a row's place its first input."""
        whole_row: Position | None = None
        whole_section: Position | None = None
        for index, cell in self.cells():
            if cell.place is None:
                continue
            if cell.place == place or place in cell.covers:
                return index, cell.column
            if cell.place.section != place.section or cell.kind != "input":
                continue
            same_row = cell.place.row == place.row and place.row is not None
            if same_row and whole_row is None and not cell.covers:
                whole_row = (index, cell.column)
            if whole_section is None:
                whole_section = (index, cell.column)
        return whole_row or whole_section

    def rows_of(self, section: str) -> range:
        """The indices of a section's rows, heads included."""
        found = [i for i, row in enumerate(self.sheet.rows) if row.section == section]
        return range(found[0], found[-1] + 1) if found else range(0)
