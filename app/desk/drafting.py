"""The first draft of a report, from what the record holds and nothing else."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from app.model.change import Change, Set
from app.model.definition import (
    ChapterItem,
    ChapterSection,
    DraftLine,
    FormDefinition,
    IndicatorsSection,
)
from app.model.formula import FormulaError, parse_formula
from app.model.money import is_blank
from app.model.places import Place
from app.model.record import NOT_APPLICABLE, FormRecord, Row
from app.model.report_names import OPTIONAL, TOKEN, named_row
from app.rules.formula import holds
from app.rules.report_values import Gap, ReportValues, filled_text, shown_value
from app.rules.scoring import score

_NAMEABLE = re.compile(r"\w+")
_STAND_IN = "row"


class Drafted(NamedTuple):
    """The change that writes the drafts (none where nothing is empty), and the chapters that
    it fills.
    """

    change: Change | None
    chapters: tuple[Place, ...]


def has_chapters(definition: FormDefinition) -> bool:
    """Whether a form is a report: has chapters with a draft."""
    sections = (s for s in definition.sections() if isinstance(s, ChapterSection))
    return any(item.draft for section in sections for item in section.items)


def first_draft(record: FormRecord, definition: FormDefinition) -> Drafted:
    """Fill the empty chapters of a report; what somebody wrote is left alone."""
    steps = []
    for section in definition.sections():
        if not isinstance(section, ChapterSection):
            continue
        for item in section.items:
            place = Place(section.id, None, item.field)
            if item.field and item.draft and is_blank(record.text(place)):
                text = "\n".join(_paragraphs(item, record, definition))
                if text:
                    steps.append(Set(place, record.value(place), text))
    change = Change("EDIT_DRAFT", tuple(steps), how="computed") if steps else None
    return Drafted(change, tuple(step.place for step in steps))


def _paragraphs(item: ChapterItem, record: FormRecord, definition: FormDefinition) -> Iterator[str]:
    values = ReportValues(record, definition, score(record, definition))
    for line in item.draft:
        if not line.each:
            yield from _line(line.text, line.when, values)
            continue
        for row in _rows(line, values):
            yield from _for_row(line, row, values)


def _rows(line: DraftLine, values: ReportValues) -> list[Row]:
    """The rows of a table that hold something and apply."""
    section = values.definition.section(line.each)
    if isinstance(section, IndicatorsSection):
        placed = values.placed(section).values()
        return [found.row for found in placed if found.facts.kind != NOT_APPLICABLE]
    rows = values.record.rows(line.each)
    return [row for row in rows if not all(is_blank(text) for text in row.cells.values())]


def _for_row(line: DraftLine, row: Row, values: ReportValues) -> Iterator[str]:
    """A line about one row, with its tokens.

    A row whose id is no name, as a foreign file may have it, is written out: no token finds it.
    """
    if _NAMEABLE.fullmatch(row.id):
        text, when = (named_row(t, line.each, row.id) for t in (line.text, line.when))
        yield from _line(text, when, values)
        return
    stand_in = msgspec.structs.replace(row, id=_STAND_IN)
    rows = tuple(stand_in if r is row else r for r in values.record.rows(line.each))
    sections = {**values.record.sections, line.each: rows}
    record = msgspec.structs.replace(values.record, sections=sections)
    definition = values.definition
    named = ReportValues(record, definition, score(record, definition))
    text, when = (named_row(t, line.each, _STAND_IN) for t in (line.text, line.when))
    for made in _line(text, when, named):
        yield filled_text(made, lambda: named).text


def _line(text: str, when: str, values: ReportValues) -> Iterator[str]:
    """A line where its condition surely holds, without the pieces that have no value."""
    if when:
        try:
            condition = parse_formula(when, values.names)
        except FormulaError:  # a form kept beside a record may be older than this program
            return
        if holds(condition, values.reader) is not True:
            return

    def kept(piece: "re.Match[str]") -> str:
        shown = (shown_value(token, values) for token in TOKEN.findall(piece[1]))
        return "" if any(isinstance(value, Gap) for value in shown) else piece[1]

    yield OPTIONAL.sub(kept, text)
