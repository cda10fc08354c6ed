"""`ziping import-targets`: a flat list becomes the records of a year."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.desk.forms import gallery
from app.desk.imports.mapping import remember
from app.desk.imports.orders import ListOrder, ordered_mapping, save_mapping
from app.desk.imports.target_fields import FIELDS
from app.desk.imports.target_words import left_lines, plan_data, plan_lines
from app.desk.imports.targets import (
    carry_out,
    open_targets,
    planner,
    usual_form,
    usual_ticks,
)
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.texts import sentence
from app.desk.workspace import Workspace, workspace_at

if TYPE_CHECKING:
    from app.desk.batch import BatchResult


class TargetOrder(ListOrder, frozen=True):
    """What the command line asked for, with the form of new records; empty, the usual one.

    A list with broken lines changes nothing, unless `skip_broken` leaves those out.
    """

    form: str = ""
    skip_broken: bool = False


def import_targets(data: Path | None, order: TargetOrder, language: str) -> Outcome:
    """Show what a list would make and change; with `yes` do it.

    Exit code 1 where lines of the list are broken.

    Raises:
        FaultError: the list, the mapping or the form cannot be used.
    """
    with workspace_at(data, language) as space:
        return _import(space, order)


def _import(space: Workspace, order: TargetOrder) -> Outcome:
    language, name = space.language, order.file.name
    file = open_targets(space, order.file)
    mapping = ordered_mapping(order, file.tables, file.mapping, FIELDS)
    told = save_mapping(order, mapping, language)
    form = gallery().form(order.form or usual_form(space))
    plan = planner(space, file.tables, mapping, form, order.year or file.year).plan()
    assert plan is not None, "nobody stops a plan here"
    code = FINDINGS if plan.broken else OK
    values = plan_data(plan, language)
    if not order.yes:
        lines = [*plan_lines(plan, language), *told, sentence("LIST_NOT_DONE", language)]
        return Outcome("\n".join(lines), {**values, "done": False}, code)
    if plan.broken and not order.skip_broken:
        refused = sentence("LIST_BROKEN", language, count=str(len(plan.broken)))
        lines = [*left_lines(plan, language), *told, refused]
        return Outcome("\n".join(lines), {**values, "done": False}, code)
    result = carry_out(space, plan, usual_ticks(plan), name)
    remember(space, file.tables, mapping)
    lines = [*left_lines(plan, language), *told, done_text(name, result, language)]
    done = {"done": True, "batch": result.id, "created": result.created, "changed": result.changed}
    return Outcome("\n".join(lines), {**values, **done}, code)


def done_text(name: str, result: "BatchResult", language: str) -> str:
    """What was done, in one sentence."""
    if not result.id:
        return sentence("LIST_NOTHING", language)
    counts = {"made": str(len(result.created)), "changed": str(len(result.changed))}
    return sentence("LIST_DONE", language, file=name, **counts)
