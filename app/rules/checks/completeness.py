"""C3: what must be filled in before a form is signed."""

from collections.abc import Iterator
from typing import NamedTuple

from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    Section,
    TableColumn,
    TextSection,
)
from app.model.money import is_blank
from app.model.places import Place
from app.model.record import PLACEHOLDER, SCORED, FormRecord, Row
from app.model.results import Finding
from app.rules.amounts import Money
from app.rules.columns import columns_of, one_line, short
from app.rules.finding import finding
from app.rules.rows import facts_of


class _Wanted(NamedTuple):
    field: str
    label: str


def completeness_findings(section: Section, record: FormRecord) -> Iterator[Finding]:
    """One finding for each blank required cell, one alone where the whole section is blank."""
    if section.optional:
        return
    match section:
        case FieldsSection():
            yield from _cells(section, record, _required_fields(section))
        case GoalsSection():
            goals = [_Wanted(c.field, one_line(c.label)) for c in section.columns if c.required]
            yield from _cells(section, record, goals)
        case TextSection():
            texts = [_Wanted(i.field, one_line(i.label)) for i in section.items if i.required]
            yield from _cells(section, record, texts)
        case ChapterSection():
            named = [_Wanted(i.field, one_line(i.title)) for i in section.items if i.required]
            yield from _cells(section, record, named)
        case FundsSection():
            yield from _money(section, record)
        case IndicatorsSection():
            yield from _indicators(section, record)
        case RowsSection():
            yield from _table(section, record)
        case _:
            return


def _required_fields(section: FieldsSection) -> list[_Wanted]:
    """The required fields of a form's head; the label stands before its field on the line."""
    wanted: list[_Wanted] = []
    for line in section.lines:
        label = ""
        for item in line:
            label = item.label or label
            if item.field and item.required:
                wanted.append(_Wanted(item.field, one_line(label).rstrip("：:")))
    return wanted


def _cells(section: Section, record: FormRecord, wanted: list[_Wanted]) -> Iterator[Finding]:
    texts = record.fields(section.id)
    blank = [w for w in wanted if is_blank(texts.get(w.field, ""))]
    if len(blank) > 1 and len(blank) == len(wanted):
        place = Place(section.id, None, blank[0].field)
        names = "、".join(w.label for w in blank)
        if isinstance(section, GoalsSection) and len(blank) == 2:
            values = {"label": one_line(section.label)}
            first, second = (w.label for w in blank)
            yield finding("C3", "error", place, case="goals", first=first, second=second, **values)
        else:
            yield finding("C3", "error", place, case="section", names=names)
        return
    for want in blank:
        yield finding("C3", "error", Place(section.id, None, want.field), label=want.label)


def _money(section: FundsSection, record: FormRecord) -> Iterator[Finding]:
    """A blank table, or blank required columns of its rows that are no parts.

    The amounts of the execution rate are asked for once where the rate earns points (M6).
    """
    money = Money(section, record)
    told = (section.denominator, section.numerator) if section.scored else ()
    asked = [
        (row, column)
        for row in section.rows
        for column in section.columns
        if column.required and not row.part_of and column.id not in told
    ]
    blank = [(r, c) for r, c in asked if money.is_blank(r.id, c.id)]
    head = section.scored or next((r.id for r in section.rows if not r.part_of), "")
    wanted = section.denominator or next((c.id for _, c in asked), "")
    if not money.cells() and len(blank) == len(asked):
        if wanted and head:
            names = one_line(section.label) or one_line(money.row_labels[head]).rstrip("：:")
            yield finding("C3", "error", money.place(head, wanted), case="section", names=names)
        return
    for row, column in blank:
        label = f"{one_line(row.label).rstrip('：:')} {one_line(column.label)}"
        yield finding("C3", "error", money.place(row.id, column.id), label=label)


def _indicators(section: IndicatorsSection, record: FormRecord) -> Iterator[Finding]:
    columns, rows = columns_of(section), record.rows(section.id)
    if all(facts_of(row, columns).kind == PLACEHOLDER for row in rows):
        place = Place(section.id, rows[0].id if rows else None, columns.name)
        names = columns.label or columns.label_of(columns.name)
        yield finding("C3", "error", place, case="rows", names=names)
        return
    told = (columns.target, columns.actual, columns.weight, columns.score, columns.name)
    asked = [c for c in section.columns if c.required]
    asked = [c for c in asked if not columns.scored or c.id not in told]
    for row in rows if asked else ():
        if facts_of(row, columns).kind == SCORED:
            yield from _blank_cells(row, section, asked)


def _blank_cells(
    row: Row, section: IndicatorsSection, asked: list[TableColumn]
) -> Iterator[Finding]:
    """Required cells that W4 does not ask for: it speaks of rows that earn points."""
    name = short(row.text(columns_of(section).name))
    for column in asked:
        if is_blank(row.text(column.id)):
            label = f"{name} {one_line(column.label)}".strip()
            yield finding("C3", "error", Place(section.id, row.id, column.id), label=label)


def _table(section: RowsSection, record: FormRecord) -> Iterator[Finding]:
    """Required cells of the rows that hold anything."""
    required = [c for c in section.columns if c.required]
    if not required:
        return
    for row in record.rows(section.id):
        if all(is_blank(text) for text in row.cells.values()):
            continue
        for column in required:
            if is_blank(row.text(column.id)):
                place = Place(section.id, row.id, column.id)
                yield finding("C3", "error", place, label=short(column.label))
