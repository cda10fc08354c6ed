"""Pasting a block into a repeating table.

A block that brings tier names finds its rows by them: an empty row of the same tier is filled,
a row with the same tiers and name is overwritten, any other row is put behind its tier. A block
without tier names goes row by row from where one stands, adding rows at the table's end.
"""

from collections.abc import Sequence

from app.desk.clipboard import Block, landed
from app.desk.edits import clean, empty_row, set_steps
from app.model.change import Change, Insert, Step, apply
from app.model.definition import IndicatorsSection, RowsSection, TableColumn
from app.model.money import folded
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.sheet.tables import shown_rows
from app.sheet.tiers import tier_columns

_Texts = dict[str, str]


def meets_tiers_only(section: IndicatorsSection | RowsSection, column: int, width: int) -> bool:
    """Whether a block of a width meets tier cells and nothing else: it renames them."""
    at = section.label_span
    met = []
    for item in section.columns:
        if column <= at < column + width:
            met.append(item.role)
        at += item.span
    return set(met) == {"tier"}


class RowPaste:
    """One pasting; `totals` are wordings whose rows are no rows of a table."""

    def __init__(
        self,
        record: FormRecord,
        section: IndicatorsSection | RowsSection,
        totals: Sequence[str],
        row_id: str | None,
    ) -> None:
        self._section = section
        self._record = record
        self._totals = {folded(label) for label in totals} - {""}
        self._row_id = row_id
        self._steps: list[Step] = []
        self._tiers = tier_columns(section)
        self._names = tuple(c.id for c in section.columns if c.role == "name")
        self._scores = tuple(c.id for c in section.columns if c.role == "score")

    def steps(self, block: Block, column: int) -> list[Step]:
        """The steps of pasting a block whose first cell meets a grid column."""
        lines = [texts for texts in self._lines(block, column) if not self._is_wording(texts)]
        if any(texts.get(tier) for texts in lines for tier in self._tiers):
            self._by_tier([texts for texts in lines if any(texts.values())])
        else:
            self._by_position(lines)
        return self._steps

    # --- which text meets which column

    def _lines(self, block: Block, column: int) -> list[_Texts]:
        side = self._section.label_span
        if column <= side and self._brings_label(block):
            block, column = tuple(texts[side:] for texts in block), side
        columns = self._columns_from(max(column, side))
        return [
            {c.id: clean(text) for c, text in texts if c.role != "index"}
            for texts in landed([columns] * len(block), block)
        ]

    def _brings_label(self, block: Block) -> bool:
        """Whether a block begins with the section's side label, which merges over all rows."""
        side = self._section.label_span
        width = side + sum(c.span for c in self._section.columns)
        texts = {folded(text) for row in block for text in row[:side]}
        label = folded(self._section.label)
        return bool(side) and texts <= {"", label} and (label in texts or len(block[0]) == width)

    def _columns_from(self, first: int) -> list[tuple[int, TableColumn]]:
        columns = []
        at = self._section.label_span
        for column in self._section.columns:
            if at >= first:
                columns.append((at - first, column))
            at += column.span
        return columns

    def _is_wording(self, texts: _Texts) -> bool:
        """Whether a row is the table's head or a total line that was copied with it."""
        filled = {key: folded(text) for key, text in texts.items() if text}
        if len(filled) < 2:
            return False
        labels = {c.id: folded(c.label) for c in self._section.columns}
        leading = next(iter(filled.values()))
        return (
            leading in self._totals
            or any(filled.get(key) == labels[key] for key in (*self._tiers, *self._names))
            or all(text == labels[key] for key, text in filled.items())
        )

    # --- rows that are found by their tiers

    def _by_tier(self, lines: Sequence[_Texts]) -> None:
        path: _Texts = {}
        used: set[str] = set()
        for texts in lines:
            path = self._path(texts, path or self._above(texts))
            filled = {**texts, **path}
            row = self._matching(filled, used) or self._insert(self._after(filled))
            used.add(row.id)
            self._fill(row.id, filled)

    def _above(self, texts: _Texts) -> _Texts:
        """The tiers over a block that was copied from within a merged tier."""
        if texts.get(self._tiers[0]):
            return {}
        given = [tier for tier in self._tiers if texts.get(tier)]
        same = (row for row in self._rows() if given and self._same(row, texts, given))
        row = next(same, None) or self._record.row(self._section.id, self._row_id or "")
        return {tier: row.text(tier) for tier in self._tiers} if row is not None else {}

    def _path(self, texts: _Texts, above: _Texts) -> _Texts:
        """The row's tiers; a blank one (the rest of a merged cell) is that of the row above."""
        path: _Texts = {}
        inherits = True
        for tier in self._tiers:
            text = texts.get(tier, "")
            if text:
                inherits = inherits and folded(text) == folded(above.get(tier, ""))
                path[tier] = text
            elif inherits and above.get(tier):
                path[tier] = above[tier]
        return path

    def _matching(self, texts: _Texts, used: set[str]) -> Row | None:
        """The row of the same name, else the very same row, else an empty one, in this tier."""
        rows = [row for row in self._rows() if row.id not in used]
        rows = [row for row in rows if self._same(row, texts, self._tiers)]
        others = [key for key in texts if key not in (*self._tiers, *self._scores)]
        named = any(texts.get(name) for name in self._names)
        by = self._names if named else others
        cells = [c.id for c in self._section.columns if c.id not in self._tiers]
        same = (row for row in rows if self._same(row, texts, by) and any(map(row.text, by)))
        empty = (row for row in rows if not any(map(row.text, cells)))
        return next(same, None) or next(empty, None)

    @staticmethod
    def _same(row: Row, texts: _Texts, fields: Sequence[str]) -> bool:
        return all(folded(row.text(f)) == folded(texts.get(f, "")) for f in fields)

    def _after(self, texts: _Texts) -> str | None:
        """The last row that shares the longest tier path, else the table's last row."""
        rows = self._rows()
        for depth in range(len(self._tiers), 0, -1):
            same = [row for row in rows if self._same(row, texts, self._tiers[:depth])]
            if same:
                return same[-1].id
        return rows[-1].id if rows else None

    # --- rows from where one stands

    def _by_position(self, lines: Sequence[_Texts]) -> None:
        ids = [row.id for row in shown_rows(self._section, self._record)]
        start = ids.index(self._row_id) if self._row_id in ids else 0
        for offset, texts in enumerate(lines):
            # Blank tiers are the rest of a merged cell.
            filled = {key: text for key, text in texts.items() if key not in self._tiers}
            if start + offset < len(ids):
                self._fill(ids[start + offset], filled)
            elif any(filled.values()):
                rows = self._rows()
                self._fill(self._insert(rows[-1].id if rows else None).id, filled)

    # --- steps

    def _rows(self) -> Sequence[Row]:
        return self._record.rows(self._section.id)

    def _insert(self, after: str | None) -> Row:
        model = self._record.row(self._section.id, after) if after else None
        row = empty_row(self._section, model, {r.id for r in self._rows()})
        self._take([Insert(self._section.id, row, after)])
        return row

    def _fill(self, row_id: str, texts: _Texts) -> None:
        row = self._record.row(self._section.id, row_id)
        for key, text in texts.items():
            # The form's own wording of a tier stays, line breaks and all.
            if key in self._tiers and row is not None and self._same(row, texts, (key,)):
                continue
            place = Place(self._section.id, row_id, key)
            self._take(set_steps(self._record, (place,), text))

    def _take(self, steps: list[Step]) -> None:
        self._record = apply(self._record, Change("EDIT_PASTE", tuple(steps)))
        self._steps.extend(steps)
