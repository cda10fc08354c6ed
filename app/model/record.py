"""What a person filled in: an immutable record, its rows, and reading by place."""

from collections.abc import Iterator
from typing import Any, TypeAlias

from msgspec import Struct

from app.model.places import CODES, RECORD, Place

JsonValue: TypeAlias = Any
Fields: TypeAlias = dict[str, str]
MoneyRows: TypeAlias = dict[str, dict[str, str]]
Rows: TypeAlias = tuple["Row", ...]
SectionValue: TypeAlias = "Fields | MoneyRows | Rows"

SCORED = "scored"
PART = "part"
NOT_APPLICABLE = "not_applicable"
PLACEHOLDER = "placeholder"
INDICATOR_KINDS = (SCORED, PART, NOT_APPLICABLE, PLACEHOLDER)
"""Row kinds of an indicator table (users.md: 计分, 其中项, 不适用, 空占位)."""


ROW_KEYS = frozenset(("id", "kind", "rule", "extra", "score_by"))
"""The keys of a row in a file that are no cells; no cell has such a name."""
RECORD_FIELDS = (
    *("year", "money_unit", "funds_note", "layout", "policy", "set_aside", "printed"),
    *("returns", "evidence"),
)
"""The fields of a record that have a place (`record/year`) and that a change may set.

`printed` holds all printed values: a change sets them together.
"""


class Row(Struct, frozen=True, gc=False):
    """One row of a repeating table: an id made once, the texts typed, and the rule chosen.

    `cells` holds only what is filled in or stood in the file; it is never changed in place.
    """

    id: str
    kind: str = ""
    cells: Fields = {}
    rule: JsonValue = None
    extra: dict[str, JsonValue] = {}

    def text(self, field: str) -> str:
        """The text of a cell, empty where nothing stands."""
        return self.cells.get(field, "")


class SetAside(Struct, frozen=True):
    """A finding that a person explained: its code, its place as text, and the reason."""

    code: str
    place: str
    reason: str
    extra: dict[str, JsonValue] = {}


class Remark(Struct, frozen=True):
    """One remark of the finance office on a returned form (退回意见).

    `place` is the cell or row it means, as text, empty where it means the form as a whole;
    `round` counts the returns, from 1; `source` says how it came in (typed, pasted, workbook);
    `time` is when; `before` is what stood in the cell then; `answer` is empty until it is answered.
    """

    id: str
    round: int
    place: str
    text: str
    source: str = "typed"
    time: str = ""
    before: str = ""
    answer: str = ""
    extra: dict[str, JsonValue] = {}


class Evidence(Struct, frozen=True):
    """One file that proves an indicator (佐证材料), or the signed scan of the form.

    `place` is the row it proves, as text, empty for the form as a whole; `name` is the file's
    own name, `sha256` its content as kept, `size` in bytes, `pages` 0 where nobody knows.
    """

    id: str
    place: str
    name: str
    sha256: str
    size: int = 0
    pages: int = 0
    time: str = ""
    kind: str = "evidence"
    extra: dict[str, JsonValue] = {}


EVIDENCE_KIND = "evidence"
"""The kind of an `Evidence` that proves an indicator, or the form as a whole."""
SIGNED_SCAN = "signed"
"""The kind of an `Evidence` that is the signed and stamped form itself."""


class FormRecord(Struct, frozen=True):
    """A filled form. Values are the texts that were typed; parsing never changes them."""

    form: str
    form_version: int
    id: str
    year: int | None = None
    form_hash: str = ""
    codes: Fields = {}
    money_unit: str = ""
    funds_note: str = ""
    sections: dict[str, SectionValue] = {}
    layout: dict[str, JsonValue] = {}
    policy: dict[str, JsonValue] | None = None
    set_aside: tuple[SetAside, ...] = ()
    returns: tuple[Remark, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unplaced: dict[str, JsonValue] = {}
    printed: dict[str, str] = {}
    extra: dict[str, JsonValue] = {}

    def fields(self, section: str) -> Fields:
        """The label/value pairs of a section, empty where the record has none."""
        value = self.sections.get(section)
        items = value.items() if isinstance(value, dict) else ()
        return {k: v for k, v in items if isinstance(v, str)}

    def money(self, section: str) -> MoneyRows:
        """The money rows of a section by row key, empty where the record has none."""
        value = self.sections.get(section)
        items = value.items() if isinstance(value, dict) else ()
        return {k: v for k, v in items if isinstance(v, dict)}

    def rows(self, section: str) -> Rows:
        """The rows of a repeating table in their order."""
        value = self.sections.get(section, ())
        return value if isinstance(value, tuple) else ()

    def row(self, section: str, row_id: str) -> Row | None:
        """The row with this id, or none."""
        return next((row for row in self.rows(section) if row.id == row_id), None)

    def tables(self) -> Iterator[tuple[str, Rows]]:
        """The repeating tables: section id and rows."""
        for section, value in self.sections.items():
            if isinstance(value, tuple):
                yield section, value

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Every text of the sections with its place, in the order of the record."""
        for section, value in self.sections.items():
            if isinstance(value, tuple):
                for row in value:
                    yield from ((Place(section, row.id, k), t) for k, t in row.cells.items() if t)
                continue
            for key, held in value.items():
                cells = {key: held} if isinstance(held, str) else held
                row_id = None if isinstance(held, str) else key
                yield from ((Place(section, row_id, k), t) for k, t in cells.items() if t)

    def value(self, place: Place) -> JsonValue:
        """What stands at a place: text as typed, another value for `record/…`, or none."""
        if place.section == RECORD:
            return getattr(self, place.field) if place.field in RECORD_FIELDS else None
        if place.section == CODES:
            return self.codes.get(place.field)
        section: Any = self.sections.get(place.section)
        if isinstance(section, tuple):
            return _row_value(self.row(place.section, place.row or ""), place.field)
        holder = section if place.row is None or section is None else section.get(place.row)
        return holder.get(place.field) if isinstance(holder, dict) else None

    def text(self, place: Place) -> str:
        """The text at a place, empty where nothing stands."""
        value = self.value(place)
        return value if isinstance(value, str) else ""


def _row_value(row: Row | None, field: str) -> JsonValue:
    if row is None:
        return None
    if field in ("kind", "rule"):
        return getattr(row, field)
    return row.cells.get(field)
