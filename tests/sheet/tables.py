"""Sheets of records, and random table rows for both forms."""

import msgspec
from hypothesis import strategies as st

from app.desk.forms import Form
from app.desk.records import new_record
from app.model.definition import FormDefinition, IndicatorsSection, RowsSection
from app.model.record import INDICATOR_KINDS, FormRecord, JsonValue, Row
from app.rules.scoring import score
from app.sheet.layout import SheetLayout
from app.sheet.sheet import Cell, Sheet
from tests.second import FORM_IDS, form_of

TABLES = IndicatorsSection | RowsSection
TIER_NAMES = ("", "甲类", "乙类", "甲 类", "丙\n类", " ")
TEXTS = ("", "100%", "≥90%", "25", "有效提升", "1234.5678", "不超过年度预算", "/", "长" * 60)


def sheets_of(record: FormRecord, definition: FormDefinition) -> tuple[Sheet, ...]:
    """The sheets of a record, laid out afresh."""
    return SheetLayout().sheets(definition, record, score(record, definition))


def with_layout(record: FormRecord, **layout: JsonValue) -> FormRecord:
    """The record with its own layout."""
    return msgspec.structs.replace(record, layout=layout)


def texts_of(sheet: Sheet, section: str) -> list[list[str]]:
    """The texts of a section's cells, row by row; merged cells in their first row only."""
    return [[c.text for c in row.cells] for row in sheet.rows if row.section == section]


def positions(sheet: Sheet) -> list[tuple[int, int]]:
    """Every grid position that a cell covers, as often as it is covered."""
    return [
        (row, column)
        for index, line in enumerate(sheet.rows)
        for cell in line.cells
        for row in range(index, index + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]


def tier_cells(sheet: Sheet, field: str) -> list[Cell]:
    """The cells of a tier column from top to bottom."""
    cells = (cell for row in sheet.rows for cell in row.cells)
    return [c for c in cells if c.covers and c.covers[0].field == field]


def _row(table: IndicatorsSection | RowsSection, number: int) -> st.SearchStrategy[Row]:
    cells = {
        column.id: st.sampled_from(TIER_NAMES if column.role == "tier" else TEXTS)
        for column in table.columns
        if column.role != "index"
    }
    kinds = INDICATOR_KINDS if isinstance(table, IndicatorsSection) else ("",)
    filled = st.fixed_dictionaries({}, optional=cells)
    return st.builds(Row, st.just(f"r{number}"), st.sampled_from(kinds), filled)


@st.composite
def records(draw: st.DrawFn, form_id: str | None = None) -> tuple[Form, FormRecord]:
    """A form with a record whose tables hold random rows and whose layout is random."""
    form = form_of(form_id or draw(st.sampled_from(FORM_IDS)))
    sections = form.definition.sections()
    tables = {}
    for table in (s for s in sections if isinstance(s, TABLES)):
        size = draw(st.integers(0, 7))
        tables[table.id] = tuple(draw(_row(table, number)) for number in range(size))
    layout: dict[str, JsonValue] = {
        "hide_empty": draw(st.booleans()),
        "orientation": draw(st.sampled_from(["portrait", "landscape"])),
        "sections": draw(st.lists(st.sampled_from([s.id for s in sections if s.optional]))),
    }
    empty = new_record(form, 2023)
    filled = msgspec.structs.replace(empty, sections={**empty.sections, **tables}, layout=layout)
    return form, filled
