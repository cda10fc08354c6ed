"""Labels that stand left of several sections."""

import msgspec

from app.model.definition import Part, SideLabel
from app.sheet.sheet import Cell, SheetRow


def sides_of(part: Part) -> dict[str, SideLabel]:
    """The side label of each section that stands beside one."""
    return {name: side for side in part.sides for name in side.sections}


def with_sides(rows: list[SheetRow], sides: dict[str, SideLabel]) -> list[SheetRow]:
    """The rows with their side labels before them.

    A section beside a label was laid out on the grid without the label's columns; its cells
    move to the right. The label spans whatever rows of its sections are there.
    """
    made: list[SheetRow] = []
    for at, row in enumerate(rows):
        side = sides.get(row.section)
        if side is None:
            made.append(row)
            continue
        cells = [msgspec.structs.replace(c, column=c.column + side.span) for c in row.cells]
        if not at or sides.get(rows[at - 1].section) is not side:
            count = sum(1 for other in rows if sides.get(other.section) is side)
            cells.insert(0, Cell(0, side.span, side.label, rowspan=count, style="label"))
        made.append(msgspec.structs.replace(row, cells=tuple(cells)))
    return made
