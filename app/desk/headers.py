"""The line of the ledger that a record makes."""

from app.desk.facts import encode_facts, facts_of
from app.desk.names import DEPARTMENT, PROJECT, UNIT, name_of, place_of
from app.desk.view import View
from app.model.definition import FormDefinition
from app.model.money import plain
from app.model.places import Place
from app.model.record import FormRecord
from app.model.states import EMPTY, FILLING
from app.store.values import HeaderValues


def header_values(view: View, definition: FormDefinition) -> HeaderValues:
    """What the ledger shows of a record."""
    record, scores = view.record, view.scores
    standing = [f for f in view.findings if not f.explained]
    scored = any(score.points is not None for score in scores.rows.values())
    return HeaderValues(
        title=name_of(definition, record, PROJECT),
        unit=name_of(definition, record, UNIT),
        department=name_of(definition, record, DEPARTMENT),
        state=FILLING if is_begun(record, definition) else EMPTY,
        total=plain(scores.total) if scored else "",
        grade=scores.grade,
        missing=scores.missing,
        errors=sum(f.severity == "error" for f in standing),
        warnings=sum(f.severity == "warning" for f in standing),
        facts=encode_facts(facts_of(view, definition)),
    )


def is_begun(record: FormRecord, definition: FormDefinition) -> bool:
    """Whether anything but the project's name was filled in."""
    name = place_of(definition, PROJECT)
    for section in definition.sections():
        fields = record.fields(section.id)
        if any(text for key, text in fields.items() if name != Place(section.id, None, key)):
            return True
        if any(text for row in record.money(section.id).values() for text in row.values()):
            return True
        template = {cell for row in getattr(section, "template", ()) for cell in row.values()}
        for row in record.rows(section.id):
            if any(text and text not in template for text in row.cells.values()):
                return True
    return False
