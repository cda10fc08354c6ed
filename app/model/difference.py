"""From one record to another: the steps that lead there."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.model.change import Change, Delete, Insert, Move, Set, Step
from app.model.places import CODES, RECORD, Place
from app.model.record import RECORD_FIELDS, FormRecord, Row, Rows

_ROW_VALUES = ("kind", "rule")


def difference(old: FormRecord, new: FormRecord, name: str, how: str) -> Change | None:
    """The change that turns a record into another of the same form; none where they are equal.

    Rows are matched by their ids. What lies outside every place (`unplaced`, `extra`) stays.
    """
    steps = tuple(_steps(old, new))
    return Change(name, steps, how) if steps else None


def _steps(old: FormRecord, new: FormRecord) -> Iterator[Step]:
    for field in RECORD_FIELDS:
        yield from _set(Place(RECORD, None, field), getattr(old, field), getattr(new, field))
    yield from _texts(old.codes, new.codes, CODES, None)
    for section in {**old.sections, **new.sections}:
        before, after = old.sections.get(section), new.sections.get(section)
        if isinstance(before, tuple) or isinstance(after, tuple):
            yield from _rows(old.rows(section), new.rows(section), section)
        else:
            yield from _fields(before or {}, after or {}, section)


def _set(place: Place, old: Any, new: Any) -> Iterator[Step]:
    if old != new:
        yield Set(place, old, new)


def _texts(
    old: Mapping[str, Any], new: Mapping[str, Any], section: str, row: str | None
) -> Iterator[Step]:
    for key in {**old, **new}:
        yield from _set(Place(section, row, key), old.get(key), new.get(key))


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], section: str) -> Iterator[Step]:
    for key in {**old, **new}:
        before, after = old.get(key), new.get(key)
        if isinstance(before, dict) or isinstance(after, dict):
            yield from _texts(before or {}, after or {}, section, key)
        else:
            yield from _set(Place(section, None, key), before, after)


def _rows(old: Rows, new: Rows, section: str) -> Iterator[Step]:
    wanted = {row.id: row for row in new}
    order: list[str] = []
    for row in old:
        # A row's `extra` has no place of its own: such a row is taken out and put in anew.
        if row.id in wanted and wanted[row.id].extra == row.extra:
            order.append(row.id)
        else:
            yield Delete(section, row, order[-1] if order else None)
    kept = {row.id: row for row in old if row.id in order}
    before: str | None = None
    for at, row in enumerate(new):
        if row.id not in kept:
            yield Insert(section, row, before)
            order.insert(at, row.id)
        else:
            yield from _moved(order, row.id, at, section)
            yield from _cells(kept[row.id], row, section)
        before = row.id


def _moved(order: list[str], row_id: str, at: int, section: str) -> Iterator[Step]:
    stood = order.index(row_id)
    if stood == at:
        return
    yield Move(section, row_id, order[stood - 1], order[at - 1] if at else None)
    order.insert(at, order.pop(stood))


def _cells(old: Row, new: Row, section: str) -> Iterator[Step]:
    for name in _ROW_VALUES:
        yield from _set(Place(section, old.id, name), getattr(old, name), getattr(new, name))
    yield from _texts(old.cells, new.cells, section, old.id)
