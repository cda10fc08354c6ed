"""A row's target and actual, read and brought into one unit."""

from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.quantity import Quantity, parse_quantity
from app.model.record import Row
from app.model.results import Step
from app.model.units import convert, normal_unit
from app.rules.columns import Columns

_OPERATORS = {">=": "≥", "≧": "≥", "<=": "≤", "≦": "≤", "＝": "=", "＞": ">", "＜": "<"}
_RATIO_UNITS = ("%", "‰")


class Values(NamedTuple):
    """Target and actual; `problem` says why they cannot be compared as numbers."""

    target: Quantity
    actual: Quantity
    problem: Step | None = None
    notes: tuple[Step, ...] = ()

    def achievement(self) -> Decimal | None:
        """Actual ÷ target, none unless both are numbers in one unit and the target is above 0."""
        target, actual = self.target.number, self.actual.number
        if self.problem is not None or target is None or actual is None or target <= 0:
            return None
        return actual / target


def read_values(row: Row, columns: Columns) -> Values:
    """Read target and actual, with the row's own operator and unit columns where a form has them.

    The actual is converted into the target's unit; the texts typed are never changed.
    """
    unit = normal_unit(row.text(columns.unit).strip()) if columns.unit else ""
    target = _with_unit(parse_quantity(row.text(columns.target)), unit)
    if columns.operator:
        typed = row.text(columns.operator).strip()
        operator = _OPERATORS.get(typed, typed)
        if operator in ("≥", "≤", "=", ">", "<"):
            target = msgspec.structs.replace(target, operator=operator)
    actual = _with_unit(parse_quantity(row.text(columns.actual)), unit)
    if not target.is_number:
        return Values(target, actual)
    if not actual.is_number:
        return Values(target, actual, _not_a_number(row.text(columns.actual), actual))
    return _in_one_unit(target, actual)


def _with_unit(quantity: Quantity, unit: str) -> Quantity:
    if unit and quantity.is_number and not quantity.unit:
        return msgspec.structs.replace(quantity, unit=unit)
    return quantity


def _not_a_number(text: str, actual: Quantity) -> Step:
    if actual.kind in ("empty", "dash"):
        return Step("ACTUAL_MISSING")
    code = "ACTUAL_RANGE" if actual.kind == "range" else "ACTUAL_NOT_NUMBER"
    return Step(code, {"actual": text.strip()})


def _in_one_unit(target: Quantity, actual: Quantity) -> Values:
    if target.trend and actual.trend and target.trend != actual.trend:
        return Values(target, actual, Step("TREND_DIFFERS"))
    if target.unit == actual.unit:
        return Values(target, actual)
    if not target.unit or not actual.unit:
        return _with_assumed_unit(target, actual)
    number = convert(actual.number or Decimal(0), actual.unit, target.unit)
    if number is None:
        values = {"target": target.unit, "actual": actual.unit}
        return Values(target, actual, Step("UNITS_DIFFER", values))
    converted = msgspec.structs.replace(actual, number=number, unit=target.unit)
    note = Step("UNITS_CONVERTED", {"typed": actual.shown(), "converted": converted.shown()})
    return Values(target, converted, None, (note,))


def _with_assumed_unit(target: Quantity, actual: Quantity) -> Values:
    """A bare number takes the other side's unit, save a fraction beside a percentage."""
    unit = target.unit or actual.unit
    bare = actual if target.unit else target
    if unit in _RATIO_UNITS and bare.number is not None and 0 < bare.number <= 1:
        return Values(target, actual, Step("UNIT_UNCLEAR", {"value": bare.shown(), "unit": unit}))
    note = Step("UNIT_ASSUMED", {"value": bare.shown(), "unit": unit})
    target = msgspec.structs.replace(target, unit=unit)
    return Values(target, msgspec.structs.replace(actual, unit=unit), None, (note,))
