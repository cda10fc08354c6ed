"""TX8: totals and rates inside a table of the report."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

import msgspec

from app.model.money import exact_quotient, plain, round_half_up
from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.grid import Grid, Line
from app.prose.quantities import decimals_of, shown
from app.prose.remarks import place_of
from app.rules.checks.context import SLIGHT
from app.rules.finding import finding

_HUNDRED = Decimal(100)
_NEAR = Decimal("0.05")
_LEAST_RATES = 3
_SHOWN_PARTS = 6

Sums = dict[int, tuple[Decimal, list[Decimal]]]
"""By column: what the rows add up to, and the numbers that were added."""


def table_findings(report: Report) -> Iterator[Finding]:
    """Totals against their rows, rows against their inner rows, rates against their columns."""
    for grid in report.grids:
        yield from _totals(grid)
        yield from _inner(grid)
        yield from _rates(grid)


def _totals(grid: Grid) -> Iterator[Finding]:
    for index, line in enumerate(grid.lines):
        if line.is_total:
            total, sums = _best(grid, index)
            yield from _judged(grid, total, sums)


def _best(grid: Grid, index: int) -> tuple[Line, Sums]:
    """The sums of those rows above a total that make most of its columns right."""
    lines = grid.lines[:index]
    starts = [i + 1 for i, line in enumerate(lines) if line.is_total]
    whole = lines[starts[-1] if starts else 0 :]
    outer = [line for line in whole if not line.is_inner]
    runs = [list(lines[-count:]) for count in range(2, min(len(whole), 12) + 1)]
    total = _aligned(grid.lines[index], whole)
    candidates = [_sums(total, rows) for rows in (outer, list(whole), *runs)]
    return total, max(candidates, key=lambda sums: _held(total, sums))


def _aligned(total: Line, rows: tuple[Line, ...]) -> Line:
    """A total whose cells stand one column aside, as its first cells were merged."""
    usual = Counter(tuple(column for column, _ in row.amounts()) for row in rows).most_common(1)
    own = tuple(column for column, _ in total.amounts())
    if not usual or len(usual[0][0]) != len(own) or set(own) == set(usual[0][0]):
        return total
    moved = {new: total.numbers[old] for new, old in zip(usual[0][0], own, strict=True)}
    return msgspec.structs.replace(total, numbers=moved)


def _sums(total: Line, rows: list[Line]) -> Sums:
    found: Sums = {}
    for column, _ in total.amounts():
        parts = [n.value for row in rows if (n := row.numbers.get(column)) and n.unit != "%"]
        if len(parts) > 1:
            found[column] = sum(parts, Decimal(0)), parts
    return found


def _held(total: Line, sums: Sums) -> int:
    return sum(total.numbers[column].value == added for column, (added, _) in sums.items())


def _judged(grid: Grid, total: Line, sums: Sums) -> Iterator[Finding]:
    """Columns that do not add up, where another one does or where the sum is a near miss."""
    held = _held(total, sums)
    for column, (added, parts) in sums.items():
        stated = total.numbers[column].value
        gap = abs(added - stated)
        shifted = added == stated * 10 or added * 10 == stated
        if gap == 0 or not (held or shifted or (len(sums) == 1 and gap <= added * _NEAR)):
            continue
        head = grid.heads[column] if column < len(grid.heads) else ""
        numbers = "+".join(shown(part) for part in parts[:_SHOWN_PARTS])
        values = {
            "found": total.numbers[column].text,
            "expected": shown(added),
            "noun": head or total.label,
            "table": named(grid),
            "quoted": f"{total.label} {total.numbers[column].text}",
            "worked": f"{numbers}{'…' if len(parts) > _SHOWN_PARTS else ''}={shown(added)}",
        }
        if decimals_of(stated) and gap <= SLIGHT:
            yield finding("TX8", "info", place_of(total.line), case="tail", **values)
        else:
            yield finding("TX8", "error", place_of(total.line), **values)


def named(grid: Grid) -> str:
    """A table's caption between quotation marks, empty where it has none."""
    return f"“{grid.caption[:24]}”" if grid.caption else ""


def _inner(grid: Grid) -> Iterator[Finding]:
    """A row with a serial number against the rows below it that are parts of it (2; 2.1, 2.2)."""
    for index, line in enumerate(grid.lines):
        if not line.serial or line.is_inner:
            continue
        parts = []
        for below in grid.lines[index + 1 :]:
            if not below.is_inner:
                break
            parts.append(below)
        sums = _sums(line, parts)
        if len(parts) > 1 and _held(line, sums):
            yield from _judged(grid, line, sums)


def _rates(grid: Grid) -> Iterator[Finding]:
    """A column of rates that is one column divided by another in nearly every row."""
    columns = {c for line in grid.lines for c, n in line.numbers.items() if n.unit == "%"}
    for rate in sorted(columns):
        rows = [line for line in grid.lines if (n := line.numbers.get(rate)) and n.unit == "%"]
        others = {c for line in rows for c, _ in line.amounts()}
        best: tuple[int, list[tuple[Line, Decimal]], tuple[int, int]] = (0, [], (0, 0))
        for part, whole in permutations(sorted(others), 2):
            right, wrong = _compared(rows, part, whole, rate)
            if right > best[0]:
                best = right, wrong, (part, whole)
        right, wrong, (part, whole) = best
        if right >= _LEAST_RATES and len(wrong) * 4 <= right:
            for line, exact in wrong:
                yield _wrong_rate(grid, line, rate, (part, whole), exact)


def _compared(
    rows: list[Line], part: int, whole: int, rate: int
) -> tuple[int, list[tuple[Line, Decimal]]]:
    right, wrong = 0, []
    for line in rows:
        above, below = line.numbers.get(part), line.numbers.get(whole)
        if above is None or below is None or not below.value:
            continue
        stated = line.numbers[rate].value
        exact = exact_quotient(above.value * _HUNDRED, below.value)
        if abs(round_half_up(exact, decimals_of(stated)) - stated) <= SLIGHT:
            right += 1
        else:
            wrong.append((line, exact))
    return right, wrong


def _wrong_rate(
    grid: Grid, line: Line, rate: int, pair: tuple[int, int], exact: Decimal
) -> Finding:
    found = line.numbers[rate]
    expected = f"{plain(round_half_up(exact, max(2, decimals_of(found.value))))}%"
    above, below = (line.numbers[column].text for column in pair)
    return finding(
        "TX8",
        "error",
        place_of(line.line),
        case="rate",
        found=found.text,
        expected=expected,
        noun=line.label,
        table=named(grid),
        quoted=f"{line.label} {found.text}",
        worked=f"{above}÷{below}={expected}",
    )
