"""`ziping import-funds`: the amounts of an accounting export for a year's records."""

from pathlib import Path

from app.desk.imports.fund_fields import fund_fields
from app.desk.imports.fund_words import plan_data, plan_lines
from app.desk.imports.funds import (
    keep_mapping,
    open_funds,
    plan_funds,
    take_funds,
    usual_ticks,
)
from app.desk.imports.orders import ListOrder, ordered_mapping, save_mapping
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.texts import sentence
from app.desk.workspace import Workspace, workspace_at
from app.model.faults import FaultError
from app.model.money import YUAN_IN


def import_funds(data: Path | None, order: ListOrder, language: str) -> Outcome:
    """Show which amounts differ; with `yes` take those that nobody need doubt.

    Exit code 1 where something is left for a person.

    Raises:
        FaultError: the file or the mapping cannot be used.
    """
    if order.money_unit and order.money_unit not in YUAN_IN:
        raise FaultError("FUNDS_003", unit=order.money_unit)
    with workspace_at(data, language) as space:
        return _import(space, order)


def _import(space: Workspace, order: ListOrder) -> Outcome:
    language, name = space.language, order.file.name
    file = open_funds(space, order.file, order.year)
    mapping = ordered_mapping(order, file.tables, file.mapping, fund_fields(file.rows))
    told = save_mapping(order, mapping, language)
    plan = plan_funds(space, file, mapping)
    assert plan is not None, "nobody stops a plan here"
    ticked = usual_ticks(plan)
    left = len(plan.cells) > len(ticked) or plan.unmatched or plan.without or plan.problems
    lines = [*plan_lines(plan, ticked, language), *told]
    values = plan_data(plan, ticked, language)
    code = FINDINGS if left else OK
    if not order.yes:
        lines.append(sentence("FUNDS_NOT_DONE", language))
        return Outcome("\n".join(lines), {**values, "done": False}, code)
    result = take_funds(space, plan.cells, ticked, name)
    keep_mapping(space, file, mapping)
    counts = {"cells": str(len(ticked)), "records": str(len(result.changed))}
    done = sentence("FUNDS_DONE", language, file=name, **counts)
    lines.append(done if result.id else sentence("FUNDS_NOTHING", language))
    data = {**values, "done": True, "batch": result.id, "changed": list(result.changed)}
    return Outcome("\n".join(lines), data, code)
