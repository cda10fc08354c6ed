"""Moving a record to another form, or to a newer version of its own, without losing a value."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from app.desk.forms import Form
from app.desk.records import complete, new_record
from app.model.codec import record_to_json
from app.model.definition import (
    FormDefinition,
    FundsSection,
    IndicatorsSection,
    RowsSection,
    Section,
)
from app.model.loading import field_names
from app.model.places import Place, parse_place
from app.model.record import ROW_KEYS, FormRecord, Row, SectionValue
from app.rules.columns import REASON, REVIEW

TEXTS, TABLES = "texts", "tables"
"""The keys under `unplaced` for texts by place, and for whole tables by their section."""

_UNPRINTED = frozenset((REASON, REVIEW))


class Left(NamedTuple):
    """A text that the new form has no place for: where it stood, and what it says."""

    place: str
    text: str


def moved(record: FormRecord, form: Form) -> FormRecord:
    """The record in another form; columns, fields and money rows meet by their ids.

    What has no place there is kept under `unplaced`, and finds its place again in a form that
    has one.
    """
    definition = form.definition
    made = new_record(form, record.year)
    waiting = _waiting(record)
    sections: dict[str, SectionValue] = {}
    texts: dict[str, str] = {}
    tables: dict[str, Any] = dict(waiting.tables)
    for name in {**record.sections, **dict.fromkeys(waiting.tables)}:
        section = definition.section(name)
        value = record.sections.get(name)
        if isinstance(value, tuple) or (value is None and name in tables):
            rows = value if isinstance(value, tuple) and value else _rows(tables.get(name))
            if isinstance(section, IndicatorsSection | RowsSection):
                tables.pop(name, None)
                sections[name], rest = _table(rows, section)
                texts |= rest
            elif rows:
                tables[name] = record_to_json(record).get(name) or tables.get(name)
        elif isinstance(value, dict):
            sections[name], rest = _cells(name, value, section)
            texts |= rest
    whole = {**made.sections, **{k: v for k, v in sections.items() if definition.section(k)}}
    placed = msgspec.structs.replace(
        record,
        form=definition.id,
        form_version=definition.version,
        form_hash=form.hash,
        money_unit=record.money_unit or definition.money_unit,
        sections=whole,
        layout={k: v for k, v in record.layout.items() if k != "widths"},
        printed={},
    )
    placed, still = _returned(complete(placed, definition), {**waiting.texts, **texts}, definition)
    unplaced = {k: v for k, v in placed.unplaced.items() if k not in (TEXTS, TABLES)}
    if still:
        unplaced[TEXTS] = still
    if tables:
        unplaced[TABLES] = tables
    return msgspec.structs.replace(placed, unplaced=unplaced)


def left_out(record: FormRecord) -> tuple[Left, ...]:
    """The texts that wait for a form with a place for them."""
    waiting = _waiting(record)
    found = [Left(place, text) for place, text in waiting.texts.items()]
    for name, rows in waiting.tables.items():
        for row in _rows(rows):
            texts = "，".join(text for text in row.cells.values() if text)
            if texts:
                found.append(Left(f"{name}/{row.id}", texts))
    return tuple(found)


class _Waiting(NamedTuple):
    texts: dict[str, str]
    tables: dict[str, Any]


def _waiting(record: FormRecord) -> _Waiting:
    texts, tables = record.unplaced.get(TEXTS), record.unplaced.get(TABLES)
    held = texts.items() if isinstance(texts, dict) else ()
    return _Waiting(
        {place: text for place, text in held if isinstance(text, str)},
        dict(tables) if isinstance(tables, dict) else {},
    )


def _rows(held: Any) -> tuple[Row, ...]:
    """Rows from their JSON; what is no row is left out."""
    rows: list[Row] = []
    for at, item in enumerate(held if isinstance(held, list | tuple) else ()):
        if isinstance(item, Row):
            rows.append(item)
        elif isinstance(item, Mapping):
            texts = {k: v for k, v in item.items() if isinstance(v, str)}
            cells = {k: v for k, v in texts.items() if k not in ROW_KEYS}
            kind = item.get("kind", "")
            rows.append(Row(str(item.get("id", f"r{at + 1}")), str(kind), cells, item.get("rule")))
    return tuple(rows)


def _table(
    rows: tuple[Row, ...], section: IndicatorsSection | RowsSection
) -> tuple[tuple[Row, ...], dict[str, str]]:
    known = {column.id for column in section.columns} | _UNPRINTED
    rest: dict[str, str] = {}
    made: list[Row] = []
    for row in rows:
        cells = {name: text for name, text in row.cells.items() if name in known}
        for name, text in row.cells.items():
            if name not in known and text:
                rest[str(Place(section.id, row.id, name))] = text
        made.append(msgspec.structs.replace(row, cells=cells))
    return tuple(made), rest


def _cells(
    name: str, value: Mapping[str, Any], section: Section | None
) -> tuple[dict[str, Any], dict[str, str]]:
    fields = set(field_names(section)) if section is not None else set()
    rows = {row.id for row in section.rows} if isinstance(section, FundsSection) else set()
    kept: dict[str, Any] = {}
    rest: dict[str, str] = {}
    for key, held in value.items():
        if isinstance(held, str):
            if key in fields and not rows:
                kept[key] = held
            elif held:
                rest[str(Place(name, None, key))] = held
            continue
        known = fields | _UNPRINTED if key in rows else set()
        kept[key] = {column: text for column, text in held.items() if column in known}
        rest |= {str(Place(name, key, c)): t for c, t in held.items() if c not in known and t}
    return {k: v for k, v in kept.items() if not isinstance(v, dict) or k in rows}, rest


def _returned(
    record: FormRecord, texts: Mapping[str, str], definition: FormDefinition
) -> tuple[FormRecord, dict[str, str]]:
    """Texts that waited go to places that are known and blank; the others wait on."""
    sections: dict[str, Any] = dict(record.sections)
    still: dict[str, str] = {}
    for name, text in texts.items():
        place = parse_place(name)
        if record.text(place) or not _is_known(place, record, definition):
            still[name] = text
            continue
        held = sections[place.section]
        if isinstance(held, tuple):
            sections[place.section] = tuple(_with(row, place, text) for row in held)
        elif place.row is None:
            sections[place.section] = {**held, place.field: text}
        else:
            money = {**held.get(place.row, {}), place.field: text}
            sections[place.section] = {**held, place.row: money}
    return msgspec.structs.replace(record, sections=sections), still


def _with(row: Row, place: Place, text: str) -> Row:
    if row.id != place.row:
        return row
    return msgspec.structs.replace(row, cells={**row.cells, place.field: text})


def _is_known(place: Place, record: FormRecord, definition: FormDefinition) -> bool:
    section = definition.section(place.section)
    if section is None or place.field not in {*field_names(section), *_UNPRINTED}:
        return False
    if isinstance(section, IndicatorsSection | RowsSection):
        return record.row(place.section, place.row or "") is not None
    if isinstance(section, FundsSection):
        return place.row in {row.id for row in section.rows}
    return place.row is None
