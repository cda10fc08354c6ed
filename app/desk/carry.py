"""Beginning a record from another: last year's, or the target declaration of the same year."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.desk.forms import Form
from app.desk.records import new_record
from app.model.carried import KEY, Carried
from app.model.definition import (
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    Section,
    column_with_role,
)
from app.model.places import Place
from app.model.record import PLACEHOLDER, SCORED, FormRecord, JsonValue, Row, SectionValue
from app.rules.columns import columns_of

PLANNED = ("tier", "name", "operator", "target", "unit", "weight")
"""Roles of the columns that are set before the year begins; all others are its results."""

_ANSWERS = ("degree", "met", "incidents", "sample")
"""What a rule knows of one year only."""


def carry_over(
    record: FormRecord, definition: FormDefinition, form: Form, year: int | None
) -> FormRecord:
    """The record of another year (沿用上年) or form that begins with what was planned.

    Names, tiers, targets, weights and rules stay; money, actuals, scores and notes are empty.
    What stood in the old record is kept beside by place, under the same row ids.

    Args:
        record: last year's record, or a declaration.
        definition: its form.
        form: the form of the new record; columns and fields meet by their ids.
        year: the new record's year.
    """
    made = new_record(form, year)
    sections: dict[str, SectionValue] = dict(made.sections)
    for section in form.definition.sections():
        taken = _planned(section, definition.section(section.id), record, year)
        if taken is not None:
            sections[section.id] = taken
    same_form = record.form == form.definition.id
    carried = Carried(record.year, record.id, {str(place): text for place, text in record.texts()})
    return msgspec.structs.replace(
        made,
        codes={**made.codes, **record.codes},
        money_unit=record.money_unit if same_form else made.money_unit,
        layout=record.layout if same_form else {},
        sections=sections,
        extra={KEY: msgspec.to_builtins(carried)},
    )


def _planned(
    section: Section, before: Section | None, record: FormRecord, year: int | None
) -> "SectionValue | None":
    """What a section of the new record begins with; none for what the form begins with."""
    if isinstance(section, FieldsSection) and isinstance(before, FieldsSection):
        known = {item.field for line in section.lines for item in line if item.field}
        return {k: v for k, v in record.fields(section.id).items() if k in known}
    if isinstance(section, GoalsSection) and isinstance(before, GoalsSection):
        plan = section.columns[0].field
        text = record.fields(section.id).get(plan, "")
        return {plan: text} if text else {}
    if isinstance(section, IndicatorsSection) and isinstance(before, IndicatorsSection):
        return tuple(_row(row, section) for row in record.rows(section.id))
    if isinstance(section, FundsSection) and isinstance(before, FundsSection):
        return _budget(section, before, record, year)
    return None


def _row(row: Row, section: IndicatorsSection) -> Row:
    kept = {column.id for column in section.columns if column.role in PLANNED}
    cells = {name: text for name, text in row.cells.items() if name in kept}
    name = columns_of(section).name
    kind = row.kind
    if kind not in (PLACEHOLDER, "") and not cells.get(name):
        kind = SCORED
    return Row(row.id, kind, cells, _rule(row.rule))


def _rule(rule: JsonValue) -> JsonValue:
    """A rule without the answers of one year; none where nothing else is left."""
    if not isinstance(rule, dict):
        return rule
    kept = {name: _unanswered(value) for name, value in rule.items() if name not in _ANSWERS}
    return None if kept in ({}, {"family": "qualitative"}) else kept


def _unanswered(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_unanswered(item) for item in value]
    if isinstance(value, Mapping):
        return {k: _unanswered(v) for k, v in value.items() if k not in _ANSWERS}
    return value


def _budget(
    section: FundsSection, before: FundsSection, record: FormRecord, year: int | None
) -> SectionValue:
    """What was declared or begun with is the initial budget of what follows in the same year."""
    rows: dict[str, dict[str, str]] = {row.id: {} for row in section.rows}
    declared = before.denominator == "" and before.numerator == ""
    if not section.initial or year != record.year:
        return rows
    if not declared and section.initial not in {column.id for column in before.columns}:
        return rows
    amounts = [column.id for column in before.columns if column.role == "amount"]
    for row_id, cells in record.money(section.id).items():
        other = cells.get(amounts[-1], "") if declared and amounts else ""
        text = cells.get(section.initial) or other
        if row_id in rows and text:
            rows[row_id] = {section.initial: text}
    return rows


def with_scores(record: FormRecord, points: Mapping[str, str]) -> FormRecord:
    """The record with last year's points beside it, by the place of their cells.

    `points` holds what last year's table showed as scores, which its record leaves to the rules.
    """
    held = record.extra.get(KEY)
    if not isinstance(held, dict):
        return record
    values = {**points, **held.get("values", {})}
    extra = {**record.extra, KEY: {**held, "values": values}}
    return msgspec.structs.replace(record, extra=extra)


def score_place(definition: FormDefinition, key: str) -> str:
    """The place of a scored row's score cell (`indicators/k3f9/score`), empty without one."""
    section_id, _, row = key.partition("/")
    section = definition.section(section_id)
    if isinstance(section, IndicatorsSection):
        column = column_with_role(section, "score")
        return str(Place(section_id, row, column.id)) if column is not None else ""
    if isinstance(section, FundsSection):
        names = [column.id for column in section.columns if column.role == "score"]
        return str(Place(section_id, row, names[0])) if names else ""
    return ""
