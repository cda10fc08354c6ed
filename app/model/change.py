"""Changes: one user action as steps that can be applied to a record and inverted."""

from typing import Any, TypeAlias, assert_never

import msgspec
from msgspec import Struct

from app.model.faults import ChangeError
from app.model.places import CODES, RECORD, Place
from app.model.record import RECORD_FIELDS, ROW_KEYS, FormRecord, JsonValue, Row, Rows
from app.model.strictjson import is_whole_text


class Set(Struct, frozen=True, tag="set"):
    """Put `new` where `old` stands; none means that nothing stands there."""

    place: Place
    old: JsonValue
    new: JsonValue


class Insert(Struct, frozen=True, tag="insert"):
    """Put a row behind the row with id `after`, or first."""

    section: str
    row: Row
    after: str | None


class Delete(Struct, frozen=True, tag="delete"):
    """Take out a row that stands behind the row with id `after`, or first."""

    section: str
    row: Row
    after: str | None


class Move(Struct, frozen=True, tag="move"):
    """Take a row from behind `old_after` to behind `new_after`."""

    section: str
    row_id: str
    old_after: str | None
    new_after: str | None


Step: TypeAlias = Set | Insert | Delete | Move


class Change(Struct, frozen=True):
    """One undo step: its name (a message code), its steps, and how it was made.

    `how` is one of typed, pasted, filled, imported, computed, fixed, undone, redone.
    """

    name: str
    steps: tuple[Step, ...]
    how: str = "typed"


def apply(record: FormRecord, change: Change) -> FormRecord:
    """The record after a change.

    In a record that has every section and money row of its form, if only empty, `invert` then
    gives the very record that was before; elsewhere an empty one may stay behind.

    Raises:
        ChangeError: CHANGE_001 another value stands there, _002 the row is there already,
            _003 nothing can be set at this place, _004 no such row, _005 the row differs or
            stands elsewhere, _006 the section is no table (or is one), _007 not a text.
    """
    for step in change.steps:
        record = _apply_step(record, step)
    return record


def invert(change: Change, how: str = "undone") -> Change:
    """The change that takes this one back."""
    return Change(change.name, tuple(_invert_step(s) for s in reversed(change.steps)), how)


def _invert_step(step: Step) -> Step:
    match step:
        case Set(place, old, new):
            return Set(place, new, old)
        case Insert(section, row, after):
            return Delete(section, row, after)
        case Delete(section, row, after):
            return Insert(section, row, after)
        case Move(section, row_id, old_after, new_after):
            return Move(section, row_id, new_after, old_after)
        case _:
            assert_never(step)


def _apply_step(record: FormRecord, step: Step) -> FormRecord:
    match step:
        case Set():
            return _set(record, step)
        case Insert(section, row, after):
            rows = _table(record, section)
            if any(known.id == row.id for known in rows):
                raise ChangeError("CHANGE_002", row=row.id)
            for field, text in row.cells.items():
                _check_cell(Place(section, row.id, field), text)
            return _with_section(record, section, _insert(rows, row, after))
        case Delete(section, row, after):
            return _with_section(record, section, _delete(_table(record, section), row, after))
        case Move(section, row_id, old_after, new_after):
            row = _found(_table(record, section), row_id)
            rest = _delete(_table(record, section), row, old_after)
            return _with_section(record, section, _insert(rest, row, new_after))
        case _:
            assert_never(step)


def _set(record: FormRecord, step: Set) -> FormRecord:
    place = step.place
    found = record.value(place)
    if found != step.old:
        raise ChangeError("CHANGE_001", place=str(place), found=str(found), old=str(step.old))
    if place.section == RECORD:
        if place.field not in RECORD_FIELDS or place.row is not None:
            raise ChangeError("CHANGE_003", place=str(place))
        if place.field in ("money_unit", "funds_note"):
            _check_filled_text(place, step.new)
        elif place.field == "printed":
            _check_texts(place, step.new)
        return msgspec.structs.replace(record, **{place.field: step.new})
    if place.section == CODES:
        _check_text(place, step.new)
        codes = _with_key(record.codes, place.field, step.new)
        return msgspec.structs.replace(record, codes=codes)
    section = record.sections.get(place.section)
    if isinstance(section, tuple):
        return _set_in_row(record, place, step.new)
    _check_text(place, step.new)
    fields: dict[str, Any] = dict(section or {})
    if place.row is None:
        if isinstance(fields.get(place.field), dict):
            raise ChangeError("CHANGE_003", place=str(place))
        fields = _with_key(fields, place.field, step.new)
    else:
        held = fields.get(place.row, {})
        if not isinstance(held, dict):
            raise ChangeError("CHANGE_003", place=str(place))
        fields = _with_key(fields, place.row, _with_key(held, place.field, step.new))
    return _with_section(record, place.section, fields)


def _set_in_row(record: FormRecord, place: Place, new: JsonValue) -> FormRecord:
    rows = record.rows(place.section)
    row = _found(rows, place.row or "")
    if place.field == "rule":
        changed = msgspec.structs.replace(row, rule=new)
    elif place.field == "kind":
        _check_filled_text(place, new)
        changed = msgspec.structs.replace(row, kind=new)
    else:
        _check_cell(place, new)
        changed = msgspec.structs.replace(row, cells=_with_key(row.cells, place.field, new))
    return _with_section(
        record, place.section, tuple(changed if other is row else other for other in rows)
    )


def _check_cell(place: Place, new: JsonValue) -> None:
    if place.field in ROW_KEYS:
        raise ChangeError("CHANGE_003", place=str(place))
    _check_text(place, new)


def _check_text(place: Place, new: JsonValue) -> None:
    if new is not None and not (isinstance(new, str) and is_whole_text(new)):
        raise ChangeError("CHANGE_007", place=str(place))


def _check_texts(place: Place, new: JsonValue) -> None:
    if not isinstance(new, dict):
        raise ChangeError("CHANGE_007", place=str(place))
    for text in (*new, *new.values()):
        _check_filled_text(place, text)


def _check_filled_text(place: Place, new: JsonValue) -> None:
    if new is None:
        raise ChangeError("CHANGE_007", place=str(place))
    _check_text(place, new)


def _table(record: FormRecord, section: str) -> Rows:
    if isinstance(record.sections.get(section), dict):
        raise ChangeError("CHANGE_006", section=section)
    return record.rows(section)


def _with_key(values: dict[str, Any], key: str, new: JsonValue) -> dict[str, Any]:
    if new is None:
        return {k: v for k, v in values.items() if k != key}
    return {**values, key: new}


def _with_section(record: FormRecord, section: str, value: Any) -> FormRecord:
    return msgspec.structs.replace(record, sections={**record.sections, section: value})


def _found(rows: Rows, row_id: str) -> Row:
    for row in rows:
        if row.id == row_id:
            return row
    raise ChangeError("CHANGE_004", row=row_id)


def _position(rows: Rows, after: str | None) -> int:
    if after is None:
        return 0
    for index, row in enumerate(rows):
        if row.id == after:
            return index + 1
    raise ChangeError("CHANGE_004", row=after)


def _insert(rows: Rows, row: Row, after: str | None) -> Rows:
    at = _position(rows, after)
    return (*rows[:at], row, *rows[at:])


def _delete(rows: Rows, row: Row, after: str | None) -> Rows:
    at = _position(rows, after)
    if at >= len(rows) or rows[at] != row:
        raise ChangeError("CHANGE_005", row=row.id)
    return (*rows[:at], *rows[at + 1 :])
