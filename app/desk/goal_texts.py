"""A first text for what became of the year's goal, from each record's own indicators."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.desk.batch import Batch
from app.desk.edits import set_steps
from app.desk.many import Filled, Where
from app.desk.progress import GoOn, always
from app.model.change import Change
from app.model.definition import FormDefinition, GoalsSection
from app.model.faults import FaultError
from app.model.money import folded, is_blank
from app.model.record import SCORED, FormRecord, Row
from app.rules.columns import Columns, columns_of

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

_BETWEEN, _END = "；", "。"


def takes_goal(space: "Workspace", where: Where) -> bool:
    """Whether a cell tells what became of the year's goal."""
    section = space.load(where.record).form.definition.section(where.place.section)
    if not isinstance(section, GoalsSection):
        return False
    column = next((c for c in section.columns if c.field == where.place.field), None)
    is_last = column is section.columns[-1] and len(section.columns) > 1
    return column is not None and (column.role == "done" or (not column.role and is_last))


def goal_text(record: FormRecord, definition: FormDefinition) -> str:
    """Every scored indicator with its actual, one after another; empty where there is none yet."""
    told = [
        line
        for section in definition.indicators()
        for row in record.rows(section.id)
        if row.kind == SCORED
        if (line := _told(columns_of(section), row))
    ]
    return _BETWEEN.join(told) + _END if told else ""


def fill_goals(space: "Workspace", cells: Iterable[Where], go_on: GoOn = always) -> Filled:
    """Put each record's own text into its goal, in one step that can be taken back."""
    batch, left = Batch(space), list[Where]()
    for where in cells:
        try:
            loaded = batch.loaded(where.record)
            text = goal_text(loaded.record, loaded.form.definition)
            steps = set_steps(loaded.record, (where.place,), text) if text else []
            change = Change("EDIT_SET", tuple(steps), how="computed") if steps else None
            if not batch.change(where.record, change):
                left.append(where)
        except FaultError:
            left.append(where)
    return Filled(batch.save(go_on), tuple(left))


def _told(columns: Columns, row: Row) -> str:
    name, actual = "".join(columns.name_of(row).split()), row.text(columns.actual).strip()
    if is_blank(actual) or is_blank(name):
        return ""
    unit = row.text(columns.unit).strip() if columns.unit else ""
    tail = unit if actual[-1].isdigit() and not is_blank(unit) else ""
    # Words run into the name unless a sign parts them: 健全性：健全.
    sign = "" if folded(actual)[0].isdigit() else "："
    return f"{name}{sign}{actual}{tail}"
