"""Blocks between the sheet and the clipboard."""

from collections.abc import Sequence

from app.desk.clipboard import Block
from app.desk.edits import edited_text
from app.model.money import yuan_to_wan
from app.model.record import FormRecord
from app.sheet.sheet import Cell


def copied_block(record: FormRecord, cells: Sequence[tuple[int, Cell]]) -> list[list[str]]:
    """The texts of selected cells as a rectangle; a merged cell fills its first position.

    Inputs give what was typed, computed cells and scores by rule what they show.
    """
    if not cells:
        return []
    rows = sorted({row for row, _ in cells})
    first = min(cell.column for _, cell in cells)
    last = max(cell.column + cell.colspan for _, cell in cells)
    block = {row: [""] * (last - first) for row in rows}
    for row, cell in cells:
        typed = edited_text(record, cell)
        shown = typed if cell.kind in ("input", "choice") else typed or cell.text
        block[row][cell.column - first] = shown
    return list(block.values())


def yuan_block(block: Block) -> Block | None:
    """Every amount of a block in 万元 instead of 元 (按元粘贴); none where no cell is an amount."""
    changed = tuple(tuple(yuan_to_wan(text) or text for text in row) for row in block)
    return changed if changed != block else None
