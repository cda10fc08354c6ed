"""The lines above the table, on the first page."""

from app.paper.breaking import break_lines
from app.paper.measuring import EM_CENTRE, LINE_HEIGHT
from app.paper.memo import Memo
from app.paper.metrics import MM_PER_POINT, Metrics
from app.paper.pages import Face, HeadingBox, PlacedLine
from app.sheet.sheet import Heading, PageSetup, Sheet

_LARGER = 1.2
"""Size of annex and subtitle in sizes of the body."""
_AFTER = {"annex": 1.0, "title": 1.5, "subtitle": 2.0}
"""Room below a heading in mm."""

_known: Memo[tuple[tuple[Heading, ...], PageSetup, Metrics], tuple[HeadingBox, ...]] = Memo(64)


def headings_of(sheet: Sheet, metrics: Metrics) -> tuple[HeadingBox, ...]:
    """The headings of the first page, broken into lines and placed in mm from the top left."""
    key = (sheet.headings, sheet.page, metrics)
    found = _known.get(key)
    if found is None:
        boxes: list[HeadingBox] = []
        y = sheet.page.margins.top
        for heading in sheet.headings:
            boxes.append(_place(heading, y, sheet.page, metrics))
            y += boxes[-1].height
        found = _known.put(key, tuple(boxes))
    return found


def headings_height(sheet: Sheet, metrics: Metrics) -> float:
    """The height in mm that the headings take on the first page."""
    return sum(box.height for box in headings_of(sheet, metrics))


def _style(heading: Heading, setup: PageSetup) -> tuple[Face, float]:
    if heading.style == "title":
        return "song", setup.title_size
    return ("hei" if heading.style == "annex" else "song"), setup.body_size * _LARGER


def _place(heading: Heading, y: float, setup: PageSetup, metrics: Metrics) -> HeadingBox:
    face, size = _style(heading, setup)
    left = setup.margins.left
    width = setup.width - left - setup.margins.right
    step = LINE_HEIGHT * size * MM_PER_POINT
    placed: list[PlacedLine] = []
    for index, line in enumerate(break_lines(heading.text, width, size, face, metrics)):
        x = left if heading.style == "annex" else left + (width - line.width) / 2
        baseline = y + (index + 0.5) * step + EM_CENTRE * size * MM_PER_POINT
        placed.append(PlacedLine(line, x, baseline, size))
    height = len(placed) * step + _AFTER[heading.style]
    return HeadingBox(heading, left, y, width, height, tuple(placed), face)
