"""What goes into a workbook's cells: texts that stay texts, and numbers that show as printed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from app.exchange.files import ExportError
from app.exchange.texts import clean_text
from app.model.definition import (
    FormDefinition,
    FundsSection,
    IndicatorsSection,
    RowsSection,
    TotalSection,
)
from app.model.places import Place
from app.sheet.sheet import Cell, Sheet

CELL_LIMIT = 32_767
"""Characters (UTF-16 units) that a cell holds; Excel and openpyxl cut the rest off silently."""
_TEXT_FORMAT_LIMIT = 255
"""Older Excel shows longer texts in the format `@` as `####`."""
_EXACT_DIGITS = 15
"""Significant digits that Excel keeps."""
_NUMBER = re.compile(r"-?(?:(?:0|[1-9]\d*)|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,10}))?(%?)", re.ASCII)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NUMERIC_ROLES = frozenset(("amount", "number", "rate", "weight", "score"))


class Number(NamedTuple):
    """A value and the number format in which it shows exactly the sheet's text."""

    value: int | float
    format: str


def numeric_fields(definition: FormDefinition) -> frozenset[tuple[str, str]]:
    """The columns (section, field) whose values are amounts, rates, weights or points."""
    return frozenset(_numeric_fields(definition))


def _numeric_fields(definition: FormDefinition) -> Iterator[tuple[str, str]]:
    for section in definition.sections():
        if isinstance(section, FundsSection | IndicatorsSection | RowsSection):
            for column in section.columns:
                if column.role in _NUMERIC_ROLES:
                    yield section.id, column.id
        elif isinstance(section, TotalSection):
            yield section.id, "weight"
            yield section.id, "score"


def as_number(text: str) -> Number | None:
    """The number that shows as this very text, none where Excel would show another."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    digits = text.rstrip("%").replace(",", "")
    value = Decimal(digits)
    if len(value.as_tuple().digits) > _EXACT_DIGITS or (value.is_zero() and value.is_signed()):
        return None
    if found[2]:
        value = value.scaleb(-2)
    number = float(value) if value != value.to_integral_value() else int(value)
    if Decimal(repr(number)) != value:
        return None
    shown = "#,##0" if "," in text else "0"
    if found[1]:
        shown += "." + "0" * len(found[1])
    return Number(number, shown + found[2])


def put_text(target: Any, text: str) -> None:
    """Write a text into an openpyxl cell as a text, whatever it looks like: never as a formula,
    an error or a number, and without characters that XML cannot hold.
    """
    target.value = _ESCAPE.sub("_x005F_", clean_text(text))
    target.data_type = "s"


def text_format(text: str) -> str:
    """The number format of a text cell: one that keeps it a text when somebody edits it."""
    return "@" if len(text) <= _TEXT_FORMAT_LIMIT else "General"


def refuse_long_texts(sheet: Sheet) -> None:
    """Check a sheet before anything of it is written.

    Raises:
        ExportError: EXPORT_008, a cell's text is longer than a workbook's cell holds.
    """
    for row in sheet.rows:
        for cell in row.cells:
            refuse_long_text(cell.text, _place(cell))


def refuse_long_text(text: str, place: str) -> None:
    """Check one text; `place` says where it stands.

    Raises:
        ExportError: EXPORT_008, it is longer than a workbook's cell holds.
    """
    size = cell_length(text)
    if size > CELL_LIMIT:
        raise ExportError(
            "EXPORT_008",
            cell=_called(text),
            place=place,
            found=str(size),
            limit=str(CELL_LIMIT),
        )


def cell_length(text: str) -> int:
    """How much of a cell's room a text takes, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _called(text: str) -> str:
    return " ".join(text[:16].split()) + "…"


def _place(cell: Cell) -> str:
    place: Place | None = cell.place
    return str(place) if place else ""
