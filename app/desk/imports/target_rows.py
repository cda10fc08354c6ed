"""The rows of a record beside the indicators of a list: what differs, what is new, what is gone."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from app.desk.captions import caption
from app.desk.imports.target_cells import FormPlaces, indicator_cells
from app.desk.imports.target_lines import Indicator
from app.desk.imports.untouched import Ask
from app.model.money import folded, parse_amount, parse_points
from app.model.places import Place
from app.model.record import PLACEHOLDER, FormRecord, Row
from app.rules.rows import facts_of
from app.rules.tiers import tier_name

_K = TypeVar("_K")
_V = TypeVar("_V")

CELL, ADD, RENAME, GONE = "cell", "add", "rename", "gone"
"""What an item is: a cell with another text, a new row, a row under another name, a row that the
list no longer has."""

_ALIKE = 75
"""From this likeness on (0 to 100) a new indicator may be an old one under another name."""


class Item(NamedTuple):
    """One thing that a person may tick: what stands now, and what the list says.

    `cells` are the texts of a row by column (of a cell: the one); `why` is the code of the
    sentence that says why it is not ticked, empty where it is; `rival` is the key of the item
    that says otherwise of the same line.
    """

    key: str
    kind: str
    place: Place
    what: str
    old: str
    new: str
    cells: dict[str, str]
    ticked: bool
    why: str = ""
    rival: str = ""


def cell_item(
    record: FormRecord, places: FormPlaces, place: Place, text: str, untouched: Ask, language: str
) -> Item | None:
    """The item of one cell, none where it says already what the list says."""
    old = record.text(place)
    if _same(old, text, place, places):
        return None
    ticked = not folded(old) or untouched(place, old)
    what = caption(place, places.definition, record, language)
    why = "" if ticked else "WHY_FILLED"
    return Item(str(place), CELL, place, what, old, text, {place.field: text}, ticked, why)


def _same(old: str, new: str, place: Place, places: FormPlaces) -> bool:
    columns = places.columns
    if folded(old) == folded(new):
        return True
    if place == places.fields.get("initial"):
        amounts = [parse_amount(text, places.money_unit) for text in (old, new)]
        return None not in amounts and len({a.value for a in amounts if a is not None}) == 1
    if place.section == columns.section and place.field == columns.weight:
        points = parse_points(old)
        return points is not None and points == parse_points(new)
    if place.section == columns.section and place.field in columns.tiers:
        return tier_name(old) == tier_name(new)
    return False


class RowMatch:
    """Which row of a record each indicator of the list is; rows keep their ids."""

    def __init__(
        self, record: FormRecord, places: FormPlaces, untouched: Ask, language: str
    ) -> None:
        self._record = record
        self._places = places
        self._untouched = untouched
        self._language = language
        self._levels = tuple(places.tiers.values())
        rows = record.rows(places.section.id)
        self._rows = [r for r in rows if facts_of(r, places.columns).kind != PLACEHOLDER]

    def items(self, indicators: Sequence[Indicator]) -> list[Item]:
        """What differs between the record's rows and the list, in the order of the list."""
        if not indicators:
            return []
        lines = [(line, indicator_cells(line, self._places)) for line in indicators]
        found = self._matched([cells for _, cells in lines])
        taken = {row.id for row in found.values()}
        left = [row for row in self._rows if row.id not in taken]
        alike = self._alike([(at, c) for at, (_, c) in enumerate(lines) if at not in found], left)
        items: list[Item] = []
        for at, (line, cells) in enumerate(lines):
            if at in found:
                items += self._cells(found[at], cells)
            else:
                items += self._new(line, cells, alike.get(at))
        renamed = {row.id for row in alike.values()}
        return items + [self._gone(row) for row in left if row.id not in renamed]

    # --- which row is which

    def _matched(self, lines: Sequence[dict[str, str]]) -> dict[int, Row]:
        """The rows of the same tiers and name, else of the same name where only one has it."""
        found: dict[int, Row] = {}
        used: set[str] = set()
        for key in (self._path_and_name, self._name_alone):
            rows = _unique([(key(row.cells), row) for row in self._rows if row.id not in used])
            open_ = [(key(cells), at) for at, cells in enumerate(lines) if at not in found]
            for name, at in _unique(open_).items():
                if name in rows:
                    found[at] = rows[name]
                    used.add(rows[name].id)
        return found

    def _path_and_name(self, cells: dict[str, str]) -> tuple[str, ...]:
        return (*(tier_name(cells.get(tier, "")) for tier in self._levels), self._name(cells))

    def _name_alone(self, cells: dict[str, str]) -> tuple[str, ...]:
        return (self._name(cells),)

    def _name(self, cells: dict[str, str]) -> str:
        return folded(self._places.columns.name_of(Row("", "", cells)))

    def _alike(
        self, lines: Sequence[tuple[int, dict[str, str]]], left: Sequence[Row]
    ) -> dict[int, Row]:
        """Rows that may be new lines under another name: the most alike first, each once."""
        if not lines or not left:
            return {}
        from rapidfuzz import fuzz

        pairs = [
            (fuzz.ratio(self._name(cells), self._name(row.cells)), at, row)
            for at, cells in lines
            for row in left
            if self._path_and_name(cells)[:-1] == self._path_and_name(row.cells)[:-1]
        ]
        found: dict[int, Row] = {}
        for likeness, at, row in sorted(pairs, key=lambda pair: -pair[0]):
            if likeness >= _ALIKE and at not in found and row not in found.values():
                found[at] = row
        return found

    # --- items

    def _place(self, row: Row, column: str) -> Place:
        return Place(self._places.section.id, row.id, column)

    def _cells(self, row: Row, cells: dict[str, str]) -> list[Item]:
        items = []
        for column, text in cells.items():
            place = self._place(row, column)
            item = cell_item(
                self._record, self._places, place, text, self._untouched, self._language
            )
            if item is not None:
                items.append(item)
        return items

    def _new(self, line: Indicator, cells: dict[str, str], alike: Row | None) -> list[Item]:
        places = self._places
        key, name = f"{line.sheet}/{line.row}", line.name
        whole = "　".join(text for column, text in cells.items() if column not in self._levels)
        tiers = [cells[tier] for tier in self._levels if cells.get(tier)]
        what = " · ".join((*tiers, name))
        place = Place(places.section.id, None, "")
        if alike is None:
            return [Item(f"{key}/{ADD}", ADD, place, what, "", whole, cells, True)]
        old = places.columns.name_of(alike)
        changed = {c: t for c, t in cells.items() if not self._says(alike, c, t)}
        at = self._place(alike, places.columns.name)
        rename, add = f"{key}/{RENAME}", f"{key}/{ADD}"
        there = caption(at, places.definition, self._record, self._language)
        return [
            Item(rename, RENAME, at, there, old, name, changed, False, "WHY_ALIKE", add),
            Item(add, ADD, place, what, "", whole, cells, False, "WHY_OR_NEW", rename),
        ]

    def _says(self, row: Row, column: str, text: str) -> bool:
        return _same(row.text(column), text, self._place(row, column), self._places)

    def _gone(self, row: Row) -> Item:
        columns = self._places.columns
        place = Place(self._places.section.id, row.id, "")
        filled = any(row.text(c) for c in (columns.actual, columns.score, columns.deviation) if c)
        why = "WHY_GONE_FILLED" if filled else "WHY_GONE"
        old = "　".join(text for c, text in row.cells.items() if text and c not in columns.tiers)
        what = caption(place, self._places.definition, self._record, self._language)
        return Item(f"{place}/{GONE}", GONE, place, what, old, "", {}, False, why)


def _unique(pairs: Sequence[tuple[_K, _V]]) -> dict[_K, _V]:
    """The keys that occur once, with what they stand for."""
    counts: dict[_K, int] = {}
    for key, _ in pairs:
        counts[key] = counts.get(key, 0) + 1
    return {key: value for key, value in pairs if counts[key] == 1}
