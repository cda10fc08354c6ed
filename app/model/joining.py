"""Joining what two people did to the same record since it was one."""

from typing import Any

from msgspec import Struct

from app.model.change import Change, Delete, Insert, Move, Set, Step, apply
from app.model.difference import difference
from app.model.places import Place
from app.model.record import FormRecord, Rows


class Conflict(Struct, frozen=True):
    """A value that both changed otherwise, or a row (`place` without a field) that one deleted."""

    place: Place
    mine: Any
    theirs: Any


class Joined(Struct, frozen=True):
    """What of theirs goes into mine without a question, and what must be asked."""

    steps: tuple[Step, ...]
    conflicts: tuple[Conflict, ...]


def join(base: FormRecord, mine: FormRecord, theirs: FormRecord) -> Joined:
    """Bring their changes since `base` into mine; the steps apply to `mine` in their order."""
    change = difference(base, theirs, "", "")
    steps: list[Step] = []
    conflicts: list[Conflict] = []
    record = mine
    for wanted in change.steps if change is not None else ():
        found = _fitted(wanted, record)
        if isinstance(found, Conflict):
            conflicts.append(found)
        elif found is not None:
            record = apply(record, Change("", (found,)))
            steps.append(found)
    return Joined(tuple(steps), tuple(conflicts))


def _fitted(step: Step, record: FormRecord) -> Step | Conflict | None:
    """A step as it fits a record that went another way; none where it is done already."""
    match step:
        case Set(place, old, new):
            return _fitted_value(place, old, new, record)
        case Insert(section, row, after):
            rows = record.rows(section)
            taken = any(known.id == row.id for known in rows)
            return None if taken else Insert(section, row, _near(rows, after))
        case Delete():
            return _fitted_delete(step, record)
        case Move():
            return _fitted_move(step, record)


def _fitted_delete(step: Delete, record: FormRecord) -> Delete | Conflict | None:
    here = record.row(step.section, step.row.id)
    if here is None:
        return None
    if here != step.row:
        return Conflict(Place(step.section, here.id, ""), here, None)
    return Delete(step.section, here, _before(record.rows(step.section), here.id))


def _fitted_move(step: Move, record: FormRecord) -> Move | None:
    rows = record.rows(step.section)
    ids = {row.id for row in rows}
    if step.row_id not in ids or not ids.issuperset({step.new_after} - {None}):
        return None
    stood = _before(rows, step.row_id)
    if stood == step.new_after:
        return None
    return Move(step.section, step.row_id, stood, step.new_after)


def _fitted_value(place: Place, old: Any, new: Any, record: FormRecord) -> Set | Conflict | None:
    here = record.value(place)
    if here == new:
        return None
    in_table = isinstance(record.sections.get(place.section), tuple)
    if in_table and record.row(place.section, place.row or "") is None:
        return Conflict(place, None, new)
    return Set(place, old, new) if here == old else Conflict(place, here, new)


def _before(rows: Rows, row_id: str) -> str | None:
    ids = [row.id for row in rows]
    at = ids.index(row_id)
    return ids[at - 1] if at else None


def _near(rows: Rows, after: str | None) -> str | None:
    """The row to stand behind: the wanted one, else the last."""
    ids = [row.id for row in rows]
    if after is None or after in ids:
        return after
    return ids[-1] if ids else None
