"""A list's projects as records and changes: what was ticked becomes steps."""

from collections.abc import Sequence

from app.desk.edits import clean
from app.desk.forms import Form
from app.desk.imports.target_cells import FormPlaces, form_places, indicator_cells, project_cells
from app.desk.imports.target_lines import Listed
from app.desk.imports.target_rows import ADD, GONE, RENAME, Item
from app.desk.imports.untouched import NAME
from app.desk.records import new_record, new_row_id
from app.model.change import Change, Delete, Insert, Move, Set, Step, apply
from app.model.places import Place
from app.model.record import PLACEHOLDER, SCORED, FormRecord, Row
from app.rules.rows import facts_of
from app.rules.tiers import tier_name


def made_record(listed: Listed, form: Form) -> FormRecord:
    """The record of a project that is new: the form's rows in place, filled from the list."""
    places = form_places(form.definition)
    builder = StepBuilder(new_record(form, listed.year), places)
    for place, text in project_cells(listed, places).items():
        builder.put(place, text)
    for indicator in listed.indicators:
        builder.add(indicator_cells(indicator, places))
    return builder.record


def ticked_change(record: FormRecord, form: Form, items: Sequence[Item]) -> Change | None:
    """The change that the ticked items make; none where there is none."""
    builder = StepBuilder(record, form_places(form.definition))
    for item in items:
        if item.kind == ADD:
            builder.add(item.cells)
        elif item.kind == GONE:
            builder.remove(item.place.row or "")
        elif item.kind == RENAME or item.place.section == builder.table:
            builder.fill(item.place.row or "", item.cells)
        else:
            builder.put(item.place, item.new)
    return Change(NAME, tuple(builder.steps), "imported") if builder.steps else None


class StepBuilder:
    """Gathers steps; `record` is the record after them."""

    def __init__(self, record: FormRecord, places: FormPlaces) -> None:
        self.record = record
        self.steps: list[Step] = []
        self.table = places.section.id
        self._places = places
        self._levels = tuple(places.tiers.values())

    def put(self, place: Place, text: str) -> None:
        """Put a text at a place, if it is not there already."""
        old, new = self.record.value(place), clean(text) or None
        if (old or None) != new:
            self._take(Set(place, old, new))

    def fill(self, row_id: str, cells: dict[str, str]) -> None:
        """Put the texts of a line into a row; in another tier it goes behind that tier's rows."""
        before = self._path(self._row(row_id).cells)
        for column, text in cells.items():
            self.put(Place(self.table, row_id, column), text)
        row = self._row(row_id)
        if row.kind == PLACEHOLDER and facts_of(row, self._places.columns).kind != PLACEHOLDER:
            self._take(Set(Place(self.table, row_id, "kind"), PLACEHOLDER, SCORED))
        if self._path(row.cells) != before:
            self._move(row_id)

    def add(self, cells: dict[str, str]) -> None:
        """Fill the tier's empty row, else put a new row behind its tier."""
        empty = next((row for row in self._rows() if self._is_empty_place(row, cells)), None)
        if empty is not None:
            texts = {c: t for c, t in cells.items() if c not in self._levels}
            self.fill(empty.id, texts)
            return
        after = self._after(cells)
        model = self.record.row(self.table, after) if after else None
        if model is not None and self._path(model.cells) == self._path(cells):
            tiers = self._places.columns.tiers
            cells = {tier: text for tier in tiers if (text := model.text(tier))} | cells
        row = Row(new_row_id({r.id for r in self._rows()}), SCORED, dict(cells))
        self._take(Insert(self.table, row, after))

    def remove(self, row_id: str) -> None:
        """Take a row out; the last row of one of the form's tiers leaves an empty one behind."""
        rows = self._rows()
        at = next(at for at, row in enumerate(rows) if row.id == row_id)
        row, after = rows[at], rows[at - 1].id if at else None
        self._take(Delete(self.table, row, after))
        path = self._path(row.cells)
        template = [t for t in self._places.section.template if self._path(t) == path]
        if template and not any(self._path(other.cells) == path for other in self._rows()):
            made = Row(new_row_id({r.id for r in rows}), PLACEHOLDER, dict(template[0]))
            self._take(Insert(self.table, made, after))

    # --- where rows stand

    def _rows(self) -> Sequence[Row]:
        return self.record.rows(self.table)

    def _row(self, row_id: str) -> Row:
        return next(row for row in self._rows() if row.id == row_id)

    def _path(self, cells: dict[str, str]) -> tuple[str, ...]:
        return tuple(tier_name(cells.get(tier, "")) for tier in self._levels)

    def _is_empty_place(self, row: Row, cells: dict[str, str]) -> bool:
        if self._path(row.cells) != self._path(cells):
            return False
        return facts_of(row, self._places.columns).kind == PLACEHOLDER

    def _after(self, cells: dict[str, str], but: str = "") -> str | None:
        """The last row that shares the longest way through the tiers, else the last of all."""
        rows = [row for row in self._rows() if row.id != but]
        path = self._path(cells)
        for depth in range(len(path), 0, -1):
            if path[depth - 1]:
                same = [row for row in rows if self._path(row.cells)[:depth] == path[:depth]]
                if same:
                    return same[-1].id
        return rows[-1].id if rows else None

    def _move(self, row_id: str) -> None:
        ids = [row.id for row in self._rows()]
        at = ids.index(row_id)
        old_after = ids[at - 1] if at else None
        new_after = self._after(self._row(row_id).cells, but=row_id)
        if new_after != old_after:
            self._take(Move(self.table, row_id, old_after, new_after))

    def _take(self, step: Step) -> None:
        self.record = apply(self.record, Change(NAME, (step,)))
        self.steps.append(step)
