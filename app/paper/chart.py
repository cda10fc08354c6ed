"""Charts: bars, stacked bars and lines as drawing operations, the same on screen and on paper.

Readable in black and white: boxes differ in grey and hatching, values are written beside them.
"""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from app.model.money import plain
from app.paper.chart_pen import (
    OUTLINE,
    PATTERNS,
    TEXT_HEIGHT,
    Area,
    Pattern,
    Pen,
    box,
    outline,
)
from app.paper.metrics import Metrics
from app.paper.pages import Figure, FillOp, Operation, RuleOp

_GRID = 0.2
"""Width of the axis's grey lines in mm; numbers written over them stay readable."""
_GRID_GREY = 0.82
_AXIS = 0.8
_TICKS = 5
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_BAR = 4.4
_NARROW_BAR = 3.8
_GAP = 2.4
_LABEL_SHARE = 0.34
_PAD = 1.2
_LEGEND_BOX = 5.0
_LINE_HEIGHT = 62.0
_MARK = 1.6
_DASHES: tuple[tuple[float, float], ...] = ((0.0, 0.0), (3.0, 1.5), (0.8, 1.0), (5.0, 1.0))


ChartKind: TypeAlias = Literal["bar", "stacked", "line"]


class Series(Struct, frozen=True):
    """One row of values, one for each label of the chart, with the texts written beside them.

    A value is none where there is nothing to show.
    """

    name: str
    values: tuple[Decimal | None, ...]
    texts: tuple[str, ...]


class Chart(Struct, frozen=True):
    """What a chart shows. `unit` is written above it (万元), `suffix` behind the axis's numbers.

    Bars lie one below the other, lines go from label to label; `ends` are the texts behind whole
    stacked bars.
    """

    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    suffix: str = ""
    ends: tuple[str, ...] = ()


class Region(NamedTuple):
    """Where a value is drawn: the area in mm, the numbers of its label and of its series."""

    area: Area
    label: int
    series: int


class DrawnChart(NamedTuple):
    """A chart as drawn, and where its values stand."""

    figure: Figure
    regions: tuple[Region, ...]


class _Scale(NamedTuple):
    """From values to mm: the lowest and highest value of the axis and its step."""

    low: float
    high: float
    step: float
    start: float
    length: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * self.length

    def ticks(self) -> Iterator[float]:
        for number in range(round((self.high - self.low) / self.step) + 1):
            yield self.low + number * self.step


def draw_chart(chart: Chart, width: float, metrics: Metrics) -> DrawnChart:
    """Draw a chart `width` mm wide from the origin on; its height follows from its labels."""
    drawing = _Lines if chart.kind == "line" else _Bars
    return drawing(chart, width, metrics).draw()


def _pitch(series: int, lines: int) -> float:
    bars = _BAR if series == 1 else _NARROW_BAR * series
    return max(bars + _GAP, lines * TEXT_HEIGHT + _PAD)


class _Drawing:
    """What all charts share: the legend and the axis's range."""

    def __init__(self, chart: Chart, width: float, metrics: Metrics) -> None:
        self.chart, self.width = chart, width
        self.pen = Pen(metrics)
        self.made: list[Operation] = []
        self.regions: list[Region] = []
        self.y = 0.0

    def legend(self) -> None:
        """The unit at the right, the series with their fillings from the left."""
        chart, y = self.chart, TEXT_HEIGHT / 2
        room = self.width
        if chart.unit:
            self.made += self.pen.write(chart.unit, self.width, y, "right")
            room -= self.pen.width(chart.unit) + 4 * _PAD
        x = 0.0
        for number, series in enumerate(chart.series if len(chart.series) > 1 else ()):
            (name,) = self.pen.lines(series.name, self.width / 3, 1)
            needed = _LEGEND_BOX + _PAD + self.pen.width(name)
            if x and x + needed > room:
                x, y, room = 0.0, y + TEXT_HEIGHT + _PAD, self.width
            self.sample(number, x, y)
            self.made += self.pen.write(name, x + _LEGEND_BOX + _PAD, y)
            x += needed + 4 * _PAD
        self.y = y + TEXT_HEIGHT / 2 + _PAD if chart.unit or x else 0.0

    def sample(self, number: int, x: float, y: float) -> None:
        """A series in the legend."""
        area = Area(x, y - TEXT_HEIGHT * 0.35, _LEGEND_BOX, TEXT_HEIGHT * 0.7)
        self.made += box(area, _pattern(number))

    def tick_text(self, value: float) -> str:
        """A number of the axis."""
        return plain(Decimal(repr(round(value, 9)))) + self.chart.suffix

    def drawn(self) -> DrawnChart:
        """All that was drawn, fillings first."""
        return DrawnChart(Figure(self.y, tuple(self.made)), tuple(self.regions))


def _pattern(number: int) -> Pattern:
    return PATTERNS[number % len(PATTERNS)]


def _range(values: list[float], *, from_zero: bool) -> tuple[float, float, float]:
    """The lowest and highest number of an axis and its step: round numbers, zero where asked."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        low, high = (low - 1.0, high + 1.0) if low else (0.0, 1.0)
    step = _step((high - low) / _TICKS, whole=all(value.is_integer() for value in values))
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def _step(rough: float, *, whole: bool) -> float:
    """The round number from `rough` on; a whole one where things are counted."""
    power = 10.0 ** math.floor(math.log10(rough))
    steps = [power * step for step in _STEPS if power * step >= rough * 0.999]
    return next((s for s in steps if s.is_integer()), 1.0) if whole else steps[0]


class _Bars(_Drawing):
    """Bars one below the other: beside each other for each label, or stacked."""

    def draw(self) -> DrawnChart:
        chart = self.chart
        self.legend()
        stacked = chart.kind == "stacked"
        room = self.width * _LABEL_SHARE
        labels = [self.pen.lines(label, room, 2) for label in chart.labels]
        widest = max((self.pen.width(line) for lines in labels for line in lines), default=0.0)
        texts = chart.ends if stacked else [t for s in chart.series for t in s.texts]
        ending = max((self.pen.width(text) for text in texts), default=0.0)
        left = widest + 2 * _PAD
        low, high, step = _range(self._lengths(), from_zero=True)
        beside = max(self.pen.width(self.tick_text(value)) for value in (low, high)) / 2
        before = max(0.0, beside - left, ending + _PAD if low < 0 else 0.0)
        ending = max(ending, beside)
        length = max(10.0, self.width - left - before - ending - 2 * _PAD)
        scale = _Scale(low, high, step, left + before, length)
        top = self.y
        rows: list[tuple[float, float]] = []
        for lines in labels:
            pitch = _pitch(1 if stacked else len(chart.series), len(lines))
            rows.append((self.y, pitch))
            self.y += pitch
        self._axis(scale, top)
        for number, (lines, (y, pitch)) in enumerate(zip(labels, rows, strict=True)):
            self._label(lines, y + pitch / 2, left - _PAD)
            (self._stack if stacked else self._group)(number, y + pitch / 2, scale)
        self.y += TEXT_HEIGHT + 3 * _PAD
        return self.drawn()

    def _lengths(self) -> list[float]:
        series = self.chart.series
        if self.chart.kind != "stacked":
            return [float(v) for s in series for v in s.values if v is not None]
        return [
            sum(max(0.0, float(s.values[n] or 0)) for s in series)
            for n in range(len(self.chart.labels))
        ]

    def _axis(self, scale: _Scale, top: float) -> None:
        bottom = self.y
        for value in scale.ticks():
            x = scale.at(value)
            if abs(value) < scale.step / 1e6:
                self.made.append(RuleOp(x, top, x, bottom, _AXIS))
            else:
                self.made.append(FillOp(x - _GRID / 2, top, _GRID, bottom - top, _GRID_GREY))
            text = self.tick_text(value)
            self.made += self.pen.write(text, x, bottom + _PAD + TEXT_HEIGHT / 2, "center")

    def _label(self, lines: tuple[str, ...], middle: float, right: float) -> None:
        first = middle - (len(lines) - 1) * TEXT_HEIGHT / 2
        for number, line in enumerate(lines):
            self.made += self.pen.write(line, right, first + number * TEXT_HEIGHT, "right")

    def _group(self, label: int, middle: float, scale: _Scale) -> None:
        series = self.chart.series
        height = _BAR if len(series) == 1 else _NARROW_BAR
        y = middle - height * len(series) / 2
        zero = scale.at(0.0)
        for number, one in enumerate(series):
            value, text = one.values[label], one.texts[label]
            end = zero if value is None else scale.at(float(value))
            area = Area(min(zero, end), y, abs(end - zero), height)
            self.made += box(area, _pattern(number))
            if end < zero:
                self.made += self.pen.write(text, end - _PAD, y + height / 2, "right")
            else:
                self.made += self.pen.write(text, end + _PAD, y + height / 2)
            reach = Area(area.x, y, max(area.width, 2 * _PAD), height)
            self.regions.append(Region(reach, label, number))
            y += height

    def _stack(self, label: int, middle: float, scale: _Scale) -> None:
        x, y = scale.at(0.0), middle - _BAR / 2
        for number, one in enumerate(self.chart.series):
            value = max(0.0, float(one.values[label] or 0))
            width = scale.at(value) - scale.at(0.0)
            area = Area(x, y, width, _BAR)
            text = one.texts[label]
            needed = self.pen.width(text) + 2 * 0.6
            hole = None
            if value and needed <= width:
                hole = Area(x + (width - needed) / 2, y, needed, _BAR)
                self.made += self.pen.write(text, x + width / 2, middle, "center")
            self.made += box(area, _pattern(number), hole)
            if value:
                self.regions.append(Region(area, label, number))
            x += width
        if self.chart.ends:
            self.made += self.pen.write(self.chart.ends[label], x + _PAD, middle)


class _Lines(_Drawing):
    """Lines over labels from left to right, told apart by marks and dashes."""

    def sample(self, number: int, x: float, y: float) -> None:
        self._stretch(number, (x, y), (x + _LEGEND_BOX, y))
        self._mark(number, x + _LEGEND_BOX / 2, y)

    def draw(self) -> DrawnChart:
        chart = self.chart
        self.legend()
        top = self.y + TEXT_HEIGHT
        values = [float(v) for s in chart.series for v in s.values if v is not None]
        low, high, step = _range(values, from_zero=False)
        bottom = top + _LINE_HEIGHT
        scale = _Scale(low, high, step, bottom, top - bottom)
        widest = max(self.pen.width(self.tick_text(value)) for value in scale.ticks())
        left = widest + 2 * _PAD
        for value in scale.ticks():
            y = scale.at(value)
            grid = FillOp(left, y - _GRID / 2, self.width - left, _GRID, _GRID_GREY)
            self.made.append(grid)
            self.made += self.pen.write(self.tick_text(value), left - _PAD, y, "right")
        self.made.append(RuleOp(left, bottom, self.width, bottom, _AXIS))
        pitch = (self.width - left) / max(1, len(chart.labels))
        self._labels(left, pitch, bottom)
        xs = [left + (n + 0.5) * pitch for n in range(len(chart.labels))]
        for number, series in enumerate(chart.series):
            self._line(number, series, xs, scale)
        for label, x in enumerate(xs):
            self._values(label, x, scale)
        self.y = bottom + 2 * TEXT_HEIGHT + 2 * _PAD
        return self.drawn()

    def _labels(self, left: float, pitch: float, bottom: float) -> None:
        for number, label in enumerate(self.chart.labels):
            middle = left + (number + 0.5) * pitch
            for row, line in enumerate(self.pen.lines(label, max(4.0, pitch - _PAD), 2)):
                y = bottom + _PAD + (row + 0.5) * TEXT_HEIGHT
                self.made += self.pen.write(line, middle, y, "center")

    def _line(self, number: int, series: Series, xs: list[float], scale: _Scale) -> None:
        before: tuple[float, float] | None = None
        for label, value in enumerate(series.values):
            if value is None:
                before = None
                continue
            at = (xs[label], scale.at(float(value)))
            if before is not None:
                self._stretch(number, before, at)
            self._mark(number, *at)
            area = Area(at[0] - 2 * _MARK, at[1] - 2 * _MARK, 4 * _MARK, 4 * _MARK)
            self.regions.append(Region(area, label, number))
            before = at

    def _values(self, label: int, x: float, scale: _Scale) -> None:
        """The texts of a label's values: above their marks, or below where a mark is in the way."""
        shown = [
            (scale.at(float(value)), series.texts[label])
            for series in self.chart.series
            if (value := series.values[label]) is not None
        ]
        away = TEXT_HEIGHT / 2 + _MARK * 0.7
        marks = [y for y, _ in shown]
        lowest = -math.inf
        for y, text in sorted(shown):
            crowded = any(0 < y - other < 2 * away for other in marks)
            middle = max(y + away if crowded else y - away, lowest)
            half = self.pen.width(text) / 2
            within = max(half, min(x, self.width - half))
            self.made += self.pen.write(text, within, middle, "center")
            lowest = middle + TEXT_HEIGHT * 0.85

    def _stretch(self, number: int, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A straight line, dashed after the number of its series."""
        on, off = _DASHES[number % len(_DASHES)]
        length = math.dist(start, end)
        place = 0.0
        while place < length - 1e-6:
            stop = min(length, place + on) if on else length
            (x1, y1), (x2, y2) = (_between(start, end, p / length) for p in (place, stop))
            self.made.append(RuleOp(x1, y1, x2, y2, _AXIS))
            place = stop + off

    def _mark(self, number: int, x: float, y: float) -> None:
        area = Area(x - _MARK / 2, y - _MARK / 2, _MARK, _MARK)
        grey = Pattern(0.0) if number % 2 == 0 else Pattern(1.0)
        if number % 4 < 2:
            self.made += box(area, grey)
            return
        self.made += outline(area, OUTLINE)
        if number % 4 == 2:
            self.made.append(RuleOp(area.x, area.y, area.right, area.bottom, OUTLINE))
        self.made.append(RuleOp(area.x, area.bottom, area.right, area.y, OUTLINE))


def _between(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
