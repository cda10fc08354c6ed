"""A table of a report as numbers: column heads, row labels, units, serial numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property, lru_cache

from msgspec import Struct

from app.model.money import YUAN_IN, parse_amount, parse_points
from app.prose.document import Document, Row, Table, tidy

_SERIAL = re.compile(r"[0-9]{1,3}(?:[.．][0-9]{1,2})*")
_UNIT = re.compile(
    r"[（(](?:金额)?(?:单位[:：])?((?:百万|千|万|亿)?元)[)）]|单位[:：]((?:百万|千|万|亿)?元)"
)
_YEAR = re.compile(r"(20[0-4][0-9])年")
_TOTALS = frozenset(("合计", "总计", "小计", "共计", "总分"))
_SHORT = 30
_LABEL = re.compile("[\u4e00-\u9fffA-Za-z]")


class Number(Struct, frozen=True):
    """A number in a cell, with `%` or a unit of money where one was typed."""

    value: Decimal
    unit: str = ""
    text: str = ""


class Line(Struct, frozen=True):
    """A row of a table read as numbers; `numbers` is keyed by column.

    `unit` is the unit of money that the table names for the row, empty where it names none.
    """

    line: int
    cells: tuple[str, ...]
    numbers: dict[int, Number]
    labels: tuple[str, ...]
    serial: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        """The label that stands nearest to the numbers, empty where there is none."""
        return self.labels[-1] if self.labels else ""

    @property
    def is_total(self) -> bool:
        """Whether the row adds up others."""
        return any(label.strip("：:") in _TOTALS for label in self.labels)

    @property
    def is_inner(self) -> bool:
        """Whether the serial number names a part of a row above (`2.1`)."""
        return "." in self.serial

    def amounts(self) -> Iterator[tuple[int, Number]]:
        """The numbers that are no rates."""
        return ((c, n) for c, n in self.numbers.items() if n.unit != "%")


class Grid(Struct, frozen=True, dict=True):
    """A table: its caption, the words above each column, and the rows below its head."""

    line: int
    caption: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @cached_property
    def years(self) -> dict[int, int]:
        """The year that a column's head names, by column."""
        found = ((i, _YEAR.search(head)) for i, head in enumerate(self.heads))
        return {i: int(match[1]) for i, match in found if match}

    def column(self, *words: str) -> int | None:
        """The first column whose head holds one of the words."""
        heads = enumerate(self.heads)
        return next((i for i, head in heads if any(word in head for word in words)), None)


@lru_cache(maxsize=32768)
def number_in(text: str) -> Number | None:
    """The number that a cell holds, none where it holds anything else."""
    plain = tidy(text)
    if not plain or len(plain) > 24 or not any(c.isdigit() for c in plain):
        return None
    if plain.endswith("%"):
        value = parse_points(plain[:-1])
        return None if value is None or "分" in plain else Number(value, "%", plain)
    amount = parse_amount(plain, "元")
    if amount is not None:
        size = YUAN_IN.get(amount.unit, Decimal(1))
        return Number(amount.value / size, amount.unit, plain)
    value = parse_points(plain.removesuffix("分"))
    return None if value is None else Number(value, "", plain)


def grids_of(document: Document) -> tuple[Grid, ...]:
    """The tables of a report that hold at least one number."""
    lines = [passage.line for passage in document.paragraphs]
    found = (_grid(table, _unit_above(document, lines, table)) for table in document.tables)
    return tuple(grid for grid in found if grid.lines)


def _unit_above(document: Document, lines: list[int], table: Table) -> str:
    """The unit that a line right above the table names: `金额单位：元`."""
    at = bisect_left(lines, table.line)
    text = document.paragraphs[at - 1].text if at else ""
    return _unit_named(text) if len(text) < _SHORT else ""


def _grid(table: Table, unit: str) -> Grid:
    rows = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    depth = 0
    while depth < min(3, len(rows)) and _is_head(rows[depth].cells, first=depth == 0):
        depth += 1
    head = [row.cells for row in rows[:depth]]
    heads = _heads(head)
    unit = unit or _unit_named(table.caption) or _unit_of(rows[:depth])
    serial = bool(head) and "序号" in tidy(head[0][0])
    lines = []
    for row in rows[depth:]:
        unit = _unit_of([row]) or unit
        lines.append(_line(row.line, row.cells, serial=serial, unit=unit))
    return Grid(table.line, table.caption, heads, tuple(lines))


def _is_head(cells: tuple[str, ...], *, first: bool) -> bool:
    """The first row without numbers, and such rows below it whose first cell it spans."""
    return (first or not cells[0].strip()) and not any(number_in(cell) for cell in cells)


def _unit_of(rows: list[Row]) -> str:
    """The unit that short cells of some rows name, which then holds for the rows below."""
    cells = (cell for row in rows for cell in row.cells if len(cell) < 40)
    return next((unit for cell in cells if (unit := _unit_named(cell))), "")


def _unit_named(text: str) -> str:
    found = _UNIT.search(tidy(text)) if "元" in text else None
    return (found[1] or found[2]) if found else ""


def _heads(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The words above each column, those of a wide cell above all columns that it spans."""
    width = max((len(row) for row in rows), default=0)
    heads = [""] * width
    for depth, row in enumerate(rows):
        last = ""
        for i in range(width):
            text = tidy(row[i]) if i < len(row) else ""
            last = text or (last if depth + 1 < len(rows) else "")
            heads[i] += last
    return tuple(heads)


def _line(number: int, cells: tuple[str, ...], *, serial: bool, unit: str) -> Line:
    mark = re.sub(r"\s", "", cells[0]) if serial else ""
    own = bool(_SERIAL.fullmatch(mark))
    numbers: dict[int, Number] = {}
    labels: list[str] = []
    for i, cell in enumerate(cells):
        found = None if own and i == 0 else number_in(cell)
        if found is not None:
            numbers[i] = found
        elif not numbers and _LABEL.search(cell) and not (own and i == 0):
            labels.append(tidy(cell))
    return Line(number, tuple(cells), numbers, tuple(labels), mark if own else "", unit)
