"""Searching the log by what a cell is called: the log itself keeps only where it stands."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.desk.captions import caption
from app.model.definition import (
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    Section,
    TextSection,
)
from app.model.places import Place
from app.model.record import FormRecord

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

ANY_ROW = "*"
_SHORTEST = 2
_MOST = 60


def cells_named(space: "Workspace", words: str) -> tuple[Place, ...]:
    """The cells whose name holds some words, in every form of the ledger.

    The row of a column of a repeating table is `ANY_ROW`. Words of one character, and words in
    the name of very many cells, name none.
    """
    wanted = "".join(words.split())
    if len(wanted) < _SHORTEST:
        return ()
    forms = {header.form: header.id for header in space.all_headers()}
    found: dict[Place, None] = {}
    for record_id in forms.values():
        loaded = space.load(record_id)
        named = _names(loaded.form.definition, loaded.record, space.language)
        found |= {place: None for place, name in named if wanted in "".join(name.split())}
    return tuple(found) if len(found) <= _MOST else ()


def _names(
    definition: FormDefinition, record: FormRecord, language: str
) -> Iterator[tuple[Place, str]]:
    for section in definition.sections():
        if isinstance(section, IndicatorsSection | RowsSection):
            for column in section.columns:
                yield Place(section.id, ANY_ROW, column.id), "".join(column.label.split())
            continue
        for place in _places(section):
            yield place, caption(place, definition, record, language)


def _places(section: Section) -> Iterator[Place]:
    match section:
        case FieldsSection():
            fields = (item.field for line in section.lines for item in line if item.field)
            yield from (Place(section.id, None, field) for field in fields)
        case FundsSection():
            for row in section.rows:
                yield from (Place(section.id, row.id, column.id) for column in section.columns)
        case GoalsSection(columns=items) | TextSection(items=items):
            yield from (Place(section.id, None, item.field) for item in items)
        case _:
            pass
