"""What an edit changed on the screen, so that no more than that is painted anew."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from app.paper.pages import CellBox, CodeOp, FillOp, Operation, RuleOp
from app.windows.paper_geometry import PaperGeometry

POINT = 25.4 / 72
"""mm in a point."""

_MANY = 120
"""Changed boxes on a page from which the page is painted as a whole."""


def changed_boxes(
    before: PaperGeometry, after: PaperGeometry, page: int
) -> tuple[CellBox, ...] | None:
    """The boxes that came, went or changed on a page; none where all of it may have changed."""
    old, new = before.pagination, after.pagination
    if (before.scale, len(old.pages)) != (after.scale, len(new.pages)):
        return None
    if (old.setup, old.column_edges) != (new.setup, new.column_edges):
        return None
    if old.sheet.headings != new.sheet.headings:
        return None
    was = {id(box): box for box in before.boxes(page)}
    now = {id(box): box for box in after.boxes(page)}
    gone = {_key(box): box for mark, box in was.items() if mark not in now}
    changed: list[CellBox] = []
    for mark, box in now.items():
        if mark not in was:
            like = gone.get(_key(box))
            if like == box:
                del gone[_key(box)]
            else:
                changed.append(box)
    changed.extend(gone.values())
    return tuple(changed) if len(changed) < _MANY else None


def _key(box: CellBox) -> tuple[int, int]:
    return box.row, box.cell.column


class Clip:
    """A region of the viewport as seen from one page: which boxes and operations touch it."""

    def __init__(self, region: QRegion, sheet: QRectF, scale: float) -> None:
        whole = sheet.toAlignedRect()
        parts: Iterable[QRect] = region  # type: ignore[assignment]
        seen = [rect for rect in parts if rect.intersects(whole)]
        x, y = sheet.x(), sheet.y()
        # In mm, with a pixel more on each side: edges lie on rounded positions.
        self._parts = [
            (
                (rect.x() - 1 - x) / scale,
                (rect.y() - 1 - y) / scale,
                (rect.x() + rect.width() + 1 - x) / scale,
                (rect.y() + rect.height() + 1 - y) / scale,
            )
            for rect in seen
        ]

    def touches(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether something of a rectangle in mm is to be painted."""
        return any(
            left <= part[2] and right >= part[0] and top <= part[3] and bottom >= part[1]
            for part in self._parts
        )

    def boxes(self, boxes: Iterable[CellBox]) -> list[CellBox]:
        """The boxes that are to be painted."""
        return [b for b in boxes if self.touches(b.x, b.y, b.x + b.width, b.y + b.height)]

    def operations(self, operations: Iterable[Operation]) -> Iterator[Operation]:
        """The operations that are to be painted."""
        for op in operations:
            if isinstance(op, RuleOp):
                if self.touches(op.x1, op.y1, op.x2, op.y2):
                    yield op
                continue
            if isinstance(op, FillOp):
                if self.touches(op.x, op.y, op.x + op.width, op.y + op.height):
                    yield op
                continue
            size = op.size * POINT
            left, right = (op.x, op.x) if isinstance(op, CodeOp) else (op.xs[0], op.xs[-1])
            if self.touches(left - size, op.y - size, right + 2 * size, op.y + size):
                yield op
