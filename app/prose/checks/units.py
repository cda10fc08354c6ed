"""TX4: 元 written where 万元 is meant, and the other way round."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.money import WAN, plain
from app.model.results import Finding
from app.prose.checks.report import Report, once
from app.prose.quantities import Quantity, shown
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_SMALL = Decimal(10_000)
_DIGITS = 3
_PRICE = re.compile(r"^(?:[/每一]|以[上下内])|^(?:的?标准)")
_PRICED = re.compile("单价|价差|每[^年，。]{0,8}$|标准|人均|早餐|午餐|晚餐|面值|罚款")


def unit_findings(report: Report) -> Iterator[Finding]:
    """An amount whose very digits stand elsewhere with a unit 10,000 times larger or smaller."""
    amounts = [q for q in report.quantities() if q.kind == "amount"]
    yield from once(_twins(report, amounts))


def _twins(report: Report, amounts: list[Quantity]) -> Iterator[Finding]:
    cells = _cells(report)
    for quantity in amounts:
        if quantity.unit != "元" or not 0 < quantity.number < _SMALL or _is_price(quantity):
            continue
        if len(plain(quantity.number).replace(".", "").strip("0")) < _DIGITS:
            continue
        meant = quantity.number * WAN
        half = quantity.digit * WAN / 2
        twin = next((q for q in amounts if q.unit == "万元" and q.number == quantity.number), None)
        where = twin.line if twin else next((ln for v, ln in cells if abs(v - meant) <= half), None)
        if where is None or any(abs(v - quantity.value) <= half / WAN for v, _ in cells):
            continue
        values = {"found": quantity.text, "expected": shown(quantity.number, "万元")}
        said = quantity.passage.text[max(0, quantity.start - 14) : quantity.end]
        more = {"line": str(where), "quoted": quote(said)}
        yield finding("TX4", "warning", place_of(quantity.line), **values, **more)


def _cells(report: Report) -> list[tuple[Decimal, int]]:
    """The amounts of tables in 元 with their lines; those of tables without a unit are left out."""
    found = []
    for grid in report.grids:
        for line in grid.lines:
            for _, number in line.amounts():
                unit = number.unit or line.unit
                if unit and number.value:
                    size = WAN if unit == "万元" else Decimal(1)
                    found.append((number.value * size, line.line))
    return found


def _is_price(quantity: Quantity) -> bool:
    before = quantity.passage.text[max(0, quantity.start - 12) : quantity.start]
    return _PRICE.match(quantity.after) is not None or _PRICED.search(before) is not None
