"""What a remark of finance means in a record: the cell, the row, or the form as a whole."""

from app.model.places import RECORD, Place
from app.model.record import FormRecord

WHOLE = Place(RECORD, None, "returns")
"""The place of remarks that mean the form as a whole; the remarks themselves are kept there."""


def meant_place(record: FormRecord, text: str) -> Place:
    """The place that a remark's or a file's `place` names: a cell, a row (no field), the whole.

    Text that names nothing stands for the form as a whole. A row that is gone keeps its place.
    """
    section, *rest = text.split("/")
    if len(rest) == 2 and all(rest):
        return Place(section, rest[0], rest[1])
    if len(rest) == 1 and rest[0]:
        is_row = _has_rows(record, section, rest[0])
        return Place(section, rest[0], "") if is_row else Place(section, None, rest[0])
    return WHOLE


def _has_rows(record: FormRecord, section: str, name: str) -> bool:
    value = record.sections.get(section)
    return isinstance(value, tuple) or (value is not None and isinstance(value.get(name), dict))


def place_text(place: Place) -> str:
    """A place as a remark keeps it, empty for the form as a whole."""
    return "" if place == WHOLE else str(place)
