"""TX14: plans that were not reached, and things done without money, reported as 100 %."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from app.model.money import exact_quotient, format_rate
from app.model.results import Finding
from app.prose.checks.names import Name, closest, name_of, same
from app.prose.checks.report import Report
from app.prose.document import Passage, Row, Table, tidy
from app.prose.grid import Line
from app.prose.quantities import Quantity, quantities, shown
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_ITEM = re.compile(r"(（[^（）]{2,10}）[^，。；（）]{4,40})")
_WHOLE = re.compile(r"^100(?:\.0+)?%")
_RATE = "完成率"
_DONE = re.compile(
    r"完成了?(?P<number>[0-9]+)(?P<unit>次|项|份|期|场|篇|个|家)(?P<noun>[\u4e00-\u9fff]{4,12})"
)
_HUNDRED = Decimal(100)


class _Reached(NamedTuple):
    """A row that reports 100 %: its item, its line and its texts."""

    name: Name
    label: str
    row: Row
    told: tuple[Quantity, ...]


def goal_findings(report: Report) -> Iterator[Finding]:
    """Rows with 100 % against the plan of the same item, and against its money."""
    rows = [r for table in report.document.tables for r in _rows(table)]
    plans = [*_plans(report)] if rows else []
    for reached in rows:
        best = closest(reached.name, (plan[0] for plan in plans))
        own = [plan for plan in plans if plan[0] == best and plan[1].line != reached.row.line]
        if own:
            yield from _short(reached, own[0][1], own[0][2])
        yield from _unfunded(reached, report)
    yield from _contracts(report)


def _rows(table: Table) -> Iterator[_Reached]:
    if not any(_RATE in tidy(cell) for row in table.rows[:4] for cell in row.cells):
        return
    for row in table.rows:
        cells = [tidy(cell) for cell in row.cells]
        if not any(_WHOLE.match(cell) for cell in cells):
            continue
        label = next((cell for cell in cells if _ITEM.fullmatch(cell)), "")
        long = dict.fromkeys(cell for cell in cells if len(cell) > 12)
        texts = [Passage(cell, (0,), (row.line,), True) for cell in long]
        told = tuple(q for text in texts for q in quantities(text) if q.kind == "count")
        if label:
            yield _Reached(name_of(label), label, row, told)


def _plans(report: Report) -> Iterator[tuple[Name, Passage, tuple[Quantity, ...]]]:
    """The planned counts of items: `（监督处）…项目，…计划抽查1200家企业`."""
    for passage in report.passages():
        at = passage.text.find("计划")
        match = _ITEM.search(passage.text)
        if match is None or at < match.end():
            continue
        begin = [i.start() for i in re.finditer("计划[^，。；0-9]{0,12}[0-9]", passage.text)]
        found = tuple(
            q for q in quantities(passage) if q.kind == "count" and begin and q.start > begin[0]
        )
        yield name_of(match[1]), passage, found


def _short(reached: _Reached, passage: Passage, planned: tuple[Quantity, ...]) -> Iterator[Finding]:
    said = []
    for plan in planned:
        actual, unit = _reported(reached.told, plan)
        if actual and actual < plan.number:
            rate = format_rate(exact_quotient(actual * _HUNDRED, plan.number), 2)
            said.append(f"{shown(actual, unit)}÷{plan.text}={rate}")
    if said:
        yield finding(
            "TX14",
            "warning",
            place_of(reached.row.line),
            found="100%",
            expected=said[0].partition("=")[2],
            noun=reached.label,
            line=str(passage.line),
            worked="，".join(said),
            quoted=quote(f"{reached.label}…{_RATE}100%"),
        )


def _reported(told: tuple[Quantity, ...], plan: Quantity) -> tuple[Decimal, str]:
    """The most that one text of the row reports in the plan's unit; its several kinds add up."""
    added: dict[str, Decimal] = {}
    for quantity in told:
        if quantity.unit == plan.unit:
            text = quantity.passage.text
            added[text] = added.get(text, Decimal(0)) + quantity.number
    return max(added.values(), default=Decimal(0)), plan.unit


def _unfunded(reached: _Reached, report: Report) -> Iterator[Finding]:
    """No money was spent on an item that is reported as done."""
    for grid in report.grids:
        for line in grid.lines:
            if line.unit and same(reached.name, name_of(line.label)) and _spent_nothing(line):
                amounts = [n for _, n in line.amounts()]
                yield finding(
                    "TX14",
                    "warning",
                    place_of(reached.row.line),
                    case="unfunded",
                    found="100%",
                    expected=amounts[0].text,
                    noun=reached.label,
                    line=str(line.line),
                    quoted=quote(f"{reached.label}…100%"),
                )


def _spent_nothing(line: Line) -> bool:
    """A budget, and nothing but zeros behind it."""
    amounts = [n.value for _, n in line.amounts()]
    return len(amounts) > 2 and amounts[0] > 0 and not any(amounts[1:])


def _contracts(report: Report) -> Iterator[Finding]:
    """`10次…材料分析` agreed on and `完成了9次…材料分析` in the next cell of a row."""
    for table in report.document.tables:
        for row in table.rows:
            cells = [tidy(cell) for cell in row.cells]
            for index, cell in enumerate(cells):
                for match in _DONE.finditer(cell):
                    wanted = re.compile(f"([0-9]+){match['unit']}{match['noun'][:4]}")
                    agreed = next((m for c in cells[:index] if (m := wanted.search(c))), None)
                    if agreed and int(match["number"]) < int(agreed[1]):
                        unit = match["unit"]
                        yield finding(
                            "TX14",
                            "info",
                            place_of(row.line),
                            case="agreed",
                            found=match["number"] + unit,
                            expected=agreed[1] + unit,
                            noun=match["noun"],
                            quoted=quote(match[0]),
                        )
