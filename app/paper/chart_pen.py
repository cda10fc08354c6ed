"""The strokes of a chart: texts on one line, and boxes told apart in black and white."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.paper.breaking import break_lines
from app.paper.measuring import EM_CENTRE, LINE_HEIGHT
from app.paper.metrics import MM_PER_POINT, Metrics
from app.paper.operations import line_operations
from app.paper.pages import FillOp, Line, Operation, PlacedLine, RuleOp

TEXT_SIZE = 9.0
"""Size of all texts in a chart, in points."""
TEXT_HEIGHT = TEXT_SIZE * LINE_HEIGHT * MM_PER_POINT
"""Distance of two lines in mm."""
OUTLINE = 0.5
"""Width of a box's outline, in points."""
_HATCH = 0.35
_ENDLESS = 10_000.0
_EPSILON = 1e-6


class Area(NamedTuple):
    """A rectangle in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height


class Pattern(NamedTuple):
    """How a box is filled: a grey, and lines at a distance in mm (0: none) in some directions."""

    grey: float
    lines: str = ""
    step: float = 0.0


PATTERNS = (
    Pattern(0.72),
    Pattern(1.0, "/", 1.8),
    Pattern(0.88),
    Pattern(1.0, "\\/", 2.2),
    Pattern(1.0),
    Pattern(1.0, "-", 1.1),
    Pattern(0.55),
    Pattern(1.0, "\\", 1.2),
)
"""Fillings that stay apart on a black and white print, in the order in which they are used."""


class Pen:
    """Writes and fills in one set of faces."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def width(self, text: str) -> float:
        """The width of a text on one line, in mm."""
        return self._line(text).width

    def lines(self, text: str, room: float, most: int) -> tuple[str, ...]:
        """A text in at most so many lines, ending in an ellipsis where it is longer."""
        whole = " ".join(text.split())
        for shown in _shorter(whole):
            made = break_lines(shown, room, TEXT_SIZE, "song", self._metrics)
            if len(made) <= most:
                return tuple(line.text.strip() for line in made)
        return ("…",)

    def write(self, text: str, x: float, middle: float, align: str = "left") -> Iterator[Operation]:
        """A text on one line whose middle is at a height; `x` is its left, right or centre."""
        line = self._line(text)
        shift = {"left": 0.0, "right": line.width, "center": line.width / 2}[align]
        baseline = middle + EM_CENTRE * TEXT_SIZE * MM_PER_POINT
        return line_operations(PlacedLine(line, x - shift, baseline, TEXT_SIZE))

    def _line(self, text: str) -> Line:
        return break_lines(" ".join(text.split()), _ENDLESS, TEXT_SIZE, "song", self._metrics)[0]


def _shorter(text: str) -> Iterator[str]:
    yield text
    end = len(text) - 1
    while end > 0:
        yield text[:end].rstrip() + "…"
        # Names run to hundreds of characters: long ones are cut in larger steps first.
        end -= max(1, (end - 40) // 4)


def box(area: Area, pattern: Pattern, hole: Area | None = None) -> Iterator[Operation]:
    """A box with its filling and outline; no line of the filling crosses the `hole`."""
    if area.width <= _EPSILON or area.height <= _EPSILON:
        return
    if pattern.grey < 1.0:
        yield FillOp(*area, pattern.grey)
    for part in _around(area, hole) if pattern.lines else ():
        for direction in pattern.lines:
            yield from _hatch(part, direction, pattern.step)
    yield from outline(area, OUTLINE)


def outline(area: Area, width: float) -> Iterator[RuleOp]:
    """The four sides of a rectangle."""
    x, y, right, bottom = area.x, area.y, area.right, area.bottom
    yield RuleOp(x, y, right, y, width)
    yield RuleOp(x, bottom, right, bottom, width)
    yield RuleOp(x, y, x, bottom, width)
    yield RuleOp(right, y, right, bottom, width)


def _around(area: Area, hole: Area | None) -> Sequence[Area]:
    """What is left of an area without a hole."""
    if hole is None:
        return (area,)
    left, right = max(hole.x, area.x), min(hole.right, area.right)
    top, bottom = max(hole.y, area.y), min(hole.bottom, area.bottom)
    parts = (
        Area(area.x, area.y, left - area.x, area.height),
        Area(right, area.y, area.right - right, area.height),
        Area(left, area.y, right - left, top - area.y),
        Area(left, bottom, right - left, area.bottom - bottom),
    )
    return [part for part in parts if part.width > _EPSILON and part.height > _EPSILON]


def _hatch(area: Area, direction: str, step: float) -> Iterator[RuleOp]:
    """Lines through an area; those of neighbouring areas meet."""
    if direction == "-":
        for y in _multiples(area.y, area.bottom, step):
            yield RuleOp(area.x, y, area.right, y, _HATCH)
        return
    rising = direction == "/"
    # On a line x + y (rising) or x − y (falling) is the same everywhere.
    ends = (area.y, area.bottom) if rising else (-area.bottom, -area.y)
    for place in _multiples(area.x + ends[0], area.right + ends[1], step):
        low, high = (
            (place - area.right, place - area.x)
            if rising
            else (
                area.x - place,
                area.right - place,
            )
        )
        top, bottom = max(area.y, low), min(area.bottom, high)
        if bottom - top > _EPSILON:
            sign = -1.0 if rising else 1.0
            yield RuleOp(place + sign * top, top, place + sign * bottom, bottom, _HATCH)


def _multiples(first: float, last: float, step: float) -> Iterator[float]:
    number = int(first // step) + 1
    while number * step < last - _EPSILON:
        yield number * step
        number += 1
