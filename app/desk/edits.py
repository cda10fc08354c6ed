"""Edits: what a person does to a record, as changes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from app.desk.records import new_row_id
from app.model.change import Change, Delete, Insert, Move, Set, Step
from app.model.definition import FormDefinition, IndicatorsSection, RowsSection
from app.model.places import Place
from app.model.record import SCORED, FormRecord, JsonValue, Row
from app.rules.families.qualitative import degrees_of
from app.rules.policy import effective_policy
from app.sheet.sheet import Cell
from app.sheet.tables import shown_rows
from app.sheet.tiers import tier_columns

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
"""Line ends of all systems, and Word's line and page break."""

EDITABLE = ("input", "overridable", "choice")
"""Kinds of cell that take text."""

TableSection = IndicatorsSection | RowsSection


def clean(text: str) -> str:
    """Typed or pasted text without what no paper shows: control characters, lone surrogates.

    Line ends become line feeds; white space at the very end is dropped; nothing else is touched.
    """
    unified = _LINE_ENDS.sub("\n", text)
    kept = (c for c in unified if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).replace("\t", " ").rstrip()


def places_of(cell: Cell) -> tuple[Place, ...]:
    """The places that an edit of a cell sets; none where it takes no text."""
    if cell.place is None or cell.kind not in EDITABLE:
        return ()
    return cell.covers or (cell.place,)


def edited_text(record: FormRecord, cell: Cell) -> str:
    """The text that an editor opens with: what was typed, not what is shown."""
    return record.text(cell.place) if cell.place is not None else ""


def set_steps(record: FormRecord, places: Iterable[Place], text: str) -> list[Step]:
    """Steps that put a text at places; an emptied place holds nothing."""
    new: JsonValue = clean(text) or None
    steps: list[Step] = []
    for place in places:
        old = record.value(place)
        if (old or None) != new:
            steps.append(Set(place, old, new))
    return steps


def set_cell(record: FormRecord, cell: Cell, text: str) -> Change | None:
    """The change of typing into a cell; none where nothing changes.

    A score typed as it is shown already stays the computed one.
    """
    if cell.kind == "overridable" and clean(text) == cell.text and not edited_text(record, cell):
        return None
    return _change("EDIT_SET", set_steps(record, places_of(cell), text))


def clear_cells(record: FormRecord, cells: Iterable[Cell]) -> Change | None:
    """Empty cells in one step."""
    steps = [s for cell in cells for s in set_steps(record, places_of(cell), "")]
    return _change("EDIT_CLEAR", steps)


def fill_down(record: FormRecord, columns: Sequence[Sequence[Cell]]) -> Change | None:
    """Copy the first cell of each column into the cells under it (向下填充)."""
    steps: list[Step] = []
    for cells in columns:
        if cells:
            text = edited_text(record, cells[0])
            for cell in cells[1:]:
                steps.extend(set_steps(record, places_of(cell), text))
    return _change("EDIT_FILL", steps, "filled")


def set_value(record: FormRecord, place: Place, new: JsonValue, name: str) -> Change | None:
    """Set a value that is no text: year, layout, row kind, rule, set-aside findings."""
    old = record.value(place)
    return _change(name, [Set(place, old, new)] if old != new else [])


def insert_row(record: FormRecord, section: TableSection, after: str | None) -> Change:
    """An empty row behind another, under the same tiers (插入指标)."""
    rows = record.rows(section.id)
    model = record.row(section.id, after) if after else (rows[0] if rows else None)
    row = empty_row(section, model, {r.id for r in rows})
    return Change("EDIT_INSERT", (Insert(section.id, row, after),))


def empty_row(section: TableSection, model: Row | None, taken: set[str]) -> Row:
    """A row with a new id and the tiers of a model row."""
    tiers = tier_columns(section) if model else ()
    cells = {tier: model.text(tier) for tier in tiers if model and model.text(tier)}
    kind = SCORED if isinstance(section, IndicatorsSection) else ""
    return Row(new_row_id(taken), kind, cells)


def delete_rows(record: FormRecord, section: str, row_ids: Sequence[str]) -> Change | None:
    """Take rows out in one step."""
    steps: list[Step] = []
    before: str | None = None
    for row in record.rows(section):
        if row.id in row_ids:
            steps.append(Delete(section, row, before))
        else:
            before = row.id
    return _change("EDIT_DELETE", steps)


def move_row(record: FormRecord, section: TableSection, row_id: str, by: int) -> Change | None:
    """Move a row up (`by` = -1) or down (+1), over one row that is shown."""
    ids = [row.id for row in record.rows(section.id)]
    shown = [row.id for row in shown_rows(section, record)]
    to = shown.index(row_id) + by if row_id in shown else -1
    if not 0 <= to < len(shown):
        return None
    at = ids.index(row_id)
    rest = ids[:at] + ids[at + 1 :]
    place = rest.index(shown[to]) + (1 if by > 0 else 0)
    old_after = ids[at - 1] if at else None
    new_after = rest[place - 1] if place else None
    return Change("EDIT_MOVE", (Move(section.id, row_id, old_after, new_after),))


def _change(name: str, steps: Sequence[Step], how: str = "typed") -> Change | None:
    return Change(name, tuple(steps), how) if steps else None


def choose_degree(
    record: FormRecord, definition: FormDefinition, row_place: Place, key: str
) -> Change | None:
    """Choose the degree that a qualitative row reached; an empty actual takes its wording."""
    section = definition.section(row_place.section)
    row = record.row(row_place.section, row_place.row or "")
    if not isinstance(section, IndicatorsSection) or row is None:
        return None
    steps: list[Step] = []
    scale = row.rule.get("bands") if isinstance(row.rule, Mapping) else None
    rule = {"family": "qualitative", "degree": key} | ({"bands": scale} if scale else {})
    if row.rule != rule:
        place = Place(row_place.section, row.id, "rule")
        steps.append(Set(place, row.rule, rule))
    degrees = degrees_of(effective_policy(record, definition), rule)
    wordings = {degree.key: degree.label for degree in degrees}
    actual = next((c.id for c in section.columns if c.role == "actual"), None)
    if actual is not None and row.text(actual) in ("", *wordings.values()):
        place = Place(row_place.section, row.id, actual)
        steps.extend(set_steps(record, (place,), wordings.get(key, "")))
    return _change("EDIT_DEGREE", steps)
