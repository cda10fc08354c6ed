"""TX8: what two tables say of one quantity, and what a table says twice."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.checks.tables import named
from app.prose.grid import Grid, Line, Number
from app.prose.remarks import place_of
from app.rules.finding import finding

_CAPTION_YEAR = re.compile(r"(20[0-4][0-9])年")
_NUMBERED = re.compile(r"^(?:附?表|续表)[0-9一二三四五六七八九十]+[:：、.]?")
_LEAST = 2
_SHORT = 4

Totals = dict[tuple[str, int], tuple[Number, int]]
"""What a table says of a name in a year: the number and its line."""


def crossed_findings(report: Report) -> Iterator[Finding]:
    """Tables that agree in one quantity and differ in another; rows and captions that repeat."""
    known = ((grid, _of_totals(grid) | _of_years(grid)) for grid in report.grids)
    for one, two in combinations([each for each in known if each[1]], 2):
        yield from _differing(one, two)
    for grid in report.grids:
        yield from _repeated(grid)
    yield from _captions(report)


def _of_totals(grid: Grid) -> Totals:
    """The total row of a table whose caption names one year."""
    years = _CAPTION_YEAR.findall(grid.caption)
    totals = [line for line in grid.lines if line.is_total]
    if len(years) != 1 or len(totals) != 1 or "-" in grid.caption:
        return {}
    line = totals[0]
    heads = ((c, n) for c, n in line.amounts() if c < len(grid.heads) and grid.heads[c])
    return {(grid.heads[c], int(years[0])): (n, line.line) for c, n in heads}


def _of_years(grid: Grid) -> Totals:
    """The rows of a table whose columns are years."""
    found: Totals = {}
    if len(grid.years) < _LEAST:
        return found
    for line in grid.lines:
        for column, year in grid.years.items():
            number = line.numbers.get(column)
            if number is not None and number.unit != "%" and line.label:
                found[line.label, year] = number, line.line
    return found


def _differing(one: tuple[Grid, Totals], two: tuple[Grid, Totals]) -> Iterator[Finding]:
    shared = [key for key in one[1] if key in two[1]]
    agreeing = [key for key in shared if _near(one[1][key][0].value, two[1][key][0].value)]
    for name, year in shared if len(agreeing) >= 1 else ():
        (first, where), (second, line) = one[1][name, year], two[1][name, year]
        if (name, year) in agreeing:
            continue
        values = {
            "found": second.text,
            "expected": first.text,
            "noun": f"{year}年{name}",
            "table": named(one[0]),
            "line": str(where),
            "quoted": f"{name} {second.text}",
        }
        yield finding("TX8", "warning", place_of(line), case="tables", **values)


def _near(one: Decimal, two: Decimal) -> bool:
    """Whether two tables mean one number: some round to whole ones."""
    return abs(one - two) < 1


def _repeated(grid: Grid) -> Iterator[Finding]:
    """Two rows with the same words and the same numbers."""
    known: dict[tuple[str, ...], Line] = {}
    for line in grid.lines:
        cells = tuple(re.sub(r"\s", "", cell) for cell in line.cells)
        key = cells[1:] if line.serial else cells
        if len(line.label) < _SHORT or sum(bool(n.value) for n in line.numbers.values()) < _LEAST:
            continue
        first = known.setdefault(key, line)
        if first is not line:
            values = {"noun": line.label, "table": named(grid), "line": str(first.line)}
            quoted = " ".join(cell for cell in line.cells if cell.strip())[:40]
            place = place_of(line.line)
            yield finding(
                "TX8", "warning", place, case="row", found=line.label, quoted=quoted, **values
            )


def _captions(report: Report) -> Iterator[Finding]:
    """One caption above two tables."""
    known: dict[str, Grid] = {}
    for table in report.grids:
        words = _NUMBERED.sub("", table.caption)
        first = known.setdefault(words, table) if words else table
        if first is not table and first.caption != table.caption:
            values = {"expected": first.caption[:30], "line": str(first.line), "quoted": words[:30]}
            place = place_of(table.line)
            yield finding("TX8", "info", place, case="caption", found=table.caption[:30], **values)
