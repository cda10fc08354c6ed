"""A row's target and actual, read and brought into one unit."""

import re
from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.money import exact_quotient, folded
from app.model.quantity import Quantity, parse_quantity
from app.model.record import Row
from app.model.results import Step
from app.model.units import KNOWN, convert, normal_unit
from app.rules.columns import Columns

_RATIO_UNITS = ("%", "‰")
_WORDS_ONLY = "定性"
_UPWARD, _DOWNWARD = ("≥", ">", "=", ""), ("≤", "<")
_HEAD_UNIT = r"[(\[](?:单位:?)?([^()\[\]]+)[)\]]$"
_RATIO_NAME = "(?:率|满意度|占比|比例|比重)(?:[(].*[)])?$"
_BARE = r"[0-9][0-9.,]*"
_HUNDRED = Decimal(100)
_MONTHS = range(1, 13)
_YEARLY = "/年"

NOTHING = frozenset(("无", "没有", "零"))
"""Actuals that say of an event that it did not happen, beside a target that wants none."""


_NONE_HAPPENED = parse_quantity("未发生")


class Values(NamedTuple):
    """Target and actual; `problem` says why they cannot be compared as numbers.

    `notes` are steps of the worked sum: what was converted, and what was not typed in the cells.
    """

    target: Quantity
    actual: Quantity
    problem: Step | None = None
    notes: tuple[Step, ...] = ()

    def achievement(self) -> Decimal | None:
        """Actual ÷ target, none unless both are numbers in one unit and the target is above 0."""
        target, actual = self.target.number, self.actual.number
        if not self.target.is_number or not self.actual.is_number or self.problem is not None:
            return None
        if target is None or actual is None or target <= 0:
            return None
        return actual / target


def read_values(row: Row, columns: Columns) -> Values:
    """Read target and actual, with the row's own operator and unit columns where a form has them.

    The actual is converted into the target's unit; the texts typed are never changed.
    """
    unit, beside = _unit_beside(row, columns)
    typed = (row.text(columns.target), row.text(columns.actual))
    target, actual = _read(typed[0], unit), _read(typed[1], unit)
    bare = (target, actual) != (parse_quantity(typed[0]), parse_quantity(typed[1]))
    notes = beside if bare else ()
    target = _with_operator(target, row.text(columns.operator) if columns.operator else "")
    actual = _as_month(target, actual)
    if target.is_number and target.number == 0 and folded(typed[1]) in NOTHING:
        actual = _NONE_HAPPENED
    target, actual, counted = _as_numbers(target, actual)
    if not target.is_number:
        return Values(target, actual)
    target, converted = _in_column_unit(target, unit)
    notes = (*notes, *converted, *counted)
    if not actual.is_number:
        return Values(target, actual, _not_a_number(typed[1], actual), notes)
    if not target.unit and not actual.unit:
        target, by_name = _percent_by_name(columns.name_of(row), target)
        notes = (*notes, *by_name)
    values = _in_one_unit(target, actual)
    problem = values.problem or _not_exact(values, typed[1])
    return values._replace(problem=problem, notes=(*notes, *values.notes))


def _unit_beside(row: Row, columns: Columns) -> tuple[str, tuple[Step, ...]]:
    """The unit of the row's unit column, else of the head of the target's column."""
    unit = normal_unit(folded(row.text(columns.unit))) if columns.unit else ""
    if unit:
        return unit, (Step("UNIT_COLUMN", {"unit": unit}),)
    head = re.search(_HEAD_UNIT, folded(columns.label_of(columns.target)))
    if head is not None and head[1] in KNOWN:
        unit = normal_unit(head[1])
        return unit, (Step("UNIT_HEAD", {"unit": unit}),)
    return "", ()


def _read(text: str, unit: str) -> Quantity:
    """A value with the unit that stands beside it: `2020.12` is no month where 万元 does."""
    if unit and re.fullmatch(_BARE, folded(text)):
        typed = parse_quantity(text + unit)
        if typed.is_number:
            return typed
    quantity = parse_quantity(text)
    if unit and quantity.kind in ("number", "range") and not quantity.unit:
        return msgspec.structs.replace(quantity, unit=unit)
    return quantity


def _with_operator(target: Quantity, typed: str) -> Quantity:
    """The target with its operator column: a sign, its words (`大于等于`), or 定性."""
    typed = folded(typed)
    if typed.startswith(_WORDS_ONLY):
        return Quantity("qualitative") if target.is_number else target
    sign = _sign_in(typed)
    if not sign or not target.is_number:
        return target
    return msgspec.structs.replace(target, operator=sign, loose=False, doubled=False, stated=False)


def _sign_in(typed: str) -> str:
    """The operator of a cell such as `>=` or `≥(大于等于)`."""
    found = parse_quantity(f"{re.sub('[(].*[)]$', '', typed)}1") if typed else None
    return found.operator if found is not None and found.number == 1 else ""


def _as_month(target: Quantity, actual: Quantity) -> Quantity:
    """A bare `11` beside a month (`≤12月`) is a month: the unit stood in a column of its own."""
    due, number = target.date, actual.number
    if due is None or not due.month or due.day or actual.unit or number is None:
        return actual
    return parse_quantity(f"{number:f}月") if number in _MONTHS else actual


def _as_numbers(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity, tuple[Step, ...]]:
    """Read an event that did not happen as 0, and a part of a whole as a percentage."""
    if target.is_number and actual.answer == "none":
        zero = Quantity("number", number=Decimal(0), unit=target.unit)
        return target, zero, (Step("EVENT_NONE", {"unit": target.unit}),)
    if target.answer == "none" and actual.is_number:
        zero = Quantity("number", "=", Decimal(0), actual.unit)
        return zero, actual, (Step("EVENT_NONE", {"unit": actual.unit}),)
    if target.is_number and target.unit == "%" and actual.share:
        whole, done = actual.parts
        rate = exact_quotient(done.number * _HUNDRED, whole.number)
        share = Quantity("number", number=rate, unit="%")
        unit = done.unit
        values = {"done": f"{done.number:f}{unit}", "whole": f"{whole.number:f}{unit}"}
        return target, share, (Step("SHARE_COMPUTED", values),)
    return target, actual, ()


def _in_column_unit(target: Quantity, unit: str) -> tuple[Quantity, tuple[Step, ...]]:
    """A target whose typed unit is not the column's is brought into the column's."""
    if not unit or target.unit == unit:
        return target, ()
    number = convert(target.number or Decimal(0), target.unit, unit)
    if number is None:
        return target, ()
    converted = msgspec.structs.replace(target, number=number, unit=unit)
    values = {"typed": target.shown(), "converted": converted.shown()}
    return converted, (Step("TARGET_CONVERTED", values),)


def _percent_by_name(name: str, target: Quantity) -> tuple[Quantity, tuple[Step, ...]]:
    """Bare numbers of a rate are percentages (`完工率` 100); a fraction of 1 stays bare."""
    number = target.number or Decimal(0)
    if not 1 < number <= _HUNDRED or re.search(_RATIO_NAME, folded(name)) is None:
        return target, ()
    return msgspec.structs.replace(target, unit="%"), (Step("UNIT_NAME", {"unit": "%"}),)


def _not_a_number(text: str, actual: Quantity) -> Step:
    if actual.kind in ("empty", "dash"):
        return Step("ACTUAL_MISSING")
    code = "ACTUAL_RANGE" if actual.kind == "range" else "ACTUAL_NOT_NUMBER"
    return Step(code, {"actual": text.strip()})


def _not_exact(values: Values, text: str) -> Step | None:
    """An actual that is only a bound must lie on the right side of the target to be compared.

    `95%以上` reaches ≥90%; whether `85%以上` or `不足90%` does, and by how much, nobody can tell.
    """
    target, actual = values.target, values.actual
    wanted, reached = target.number or Decimal(0), actual.number or Decimal(0)
    upward = target.operator in _UPWARD
    known = True
    if actual.operator and not actual.stated and actual.operator != "=":
        if actual.operator in _DOWNWARD:
            known = not upward and reached <= wanted
        else:
            known = upward and reached >= wanted
    if reached == wanted and actual.side:
        known = known and (actual.side == "more") == upward
    return None if known else Step("ACTUAL_BOUND", {"actual": text.strip()})


def _in_one_unit(target: Quantity, actual: Quantity) -> Values:
    if target.trend and not actual.trend and (actual.number or 0) < 0:
        fall = msgspec.structs.replace(actual, number=-(actual.number or Decimal(0)), trend="down")
        actual = fall if target.trend == "down" else actual
    if target.trend and actual.trend and target.trend != actual.trend:
        return Values(target, actual, Step("TREND_DIFFERS"))
    if target.unit == actual.unit:
        return Values(target, actual)
    if not target.unit or not actual.unit:
        return _with_assumed_unit(target, actual)
    number = _converted(actual, target.unit)
    if number is None:
        values = {"target": target.unit, "actual": actual.unit}
        return Values(target, actual, Step("UNITS_DIFFER", values))
    converted = msgspec.structs.replace(actual, number=number, unit=target.unit)
    note = Step("UNITS_CONVERTED", {"typed": actual.shown(), "converted": converted.shown()})
    return Values(target, converted, None, (note,))


def _converted(actual: Quantity, into: str) -> Decimal | None:
    """The actual's number in another unit; a table is of one year, so `2次/年` are 2次."""
    number = actual.number or Decimal(0)
    found = convert(number, actual.unit, into)
    if found is not None:
        return found
    return convert(number, actual.unit.removesuffix(_YEARLY), into.removesuffix(_YEARLY))


def _with_assumed_unit(target: Quantity, actual: Quantity) -> Values:
    """A bare number takes the other side's unit, save a fraction beside a percentage."""
    unit = target.unit or actual.unit
    bare = actual if target.unit else target
    if unit in _RATIO_UNITS and bare.number is not None and 0 < bare.number <= 1:
        return Values(target, actual, Step("UNIT_UNCLEAR", {"value": bare.shown(), "unit": unit}))
    note = Step("UNIT_ASSUMED", {"value": bare.shown(), "unit": unit})
    target = msgspec.structs.replace(target, unit=unit)
    return Values(target, msgspec.structs.replace(actual, unit=unit), None, (note,))
