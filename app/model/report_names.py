"""The names that a report's text may use between braces, and the drafts that use them.

They are the names of the form's formulas, and more that have one value only in a record:
`total.grade` whatever the total line shows, `saved`, `tiers.<first tier>.score` and
`<table>.<row id>.<column>`, with `completion` and `saving` of an indicator.
"""

import re
from collections.abc import Iterator, Mapping

from app.model.definition import (
    ChapterSection,
    DraftLine,
    FormDefinition,
    IndicatorsSection,
    RowsSection,
    column_with_role,
)
from app.model.formula import (
    Expression,
    FormulaError,
    Kind,
    Name,
    names_of,
    nearest_of,
    parse_formula,
    parse_value,
)
from app.model.places import Place

TOKEN = re.compile(r"\{([^{}\n]{1,300})\}")
"""A name, or what is reckoned from names, between braces."""
OPTIONAL = re.compile(r"\[([^\[\]\n]*)\]")
"""A piece of a draft that is left out where a token in it has no value."""

TIERS, SAVED, ROW = "tiers", "saved", "row"
COMPLETION, SAVING = "completion", "saving"
_VALUES = ("weight", "score", "grade")
_ANY_ROW = "x"
_ROW_NAME = re.compile(rf"(?<![\w.]){ROW}\.(?=\w)")
_MOST = 2000
"""How many read tokens a form remembers."""


class ReportNames(Mapping[str, Name]):
    """A form's names for its reports; those of rows and tiers are made when they are asked for."""

    def __init__(self, definition: FormDefinition) -> None:
        self._fixed = {**_totals(definition), **_saved(definition), **names_of(definition)}
        self._tables = {
            section.id: section
            for section in definition.sections()
            if isinstance(section, IndicatorsSection | RowsSection)
        }
        self._read: dict[str, Expression | FormulaError] = {}

    def __getitem__(self, text: str) -> Name:
        found = self._fixed.get(text) or self._made(text)
        if found is None:
            raise KeyError(text)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._fixed)

    def __len__(self) -> int:
        return len(self._fixed)

    def _made(self, text: str) -> Name | None:
        section, _, rest = text.partition(".")
        row, _, field = rest.partition(".")
        if section == TIERS and row and field in _VALUES[:2]:
            return Name(text, Place(TIERS, row, field), "number", "tier")
        table = self._tables.get(section)
        return None if table is None or not row else _entry(text, Place(section, row, field), table)

    def expression(self, text: str) -> Expression | FormulaError:
        """What a token stands for, or what is wrong with it."""
        known = self._read.get(text)
        if known is None:
            if len(self._read) >= _MOST:
                self._read.clear()
            try:
                known = parse_value(text, self)
            except FormulaError as error:
                known = error
            self._read[text] = known
        return known


def _totals(definition: FormDefinition) -> dict[str, Name]:
    """All values of the first total line, also those that it does not show."""
    found: dict[str, Name] = {}
    for section in definition.totals()[:1]:
        for value in _VALUES:
            kind: Kind = "text" if value == "grade" else "number"
            name = f"{section.id}.{value}"
            found[name] = Name(name, Place(section.id, None, value), kind, "total")
    return found


def _saved(definition: FormDefinition) -> dict[str, Name]:
    """The money that was not spent, by the first money table that has an execution rate."""
    for section in definition.funds():
        if section.denominator and section.numerator and section.rows:
            row = section.scored or section.rows[0].id
            place = Place(section.id, row, section.numerator)
            return {SAVED: Name(SAVED, place, "number", "saved")}
    return {}


def _entry(text: str, place: Place, table: IndicatorsSection | RowsSection) -> Name | None:
    """One cell of a row, or how far its actual value came."""
    if place.field in (COMPLETION, SAVING):
        if not isinstance(table, IndicatorsSection) or not column_with_role(table, "actual"):
            return None
        return Name(text, place, "number", "completion" if place.field == COMPLETION else "saving")
    for column in table.columns:
        if column.id == place.field:
            number = column.role in ("weight", "score", "number")
            return Name(text, place, "number" if number else "text", "entry")
    return None


def named_row(text: str, section: str, row: str) -> str:
    """A draft's text or condition with the names of one row: `row.actual` becomes its own."""
    return _ROW_NAME.sub(f"{section}.{row}.", text)


def draft_problems(definition: FormDefinition) -> Iterator[dict[str, str]]:
    """What is wrong with the drafts of a form: code, path, and the values of the sentence."""
    names: ReportNames | None = None
    for section in definition.sections():
        if not isinstance(section, ChapterSection):
            continue
        for at, item in enumerate(section.items):
            path = f"{section.id}.items[{at}]"
            if not (item.title or item.field):
                yield {"code": "DEFINITION_022", "path": f"{path}.title"}
            for number, line in enumerate(item.draft):
                names = names or ReportNames(definition)
                yield from _line_problems(line, f"{path}.draft[{number}]", names, definition)


def _line_problems(
    line: DraftLine, path: str, names: ReportNames, definition: FormDefinition
) -> Iterator[dict[str, str]]:
    tables = {
        section.id: section
        for section in definition.sections()
        if isinstance(section, IndicatorsSection | RowsSection)
    }
    if line.each and line.each not in tables:
        nearest = nearest_of(line.each, tables)
        values = {"path": f"{path}.each", "found": line.each, "expected": nearest}
        yield {"code": "DEFINITION_008", **values}
        return

    def named(text: str) -> str:
        return named_row(text, line.each, _ANY_ROW) if line.each else text

    for token in TOKEN.findall(line.text):
        problem = names.expression(named(token))
        if isinstance(problem, FormulaError):
            yield {"code": problem.code, "path": f"{path}.text", **problem.values}
    if line.when:
        try:
            parse_formula(named(line.when), names)
        except FormulaError as problem:
            yield {"code": problem.code, "path": f"{path}.when", **problem.values}
