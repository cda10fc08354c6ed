"""C4, C5: names and targets against the texts and the other tables of the same project."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from app.model.definition import FieldsSection
from app.model.money import folded
from app.model.places import Place
from app.model.quantity import Quantity
from app.model.record import FormRecord, Row
from app.model.results import Finding
from app.model.units import convert
from app.rules.checks.context import Context
from app.rules.checks.texts import prose_of
from app.rules.columns import Columns, columns_of, short
from app.rules.finding import finding
from app.rules.values import read_values

_KINDS = "(?:专项|项目|补助|补贴|业务|工作|建设|财政|转移支付)*(?:经费|资金|项目|补助|补贴)"
"""What a project's name ends with, and what people mix up."""

_SHORTEST = 4


def name_findings(context: Context) -> Iterator[Finding]:
    """C4: the project's name as typed against related tables, and (预审) against the texts."""
    places = dict(_named_fields(context))
    for role, place in places.items():
        text = context.record.text(place)
        if not folded(text):
            continue
        differing = (t for t in (other.text(place) for other in context.related) if folded(t))
        typed = next((t for t in differing if folded(t) != folded(text)), "")
        if typed:
            is_project = role == "project_name"
            values = {"found": short(text, 40), "expected": short(typed, 40)}
            yield finding(
                "C4", "warning", place, case="project" if is_project else "unit", **values
            )
    if context.review and "project_name" in places:
        yield from _in_texts(context, context.record.text(places["project_name"]))


def _named_fields(context: Context) -> Iterator[tuple[str, Place]]:
    for section in context.definition.sections():
        if isinstance(section, FieldsSection):
            for line in section.lines:
                for item in line:
                    if item.field and item.role in ("project_name", "unit"):
                        yield item.role, Place(section.id, None, item.field)


def _in_texts(context: Context, project: str) -> Iterator[Finding]:
    """The project's own stem with another ending: 专项经费 here, 项目经费 there."""
    name = folded(project)
    stem = re.sub(f"{_KINDS}$", "", name)
    if len(stem) < _SHORTEST or stem == name:
        return
    for told in prose_of(context):
        for match in re.finditer(re.escape(stem) + f"({_KINDS})", folded(told.text)):
            if not name.startswith(match[0]) and not match[0].startswith(name):
                values = {"found": match[0], "expected": name}
                yield finding("C4", "warning", told.place, **values)
                break


def target_findings(context: Context) -> Iterator[Finding]:
    """C5: an indicator's target here against the related tables of the same year."""
    year = context.record.year
    related = [r for r in context.related if r.year is None or year is None or r.year == year]
    if not related:
        return
    for section in context.definition.indicators():
        columns = columns_of(section)
        if not columns.name or not columns.target:
            continue
        known: dict[str, _Target] = {}
        for other in related:
            for name, target in _targets(other, columns):
                known.setdefault(name, target)
        for row in context.record.rows(section.id):
            there = known.get(_key(columns.name_of(row)))
            here = _target(row, columns)
            if there is not None and here is not None and _differ(here, there):
                place = Place(section.id, row.id, columns.target)
                values = {"row": short(columns.name_of(row)), "expected": there.text}
                yield finding("C5", "warning", place, found=here.text, **values)


class _Target(NamedTuple):
    text: str
    meant: Quantity


def _targets(record: FormRecord, columns: Columns) -> Iterator[tuple[str, _Target]]:
    """The targets of another table by name.

    Its columns are known by the ids that forms share; a table without them says nothing.
    """
    for _, rows in record.tables():
        for row in rows:
            target = _target(row, columns)
            if target is not None and _key(columns.name_of(row)):
                yield _key(columns.name_of(row)), target


def _target(row: Row, columns: Columns) -> _Target | None:
    """A row's target read by itself: the actual's unit is not taken for its own."""
    text = row.text(columns.target)
    if not folded(text):
        return None
    cells = {field: typed for field, typed in row.cells.items() if field != columns.actual}
    alone = msgspec.structs.replace(row, cells=cells)
    return _Target(text.strip(), read_values(alone, columns).target)


def _key(name: str) -> str:
    return folded(name).rstrip("。;,:")


def _differ(one: _Target, other: _Target) -> bool:
    """Whether two targets mean different things; an operator left out is no difference."""
    a, b = one.meant, other.meant
    if not a.is_number or not b.is_number:
        return folded(one.text) != folded(other.text)
    if a.operator and b.operator and a.operator != b.operator:
        return True
    if a.number is None or b.number is None or not a.unit or not b.unit:
        return a.number != b.number
    return convert(a.number, a.unit, b.unit) != b.number
