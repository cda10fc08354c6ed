"""Working out the formulas of a form (勾稽公式) on one record, in exact decimals.

A value that is blank, unreadable, not yet scored or divided by zero is unknown, and a condition
that hangs on an unknown value is unknown too: a formula speaks only when it is surely broken.
"""

import operator
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from app.model.formula import (
    Arithmetic,
    Call,
    Comparison,
    Expression,
    Junction,
    Name,
    Negated,
    Not,
    Number,
    Sign,
    Text,
    kind_of,
)
from app.model.money import folded, round_half_up

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_LARGEST = 40
"""Numbers with more digits before or behind the point than this are unknown."""

_COMPARE: dict[Sign, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class Reader(NamedTuple):
    """How the names of a formula are read: one value, a column of numbers, whether it is blank."""

    value: Callable[[Name], Decimal | str | None]
    column: Callable[[Name], tuple[Decimal, ...] | None]
    filled: Callable[[Name], int]


class Sides(NamedTuple):
    """The two sides of a comparison that does not hold."""

    sign: Sign
    left: Decimal | str
    right: Decimal | str


def holds(condition: Expression, reader: Reader) -> bool | None:
    """Whether a condition holds, none where that is unknown."""
    match condition:
        case Not():
            inner = holds(condition.of, reader)
            return None if inner is None else not inner
        case Junction():
            return _joined(condition, reader)
        case Comparison():
            return _every(_compared(*pair, reader) for pair in _pairs(condition))
        case Call(function="blank", parts=(Name() as name,)):
            return reader.filled(name) == 0
        case _:
            return None


def broken_sides(condition: Expression, reader: Reader) -> Sides | None:
    """The comparison that breaks a condition, none where it is not one comparison alone."""
    match condition:
        case Junction(every=True):
            broken = (part for part in condition.parts if holds(part, reader) is False)
            first = next(broken, None)
            return None if first is None else broken_sides(first, reader)
        case Comparison():
            for left, sign, right in _pairs(condition):
                if _compared(left, sign, right, reader) is False:
                    values = _value(left, reader), _value(right, reader)
                    if values[0] is not None and values[1] is not None:
                        return Sides(sign, values[0], values[1])
    return None


def _joined(condition: Junction, reader: Reader) -> bool | None:
    known = [holds(part, reader) for part in condition.parts]
    if condition.every:
        return _every(known)
    return True if True in known else None if None in known else False


def _every(known: Iterable[bool | None]) -> bool | None:
    answers = list(known)
    return False if False in answers else None if None in answers else True


def _pairs(condition: Comparison) -> list[tuple[Expression, Sign, Expression]]:
    parts = condition.parts
    return list(zip(parts, condition.signs, parts[1:], strict=False))


def _compared(left: Expression, sign: Sign, right: Expression, reader: Reader) -> bool | None:
    one, other = _value(left, reader), _value(right, reader)
    if isinstance(one, str) and isinstance(other, str):
        return (one == other) == (sign == "==")
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return None
    return _COMPARE[sign](one, other)


def _value(part: Expression, reader: Reader) -> Decimal | str | None:
    if kind_of(part) == "number":
        return number(part, reader)
    text = part.value if isinstance(part, Text) else None
    if isinstance(part, Name):
        text = str(reader.value(part) or "")
    return folded(text) or None if text is not None else None


def number(part: Expression, reader: Reader) -> Decimal | None:
    """A number worked out, none where it is unknown."""
    match part:
        case Number():
            return part.value
        case Name():
            read = reader.value(part)
            return _bounded(read) if isinstance(read, Decimal) else None
        case Negated():
            inner = number(part.of, reader)
            return None if inner is None else _EXACT.minus(inner)
        case Arithmetic():
            return _bounded(_worked(part, reader))
        case Call():
            return _bounded(_called(part, reader))
        case _:
            return None


def _bounded(value: Decimal | None) -> Decimal | None:
    if value is None or not value.is_finite():
        return None
    return value if not value or -_LARGEST <= value.adjusted() <= _LARGEST else None


def _worked(part: Arithmetic, reader: Reader) -> Decimal | None:
    left, right = number(part.left, reader), number(part.right, reader)
    if left is None or right is None:
        return None
    match part.sign:
        case "+":
            return _EXACT.add(left, right)
        case "-":
            return _EXACT.subtract(left, right)
        case "*":
            return _EXACT.multiply(left, right)
        case _:
            return _EXACT.divide(left, right) if right else None


def _called(part: Call, reader: Reader) -> Decimal | None:
    if part.function == "count":
        names = (each for each in part.parts if isinstance(each, Name))
        return Decimal(sum(reader.filled(name) for name in names))
    if part.function in ("abs", "round"):
        value = number(part.parts[0], reader)
        if value is None:
            return None
        return _EXACT.abs(value) if part.function == "abs" else round_half_up(value, part.decimals)
    values = _listed(part.parts, reader)
    if not values:
        return None
    if part.function == "sum":
        total = Decimal(0)
        for value in values:
            total = _EXACT.add(total, value)
        return total
    return min(values) if part.function == "min" else max(values)


def _listed(parts: Iterable[Expression], reader: Reader) -> list[Decimal] | None:
    """The numbers of `sum`, `min` and `max`: blank names are left out, unknown ones are not."""
    found: list[Decimal] = []
    for part in parts:
        if isinstance(part, Name) and reader.filled(part) == 0:
            continue
        if kind_of(part) == "numbers" and isinstance(part, Name):
            column = reader.column(part)
            if column is None:
                return None
            found += column
        else:
            value = number(part, reader)
            if value is None:
                return None
            found.append(value)
    return found
