"""Reading a form definition: decode the TOML, then check what types alone cannot."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from app.model.codec import RECORD_KEYS
from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    Part,
    RowsSection,
    Section,
    SignaturesSection,
    SummarySection,
    TextSection,
    TotalSection,
)
from app.model.faults import DefinitionError
from app.model.inspecting import type_problems
from app.model.measures import measure_problems
from app.model.own_checks import formula_problems
from app.model.places import RECORD
from app.model.policy import disordered
from app.model.record import ROW_KEYS
from app.model.report_names import draft_problems
from app.model.sides import side_problems

RESERVED = RECORD_KEYS | {RECORD}
"""Names that a section may not have: a record file uses them for itself."""

PAGE_WIDTH = {"portrait": 210.0, "landscape": 297.0}
"""A4 in mm (GB/T 148)."""


def parse_definition(text: str, source: str) -> FormDefinition:
    """Read and check a form definition.

    Args:
        text: the TOML text.
        source: the file's name, for the message.

    Raises:
        DefinitionError: DEFINITION_001 no TOML, _002 wrong key or type (with its path),
            _003 to _009 a rule of the form language is broken, _014 to _022 a formula is.
    """
    return parse_tables(read_tables(text, source), source)


def read_tables(text: str, source: str) -> dict[str, Any]:
    """The tables of a definition's TOML text, not yet checked.

    Raises:
        DefinitionError: DEFINITION_001 no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError("DEFINITION_001", file=source, reason=str(error)) from error


def parse_tables(raw: Mapping[str, Any], source: str) -> FormDefinition:
    """Check the tables of a definition.

    Raises:
        DefinitionError: as `parse_definition`, save _001.
    """
    try:
        definition = msgspec.convert(raw, FormDefinition)
    except msgspec.ValidationError as error:
        path, reason = trouble(error)
        raise DefinitionError("DEFINITION_002", file=source, reason=reason, path=path) from error
    for problem in _problems(definition):
        raise DefinitionError(problem.pop("code"), file=source, **problem)
    return definition


def all_faults(
    raw: Mapping[str, Any], source: str
) -> tuple[FormDefinition | None, tuple[DefinitionError, ...]]:
    """Check the tables of a definition to the end.

    Returns:
        The definition, none where keys or types are wrong, and everything that is wrong.
    """
    problems = type_problems(raw, FormDefinition)
    definition = None
    if not problems:
        definition = msgspec.convert(raw, FormDefinition)
        problems = tuple(_problems(definition))
    return definition, tuple(DefinitionError(p.pop("code"), file=source, **p) for p in problems)


def trouble(error: msgspec.ValidationError) -> tuple[str, str]:
    """Where a table is wrong (`policy.grades[0]`, `—` for the whole) and why."""
    reason, _, path = str(error).partition(" - at ")
    return path.strip("`").lstrip("$.") or "—", reason


def _problems(definition: FormDefinition) -> Iterator[dict[str, str]]:
    if not definition.parts:
        yield {"code": "DEFINITION_003", "path": "parts"}
    names = [s.id for s in definition.sections()] + [p.id for p in definition.parts]
    yield from _name_problems(names, RESERVED, "")
    for section in definition.sections():
        reserved = ROW_KEYS if isinstance(section, IndicatorsSection | RowsSection) else frozenset()
        yield from _name_problems(field_names(section), reserved, f"{section.id}.")
        if isinstance(section, FundsSection):
            rows = [row.id for row in section.rows]
            yield from _name_problems(rows, frozenset(), f"{section.id}.")
    for part in definition.parts:
        yield from _width_problems(definition, part)
        yield from side_problems(part)
        beside = {name: side.span for side in part.sides for name in side.sections}
        for section in part.sections:
            yield from _span_problems(section, len(part.columns) - beside.get(section.id, 0))
            yield from _reference_problems(section)
    yield from _shown_problems(definition)
    yield from _policy_problems(definition)
    yield from measure_problems(definition)
    yield from formula_problems(definition)
    yield from draft_problems(definition)


def _name_problems(
    names: Sequence[str], reserved: frozenset[str], where: str
) -> Iterator[dict[str, str]]:
    for name, count in Counter(names).items():
        if name in reserved or "/" in name or not name:
            yield {"code": "DEFINITION_005", "path": where + name}
        if count > 1:
            yield {"code": "DEFINITION_004", "path": where + name}


def field_names(section: Section) -> list[str]:
    """The names under which a section's values stand in a record."""
    match section:
        case FieldsSection():
            return [item.field for line in section.lines for item in line if item.field]
        case FundsSection() | IndicatorsSection() | RowsSection():
            return [column.id for column in section.columns]
        case GoalsSection():
            return [column.field for column in section.columns]
        case TextSection() | SignaturesSection():
            return [item.field for item in section.items]
        case ChapterSection():
            return [item.field for item in section.items if item.field]
        case _:
            return []


def _width_problems(definition: FormDefinition, part: Part) -> Iterator[dict[str, str]]:
    page = part.page or definition.page
    margins = page.margins
    for orientation, columns in (
        (page.orientation, part.columns),
        ("landscape", part.landscape),
    ):
        room = PAGE_WIDTH[orientation] - margins.left - margins.right
        if columns and (sum(columns) > room + 0.05 or min(columns) < 4):
            yield {
                "code": "DEFINITION_006",
                "path": f"parts.{part.id}.columns",
                "found": f"{sum(columns):.1f}",
                "room": f"{room:.1f}",
            }
    if part.landscape and len(part.landscape) != len(part.columns):
        yield {
            "code": "DEFINITION_007",
            "path": f"parts.{part.id}.landscape",
            "found": str(len(part.landscape)),
            "expected": str(len(part.columns)),
        }


def _spans(section: Section) -> Iterator[tuple[str, int, list[int]]]:
    """Each line of a section: its path, the span of its label, and those of its cells."""
    match section:
        case FieldsSection():
            for index, line in enumerate(section.lines):
                yield f"lines[{index}]", section.label_span, [item.span for item in line]
        case FundsSection():
            cells = [section.row_label_span, *(c.span for c in section.columns)]
            cells += [c.beside_span for c in section.columns if c.beside]
            yield "columns", section.label_span, cells
        case SummarySection():
            yield "columns", 0, [c.span for c in section.columns]
        case GoalsSection() | IndicatorsSection() | RowsSection():
            yield "columns", section.label_span, [c.span for c in section.columns]
        case TotalSection():
            yield "cells", 0, [c.span for c in section.cells]
        case SignaturesSection():
            yield "items", 0, [i.span for i in section.items]
        case _:
            return


def _span_problems(section: Section, columns: int) -> Iterator[dict[str, str]]:
    for path, label, cells in _spans(section):
        width = label + sum(cells)
        if width != columns or label < 0 or min(cells, default=0) < 1:
            narrow = width == columns
            yield {
                "code": "DEFINITION_007",
                "path": f"{section.id}.{path}",
                "found": str(min(label, *cells) if narrow else width),
                "expected": "≥ 1" if narrow else str(columns),
            }
    if isinstance(section, TextSection):
        room = columns - 1 - max(section.side_span, 0)
        for name, found, least, most in (
            ("label_span", section.label_span, 1, room),
            ("side_span", section.side_span, 0, columns - 2),
        ):
            if not least <= found <= most:
                yield {
                    "code": "DEFINITION_007",
                    "path": f"{section.id}.{name}",
                    "found": str(found),
                    "expected": f"{least}–{most}",
                }


def _reference_problems(section: Section) -> Iterator[dict[str, str]]:
    if isinstance(section, FundsSection):
        columns = {c.id for c in section.columns}
        rows = {r.id for r in section.rows}
        wanted = [
            *((n, columns) for n in (section.numerator, section.denominator, section.initial)),
            *((r.part_of, rows) for r in section.rows),
            (section.scored, rows),
        ]
        for name, known in wanted:
            if name and name not in known:
                yield {
                    "code": "DEFINITION_008",
                    "path": section.id,
                    "found": name,
                    "expected": ", ".join(sorted(known)),
                }
        for column in section.columns:
            if column.beside and len(column.beside) != len(section.rows):
                yield {
                    "code": "DEFINITION_007",
                    "path": f"{section.id}.{column.id}.beside",
                    "found": str(len(column.beside)),
                    "expected": str(len(section.rows)),
                }
    if isinstance(section, IndicatorsSection | RowsSection):
        columns = {c.id for c in section.columns}
        named = {(key, "template") for row in section.template for key in row}
        if isinstance(section, RowsSection) and section.spent:
            named.add((section.spent, "spent"))
        for name, key in sorted(pair for pair in named if pair[0] not in columns):
            yield {
                "code": "DEFINITION_008",
                "path": f"{section.id}.{key}",
                "found": name,
                "expected": ", ".join(sorted(columns)),
            }


def _shown_problems(definition: FormDefinition) -> Iterator[dict[str, str]]:
    """A field is printed again from a place that the form has."""
    heads = [s for s in definition.sections() if isinstance(s, FieldsSection)]
    items = {s.id: [item for line in s.lines for item in line] for s in heads}
    known = {f"{name}/{item.field}" for name, line in items.items() for item in line if item.field}
    for name, line in items.items():
        for item in line:
            if item.shows and item.shows not in known:
                yield {
                    "code": "DEFINITION_008",
                    "path": f"{name}.shows",
                    "found": item.shows,
                    "expected": ", ".join(sorted(known)),
                }


def _policy_problems(definition: FormDefinition) -> Iterator[dict[str, str]]:
    funds = {s.id for s in definition.funds() if s.scored}
    for name in definition.policy.execution_weights:
        if name not in funds:
            yield {
                "code": "DEFINITION_008",
                "path": "policy.execution_weights",
                "found": name,
                "expected": ", ".join(sorted(funds)),
            }
    base = definition.policy.execution_base
    columns = {column.id for section in definition.funds() for column in section.columns}
    if base and base not in columns:
        yield {
            "code": "DEFINITION_008",
            "path": "policy.execution_base",
            "found": base,
            "expected": ", ".join(sorted(columns)),
        }
    name = disordered(definition.policy)
    if name:
        yield {"code": "DEFINITION_009", "path": f"policy.{name}"}
