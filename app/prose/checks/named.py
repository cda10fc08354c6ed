"""TX9: what the text says of an item, against the item's row in a table."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.money import YUAN_IN, plain
from app.model.results import Finding
from app.prose.checks.names import Name, closest, name_of, same
from app.prose.checks.report import Report, once
from app.prose.checks.tables import named
from app.prose.document import Passage
from app.prose.grid import Grid, Line
from app.prose.quantities import Quantity, quantities, shown
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_ITEM = re.compile(
    r"(?P<name>（[^（）]{2,10}）[^，。；（）]{4,40}|“[^“”]{6,40}”)[，,]?(?:项目)?"
    r"(?=(?:安排|预算|投入|下达|实际)[^，。；0-9]{0,10}[0-9])"
)
_REACH = 40
_LEAST_AMOUNT = Decimal(100)
_LEVEL = re.compile(r"均达到?了?([0-9]+(?:\.[0-9]+)?)%(以上)?")
_NEW = re.compile(r"(20[0-4][0-9])年[^。；“]{0,12}新增")
_NAME = re.compile("“((?:[^“”‘’]|‘[^‘’]*’){6,40})”")


def named_findings(report: Report) -> Iterator[Finding]:
    """Amounts of named items, levels that all are said to reach, and items called new."""
    yield from once(_amounts(report))
    for passage in report.passages():
        if "均" in passage.text:
            yield from _levels(passage, report)
        if "新增" in passage.text:
            yield from _new(passage, report)


def _amounts(report: Report) -> Iterator[Finding]:
    rows = [*_money_rows(report)]
    for passage in report.passages() if rows else ():
        for match in _ITEM.finditer(passage.text):
            name = name_of(match["name"].strip("“”"))
            best = closest(name, (label for _, _, label in rows))
            fitting = [(grid, line) for grid, line, label in rows if label == best]
            if not fitting:
                continue
            for quantity in _behind(passage, match.end()):
                if not any(_stands(quantity, line) for _, line in fitting):
                    yield _absent(quantity, match["name"], *fitting[0])


def _money_rows(report: Report) -> Iterator[tuple[Grid, Line, Name]]:
    """The rows of tables whose unit is known, each by its label."""
    for grid in report.grids:
        for line in grid.lines:
            if line.unit and not line.is_total and line.label and any(line.amounts()):
                yield grid, line, name_of(line.label)


def _behind(passage: Passage, start: int) -> list[Quantity]:
    """The amounts right behind a name."""
    found = []
    for quantity in quantities(passage):
        near = start <= quantity.start < start + _REACH
        if near and quantity.kind == "amount":
            between = passage.text[start : quantity.start]
            if re.search("[。；]|用于", between):
                break
            found.append(quantity)
    return found


def _stands(quantity: Quantity, line: Line) -> bool:
    """Whether one amount of the row is the one in the text, at the coarser of their decimals."""
    half = quantity.digit * quantity.size / 2
    for _, number in line.amounts():
        size = YUAN_IN[number.unit or line.unit]
        if abs(number.value * size - quantity.value) <= half:
            return True
    return False


def _absent(quantity: Quantity, name: str, grid: Grid, line: Line) -> Finding:
    first = next(number for _, number in line.amounts())
    size = YUAN_IN[first.unit or line.unit]
    return finding(
        "TX9",
        "warning",
        place_of(quantity.line),
        found=quantity.text,
        expected=shown(first.value * size / quantity.size, quantity.unit),
        noun=name,
        table=named(grid),
        line=str(line.line),
        quoted=quote(f"{name}…{quantity.text}"),
    )


def _levels(passage: Passage, report: Report) -> Iterator[Finding]:
    """`…准确率、…达标率均达到100%`, `均达到了99%以上`, and a row of a table below that."""
    for match in _LEVEL.finditer(passage.text):
        level = Decimal(match[1])
        begin = max(passage.text.rfind(mark, 0, match.start()) for mark in "。；") + 1
        words = passage.text[begin : match.start()]
        for grid in report.grids:
            rows = _under(grid, level) if match[2] else _unlike(grid, level, words)
            if match[2] and not (
                passage.line < grid.line and "执行" in words and _next(report, passage, grid)
            ):
                continue
            for line, found in rows:
                yield finding(
                    "TX9",
                    "warning",
                    place_of(passage.line_at(match.start())),
                    case="level",
                    found=match[0],
                    expected=found,
                    noun=line.label,
                    table=named(grid),
                    line=str(line.line),
                    quoted=quote(passage.text[max(begin, match.start() - 24) : match.end()]),
                )


def _next(report: Report, passage: Passage, grid: Grid) -> bool:
    """Whether a table is the first one below a paragraph."""
    return next((g for g in report.grids if g.line > passage.line), None) is grid


def _under(grid: Grid, level: Decimal) -> Iterator[tuple[Line, str]]:
    """The outer rows whose rate does not reach a level."""
    column = next((i for i, head in enumerate(grid.heads) if head.endswith("率")), None)
    for line in grid.lines if column is not None else ():
        number = line.numbers.get(column or 0)
        if number is not None and not line.is_inner and number.unit == "%" and number.value < level:
            yield line, number.text


def _unlike(grid: Grid, level: Decimal, words: str) -> Iterator[tuple[Line, str]]:
    """The rows named in a sentence whose only rate is another one."""
    for line in grid.lines:
        rates = {n.value for n in line.numbers.values() if n.unit == "%"}
        alone = len(line.numbers) == 1 and len(rates) == 1
        if alone and line.label.endswith("率") and line.label in words and level not in rates:
            yield line, f"{plain(rates.pop())}%"


def _new(passage: Passage, report: Report) -> Iterator[Finding]:
    """`2024年新增了“…”`, and an amount of the year before in a table."""
    for match in _NEW.finditer(passage.text):
        year = int(match[1])
        end = passage.text.find("。", match.end())
        words = passage.text[match.end() : end if end > 0 else len(passage.text)]
        old = [
            (name, hit) for name in _NAME.findall(words) if (hit := _paid(name, year - 1, report))
        ]
        for name, (grid, line, amount) in old[:1]:
            yield finding(
                "TX9",
                "warning",
                place_of(passage.line_at(match.start())),
                case="new",
                found=name,
                expected=amount,
                count=str(len(old)),
                noun=f"{year - 1}年",
                table=named(grid),
                line=str(line.line),
                quoted=quote(f"{match[0]}“{name}”"),
            )


def _paid(name: str, year: int, report: Report) -> tuple[Grid, Line, str] | None:
    """The row of an item in a table of a year, and its amount."""
    for grid in report.grids:
        columns = [column for column, known in grid.years.items() if known == year]
        for line in grid.lines if columns else ():
            number = line.numbers.get(columns[0])
            fits = number is not None and number.value and number.unit != "%"
            if number and fits and same(name_of(name), name_of(line.label)):
                return grid, line, number.text
    return None
