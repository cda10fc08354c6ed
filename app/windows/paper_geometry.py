"""Where the pages lie in the view: millimetres on paper to pixels on screen and back."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF

from app.paper.layout import boxes
from app.paper.locate import cell_at
from app.paper.metrics import Metrics
from app.paper.pages import CellBox, Pagination
from app.sheet.sheet import Cell

GAP = 18.0
"""Pixels between pages and round them."""


class PaperGeometry:
    """The pages of one part, one under the other, at a scale in pixels per mm."""

    def __init__(self, pagination: Pagination, metrics: Metrics, scale: float) -> None:
        self.pagination = pagination
        self.metrics = metrics
        self.scale = scale
        self.page_width = pagination.setup.width * scale
        self.page_height = pagination.setup.height * scale
        # Whole pixels: a cell's rectangle and its painted rules then agree on every page.
        self._pitch = ceil(self.page_height) + GAP
        self._pages_of_row: dict[int, list[int]] = {}
        self._repeated: set[tuple[int, int]] = set()
        self._by_anchor: dict[int, dict[tuple[int, int], CellBox]] = {}
        for number, page in enumerate(pagination.pages):
            for fragment in page.fragments:
                if fragment.repeated:
                    self._repeated.add((fragment.row, number))
                else:
                    self._pages_of_row.setdefault(fragment.row, []).append(number)

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return len(self.pagination.pages)

    @property
    def width(self) -> float:
        """Width of the whole desk in pixels."""
        return self.page_width + 2 * GAP

    @property
    def height(self) -> float:
        """Height of the whole desk in pixels."""
        return GAP + self.page_count * self._pitch

    def page_top(self, page: int) -> float:
        """The y of a page on the desk."""
        return GAP + page * self._pitch

    def page_at(self, y: float) -> int:
        """The page at a y of the desk, or the nearest."""
        page = int((y - GAP / 2) // self._pitch)
        return min(max(page, 0), self.page_count - 1)

    def pages_of(self, row: int) -> list[int]:
        """The pages that show a grid row."""
        return self._pages_of_row.get(row, [])

    def repeats(self, row: int, page: int) -> bool:
        """Whether a page shows a head row again."""
        return (row, page) in self._repeated

    def boxes(self, page: int) -> tuple[CellBox, ...]:
        """The cells of a page."""
        return boxes(self.pagination, page, self.metrics)

    def box(self, page: int, anchor: int, cell: Cell) -> CellBox | None:
        """The piece of a cell on a page."""
        if page not in self._by_anchor:
            shown = self.boxes(page)
            self._by_anchor[page] = {(box.row, box.cell.column): box for box in shown}
        return self._by_anchor[page].get((anchor, cell.column))

    def rect(self, page: int, box: CellBox) -> QRectF:
        """A cell's rectangle on the desk (x from the page's left edge)."""
        scale = self.scale
        top = self.page_top(page)
        return QRectF(box.x * scale, top + box.y * scale, box.width * scale, box.height * scale)

    def box_at(self, point: QPointF) -> tuple[int, CellBox] | None:
        """The page and the cell at a point of the desk (x from the page's left edge)."""
        if not self.page_count:
            return None
        page = self.page_at(point.y())
        x = point.x() / self.scale
        y = (point.y() - self.page_top(page)) / self.scale
        box = cell_at(self.pagination, page, x, y, self.metrics)
        return None if box is None else (page, box)
