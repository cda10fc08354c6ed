"""Places: the addresses of values, stable while rows move."""

from msgspec import Struct

RECORD = "record"
"""The section name of a record's own fields: `record/year`, `record/funds_note`."""
CODES = "codes"
"""The section name of the unprinted codes: `codes/project_code`."""


class Place(Struct, frozen=True, order=True, gc=False):
    """The address of one value: section id, row id (or none) and field.

    A place without a field names a whole row (`indicators/k3f9`).
    """

    section: str
    row: str | None
    field: str

    def __str__(self) -> str:
        return "/".join(part for part in (self.section, self.row, self.field) if part)


def parse_place(text: str) -> Place:
    """Read `section/row/field` or `section/field`.

    Raises:
        ValueError: the text has no or more than three parts.
    """
    parts = text.split("/")
    if len(parts) == 2:
        return Place(parts[0], None, parts[1])
    if len(parts) == 3:
        return Place(parts[0], parts[1], parts[2])
    raise ValueError(text)
