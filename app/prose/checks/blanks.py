"""TX15: cells of a form that were left empty, and units typed inside columns that have one."""

import re
from collections.abc import Iterator

from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.document import Table, tidy
from app.prose.grid import number_in
from app.prose.remarks import place_of
from app.rules.finding import finding

_LABEL = re.compile("^[\u4e00-\u9fff]{3,8}$")
_MONEY = re.compile("(?:预算|执行|决算|支出|收入)数$|金额$")
_UNIT = re.compile(r"[（(]万元[)）]")
_TYPED = re.compile(r"^[0-9.,]+万元$")
_LEAST = 3


def blank_remarks(report: Report) -> Iterator[Finding]:
    """For each form in the report: what stands empty, and amounts with their unit."""
    for table in report.document.tables:
        empty = [*_pairs(table), *_columns(table), *_rows(table)]
        if empty:
            names = "、".join(dict.fromkeys(name for _, name in empty))
            place = place_of(empty[0][0])
            yield finding("TX15", "info", place, found=names, quoted=names)
        yield from _units(table)


def _pairs(table: Table) -> Iterator[tuple[int, str]]:
    """A label before an empty cell, in a row of labels and values."""
    for row in table.rows:
        cells = [tidy(cell) for cell in row.cells]
        if len(cells) < 4 or len(cells) % 2:
            continue
        labels, values = cells[::2], cells[1::2]
        if all(_LABEL.match(label) for label in labels) and any(values):
            yield from ((row.line, k) for k, v in zip(labels, values, strict=True) if not v)


def _columns(table: Table) -> Iterator[tuple[int, str]]:
    """A column of money without one amount, beside columns that have some."""
    for index, row in enumerate(table.rows):
        heads = {i: tidy(cell) for i, cell in enumerate(row.cells) if _MONEY.search(tidy(cell))}
        if len(heads) < _LEAST:
            continue
        below = []
        for other in table.rows[index + 1 :]:
            if len(other.cells) < len(row.cells) - 1:
                break
            below.append(other.cells)
        filled = {i for i in heads for cells in below if _amount_at(cells, row.cells, i)}
        if filled and len(filled) < len(heads):
            yield from ((row.line, heads[i]) for i in heads if i not in filled)
        return


def _amount_at(cells: tuple[str, ...], head: tuple[str, ...], column: int) -> bool:
    """Whether a number stands below a head; a row may have one cell more or less than it."""
    at = column + len(cells) - len(head)
    return 0 <= at < len(cells) and number_in(cells[at]) is not None


def _rows(table: Table) -> Iterator[tuple[int, str]]:
    """A row of empty cells right below the heads of as many cells."""
    for head, row in zip(table.rows, table.rows[1:], strict=False):
        names = [tidy(cell) for cell in head.cells]
        same = len(row.cells) == len(names) > 1
        if same and all(_LABEL.match(n) for n in names) and not "".join(row.cells).strip():
            yield row.line, "、".join(names[1:])


def _units(table: Table) -> Iterator[Finding]:
    """M8 for the cells of a table that says 万元 itself."""
    cells = [(row.line, tidy(cell)) for row in table.rows for cell in row.cells]
    typed = [(line, cell) for line, cell in cells if _TYPED.match(cell)]
    if typed and any(_UNIT.search(cell) for _, cell in cells):
        line, cell = typed[0]
        values = {"found": cell, "count": str(len(typed)), "unit": "万元"}
        place = place_of(line)
        yield finding("M8", "info", place, case="many" if len(typed) > 1 else "", **values)
