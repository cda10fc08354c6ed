"""Layout: a definition, a record and its scores become sheets."""

from collections.abc import Callable, Iterator

from app.model.carried import carried_of
from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalsSection,
    HeadingSection,
    IndicatorsSection,
    NotesSection,
    Part,
    RowsSection,
    Section,
    SignaturesSection,
    SummarySection,
    TextSection,
    TotalSection,
)
from app.model.places import RECORD, Place
from app.model.record import FormRecord
from app.model.results import Scores
from app.sheet.chapters import chapter_rows
from app.sheet.ghosts import GhostMemory
from app.sheet.sections import (
    field_rows,
    fund_rows,
    goal_rows,
    heading_rows,
    note_rows,
    signature_rows,
    text_rows,
    total_rows,
)
from app.sheet.sheet import Heading, PageSetup, Sheet, SheetRow
from app.sheet.sides import sides_of, with_sides
from app.sheet.summary import summary_rows
from app.sheet.tables import RowMemory, table_rows
from app.sheet.view import LayoutView

PAPER = {"portrait": (210.0, 297.0), "landscape": (297.0, 210.0)}
"""A4 in mm (GB/T 148)."""

_NARROWEST, _WIDEST = 6.0, 1000.0
"""Bounds in mm of a column width that a person may choose."""


class SheetLayout:
    """Lays out records; remembers unchanged table rows from one layout to the next."""

    def __init__(self) -> None:
        self._memory = RowMemory()
        self._ghosts = GhostMemory()
        self._definition: FormDefinition | None = None

    def sheets(
        self, definition: FormDefinition, record: FormRecord, scores: Scores
    ) -> tuple[Sheet, ...]:
        """One sheet for each part of the form."""
        if definition is not self._definition:
            self._memory, self._definition = RowMemory(), definition
        views = (
            LayoutView(definition, record, scores, (part.page or definition.page).row_height)
            for part in definition.parts
        )
        return tuple(map(self._sheet, definition.parts, views))

    def _sheet(self, part: Part, view: LayoutView) -> Sheet:
        rows: list[SheetRow] = []
        shown = chosen_sections(view.record)
        sides = sides_of(part)
        for section in part.sections:
            if not section.optional or section.id in shown:
                side = sides.get(section.id)
                columns = len(part.columns) - (side.span if side else 0)
                rows.extend(self._section_rows(section, view, columns))
        rows = with_sides(rows, sides) if sides else rows
        rows = self._ghosts.ghosted(rows, carried_of(view.record))
        setup = page_setup(part, view.definition, view.record)
        return Sheet(
            part=part.id,
            title=part.title,
            headings=headings(part, view.record),
            columns=column_widths(part, view.definition, view.record),
            rows=tuple(rows),
            page=setup,
        )

    def _section_rows(self, section: Section, view: LayoutView, columns: int) -> Iterator[SheetRow]:
        if isinstance(section, IndicatorsSection | RowsSection):
            return table_rows(section, view, self._memory)
        makers: dict[type, Callable[..., Iterator[SheetRow]]] = {
            FieldsSection: field_rows,
            FundsSection: fund_rows,
            GoalsSection: goal_rows,
            TextSection: text_rows,
            TotalSection: total_rows,
            SummarySection: summary_rows,
            SignaturesSection: signature_rows,
            HeadingSection: heading_rows,
            ChapterSection: chapter_rows,
            NotesSection: note_rows,
        }
        return makers[type(section)](section, view, columns)


def chosen_sections(record: FormRecord) -> frozenset[str]:
    """The optional sections that the office switched on for this record."""
    chosen = record.layout.get("sections", ())
    names = chosen if isinstance(chosen, list | tuple) else ()
    return frozenset(name for name in names if isinstance(name, str))


def orientation(part: Part, definition: FormDefinition, record: FormRecord) -> str:
    """`portrait` or `landscape`: by the part's own page, the record's choice, else the form's."""
    if part.page is not None:
        return part.page.orientation
    chosen = record.layout.get("orientation")
    return chosen if isinstance(chosen, str) and chosen in PAPER else definition.page.orientation


def page_setup(part: Part, definition: FormDefinition, record: FormRecord) -> PageSetup:
    """Paper and margins of a part."""
    turned = orientation(part, definition, record)
    page = part.page or definition.page
    width, height = PAPER[turned]
    return PageSetup(
        width=width,
        height=height,
        margins=page.margins,
        body_size=page.body_size,
        title_size=page.title_size,
        landscape=turned == "landscape",
    )


def column_widths(part: Part, definition: FormDefinition, record: FormRecord) -> tuple[float, ...]:
    """Column widths in mm that fill no more than the paper between its margins.

    The record's own widths win where they are one number of at least 6 mm for each column;
    what is too wide for the paper is scaled down.
    """
    turned = orientation(part, definition, record)
    margins = (part.page or definition.page).margins
    room = PAPER[turned][0] - margins.left - margins.right
    wide = turned == "landscape" and part.landscape
    widths = part.landscape if wide else part.columns
    own = record.layout.get("widths", {})
    mine = own.get(f"{part.id}/{turned}") if isinstance(own, dict) else None
    if isinstance(mine, list | tuple) and len(mine) == len(widths):
        usable = all(isinstance(w, int | float) and _NARROWEST <= w <= _WIDEST for w in mine)
        widths = tuple(float(w) for w in mine) if usable else widths
    total = sum(widths)
    if total > room + 0.05:
        widths = tuple(w * room / total for w in widths)
    return widths


def headings(part: Part, record: FormRecord) -> tuple[Heading, ...]:
    """The lines above the grid; a record without a year leaves room to write it."""
    year = str(record.year) if record.year is not None else "    "
    lines = []
    if part.annex:
        lines.append(Heading(part.annex, "annex"))
    lines.append(Heading(part.title, "title"))
    if part.subtitle:
        place = Place(RECORD, None, "year")
        lines.append(Heading(part.subtitle.replace("{year}", year), "subtitle", place))
    return tuple(lines)
