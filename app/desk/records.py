"""Records at birth: an empty record of a form, a duplicate, and the normal form."""

import secrets
import uuid
from collections.abc import Container
from typing import Any

import msgspec

from app.desk.forms import Form
from app.model.codec import record_to_json
from app.model.definition import (
    FormDefinition,
    FundsSection,
    IndicatorsSection,
    RowsSection,
    Section,
)
from app.model.record import PLACEHOLDER, FormRecord, Row, SectionValue

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_ID_LENGTH = 4
_CODES = ("project_code", "unit_code", "fund_nature", "section")


def new_row_id(taken: Container[str]) -> str:
    """A row id that is not taken: short, without look-alike characters."""
    while True:
        made = "".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH))
        if made not in taken:
            return made


def new_record(form: Form, year: int | None = None) -> FormRecord:
    """An empty record of a form, its template rows in place."""
    definition = form.definition
    empty = FormRecord(
        form=definition.id,
        form_version=definition.version,
        form_hash=form.hash,
        id=str(uuid.uuid4()),
        year=year,
        codes=dict.fromkeys(_CODES, ""),
        money_unit=definition.money_unit,
        sections={s.id: _template_rows(s) for s in definition.sections() if _is_table(s)},
    )
    return complete(empty, definition)


def duplicate(record: FormRecord) -> FormRecord:
    """The same record under an id of its own."""
    return msgspec.structs.replace(record, id=str(uuid.uuid4()))


def complete(record: FormRecord, definition: FormDefinition) -> FormRecord:
    """The record with every section and money row of its form present, if only empty.

    In this normal form taking a change back restores the record exactly. Where the form has a
    table and the record has none, or the other way round, what stood there goes to `unplaced`.
    """
    sections: dict[str, SectionValue] = {}
    unplaced = dict(record.unplaced)
    for section in definition.sections():
        found = record.sections.get(section.id)
        if found and isinstance(found, tuple) != _is_table(section):
            unplaced[_free(section.id, unplaced)] = record_to_json(record)[section.id]
            found = None
        sections[section.id] = found or (() if _is_table(section) else {})
        if isinstance(section, FundsSection):
            held: Any = found or {}  # a foreign file may hold texts beside the rows
            sections[section.id] = {**{row.id: {} for row in section.rows}, **held}
    if all(sections[name] == record.sections.get(name) for name in sections):
        return record
    whole = {**record.sections, **sections}
    return msgspec.structs.replace(record, sections=whole, unplaced=unplaced)


def _free(name: str, taken: Container[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}#{number}"
    return free


def _is_table(section: Section) -> bool:
    return isinstance(section, IndicatorsSection | RowsSection)


def _template_rows(section: Section) -> tuple[Row, ...]:
    rows: list[Row] = []
    if isinstance(section, IndicatorsSection | RowsSection):
        kind = PLACEHOLDER if isinstance(section, IndicatorsSection) else ""
        for cells in section.template:
            rows.append(Row(new_row_id({row.id for row in rows}), kind, dict(cells)))
    return tuple(rows)
