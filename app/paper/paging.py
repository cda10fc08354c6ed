"""Page breaks: measured rows cut into pages of row fragments."""

from collections.abc import Sequence

from msgspec import Struct

from app.paper.measuring import (
    PAD_Y,
    TALL,
    CellLines,
    RowMeasure,
    page_body,
)
from app.paper.pages import Carried, Fragment, PageFragments
from app.sheet.sheet import Sheet, SheetRow

_EPSILON = 1e-6
_MOST_HEADS = 0.4
"""Heads are repeated unless they would take a larger share of the page's body."""
_FEWEST_LINES = 2
"""No split leaves fewer lines of a row on a page where it can be avoided."""


class Span(Struct):
    """A cell merged over the rows `first` to `last`; `shown` lines stand on earlier pages."""

    first: int
    last: int
    lines: CellLines
    shown: int = 0

    def needed(self) -> float:
        """The height that the piece on this page needs to show all that is left."""
        return self.lines.needed(0 if self.lines.repeats else self.shown)


def spans_of(measures: Sequence[RowMeasure]) -> list[Span]:
    """Every cell merged over several rows, cut at the sheet's last row."""
    end = len(measures) - 1
    return [
        Span(first=index, last=min(index + cell.cell.rowspan - 1, end), lines=cell)
        for index, measure in enumerate(measures)
        if measure.spans
        for cell in measure.spans
    ]


def cut_pages(
    sheet: Sheet, measures: Sequence[RowMeasure], top: float
) -> tuple[PageFragments, ...]:
    """Cut measured rows into pages; the first page's rows begin at y `top` in mm.

    Heads are repeated where their section goes on; rows that keep with the next one do; a row
    taller than 30 % of the page's body is split by text line, every other row moves whole.
    """
    return _Paginator(sheet, measures, top).pages()


class _Paginator:
    """Fills page after page; the page in work is `fragments`, of which the first `fixed` are
    repeated heads, down to `y`.
    """

    def __init__(self, sheet: Sheet, measures: Sequence[RowMeasure], top: float) -> None:
        setup = sheet.page
        self.rows = sheet.rows
        self.heads = heads_of(sheet.rows)
        self.measures = measures
        self.spans = spans_of(measures)
        self.ending: dict[int, list[Span]] = {}
        for span in self.spans:
            self.ending.setdefault(span.last, []).append(span)
        self.page_top = setup.margins.top
        self.bottom = setup.height - setup.margins.bottom
        self.body = page_body(setup)
        self.done: list[PageFragments] = []
        self.fragments: list[Fragment] = []
        self.carried: tuple[Carried, ...] = ()
        self.top = self.y = top
        self.fixed = 0

    def pages(self) -> tuple[PageFragments, ...]:
        """All pages of the sheet; an empty sheet has one."""
        index = 0
        while index < len(self.rows):
            index = self._place(index)
        self._finish()
        return tuple(self.done)

    @property
    def _free(self) -> float:
        return self.bottom - self.y + _EPSILON

    @property
    def _fresh(self) -> bool:
        return len(self.fragments) == self.fixed

    def _place(self, index: int) -> int:
        """Place a row, or break the page before it; returns the row to go on with."""
        measure = self.measures[index]
        height = measure.height
        ending = self.ending.get(index)
        if ending:
            height = max(height, *(s.needed() - self._height_so_far(s) for s in ending))
        free = self._free
        if height <= free:
            self._append(index, height)
            return index + 1
        if measure.tall:
            return self._split(index)
        if measure.height <= free and (self._fresh or height > TALL * self.body):
            self._append(index, measure.height)
        elif not self._fresh:
            return self._break_before(index)
        elif not measure.count or measure.needed(measure.count) <= free:
            self._append(index, free - _EPSILON)
        else:
            return self._split(index)
        self._extend(index)
        return index + 1

    def _append(self, index: int, height: float, first: int = 0, last: int | None = None) -> None:
        self.fragments.append(Fragment(index, self.y, height, first, last))
        self.y += height

    def _grow(self, height: float) -> None:
        """Make the last fragment of the page higher."""
        old = self.fragments[-1]
        self.fragments[-1] = Fragment(
            old.row, old.y, old.height + height, old.first_line, old.last_line, old.repeated
        )
        self.y += height

    def _height_so_far(self, span: Span) -> float:
        """The height that a merged cell has on this page down to `y`."""
        for fragment in self.fragments:
            if span.first <= fragment.row <= span.last:
                return self.y - fragment.y
        return 0.0

    def _split(self, index: int) -> int:
        """Deal a row's lines out to this page and the following ones."""
        measure = self.measures[index]
        first, used = 0, 0.0
        while True:
            left = measure.count - first
            free = self._free
            rest = max(measure.needed(left), min(measure.row.min_height - used, free))
            if rest <= free:
                self._append(index, rest, first, measure.count)
                break
            lines = int((free - 2 * PAD_Y) / measure.line_height)
            lines = min(lines, left - _FEWEST_LINES if left > _FEWEST_LINES else left)
            if lines < _FEWEST_LINES or self._labels_ask(index) > free:
                if not self._fresh:
                    if first == 0:
                        return self._break_before(index)
                    self._turn(index, index)
                    continue
                lines = max(1, lines)
                if lines >= left:
                    self._append(index, rest, first, measure.count)
                    break
            height = measure.needed(lines)
            self._append(index, height, first, first + lines)
            first += lines
            used += height
            self._turn(index, index)
        self._extend(index)
        return index + 1

    def _labels_ask(self, index: int) -> float:
        """The least height that a piece of a row must have for the labels beside it."""
        beside = [s for s in self.spans if s.lines.repeats and s.first <= index <= s.last]
        asked = (s.lines.need - self._height_so_far(s) for s in beside)
        return max(self.measures[index].repeated, *asked, 0.0)

    def _extend(self, index: int) -> None:
        """Give the merged cells that end with a row the room they still need, over pages."""
        ending = self.ending.get(index, [])
        while ending:
            lacking = max(s.needed() - self._height_so_far(s) for s in ending)
            if lacking <= _EPSILON:
                return
            room = min(lacking, max(0.0, self._free - _EPSILON))
            self._grow(room)
            if room >= lacking - _EPSILON:
                return
            before = [span.shown for span in ending]
            self._turn(index, index)
            if before == [span.shown for span in ending]:
                return
            measure = self.measures[index]
            self._append(index, measure.repeated, measure.count, measure.count)

    def _break_before(self, index: int) -> int:
        """End the page before a row, taking along the rows that must not be left behind."""
        end = self._last_end()
        if end < len(self.fragments):
            index = self.fragments[end].row
            self.y = self.fragments[end].y
            del self.fragments[end:]
        self._turn(self.fragments[-1].row, index)
        return index

    def _last_end(self) -> int:
        """How many fragments stay on the page: the most that leave neither a row that keeps
        with the next one at the foot, nor a label without room that goes on over the page.
        """
        second_best = 0
        for end in range(len(self.fragments), self.fixed, -1):
            last = self.fragments[end - 1]
            row = self.rows[last.row]
            piece = last.first_line > 0 or last.last_line is not None
            if not self._starves(last):
                if piece or not (row.keep or row.head):
                    return end
                second_best = second_best or end
            if piece:
                break
        return second_best or len(self.fragments)

    def _starves(self, last: Fragment) -> bool:
        """Whether a label has no room in its piece here when the page ends with a fragment."""
        foot = last.y + last.height
        for span in self.spans:
            if span.lines.repeats and span.first <= last.row < span.last:
                head = next(f.y for f in self.fragments if f.row >= span.first)
                if span.lines.need - (foot - head) > self.bottom - foot + _EPSILON:
                    return True
        return False

    def _turn(self, last: int, following: int) -> None:
        """Close the page after row `last` and begin the one that goes on with `following`."""
        across = [s for s in self.spans if s.first <= last and s.last >= following]
        lacking = max(
            (s.lines.need - self._height_so_far(s) for s in across if s.lines.repeats),
            default=0.0,
        )
        if _EPSILON < lacking <= self._free:
            self._grow(lacking)
        for span in across:
            if not span.lines.repeats:
                room = span.lines.capacity(self._height_so_far(span))
                span.shown = min(len(span.lines.lines), span.shown + room)
        self._finish()
        self.carried = tuple(
            Carried(s.first, s.lines.cell.column, s.shown) for s in across if s.shown
        )
        self.top = self.y = self.page_top
        self.fragments = []
        for head in self._heads_before(following):
            height = self.measures[head].height
            self.fragments.append(Fragment(head, self.y, height, repeated=True))
            self.y += height
        self.fixed = len(self.fragments)

    def _finish(self) -> None:
        page = PageFragments(
            len(self.done) + 1, self.top, tuple(self.fragments), carried=self.carried
        )
        self.done.append(page)

    def _heads_before(self, index: int) -> range:
        """The head rows to repeat above a row of their section."""
        heads = self.heads[index]
        height = sum(self.measures[head].height for head in heads)
        return heads if height <= _MOST_HEADS * self.body else range(0)


def heads_of(rows: Sequence[SheetRow]) -> list[range]:
    """For each row the head rows that stand nearest above it in its section; none for a head."""
    found: list[range] = []
    heads = range(0)
    section: str | None = None
    for index, row in enumerate(rows):
        if row.section != section:
            section, heads = row.section, range(0)
        if row.head:
            heads = range(heads.start if heads and heads.stop == index else index, index + 1)
        found.append(range(0) if row.head else heads)
    return found
