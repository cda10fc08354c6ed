"""The chapters of a report: titles and running text over the whole width."""

from collections.abc import Iterator
from functools import cache

from app.model.definition import ChapterItem, ChapterSection
from app.model.places import Place
from app.rules.report_values import ReportValues, filled_text
from app.sheet.sheet import Cell, CellStyle, SheetRow
from app.sheet.view import LayoutView

INDENT = "\u3000\u3000"
"""Two characters: how far a paragraph's first line is moved in (GB/T 9704)."""

_TITLES: dict[int, CellStyle] = {1: "chapter", 2: "subchapter", 3: "prose"}
_EMPTY_LINES = 2.0
"""Lines that an empty chapter leaves to write in."""


def chapter_rows(section: ChapterSection, view: LayoutView, columns: int) -> Iterator[SheetRow]:
    """Each chapter's title, kept with its text, and the text with its figures put in."""

    @cache
    def values() -> ReportValues:
        return ReportValues(view.record, view.definition, view.scores)

    for item in section.items:
        if item.title:
            yield _title(section.id, item, columns, view.row_height)
        if item.field:
            place = Place(section.id, None, item.field)
            text = filled_text(view.record.text(place), values).text
            cell = Cell(
                column=0,
                colspan=columns,
                text=indented(text),
                kind="input",
                place=place,
                style="prose",
                align="left",
                top_aligned=True,
                border=False,
                hint=item.guidance,
            )
            height = view.row_height * (1.0 if text else _EMPTY_LINES)
            yield SheetRow(section.id, (cell,), min_height=height)


def _title(section: str, item: ChapterItem, columns: int, height: float) -> SheetRow:
    cell = Cell(
        column=0,
        colspan=columns,
        text=INDENT + item.title,
        style=_TITLES[item.level],
        align="left",
        border=False,
        level=item.level,
    )
    return SheetRow(section, (cell,), keep=True, min_height=height)


def indented(text: str) -> str:
    """A text with every paragraph moved in by two characters."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(INDENT + line if line else "" for line in lines)
