"""The texts of a record that are checked as texts: where each stands and what it is for."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    SignaturesSection,
    TextSection,
)
from app.model.places import RECORD, Place
from app.model.record import FormRecord, Row
from app.rules.checks.context import Context
from app.rules.columns import Columns, columns_of, one_line, short
from app.rules.memo import SourceMemo
from app.rules.report_values import ReportValues, filled_text

PLANNED, DONE, NOTE, TEXT = "planned", "done", "note", "text"
"""What a longer text is for: the goal as set, the goal as reached, a reason, a narrative."""

PROSE = frozenset((PLANNED, DONE, NOTE, TEXT, "deviation"))
"""The roles of texts that hold sentences."""

REPORTING = frozenset((DONE, NOTE, TEXT, "deviation"))
"""The roles of sentences that tell what happened."""


class Told(NamedTuple):
    """One text: its cell, what was typed, its role and what people call the cell.

    The role is a column's (`name`, `target`, `actual` …), a field's (`project_name`, `unit` …),
    `amount` for money, or one of the longer texts'.
    """

    place: Place
    text: str
    role: str
    label: str


class Terms(NamedTuple):
    """What the check of a text depends on beside the text itself."""

    year: int | None
    review: bool
    longest_name: Decimal


class Table(NamedTuple):
    """A repeating table: its section, its columns as id, role and label, and whose they are."""

    section: str
    columns: tuple[tuple[str, str, str], ...]
    indicators: Columns | None


_last: list[tuple[FormRecord, FormDefinition, tuple[Told, ...]]] = []


def tables_of(context: Context) -> Iterator[tuple[Table, tuple[Row, ...]]]:
    """The repeating tables of a record with their rows."""
    for section in context.definition.sections():
        if isinstance(section, IndicatorsSection | RowsSection):
            yield _known(section), context.record.rows(section.id)


def _table(section: IndicatorsSection | RowsSection) -> Table:
    columns = tuple((c.id, c.role, one_line(c.label)) for c in section.columns)
    own = columns_of(section) if isinstance(section, IndicatorsSection) else None
    return Table(section.id, columns, own)


_known = SourceMemo(_table)


def texts_of_row(row: Row, table: Table) -> Iterator[Told]:
    """The texts of one row, column by column."""
    for column, role, label in table.columns:
        text = row.cells.get(column)
        if text:
            yield Told(Place(table.section, row.id, column), text, role, label)


def single_texts(context: Context) -> Iterator[Told]:
    """The texts that stand outside repeating tables: fields, money, goals, narratives, note."""
    record = context.record
    for section in context.definition.sections():
        match section:
            case FieldsSection():
                yield from _fields(section, record)
            case SignaturesSection():
                items = ((i.field, "date", short(i.label).rstrip("：:")) for i in section.items)
                yield from _filled(section.id, record, items)
            case GoalsSection():
                ends = {section.columns[-1].field: DONE, section.columns[0].field: PLANNED}
                goals = (
                    (c.field, c.role or ends.get(c.field, TEXT), c.label) for c in section.columns
                )
                yield from _filled(section.id, record, goals)
            case TextSection():
                items = ((i.field, TEXT, one_line(i.label)) for i in section.items)
                yield from _filled(section.id, record, items)
            case ChapterSection():
                yield from _chapters(section, context)
            case FundsSection():
                yield from _amounts(section, record)
            case _:
                pass
    if record.funds_note:
        yield Told(Place(RECORD, None, "funds_note"), record.funds_note, NOTE, "")


def _fields(section: FieldsSection, record: FormRecord) -> Iterator[Told]:
    """The fields of a form's head; the label stands before its field on the line."""
    label = ""
    for line in section.lines:
        for item in line:
            label = item.label or label
            if item.field:
                entry = (item.field, item.role or "date", one_line(label))
                yield from _filled(section.id, record, iter((entry,)))


def _chapters(section: ChapterSection, context: Context) -> Iterator[Told]:
    """The chapters of a report as they are read on paper, their figures put in."""

    @cache
    def values() -> ReportValues:
        return ReportValues(context.record, context.definition, context.scores)

    entries = ((i.field, TEXT, one_line(i.title)) for i in section.items if i.field)
    for told in _filled(section.id, context.record, entries):
        yield told._replace(text=filled_text(told.text, values).text)


def _filled(
    section: str, record: FormRecord, wanted: Iterator[tuple[str, str, str]]
) -> Iterator[Told]:
    texts = record.fields(section)
    for field, role, label in wanted:
        if field and texts.get(field):
            yield Told(Place(section, None, field), texts[field], role, label)


def _amounts(section: FundsSection, record: FormRecord) -> Iterator[Told]:
    cells = record.money(section.id)
    for row in section.rows:
        for column in section.columns:
            text = cells.get(row.id, {}).get(column.id)
            if text:
                place = Place(section.id, row.id, column.id)
                yield Told(place, text, column.role, one_line(column.label))


def prose_of(context: Context) -> tuple[Told, ...]:
    """The sentences of a record: goals, narratives, the funds note and the deviation notes.

    Many checks ask for them one after the other; those of the last record are kept.
    """
    held = _last[0] if _last else None
    if held is None or held[0] is not context.record or held[1] is not context.definition:
        held = (context.record, context.definition, tuple(_prose(context)))
        _last[:] = [held]
    return held[2]


def _prose(context: Context) -> list[Told]:
    found = [told for told in single_texts(context) if told.role in PROSE]
    for table, rows in tables_of(context):
        noted = [c for c in table.columns if c[1] == "deviation" or _is_prose(table, c[1])]
        for column, kind, label in noted:
            role = TEXT if kind == "text" else kind
            found.extend(
                Told(Place(table.section, row.id, column), row.cells[column], role, label)
                for row in rows
                if row.cells.get(column)
            )
    return found


def _is_prose(table: Table, role: str) -> bool:
    return role == "text" and table.indicators is None


def sentences(text: str) -> list[str]:
    """A text cut at full stops, semicolons and empty lines."""
    for mark in "；;！!\n":
        text = text.replace(mark, "。")
    return [part for part in text.split("。") if part.strip()]
