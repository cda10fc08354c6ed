"""The checks of a form's own (勾稽公式): what must hold, and does not."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.definition import FormDefinition, Formula, FundsSection, IndicatorsSection
from app.model.formula import Expression, FormulaError, Name, names_of, parse_formula
from app.model.money import (
    is_blank,
    is_blank_amount,
    parse_amount,
    parse_rate,
    plain,
    round_half_up,
)
from app.model.own_checks import names_for
from app.model.places import Place, parse_place
from app.model.record import PLACEHOLDER, Row
from app.model.results import FROM_FORM, Finding, Score
from app.rules.amounts import Money
from app.rules.checks.codes import CHECKS
from app.rules.checks.context import Context, by_difference
from app.rules.columns import columns_of, short
from app.rules.finding import finding
from app.rules.formula import Reader, broken_sides, holds
from app.rules.memo import SourceMemo
from app.rules.rows import facts_of

_SHOWN = (4, 10, 30)
"""Decimals of a worked number: as few as tell the two sides apart."""


class _Compiled(NamedTuple):
    formula: Formula
    place: Place
    condition: Expression


def formula_findings(context: Context) -> Iterator[Finding]:
    """One finding for each formula that is surely broken (blanks keep it silent)."""
    compiled = _compiled_of(context.definition)
    if not compiled:
        return
    for formula, place, condition in compiled:
        for row in context.record.rows(formula.each) if formula.each else (None,):
            values = RecordValues(context, row)
            reader = Reader(values.value, values.column, values.filled)
            if holds(condition, reader) is False:
                yield _broken(formula, _in_row(place, formula, row), condition, reader)


def _in_row(place: Place, formula: Formula, row: Row | None) -> Place:
    """The cell of the row where a formula for each row of a table is broken."""
    inside = row is not None and place.section == formula.each
    return Place(place.section, row.id, place.field) if inside and row is not None else place


def taken_code(definition: FormDefinition) -> tuple[int, str] | None:
    """The first formula that bears the code of one of the program's own checks."""
    codes = [formula.code for formula in definition.checks.formulas]
    return next(((index, code) for index, code in enumerate(codes) if code in CHECKS), None)


def _compiled(definition: FormDefinition) -> tuple[_Compiled, ...]:
    """The formulas of a form; one that cannot be read says nothing.

    A form is checked when it is loaded; one kept beside a record may be older or newer.
    """
    return tuple(_readable(definition))


_compiled_of = SourceMemo(_compiled)


def _readable(definition: FormDefinition) -> Iterator[_Compiled]:
    formulas = definition.checks.formulas
    names = names_of(definition) if formulas else {}
    for formula in formulas:
        try:
            place = parse_place(formula.place)
            known = names_for(formula, names)
            yield _Compiled(formula, place, parse_formula(formula.must, known))
        except (FormulaError, ValueError):
            continue


def _broken(formula: Formula, place: Place, condition: Expression, reader: Reader) -> Finding:
    """The form's message with both sides; a sum off by what rounding explains only whispers."""
    sides = broken_sides(condition, reader)
    values = {"message": formula.message.strip(), "subject": _subject(formula.message)}
    if sides is None:
        found = finding("FORMULA", formula.severity, place, **values)
    else:
        severity = formula.severity
        left, right = sides.left, sides.right
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            if sides.sign == "==":
                severity = by_difference(left - right, severity) or severity
            left, right = _shown(left, right)
        found = finding(
            "FORMULA",
            severity,
            place,
            case="sides",
            expected=f"{sides.sign} {right}",
            found=str(left),
            left=str(left),
            right=str(right),
            **values,
        )
    return msgspec.structs.replace(found, code=formula.code, source=FROM_FORM)


def _subject(message: str) -> str:
    """The first clause of a message, as its title."""
    head = message.strip()
    for mark in "。，；：,;:":
        head = head.partition(mark)[0]
    return short(head)


def _shown(left: Decimal, right: Decimal) -> tuple[str, str]:
    for decimals in _SHOWN:
        shown = plain(round_half_up(left, decimals)), plain(round_half_up(right, decimals))
        if shown[0] != shown[1]:
            break
    return shown


class RecordValues:
    """The values of a form's names in one record, and in one row of a table."""

    def __init__(self, context: Context, row: Row | None = None) -> None:
        self._context = context
        self._row = row

    def value(self, name: Name) -> Decimal | str | None:
        """One value: amounts in the section's unit, rates in percent as printed, points."""
        place, record = name.place, self._context.record
        match name.source:
            case "amount":
                return self._amount(place)
            case "rate" | "weight" | "score":
                return self._scored(name)
            case "cell":
                return self._cell(name)
            case "total":
                return self._total(place.field)
            case "year":
                return None if record.year is None else Decimal(record.year)
            case _:
                return record.text(place)

    def _amount(self, place: Place) -> Decimal | None:
        section = self._context.definition.section(place.section)
        if not isinstance(section, FundsSection):
            return None
        return Money(section, self._context.record).value(place.row or "", place.field)

    def _cell(self, name: Name) -> Decimal | str | None:
        """A cell of the row: an amount without a unit, or its text."""
        text = self._row.text(name.place.field) if self._row is not None else ""
        if name.kind == "text":
            return text
        amount = parse_amount(text, "元")
        return None if amount is None or amount.unit else amount.value

    def _scored(self, name: Name) -> Decimal | None:
        """What follows from a money row: its rate, its weight or its points."""
        row = f"{name.place.section}/{name.place.row}"
        if name.source == "rate":
            rate = self._context.scores.rates.get(row)
            printed = parse_rate(rate.printed) if rate else None
            return printed[0] if printed else None
        score = self._context.scores.rows.get(row)
        if score is None:
            return None
        return score.weight if name.source == "weight" else score.points

    def column(self, name: Name) -> tuple[Decimal, ...] | None:
        """The numbers of a column, none while one of them is missing or cannot be read."""
        values: list[Decimal | None]
        if name.source == "weight":
            values = [score.weight for score in self._counted(name)]
        elif name.source == "score":
            values = [score.points for score in self._counted(name)]
        else:
            texts = (text for text in self._texts(name) if not is_blank_amount(text))
            amounts = (parse_amount(text, "元") for text in texts)
            values = [a.value if a is not None and not a.unit else None for a in amounts]
        numbers = tuple(value for value in values if value is not None)
        return numbers if len(numbers) == len(values) else None

    def filled(self, name: Name) -> int:
        """How many cells a name has that are not blank."""
        if name.source == "amount":
            return 0 if is_blank_amount(self._context.record.text(name.place)) else 1
        if name.source == "cell":
            text = self._row.text(name.place.field) if self._row is not None else ""
            return 0 if (is_blank_amount if name.kind == "number" else is_blank)(text) else 1
        if name.source == "column":
            marks = is_blank_amount if name.kind == "numbers" else is_blank
            return sum(not marks(text) for text in self._texts(name))
        if name.kind == "numbers":
            by_weight = name.source == "weight"
            given = (s.weight if by_weight else s.points for s in self._counted(name))
            return sum(value is not None for value in given)
        value = self.value(name)
        return int(value is not None and not (isinstance(value, str) and is_blank(value)))

    def _total(self, value: str) -> Decimal | str | None:
        """A subtotal is no total: none while rows are not scored (未评)."""
        scores = self._context.scores
        if value == "weight":
            return scores.weight if scores.rows else None
        if scores.missing or not scores.rows:
            return None
        return scores.grade if value == "grade" else scores.total

    def _counted(self, name: Name) -> Iterator[Score]:
        """The scores of a table's rows that count."""
        for score in self._context.scores.rows.values():
            if score.place.section == name.place.section and score.counted:
                yield score

    def _texts(self, name: Name) -> Iterator[str]:
        """The cells of a column; the empty rows that a form prints are no rows."""
        section = self._context.definition.section(name.place.section)
        columns = columns_of(section) if isinstance(section, IndicatorsSection) else None
        for row in self._context.record.rows(name.place.section):
            if columns is None or facts_of(row, columns).kind != PLACEHOLDER:
                yield row.text(name.place.field)
