"""Pasting a block of cells into a record as one change."""

from app.desk.clipboard import Block, landed
from app.desk.edits import places_of, set_steps
from app.desk.paste_rows import RowPaste, meets_tiers_only
from app.model.change import Change, Step
from app.model.definition import FormDefinition, IndicatorsSection, RowsSection
from app.model.record import FormRecord
from app.sheet.sheet import Cell, Sheet


def paste(
    record: FormRecord, definition: FormDefinition, sheet: Sheet, at: tuple[int, int], block: Block
) -> Change | None:
    """The change of pasting a block with its first cell at (row, column) of a sheet.

    Args:
        record: the record as it stands.
        definition: its form.
        sheet: the sheet that shows the record.
        at: grid row and grid column of the cell that one stands in.
        block: rows of texts; all rows are equally long.
    """
    row, column = at
    section = definition.section(sheet.rows[row].section)
    table = section if isinstance(section, IndicatorsSection | RowsSection) else None
    if table is not None and not meets_tiers_only(table, column, len(block[0])):
        totals = [cell.label for total in definition.totals() for cell in total.cells]
        pasted = RowPaste(record, table, totals, sheet.rows[row].row_id)
        steps = pasted.steps(block, column)
    else:
        steps = _grid_steps(record, sheet, at, block)
    return Change("EDIT_PASTE", tuple(steps), "pasted") if steps else None


def paste_lines(record: FormRecord, cell: Cell, text: str) -> Change | None:
    """The change of putting a whole text, paragraphs and all, into one cell."""
    steps = set_steps(record, places_of(cell), text)
    return Change("EDIT_PASTE", tuple(steps), "pasted") if steps else None


def _grid_steps(record: FormRecord, sheet: Sheet, at: tuple[int, int], block: Block) -> list[Step]:
    """Cell by cell; a score is set where it is pasted alone, elsewhere the rule gives it."""
    row, column = at
    alone = len(block) == 1 and len(block[0]) == 1
    lines = [
        [(cell.column - column, cell) for cell in line.cells if cell.column >= column]
        for line in sheet.rows[row : row + len(block)]
    ]
    steps: list[Step] = []
    for texts in landed(lines, block[: len(lines)]):
        for cell, text in texts:
            if alone or cell.kind != "overridable":
                steps.extend(set_steps(record, places_of(cell), text))
    return steps
