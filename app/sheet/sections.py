"""The sections with fixed rows: fields, money, goals, texts, totals, signatures, notes."""

from collections.abc import Iterator

import msgspec

from app.model.definition import (
    FieldItem,
    FieldsSection,
    FundsSection,
    GoalsSection,
    HeadingSection,
    MoneyColumn,
    MoneyRow,
    NotesSection,
    SignaturesSection,
    TextSection,
    TotalItem,
    TotalSection,
)
from app.model.money import shown_amount
from app.model.places import Place, parse_place
from app.sheet.heads import head_lines, width
from app.sheet.sheet import Cell, SheetRow
from app.sheet.view import LayoutView, points_text, score_mark, total_text


def field_rows(section: FieldsSection, view: LayoutView, _columns: int) -> Iterator[SheetRow]:
    """Label/value lines; the side label before the first."""
    side = section.label_span
    height = section.min_height or view.row_height
    for at, line in enumerate(section.lines):
        cells = []
        if side and not at:
            reach = len(section.lines)
            cells.append(Cell(0, side, section.label, rowspan=reach, style="label"))
        column = side
        for item in line:
            cells.append(_field_cell(section, item, column, view))
            column += item.span
        yield SheetRow(section.id, tuple(cells), min_height=height)


def _field_cell(section: FieldsSection, item: FieldItem, column: int, view: LayoutView) -> Cell:
    """One cell of a line: a label, a field to fill in, or a value from elsewhere."""
    cell = Cell(column, item.span, item.label, align=item.align, border=section.bordered)
    if item.field:
        place = Place(section.id, None, item.field)
        text = view.record.text(place)
        return msgspec.structs.replace(
            cell,
            text=ticked(text, item.choices) if item.boxes else text,
            kind="choice" if item.choices else "input",
            place=place,
            choices=item.choices,
        )
    if item.value:
        place = Place(section.id, None, item.value)
        text = total_text(item.value, view.scores)
        return msgspec.structs.replace(cell, text=text, kind="computed", place=place)
    if item.shows:
        text = view.record.text(parse_place(item.shows))
        return msgspec.structs.replace(cell, text=text, kind="computed")
    return msgspec.structs.replace(cell, style="label")


def ticked(chosen: str, choices: tuple[str, ...]) -> str:
    """All choices, the chosen one with a tick: `部门预算项目☑　省直专项□`.

    What was typed and is none of them stands behind.
    """
    held = chosen.strip()
    boxes = [f"{choice}{'☑' if choice == held else '□'}" for choice in choices]
    return "　".join([*boxes, *([held] if held and held not in choices else [])])


def fund_rows(section: FundsSection, view: LayoutView, _columns: int) -> Iterator[SheetRow]:
    """The money table: a head, then one line for each money row."""
    side = section.label_span
    first = side + section.row_label_span
    heads = head_lines(section.columns, first) if section.heads else []
    depth = len(heads)
    label = [Cell(0, side, section.label, rowspan=depth + len(section.rows), style="label")]
    corner = Cell(side, section.row_label_span, section.corner, rowspan=depth, style="head")
    for at, head in enumerate(heads):
        before = [*(label if side else []), corner] if not at else []
        yield SheetRow(section.id, (*before, *head), keep=True, min_height=view.row_height)
    for at, row in enumerate(section.rows):
        cells = label[:] if side and not at and not heads else []
        cells.append(Cell(side, section.row_label_span, row.label, style="label", align=row.align))
        column = first
        for item in section.columns:
            if item.beside:
                text = item.beside[at]
                cells.append(Cell(column, item.beside_span, text, style="label", align=row.align))
            last = column + width(item) - item.span
            if item.merged and not at:
                cells.append(_merged_cell(section, item, last, view))
            elif not item.merged:
                cells.append(_money_cell(section, row, item, last, view))
            column += width(item)
        yield SheetRow(section.id, tuple(cells), row_id=row.id, min_height=view.row_height)


def _merged_cell(section: FundsSection, item: MoneyColumn, column: int, view: LayoutView) -> Cell:
    """The one cell of a merged column: the scored row's, else the first's."""
    row = next((row for row in section.rows if row.id == section.scored), section.rows[0])
    cell = _money_cell(section, row, item, column, view)
    return msgspec.structs.replace(cell, rowspan=len(section.rows), top_aligned=bool(item.wording))


def _money_cell(
    section: FundsSection, row: MoneyRow, item: MoneyColumn, column: int, view: LayoutView
) -> Cell:
    place = Place(section.id, row.id, item.id)
    if item.role in ("amount", "text"):
        text = view.record.text(place)
        if item.role == "amount":
            text = shown_amount(text)
        prefix = item.wording + ("\n" if item.wording and text else "")
        shown, align = prefix + text, item.align
        return Cell(column, item.span, shown, "input", place=place, align=align, prefix=prefix)
    if item.role == "rate":
        rate = view.scores.rates.get(f"{section.id}/{row.id}")
        text = rate.printed if rate else ""
        return Cell(column, item.span, text, "computed", place=place)
    if row.id != section.scored:
        return Cell(column, item.span, section.blank_mark, "blank")
    score = view.scores.rows.get(f"{section.id}/{row.id}")
    if item.role == "weight":
        text = points_text(score.weight if score else None)
        return Cell(column, item.span, text, "computed", place=place)
    text = points_text(score.points if score else None)
    mark = score_mark(score)
    return Cell(column, item.span, text, "overridable", place=place, mark=mark)


def goal_rows(section: GoalsSection, view: LayoutView, _columns: int) -> Iterator[SheetRow]:
    """Heads side by side, the texts under them."""
    side = section.label_span
    reach = 2 if section.heads else 1
    label = [Cell(0, side, section.label, rowspan=reach, style="label")] if side else []
    head = label[:]
    texts = [] if section.heads else label[:]
    column = side
    for item in section.columns:
        place = Place(section.id, None, item.field)
        head.append(Cell(column, item.span, item.label, style="head"))
        texts.append(
            Cell(
                column=column,
                colspan=item.span,
                text=view.record.text(place),
                kind="input",
                place=place,
                align="left",
                top_aligned=True,
            )
        )
        column += item.span
    if section.heads:
        yield SheetRow(section.id, tuple(head), keep=True, min_height=view.row_height)
    yield SheetRow(section.id, tuple(texts), min_height=section.min_height)


def text_rows(section: TextSection, view: LayoutView, columns: int) -> Iterator[SheetRow]:
    """Long narratives: label, then the text to the right edge; the side label before the first."""
    side = section.side_span
    first = side + section.label_span
    for at, item in enumerate(section.items):
        place = Place(section.id, None, item.field)
        cells = [
            Cell(side, section.label_span, item.label, style="label"),
            Cell(
                column=first,
                colspan=columns - first,
                text=view.record.text(place),
                kind="input",
                place=place,
                align="left",
                top_aligned=True,
            ),
        ]
        if side and not at:
            label = Cell(0, side, section.label, rowspan=len(section.items), style="label")
            cells.insert(0, label)
        yield SheetRow(section.id, tuple(cells), min_height=item.min_height)


def total_rows(section: TotalSection, view: LayoutView, _columns: int) -> Iterator[SheetRow]:
    """The total line; it reads as a subtotal while rows are not yet scored."""
    cells = []
    column = 0
    for item in section.cells:
        cells.append(_total_cell(section, item, column, view))
        column += item.span
    yield SheetRow(section.id, tuple(cells), min_height=view.row_height)


def _total_cell(section: TotalSection, item: TotalItem, column: int, view: LayoutView) -> Cell:
    scores = view.scores
    if not item.value:
        text = item.label
        if text and scores.missing and any(c.value == "score" for c in section.cells):
            text = section.subtotal.replace("{missing}", str(scores.missing))
        return Cell(column, item.span, text, "label" if text else "blank", style="label")
    return Cell(
        column=column,
        colspan=item.span,
        text=total_text(item.value, scores),
        kind="computed",
        place=Place(section.id, None, item.value),
        style="strong" if item.value == "score" else "body",
    )


def signature_rows(
    section: SignaturesSection, view: LayoutView, _columns: int
) -> Iterator[SheetRow]:
    """Who signs: one borderless line, label and value in one cell."""
    cells = []
    column = 0
    for item in section.items:
        place = Place(section.id, None, item.field)
        cells.append(
            Cell(
                column=column,
                colspan=item.span,
                text=item.label + view.record.text(place),
                kind="input",
                place=place,
                align="left",
                border=False,
                prefix=item.label,
            )
        )
        column += item.span
    yield SheetRow(section.id, tuple(cells), min_height=section.min_height)


def heading_rows(section: HeadingSection, view: LayoutView, columns: int) -> Iterator[SheetRow]:
    """A title inside the part; it stays on the page of what follows."""
    cell = Cell(
        column=0,
        colspan=columns,
        text=section.text,
        style="heading" if section.level == 1 else "body",
        align="left",
        border=section.bordered,
    )
    yield SheetRow(section.id, (cell,), keep=True, min_height=view.row_height)


def note_rows(section: NotesSection, view: LayoutView, columns: int) -> Iterator[SheetRow]:
    """The form's printed instructions."""
    for line in section.lines:
        cell = Cell(0, columns, line, style="note", align="left", border=False)
        yield SheetRow(section.id, (cell,), min_height=view.row_height * 2 / 3)
