"""What a record is called: its project, unit and department, found by the roles of its form."""

from app.model.definition import FieldItem, FieldsSection, FormDefinition
from app.model.places import Place
from app.model.record import FormRecord

PROJECT, UNIT, DEPARTMENT = "project_name", "unit", "department"
"""Roles of a `fields` item; see docs/forms.md."""


def place_of(definition: FormDefinition, role: str) -> Place | None:
    """The place of the field with a role, none where the form has no such field."""
    for section, item in _fields(definition):
        if item.role == role:
            return Place(section.id, None, item.field)
    return None


def name_of(definition: FormDefinition, record: FormRecord, role: str) -> str:
    """The text of the field with a role on one line, empty where there is none."""
    place = place_of(definition, role)
    return " ".join(record.text(place).split()) if place is not None else ""


def _fields(definition: FormDefinition) -> list[tuple[FieldsSection, FieldItem]]:
    return [
        (section, item)
        for section in definition.sections()
        if isinstance(section, FieldsSection)
        for line in section.lines
        for item in line
        if item.field
    ]
