"""Chinese line breaking: where lines end, and the x of every character on them."""

import re
from itertools import accumulate

from app.paper.memo import Memo
from app.paper.metrics import MM_PER_POINT, Metrics, is_han, is_invisible
from app.paper.pages import Line

CLOSING = frozenset("，。；：？！、）》〉」』】〕〗”’…—％%‰℃·,.;:?!)]}｝］～")
"""Marks that never begin a line. As no dash and no ellipsis begins one, —— and …… stay whole."""
OPENING = frozenset("（《〈「『【〔〖“‘([{｛［")
"""Marks that never end a line."""
HANGING = frozenset("，。、；：）》〉」』】〕〗”’")
"""Marks whose right half is blank: it may stand beyond the line's end."""

JUSTIFIED_FROM = 60.0
"""Lines wider than this (mm) are filled to their end; narrower ones are not."""
WIDEST_GAP = 0.35
"""How far (em) characters are moved apart to fill a line."""
_HANG = 0.5
_WIDE = 0.9
_EPSILON = 1e-6

_SPACES = frozenset(" \u3000\u00a0")
_CORE = (
    r"[0-9A-Za-z\u00a1-\u04ff\u1e00-\u1fff≥≤≠≈√＋－＝＞＜<>=+\-/\\_@#$￥¥&*~～^|'\"%％‰℃"
    r"０-９Ａ-Ｚａ-ｚ]"
)
_RUN = re.compile(rf"{_CORE}+(?:[.,:’]+{_CORE}+)*")
_NUMBER = re.compile(r"[≥≤≠≈±＞＜＝<>=~～￥¥$+\-－]*[0-9０-９](?:[0-9０-９.,:/~～\-]*[0-9０-９])?")
_NAMED = (
    r"[十百千万亿]*(?:元|个?(?:工作日|百分点|月)|平方公里|平方米|立方米|[人批场车架班户频件趟]次|"
    r"公里|千米|厘米|毫米|公斤|千克|公顷|小时|分钟|季度|年度|[学课]时|"
    r"[个名家户次天件项场期套台辆亩吨米年月日号人组条座处所份篇页种类级分秒周村镇])"
)
_MEASURE = re.compile(rf" ?{_NAMED}")
_MULTIPLIERS = frozenset("十百千万亿")
_LONGEST_UNIT = 3

_Key = tuple[str, float, float, str, Metrics]


def _weigh(lines: tuple[Line, ...]) -> int:
    return 10 + sum(4 + len(line.text) for line in lines)


_known: Memo[_Key, tuple[Line, ...]] = Memo(200_000, _weigh)


def break_lines(
    text: str, width_mm: float, size_pt: float, face: str, metrics: Metrics
) -> tuple[Line, ...]:
    """Break a text into lines of at most `width_mm`; an empty text gives one empty line.

    Units are a Chinese character, a Latin word or a number with its measure; they are parted
    only where one is wider than the line. Spaces at a line's end take no width.
    """
    key = (text, width_mm, size_pt, face, metrics)
    found = _known.get(key)
    if found is None:
        lines: list[Line] = []
        start = 0
        for paragraph in text.split("\n"):
            lines += _Paragraph(paragraph, start, width_mm, size_pt, face, metrics).lines()
            start += len(paragraph) + 1
        found = _known.put(key, tuple(lines))
    return found


def _unit_end(text: str, end: int) -> int:
    """Where the measure of a number that ends at `end` ends: a common measure, else up to three
    Chinese characters when no more follow, else one.
    """
    measure = _MEASURE.match(text, end)
    if measure:
        return measure.end()
    while end < len(text) and text[end] in _MULTIPLIERS:
        end += 1
    last = end
    while last < len(text) and last - end <= _LONGEST_UNIT and _is_ideograph(text[last]):
        last += 1
    return last if last - end <= _LONGEST_UNIT else end + 1


def _is_ideograph(char: str) -> bool:
    return is_han(char) or char == "〇"


def _sticks(char: str) -> bool:
    """Whether a character stays with the one before it."""
    return char in CLOSING or char in _SPACES or "\u0300" <= char <= "\u036f" or is_invisible(char)


class _Paragraph:
    """A text without line breaks, measured once and filled line by line."""

    def __init__(
        self, text: str, origin: int, width: float, size: float, face: str, metrics: Metrics
    ) -> None:
        self.text = text
        self.origin = origin
        self.width = width
        self.em = size * MM_PER_POINT
        measured = [metrics.measure(char, face) for char in text]
        self.faces = tuple(face for face, _advance in measured)
        self.xs = list(accumulate((m[1] * self.em for m in measured), initial=0.0))
        self.within_numbers: set[int] = set()

    def lines(self) -> list[Line]:
        """The paragraph's lines, filled greedily."""
        if self._fits(0, len(self.text)):
            return [self._line(0, len(self.text), ())]
        stops = self._stops()
        lines: list[Line] = []
        inner: list[int] = []
        start = best = at = 0
        while at < len(stops):
            stop = stops[at]
            if self._fits(start, stop) or stop - start == 1:
                if best > start:
                    inner.append(best)
                best = stop
                at += 1
                continue
            if best == start:
                best = self._cut(start, stop)
            lines.append(self._line(start, best, inner))
            start = best
            inner = []
        lines.append(self._line(start, best, ()))
        return lines

    def _stops(self) -> list[int]:
        """The offsets where a line may end, the paragraph's end included."""
        text = self.text
        glued = bytearray(len(text) + 1)
        for run in _RUN.finditer(text):
            end = run.end()
            if _NUMBER.fullmatch(run.group()):
                measured = _unit_end(text, end)
                if measured > end:
                    self.within_numbers.add(end)
                    end = measured
            glued[run.start() + 1 : end] = b"\1" * (end - run.start() - 1)
        stops = [at for at in range(1, len(text)) if not glued[at] and self._may_part(at)]
        stops.append(len(text))
        return stops

    def _may_part(self, at: int) -> bool:
        """Whether the marks on both sides of an offset let a line end there."""
        if _sticks(self.text[at]):
            return False
        before = at - 1
        while before >= 0 and (self.text[before] in _SPACES or is_invisible(self.text[before])):
            before -= 1
        return before >= 0 and self.text[before] not in OPENING

    def _visible_end(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in _SPACES:
            end -= 1
        return end

    def _hangs(self, start: int, end: int) -> bool:
        """Whether the last mark may stand half beyond the line's end: never the only one."""
        wide = self.xs[end] - self.xs[end - 1] >= _WIDE * self.em
        return end - 1 > start and wide and self.text[end - 1] in HANGING

    def _fits(self, start: int, end: int) -> bool:
        end = self._visible_end(start, end)
        over = self.xs[end] - self.xs[start] - self.width
        if over <= _EPSILON:
            return True
        return over <= _HANG * self.em + _EPSILON and self._hangs(start, end)

    def _cut(self, start: int, stop: int) -> int:
        """Where to part a unit that no line holds: before its measure, else where the marks
        allow it, else where the line is full.
        """
        end = start + 1
        while end + 1 < stop and self._fits(start, end + 1):
            end += 1
        places = range(end, start, -1)
        for at in places:
            if at in self.within_numbers:
                return at
        return next((at for at in places if self._may_part(at)), end)

    def _line(self, start: int, end: int, inner: list[int] | tuple[()]) -> Line:
        """The line of a span; `inner` lists the unit ends that may be moved apart."""
        base = self.xs[start]
        width = self.xs[self._visible_end(start, end)] - base
        offsets = [x - base for x in self.xs[start:end]]
        slack = self.width - width
        if inner and self.width > JUSTIFIED_FROM and slack > _EPSILON:
            gap = slack / len(inner)
            if gap <= WIDEST_GAP * self.em:
                for moved, place in enumerate(inner, 1):
                    following = inner[moved] if moved < len(inner) else end
                    for at in range(place - start, following - start):
                        offsets[at] += moved * gap
                width = self.width
        return Line(
            start=self.origin + start,
            end=self.origin + end,
            text=self.text[start:end],
            offsets=tuple(offsets),
            width=min(width, self.width) if end - start > 1 else width,
            faces=self.faces[start:end],
        )
