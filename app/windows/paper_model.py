"""The sheet as a table model: texts and flags for Qt, places for us."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.model.places import Place
from app.sheet.grid import Grid
from app.sheet.sheet import Cell, Sheet

Index = QModelIndex | QPersistentModelIndex
TAKES_TEXT = ("input", "overridable", "choice")
_MANY = 60
"""Changed cells from which they are announced as a whole."""
_NO_PARENT = QModelIndex()


class PaperModel(QAbstractTableModel):
    """Every grid position of a merged cell answers for the cell that covers it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: Grid | None = None

    def show_sheet(self, sheet: Sheet) -> list[tuple[int, int]] | None:
        """Show another state of the sheet; the positions of the cells that changed.

        None where rows or columns came or went: then everything may have changed.
        """
        before = self.grid.sheet if self.grid is not None else None
        if before is sheet:
            return []
        if before is not None and self.has_shape_of(sheet):
            self.grid = Grid(sheet)
            return _changed(before, sheet)
        self.beginResetModel()
        self.grid = Grid(sheet)
        self.endResetModel()
        return None

    def has_shape_of(self, sheet: Sheet) -> bool:
        """Whether a sheet has as many rows and columns as the one shown."""
        return (len(sheet.rows), len(sheet.columns)) == (self.rowCount(), self.columnCount())

    def announce(self, positions: list[tuple[int, int]]) -> None:
        """Tell the view, and through it a screen reader, which texts changed."""
        if len(positions) > _MANY:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        for position in positions:
            index = self.index(*position)
            self.dataChanged.emit(index, index)

    def anchor(self, index: Index) -> tuple[int, Cell] | None:
        """The anchor row and the cell at an index."""
        if not index.isValid() or self.grid is None:
            return None
        return self.grid.at(index.row(), index.column())

    def cell(self, index: Index) -> Cell | None:
        """The cell at an index."""
        found = self.anchor(index)
        return found[1] if found else None

    def index_of(self, place: Place) -> QModelIndex:
        """The index of the cell that shows a place, or an invalid one."""
        position = self.grid.find(place) if self.grid is not None else None
        return self.index(*position) if position else QModelIndex()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The grid rows of the sheet."""
        return 0 if parent.isValid() or self.grid is None else len(self.grid.sheet.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """The grid columns of the sheet."""
        return 0 if parent.isValid() or self.grid is None else len(self.grid.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of the covering cell."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.caption(index)} {cell.text}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that take text are editable; all can be selected and copied."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        cell = self.cell(index)
        if cell is not None and cell.place is not None and cell.kind in TAKES_TEXT:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def caption(self, index: Index) -> str:
        """The heading of a cell: its column's head in its section, else the label before it."""
        found = self.anchor(index)
        if found is None or self.grid is None:
            return ""
        row, cell = found
        section = self.grid.sheet.rows[row].section
        for above in range(row - 1, -1, -1):
            if self.grid.sheet.rows[above].section != section:
                break
            for head in self.grid.sheet.rows[above].cells:
                if head.style == "head" and head.column == cell.column and head.text:
                    return "".join(head.text.split())
        before = self.grid.at(row, cell.column - 1)
        if before is not None and before[1].style == "label":
            return "".join(before[1].text.split())
        return ""


def _changed(before: Sheet, after: Sheet) -> list[tuple[int, int]]:
    """The positions of the cells of a sheet that an earlier one did not have."""
    found: list[tuple[int, int]] = []
    for index, (old, new) in enumerate(zip(before.rows, after.rows, strict=True)):
        if old is not new and old.cells != new.cells:
            known = {cell.column: cell for cell in old.cells}
            found += [(index, c.column) for c in new.cells if known.get(c.column) != c]
    return found
