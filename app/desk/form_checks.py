"""Looking a form over before it is used: all that is wrong, what is doubtful, what was read."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from app.desk.form_files import DEFINITION, Find, has_definition, read_text, resolve
from app.desk.forms import SAMPLE, own_faults
from app.model.codec import read_record
from app.model.definition import (
    FieldItem,
    FieldsSection,
    FormDefinition,
    FundsSection,
    IndicatorsSection,
    Part,
    RowsSection,
    Section,
    TotalSection,
)
from app.model.faults import DefinitionError, FaultError
from app.model.loading import PAGE_WIDTH, all_faults
from app.model.money import plain
from app.model.record import FormRecord
from app.paper.metrics import MM_PER_POINT
from app.rules.columns import REASON
from app.sheet.tiers import tier_columns

README = "README.md"
MARK = "# 请核对"
"""What begins a comment of a draft where a person must look."""

_ROLES = ("project_name", "unit")
_ROW_VALUES = frozenset((REASON,))
_NAMED, _LABEL = 20, 24
_CELL_PADDING = 1.8
_LEAST_USED = Decimal("0.7")


class FormReport(Struct, frozen=True):
    """What looking a form over brought: faults stop it, `warnings` do not."""

    folder: Path
    faults: tuple[FaultError, ...]
    warnings: tuple[FaultError, ...] = ()
    definition: FormDefinition | None = None


def examine(folder: Path, find: Find, shipped: tuple[str, ...]) -> FormReport:
    """Look over the form in a folder.

    Args:
        folder: with `form.toml`, and what stands beside it.
        find: where a form that it extends is.
        shipped: the ids that an own form may not have.
    """
    path = folder / DEFINITION
    if not has_definition(folder):
        return FormReport(folder, (DefinitionError("DEFINITION_052", folder=str(folder)),))
    source = f"{folder.name}/{path.name}"
    try:
        tables, _ = resolve(path, find)
        definition, faults = all_faults(tables, source)
    except DefinitionError as fault:
        return FormReport(folder, (fault,))
    except RecursionError:
        return FormReport(folder, (DefinitionError("DEFINITION_058", file=source),))
    found: list[FaultError] = list(faults)
    if folder.name in shipped:
        found.append(DefinitionError("DEFINITION_053", form=folder.name, folder=str(folder)))
    if definition is None:
        return FormReport(folder, tuple(found))
    found += own_faults(definition, path)
    return FormReport(folder, tuple(found), tuple(_warnings(definition, folder)), definition)


def _warnings(definition: FormDefinition, folder: Path) -> Iterator[FaultError]:
    yield from _beside(definition, folder)
    marks = sum(line.strip().startswith(MARK) for line in _lines(folder))
    if marks:
        yield FaultError("FORMS_DRAFT", count=str(marks), mark=MARK)
    held = {item.role for section in definition.sections() for item in _items(section)}
    for role in _ROLES:
        if role not in held:
            yield FaultError("FORMS_NO_ROLE", role=role)
    if not definition.policy.grades and any(
        cell.value == "grade" for total in definition.totals() for cell in total.cells
    ):
        yield FaultError("FORMS_NO_GRADES")
    yield from _tier_warnings(definition)
    for part in definition.parts:
        yield from _width_warnings(definition, part)


def _lines(folder: Path) -> list[str]:
    try:
        return read_text(folder / DEFINITION).splitlines()
    except DefinitionError:
        return []


def _items(section: Section) -> Iterator[FieldItem]:
    if isinstance(section, FieldsSection):
        for line in section.lines:
            yield from line


def _beside(definition: FormDefinition, folder: Path) -> Iterator[FaultError]:
    if not (folder / README).is_file():
        yield FaultError("FORMS_NO_README", file=README)
    try:
        record = read_record((folder / SAMPLE).read_bytes(), SAMPLE)
    except OSError:
        yield FaultError("FORMS_NO_SAMPLE", file=SAMPLE, form=definition.id)
        return
    except FaultError as fault:
        yield fault
        return
    if record.form != definition.id:
        yield FaultError("FORMS_SAMPLE_OTHER", file=SAMPLE, found=record.form, form=definition.id)
        return
    strangers = "、".join(sorted(_strangers(record, definition)))
    if strangers:
        yield FaultError("FORMS_SAMPLE_NAMES", file=SAMPLE, names=strangers)


def _strangers(record: FormRecord, definition: FormDefinition) -> Iterator[str]:
    """The names in a record that its form does not have."""
    for name in record.sections:
        section = definition.section(name)
        if section is None:
            yield name
        elif isinstance(section, IndicatorsSection | RowsSection):
            known = {column.id for column in section.columns}
            cells = {key for row in record.rows(name) for key in row.cells}
            yield from (f"{name}.{key}" for key in cells - known - _ROW_VALUES)


def _tier_warnings(definition: FormDefinition) -> Iterator[FaultError]:
    policy = definition.policy
    tiers: set[str] = set()
    for section in definition.indicators():
        columns = set(tier_columns(section))
        tiers |= {text for row in section.template for key, text in row.items() if key in columns}
        tiers |= {text for c in section.columns if c.role == "tier" for text in c.choices}
    if not tiers:
        return
    for key in ("tier_weights", "directions", "rules"):
        for name in getattr(policy, key):
            if not any(name in tier for tier in tiers):
                yield FaultError("FORMS_TIER", path=f"policy.{key}", found=name)
    if policy.tier_weights and policy.execution_weights:
        weights = [*policy.tier_weights.values(), *policy.execution_weights.values()]
        found = sum(weights, Decimal(0))
        if found != policy.total:
            yield FaultError("FORMS_WEIGHTS", found=plain(found), total=plain(policy.total))


def _width_warnings(definition: FormDefinition, part: Part) -> Iterator[FaultError]:
    page = definition.page
    room = PAGE_WIDTH[page.orientation] - page.margins.left - page.margins.right
    used = sum(part.columns)
    if used < room * float(_LEAST_USED):
        yield FaultError("FORMS_UNUSED", part=part.id, found=f"{used:g}", room=f"{room:g}")
    two = 2 * page.body_size * MM_PER_POINT + _CELL_PADDING
    for section in part.sections:
        if isinstance(section, IndicatorsSection | RowsSection | FundsSection):
            at = section.label_span
            at += section.row_label_span if isinstance(section, FundsSection) else 0
            for column in section.columns:
                width = sum(part.columns[at : at + column.span])
                at += column.span
                longest = max(map(len, column.label.split("\n")), default=0)
                if longest > 2 and width < two:
                    where = f"{section.id}.{column.id}"
                    label = column.label.replace("\n", "")
                    values = {"path": where, "label": label, "found": f"{width:g}"}
                    yield FaultError("FORMS_NARROW", **values, least=f"{two:.1f}")


def described(definition: FormDefinition) -> Iterator[tuple[str, dict[str, str]]]:
    """What was read, line by line: sentence codes with their values."""
    yield (
        "FORMS_READ",
        {"title": definition.title, "version": str(definition.version), "basis": definition.basis},
    )
    for part in definition.parts:
        widths = f"{sum(part.columns):g}"
        values = {"part": part.id, "title": part.title, "columns": str(len(part.columns))}
        yield "FORMS_PART", {**values, "width": widths}
        for section in part.sections:
            kind = str(type(section).__struct_config__.tag)
            yield (
                "FORMS_OPTIONAL" if section.optional else "FORMS_SECTION",
                {"section": section.id, "kind": kind, "names": _names(section)},
            )
    policy = definition.policy
    weights = [*policy.execution_weights.items(), *policy.tier_weights.items()]
    if weights:
        told = "、".join(f"{name} {plain(weight)}" for name, weight in weights)
        yield "FORMS_WEIGHT", {"weights": told, "total": plain(policy.total)}


def _names(section: object) -> str:
    """The labels of a section's columns, fields or texts."""
    if isinstance(section, FieldsSection):
        labels = [item.label for line in section.lines for item in line if item.label]
    elif isinstance(section, TotalSection):
        labels = [cell.label or cell.value for cell in section.cells]
    else:
        held: tuple[Any, ...] = getattr(section, "columns", ()) or getattr(section, "items", ())
        labels = [item.label for item in held]
        labels += getattr(section, "lines", ())
        labels += [getattr(section, "text", "")]
    flat = [label.replace("\n", "")[:_LABEL] for label in labels if label.strip()]
    return "、".join(flat[:_NAMED]) + (f" …（{len(flat)}）" if len(flat) > _NAMED else "")
