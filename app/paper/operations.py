"""Drawing operations of a page: text with positions, rules and framed codes."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from app.paper.breaking import break_lines
from app.paper.headings import headings_height, headings_of
from app.paper.layout import boxes
from app.paper.measuring import EM_CENTRE
from app.paper.memo import Memo
from app.paper.metrics import CODE, MM_PER_POINT, Metrics, is_invisible
from app.paper.pages import (
    CellBox,
    CodeOp,
    Face,
    Operation,
    Pagination,
    PlacedLine,
    RuleOp,
    TextOp,
)
from app.sheet.sheet import PageSetup

INNER_RULE = 0.5
"""Width of the rules inside a table, in points."""
FRAME_RULE = 1.0
"""Width of the frame round a table, in points."""
FOOTER_SIZE = 9.0
"""Size of the page number, in points."""

_FACES: dict[str, Face] = {"song": "song", "hei": "hei", "kai": "kai"}
_ROUNDING = 4


class _BoxOperations(Struct, frozen=True, gc=False):
    """A box's operations; it holds the box whose identity is its key."""

    box: CellBox
    operations: tuple[Operation, ...]


_texts: Memo[int, _BoxOperations] = Memo(4000)
_tables: Memo[tuple[tuple[float, float, float, float], ...], tuple[RuleOp, ...]] = Memo(24)


def operations(
    pagination: Pagination,
    page_index: int,
    metrics: Metrics,
    page_offset: int = 0,
    page_total: int | None = None,
) -> tuple[Operation, ...]:
    """What is drawn on a page: headings, rules, the texts of its cells, the page number.

    `page_offset` pages go before this part's first one; `page_total` is the number of pages of
    the whole document (of this part, where none is given).
    """
    made: list[Operation] = []
    if page_index == 0:
        for heading in headings_of(pagination.sheet, metrics):
            for placed in heading.lines:
                made += line_operations(placed)
        made += _figure(pagination, metrics)
    shown = boxes(pagination, page_index, metrics)
    made += _known_rules(shown)
    for box in shown:
        made += _box_text(box)
    number = page_index + 1 + page_offset
    total = len(pagination.pages) if page_total is None else page_total
    made += _footer(pagination.setup, f"第 {number} 页 共 {total} 页", metrics)
    if pagination.mark:
        made += _footer(pagination.setup, pagination.mark, metrics, share=1.0)
    return tuple(made)


def moved(operation: Operation, right: float, down: float) -> Operation:
    """An operation moved by so many mm."""
    if isinstance(operation, TextOp):
        xs = tuple(x + right for x in operation.xs)
        return TextOp(operation.text, operation.face, operation.size, xs, operation.y + down)
    if isinstance(operation, RuleOp):
        x1, y1, x2, y2, width = msgspec.structs.astuple(operation)
        return RuleOp(x1 + right, y1 + down, x2 + right, y2 + down, width)
    return msgspec.structs.replace(operation, x=operation.x + right, y=operation.y + down)


def _figure(pagination: Pagination, metrics: Metrics) -> Iterator[Operation]:
    if pagination.figure is not None:
        margins = pagination.setup.margins
        down = margins.top + headings_height(pagination.sheet, metrics)
        for operation in pagination.figure.operations:
            yield moved(operation, margins.left, down)


def _known_rules(shown: Sequence[CellBox]) -> Sequence[RuleOp]:
    """The lines of a table; they stay while its cells lie as they lay."""
    key = tuple((b.x, b.y, b.width, b.height) for b in shown if b.cell.border)
    return _tables.get(key) or _tables.put(key, tuple(rules(shown)))


def _box_text(box: CellBox) -> tuple[Operation, ...]:
    known = _texts.get(id(box))
    if known is None:
        made = tuple(operation for placed in box.lines for operation in line_operations(placed))
        known = _texts.put(id(box), _BoxOperations(box, made))
    return known.operations


def line_operations(placed: PlacedLine) -> Iterator[Operation]:
    """The runs of a line: one for each change of face, without blanks at their ends."""
    line = placed.line
    start = 0
    while start < len(line.text):
        face = line.faces[start]
        end = start + 1
        while end < len(line.text) and line.faces[end] == face:
            end += 1
        if face == CODE:
            for at in range(start, end):
                x = placed.x + line.offsets[at]
                yield CodeOp(line.text[at], x, placed.baseline, placed.size)
        else:
            yield from _run(placed, start, end, _FACES[face])
        start = end


def _run(placed: PlacedLine, start: int, end: int, face: Face) -> Iterator[TextOp]:
    line = placed.line
    drawn = [at for at in range(start, end) if not is_invisible(line.text[at])]
    # Readers of OFD strip leading blanks and then shift what follows: the x says enough.
    while drawn and line.text[drawn[0]].isspace():
        del drawn[0]
    while drawn and line.text[drawn[-1]].isspace():
        del drawn[-1]
    if drawn:
        text = "".join(line.text[at] for at in drawn)
        xs = tuple(placed.x + line.offsets[at] for at in drawn)
        yield TextOp(text, face, placed.size, xs, placed.baseline)


def _footer(
    setup: PageSetup, text: str, metrics: Metrics, share: float = 0.5
) -> Iterator[Operation]:
    """A text in the middle of the bottom margin; `share` of the free room lies left of it."""
    room = setup.width - setup.margins.left - setup.margins.right
    line = break_lines(text, room, FOOTER_SIZE, "song", metrics)[0]
    x = setup.margins.left + (room - line.width) * share
    baseline = setup.height - setup.margins.bottom / 2 + EM_CENTRE * FOOTER_SIZE * MM_PER_POINT
    return line_operations(PlacedLine(line, x, baseline, FOOTER_SIZE))


def rules(shown: Sequence[CellBox]) -> list[RuleOp]:
    """The lines of a page's table: thin between two cells, thick where the table ends.

    Neighbouring pieces of one line are joined; cells without a border have none.
    """
    bordered = [box for box in shown if box.cell.border]
    xs = _coordinates([x for box in bordered for x in (box.x, box.x + box.width)])
    ys = _coordinates([y for box in bordered for y in (box.y, box.y + box.height)])
    column = {x: index for index, x in enumerate(xs)}
    row = {y: index for index, y in enumerate(ys)}
    # One more column and row than the table has, empty: what lies outside.
    owners = [[0] * (len(xs) + 1) for _ in range(len(ys) + 1)]
    for owner, box in enumerate(bordered, 1):
        left = column[round(box.x, _ROUNDING)]
        right = column[round(box.x + box.width, _ROUNDING)]
        for line in owners[
            row[round(box.y, _ROUNDING)] : row[round(box.y + box.height, _ROUNDING)]
        ]:
            line[left:right] = [owner] * (right - left)
    made: list[RuleOp] = []
    for at, y in enumerate(ys):
        for first, last, width in _joined(owners[at - 1], owners[at]):
            made.append(_horizontal(xs[first], xs[last], y, width))
    turned = list(zip(*owners, strict=True))
    for at, x in enumerate(xs):
        for first, last, width in _joined(turned[at - 1], turned[at]):
            made.append(RuleOp(x, ys[first], x, ys[last], width))
    return made


def _coordinates(values: list[float]) -> list[float]:
    return sorted({round(value, _ROUNDING) for value in values})


def _horizontal(x1: float, x2: float, y: float, width: float) -> RuleOp:
    """A horizontal rule; the frame's reach over its corners, so that these are square."""
    reach = width * MM_PER_POINT / 2 if width == FRAME_RULE else 0.0
    return RuleOp(x1 - reach, y, x2 + reach, y, width)


def _joined(before: Sequence[int], after: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """The stretches of a line between two rows of owners: first and last index, width."""
    start, current = 0, 0.0
    for index, (one, other) in enumerate(zip(before, after, strict=True)):
        width = 0.0 if one == other else INNER_RULE if one and other else FRAME_RULE
        if width != current:
            if current:
                yield start, index, current
            start, current = index, width
