"""Two states of one record side by side: the cells and rows that differ, computed ones included."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from app.desk.view import View
from app.model.change import Delete, Insert, Move, Set
from app.model.definition import FormDefinition, FundsSection, IndicatorsSection
from app.model.difference import difference
from app.model.places import CODES, RECORD, Place
from app.model.record import FormRecord, JsonValue
from app.model.remarks import WHOLE
from app.rules.shown import shown_text

if TYPE_CHECKING:
    from app.rules.messages import Catalogue

_TOLD = ("year", "funds_note", "money_unit")
"""The record's own fields that are part of what finance sees; the others are not listed."""
_COMPUTED = ("score", "rate")
_MONEY_COMPUTED = ("score", "rate", "weight")


class ChangedCell(NamedTuple):
    """A cell that differs; `rows` counts the rows of a tier that was renamed in all of them."""

    place: Place
    old: str
    new: str
    computed: bool = False
    rows: int = 1


class Pair(Struct, frozen=True, dict=True):
    """A record as it was and as it is, both scored under their own policies."""

    before: View
    after: View
    definition: FormDefinition

    @classmethod
    def of(cls, before: View, after: View, definition: FormDefinition) -> "Pair":
        """Two states side by side."""
        return cls(before, after, definition)

    @property
    def old(self) -> FormRecord:
        """The record as it was."""
        return self.before.record

    @property
    def new(self) -> FormRecord:
        """The record as it is."""
        return self.after.record

    def shown(self, place: Place, *, old: bool = False) -> str:
        """What stands at a place, computed values included."""
        view = self.before if old else self.after
        return shown_text(view.record, self.definition, view.scores, place)

    def holder(self, place: Place) -> FormRecord:
        """The record that has the row of a place: the new one, else the old one."""
        gone = place.row is not None and (place.section, place.row) not in self._new_rows
        return self.old if gone else self.new

    def number(self, place: Place, *, old: bool = False) -> str:
        """The number of a row within its table, from 1."""
        rows = self._old_rows if old else self._new_rows
        return str(rows.get((place.section, place.row or ""), 0) + 1)

    def order(self, place: Place) -> tuple[int, int, int]:
        """Where a place stands in the form: section, row, column; the form as a whole first."""
        if place == WHOLE or place.section in (RECORD, CODES):
            return (-1, 0, 0)
        section = self.definition.section(place.section)
        at = self.definition.sections().index(section) if section is not None else -1
        key = (place.section, place.row or "")
        row = self._new_rows.get(key, self._old_rows.get(key, 0))
        if isinstance(section, FundsSection):
            row = next((n for n, r in enumerate(section.rows) if r.id == place.row), 0)
        columns = [c.id for c in getattr(section, "columns", ()) if hasattr(c, "id")]
        column = columns.index(place.field) if place.field in columns else len(columns)
        return (at, row, -1 if not place.field else column)

    @cached_property
    def _new_rows(self) -> dict[tuple[str, str], int]:
        return _numbered(self.new)

    @cached_property
    def _old_rows(self) -> dict[tuple[str, str], int]:
        return _numbered(self.old)


def _numbered(record: FormRecord) -> dict[tuple[str, str], int]:
    found = {(name, row.id): at for name, rows in record.tables() for at, row in enumerate(rows)}
    for name, value in record.sections.items():
        if isinstance(value, dict):
            found |= {(name, key): 0 for key, held in value.items() if isinstance(held, dict)}
    return found


def moved_rows(pair: Pair) -> Iterator[Insert | Delete | Move]:
    """The rows that were put in, taken out or moved."""
    change = difference(pair.old, pair.new, "", "typed")
    for step in change.steps if change is not None else ():
        if isinstance(step, Insert | Delete | Move):
            yield step


def changed_cells(pair: Pair, texts: "Catalogue") -> Iterator[ChangedCell]:
    """The cells that differ: what was typed, then what follows from it."""
    computed = dict.fromkeys(_computed_places(pair))
    change = difference(pair.old, pair.new, "", "typed")
    tiers: dict[tuple[str, str, str, str], ChangedCell] = {}
    for step in change.steps if change is not None else ():
        if not isinstance(step, Set) or step.place in computed or not _is_told(step.place):
            continue
        cell = ChangedCell(step.place, _text(step.old, texts), _text(step.new, texts))
        if cell.old == cell.new:
            continue  # an empty cell and one where nothing ever stood
        if not _is_tier(step.place, pair.definition):
            yield cell
            continue
        key = (step.place.section, step.place.field, cell.old, cell.new)
        known = tiers.get(key)
        tiers[key] = known._replace(rows=known.rows + 1) if known is not None else cell
    yield from tiers.values()
    for place in computed:
        old, new = pair.shown(place, old=True), pair.shown(place)
        if old != new:
            typed = pair.new.text(place) or pair.old.text(place)
            yield ChangedCell(place, old, new, computed=not typed)


def _is_told(place: Place) -> bool:
    if place.section == RECORD:
        return place.field in _TOLD
    return place.field != "kind"


def _is_tier(place: Place, definition: FormDefinition) -> bool:
    section = definition.section(place.section)
    columns = section.columns if isinstance(section, IndicatorsSection) else ()
    return any(c.id == place.field and c.role == "tier" for c in columns)


def _text(value: JsonValue, texts: "Catalogue") -> str:
    if isinstance(value, dict):
        return texts.rule_stated(value)
    return "" if value is None else str(value)


def _computed_places(pair: Pair) -> Iterator[Place]:
    """The cells whose values follow from others, of rows that were there before and are now."""
    for section in pair.definition.sections():
        if isinstance(section, FundsSection):
            columns = [c.id for c in section.columns if c.role in _MONEY_COMPUTED]
            rows = [row.id for row in section.rows]
        elif isinstance(section, IndicatorsSection):
            columns = [c.id for c in section.columns if c.role in _COMPUTED]
            before = {row.id for row in pair.old.rows(section.id)}
            rows = [row.id for row in pair.new.rows(section.id) if row.id in before]
        else:
            continue
        yield from (Place(section.id, row, column) for row in rows for column in columns)
    shown: set[str] = set()
    for total in pair.definition.totals():
        for cell in total.cells:
            if cell.value and cell.value not in shown:
                shown.add(cell.value)
                yield Place(total.id, None, cell.value)
