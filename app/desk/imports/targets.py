"""导入指标清单: a flat list of targets becomes the records of a year, all at once or not at all."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.desk.batch import Batch, BatchResult
from app.desk.files import read_record_file
from app.desk.form_offers import RECENT, with_recent
from app.desk.forms import Form, gallery
from app.desk.imports.columns import ListTable, list_table
from app.desk.imports.mapping import ListMapping, proposed, recalled, remember
from app.desk.imports.target_cells import takes_targets
from app.desk.imports.target_fields import FIELDS, LEVELS, NEEDED
from app.desk.imports.target_lines import read_targets
from app.desk.imports.target_plan import MAKE, Plan, Planner, ProjectPlan
from app.desk.imports.target_rows import RENAME, Item
from app.desk.imports.target_steps import made_record, ticked_change
from app.desk.imports.untouched import LISTED
from app.desk.progress import GoOn, always
from app.exchange.flat import LIST_FILES, read_flat
from app.model.faults import FaultError

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


FILES = LIST_FILES
"""The suffixes of files that may be lists."""


class TargetFile(NamedTuple):
    """A file of targets: its worksheets that are lists, and what is known of their columns."""

    path: Path
    tables: tuple[ListTable, ...]
    mapping: ListMapping
    kept: ListMapping | None
    year: int


class Ticks(NamedTuple):
    """What a person ticked: projects by key, and items by project and key."""

    projects: Collection[str]
    items: Mapping[str, Collection[str]]


def open_targets(space: "Workspace", path: Path) -> TargetFile:
    """Read a file and recognise its columns.

    Raises:
        WorkbookReadError: it cannot be read.
        FaultError: LIST_001 no worksheet looks like a list.
    """
    found = [table for flat in read_flat(path) if (table := list_table(flat, FIELDS, NEEDED))]
    tables = tuple(table for table in found if table.sure) or tuple(found[:1])
    if not tables:
        raise FaultError("LIST_001", file=path.name)
    kept = recalled(space, tables)
    years = {table.year for table in tables} - {None}
    last = datetime.date.today().year - 1
    year = next((year for year in years if year is not None), last) if len(years) == 1 else last
    return TargetFile(path, tables, proposed(tables, kept), kept, year)


def is_target_list(space: "Workspace", path: Path) -> bool:
    """Whether a file is surely a list of targets, and no workbook of this program's own."""
    if path.suffix.lower() not in FILES or _is_own(path):
        return False
    try:
        tables = open_targets(space, path).tables
    except FaultError:
        return False
    fields = {column.field for table in tables if table.sure for column in table.columns}
    return bool(fields & set(LEVELS)) and bool(fields & set(NEEDED))


def _is_own(path: Path) -> bool:
    try:
        read_record_file(path)
    except FaultError:
        return False
    return True


def usual_form(space: "Workspace") -> str:
    """The form that was used last and takes targets, else the first on offer that does."""
    used = [form_id for form_id in space.setting(RECENT).split() if _takes(form_id)]
    if used:
        return used[0]
    offered = sorted((form.definition for form in gallery().usable()), key=lambda form: form.place)
    return next(form.id for form in offered if takes_targets(form))


def _takes(form_id: str) -> bool:
    return form_id in gallery().ids() and takes_targets(gallery().form(form_id).definition)


def planner(
    space: "Workspace", tables: Sequence[ListTable], mapping: ListMapping, form: Form, year: int
) -> Planner:
    """What finds out what a list would make and change.

    Raises:
        FaultError: LIST_002 to LIST_008, the mapping or the form does not fit.
    """
    return Planner(space, form, read_targets(tables, mapping, year), mapping.same)


def usual_ticks(plan: Plan) -> Ticks:
    """What is ticked before a person looks: new projects, and cells that nobody filled."""
    projects = [project.key for project in plan.projects if is_sure(project)]
    items = {p.key: [item.key for item in p.items if item.ticked] for p in plan.projects}
    return Ticks(frozenset(projects), items)


def is_sure(project: ProjectPlan) -> bool:
    """Whether a project goes in without a person's word: it is new, or cells of it are."""
    return project.found == MAKE or any(item.ticked for item in project.items)


def carry_out(
    space: "Workspace", plan: Plan, ticks: Ticks, list_name: str, go_on: GoOn = always
) -> BatchResult:
    """Make and change what is ticked, together or not at all.

    Raises:
        StoreError: the disk does not take it, or a record was changed meanwhile.
    """
    batch, count = Batch(space), len(plan.projects)
    for at, project in enumerate(plan.projects):
        if not go_on(at, 2 * count):
            return BatchResult("", (), ())
        if project.key in ticks.projects:
            _take(batch, project, plan.form, set(ticks.items.get(project.key, ())))
    result = batch.save(lambda done, of: go_on(count + done * count // of, 2 * count))
    if result.id:
        space.store.note(LISTED, "", list_name, space.who, result.id)
    return result


def _take(batch: Batch, project: ProjectPlan, form: Form, wanted: Collection[str]) -> None:
    """Add a project to what is written."""
    if project.found == MAKE:
        batch.create(made_record(project.listed, form), form)
    elif project.items:
        items = [item for item in project.items if item.key in wanted and not _lost(item, wanted)]
        loaded = batch.loaded(project.record)
        batch.change(project.record, ticked_change(loaded.record, loaded.form, items))


def _lost(item: Item, wanted: Collection[str]) -> bool:
    """Whether an item gives way to the row's other name, where both are ticked."""
    return item.rival in wanted and item.kind != RENAME


def keep(space: "Workspace", file: TargetFile, mapping: ListMapping, form: Form) -> None:
    """Use the mapping and the form for the next list as well."""
    remember(space, file.tables, mapping)
    space.put_setting(RECENT, with_recent(space.setting(RECENT), form.definition.id))
