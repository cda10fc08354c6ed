"""The repeating tables: indicators with merged tier cells, and other rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.model.definition import IndicatorsSection, RowsSection, TableColumn
from app.model.money import folded, is_blank, shown_amount
from app.model.places import Place
from app.model.record import PLACEHOLDER, FormRecord, Row
from app.sheet.heads import head_lines
from app.sheet.sheet import Cell, SheetRow
from app.sheet.sums import sum_line
from app.sheet.tiers import tier_columns, tier_runs
from app.sheet.view import LayoutView, points_text, score_mark

TableSection = IndicatorsSection | RowsSection

_SCORE_ROLE = "score"
_REMEMBERED = 4_000


class RowMemory:
    """Table rows as they were laid out last; a row that did not change is laid out once.

    The key holds the row by identity: rows are immutable, and the memory keeps them alive.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[object, ...], tuple[Row, SheetRow]] = {}

    def get(self, row: Row, key: tuple[object, ...]) -> SheetRow | None:
        """The sheet row made from this very row under the same circumstances."""
        found = self._rows.get((id(row), *key))
        return found[1] if found is not None and found[0] is row else None

    def put(self, row: Row, key: tuple[object, ...], made: SheetRow) -> None:
        """Remember a sheet row; all are forgotten when there are too many."""
        if len(self._rows) >= _REMEMBERED:
            self._rows.clear()
        self._rows[(id(row), *key)] = (row, made)


def table_rows(section: TableSection, view: LayoutView, memory: RowMemory) -> Iterator[SheetRow]:
    """The heads, one sheet row for each record row that is laid out, and the sum line."""
    tiers = tier_columns(section)
    table = _Table(section, view.record, tiers)
    rows = table.shown
    sums = sum_line(section, view) if isinstance(section, RowsSection) else None
    yield from _heads(section, len(rows) + (sums is not None), view.row_height)
    runs = tier_runs(rows, tiers)
    for index, row in enumerate(rows):
        score = view.scores.rows.get(f"{section.id}/{row.id}")
        merged = tuple(
            table.merged(level, index, runs[level][index]) for level in range(len(tiers))
        )
        points, mark = points_text(score.points if score else None), score_mark(score)
        key = (section.id, points, mark, merged, index if table.numbered else -1)
        made = memory.get(row, key)
        if made is None:
            made = _row(section, row, index, merged, (points, mark), view.row_height)
            memory.put(row, key, made)
        yield made
    if sums is not None:
        yield sums


class _Merged(NamedTuple):
    """A tier cell that begins in a row: the rows it spans, and the places that an edit sets."""

    rowspan: int
    places: tuple[Place, ...]


_NOTHING_MERGED = _Merged(0, ())


class _Table:
    """A record's table: which of its rows are laid out, and what their merged cells set."""

    def __init__(self, section: TableSection, record: FormRecord, tiers: Sequence[str]) -> None:
        self._section = section.id
        self._tiers = tiers
        self._rows = record.rows(section.id)
        self.shown = shown_rows(section, record)
        self._hides = len(self.shown) < len(self._rows)
        self._at = {row.id: at for at, row in enumerate(self._rows)} if self._hides else {}
        self.numbered = any(c.role == "index" for c in section.columns)

    def merged(self, level: int, index: int, length: int) -> _Merged:
        """The tier cell of a level that begins in the row with this index, if one does."""
        if not length:
            return _NOTHING_MERGED
        rows = self.shown[index : index + length]
        if self._hides and rows and not is_blank(rows[0].text(self._tiers[level])):
            rows = self._with_hidden(level, rows)
        tier = self._tiers[level]
        return _Merged(length, tuple(Place(self._section, row.id, tier) for row in rows))

    def _with_hidden(self, level: int, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of a run and the hidden ones of the same tier beside and between them."""
        first, last = self._at[rows[0].id], self._at[rows[-1].id]
        path = self._path(rows[0], level)
        shown = {row.id for row in self.shown}
        while first > 0 and self._joins(self._rows[first - 1], level, path, shown):
            first -= 1
        while last + 1 < len(self._rows) and self._joins(self._rows[last + 1], level, path, shown):
            last += 1
        return [row for row in self._rows[first : last + 1] if self._path(row, level) == path]

    def _joins(self, row: Row, level: int, path: list[str], shown: set[str]) -> bool:
        return row.id not in shown and self._path(row, level) == path

    def _path(self, row: Row, level: int) -> list[str]:
        return [folded(row.text(tier)) for tier in self._tiers[: level + 1]]


def shown_rows(section: TableSection, record: FormRecord) -> Sequence[Row]:
    """The rows that are laid out: all, or without the form's empty tier rows (`hide_empty`).

    A table that has nothing else keeps them: there would be nothing to fill in (users.md,
    decision 7).
    """
    rows = record.rows(section.id)
    if not isinstance(section, IndicatorsSection) or record.layout.get("hide_empty") is not True:
        return rows
    tiers = tier_columns(section)
    return [row for row in rows if not _is_empty(row, tiers)] or rows


def _is_empty(row: Row, tiers: Sequence[str]) -> bool:
    """Whether a row of the form still holds nothing; one that a person put in waits for a text."""
    filled = (text for key, text in row.cells.items() if key not in tiers)
    return row.kind == PLACEHOLDER and all(is_blank(text) for text in filled)


def _heads(section: TableSection, count: int, height: float) -> Iterator[SheetRow]:
    """The head lines; the side label reaches down over the `count` rows below."""
    side = section.label_span
    lines = head_lines(section.columns, side)
    if side:
        reach = len(lines) + count
        lines[0].insert(0, Cell(0, side, section.label, rowspan=reach, style="label"))
    for cells in lines:
        yield SheetRow(section.id, tuple(cells), head=True, keep=True, min_height=height)


def _row(
    section: TableSection,
    row: Row,
    index: int,
    merged: Sequence[_Merged],
    score: tuple[str, str],
    height: float,
) -> SheetRow:
    cells = []
    column = section.label_span
    level = 0
    for item in section.columns:
        if item.role == "tier":
            begun = merged[level]
            level += 1
            if begun.rowspan:
                place = Place(section.id, row.id, item.id)
                cells.append(_tier_cell(row, item, column, place, begun))
        elif item.role == _SCORE_ROLE:
            place = Place(section.id, row.id, item.id)
            cells.append(_score_cell(item, column, place, score))
        else:
            cells.append(_value_cell(section, row, item, column, index))
        column += item.span
    return SheetRow(section.id, tuple(cells), row_id=row.id, min_height=height)


def _tier_cell(row: Row, item: TableColumn, column: int, place: Place, merged: _Merged) -> Cell:
    return Cell(
        column=column,
        colspan=item.span,
        text=row.text(item.id),
        kind="input",
        rowspan=merged.rowspan,
        place=place,
        covers=merged.places,
        align=item.align,
    )


def _score_cell(item: TableColumn, column: int, place: Place, score: tuple[str, str]) -> Cell:
    text, mark = score
    return Cell(
        column=column,
        colspan=item.span,
        text=text,
        kind="overridable",
        place=place,
        align=item.align,
        mark=mark,
    )


def _value_cell(
    section: TableSection, row: Row, item: TableColumn, column: int, index: int
) -> Cell:
    if item.role == "index":
        return Cell(column, item.span, str(index + 1), "computed", style="body")
    text = row.text(item.id)
    return Cell(
        column=column,
        colspan=item.span,
        text=shown_amount(text) if item.role == "number" else text,
        kind="choice" if item.choices else "input",
        place=Place(section.id, row.id, item.id),
        align=item.align,
        choices=item.choices,
    )
