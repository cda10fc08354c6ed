"""Which tables belong to one project: by code, else by name."""

from collections.abc import Iterable

from app.desk.names import PROJECT, name_of
from app.model.definition import FormDefinition
from app.model.money import folded
from app.model.record import FormRecord

CODE = "project_code"
"""The unprinted code that names a project; names drift (users.md, decision 1)."""

Table = tuple[FormRecord, FormDefinition]


def related_records(
    record: FormRecord, definition: FormDefinition, tables: Iterable[Table]
) -> tuple[FormRecord, ...]:
    """The other tables of a record's project, those without any code compared by name."""
    return tuple(
        other
        for other, form in tables
        if other is not record and _same_project((record, definition), (other, form))
    )


def _same_project(one: Table, two: Table) -> bool:
    codes = [folded(record.codes.get(CODE, "")) for record, _ in (one, two)]
    if all(codes):
        return codes[0] == codes[1]
    names = [folded(name_of(definition, record, PROJECT)) for record, definition in (one, two)]
    return bool(names[0]) and names[0] == names[1]
