"""The summary on paper: the table, the grades, the paragraph, and where every figure comes from."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.desk.lists import write_list
from app.desk.statistics.measures import NOTHING
from app.desk.statistics.output import missing_notes, on_two_lines
from app.desk.summary.figures import Numbered, Traced
from app.desk.summary.table import (
    AMOUNT_COLUMNS,
    COLUMNS,
    GradeLine,
    Summary,
    column_title,
    foot_texts,
    project_texts,
)
from app.desk.summary.words import paragraph, plain_text, warnings
from app.desk.texts import sentence
from app.desk.view import shipped_metrics
from app.model.definition import Align
from app.paper.layout import paginate
from app.sheet.listing import ListColumn, Listing, ListRow, listing_sheet
from app.sheet.sheet import Cell, Heading, Sheet, SheetRow

SCHEMA = "ziping.summary/1"
_SHARES = {
    **{"number": 0.55, "project": 3.2, "code": 2.1, "office": 2.1, "section": 1.4, "nature": 1.3},
    **{"rate": 1.05, "total": 0.95, "grade": 0.8, "unfinished": 0.95, "state": 1.0},
}
_AMOUNT_SHARE = 1.4
_NUMBERS = frozenset(("number", *AMOUNT_COLUMNS, "rate", "total", "unfinished"))
_CENTRED = frozenset(("grade", "state"))
_SMALL = 8.0
_PROSE = 16.0
"""Running text in official documents is set in size 3 (GB/T 9704-2012)."""


def title_of(summary: Summary, language: str = "zh") -> str:
    """What the summary is called."""
    year = "" if summary.year is None else str(summary.year)
    return sentence("SUMMARY_TITLE", language, year=year)


def listings_of(summary: Summary, language: str = "zh") -> list[Listing]:
    """The summary's lists: the table, the grades, the paragraph, and the sources (数据来源)."""
    return [
        table_of(summary, language),
        grades_of(summary, language),
        _paragraph_list(summary, language),
        sources_of(summary, language),
    ]


def table_of(summary: Summary, language: str = "zh") -> Listing:
    """The table of all projects, its sums, and those that are not counted apart."""
    rows = [
        ListRow(project_texts(entry, number, language))
        for number, entry in enumerate(summary.projects, 1)
    ]
    if rows:
        for foot in foot_texts(summary, language):
            rows.append(ListRow(tuple(text for text, _ in foot), "strong"))
    if summary.exempt:
        rows.append(ListRow((sentence("SUMMARY_EXEMPT", language),), "head"))
        first = len(summary.projects) + 1
        rows += [
            ListRow(project_texts(entry, number, language))
            for number, entry in enumerate(summary.exempt, first)
        ]
    notes = missing_notes(summary.missing, language, amounts=AMOUNT_COLUMNS, totals=True)
    return Listing(
        title_of(summary, language),
        tuple(_column(name, language) for name in COLUMNS),
        tuple(rows),
        notes=tuple(notes),
        landscape=True,
        body_size=_SMALL,
    )


def _column(name: str, language: str) -> ListColumn:
    share = _SHARES.get(name, _AMOUNT_SHARE)
    align: Align = "center" if name in _CENTRED else "left"
    title = on_two_lines(column_title(name, language))
    return ListColumn(title, share, align, name in _NUMBERS)


def grades_of(summary: Summary, language: str = "zh") -> Listing:
    """How many projects earned each grade, their share, amounts and means."""
    heads = ("SUMMARY_GRADE", "STATISTICS_RECORDS", "SUMMARY_SHARE")
    titles = [sentence(code, language) for code in heads]
    amounts = ("annual", "executed", "rate")
    titles += [on_two_lines(column_title(name, language)) for name in amounts]
    titles.append(sentence("STATISTICS_AVERAGE", language))
    columns = (ListColumn(titles[0], 1.4), *(ListColumn(t, 1.0, number=True) for t in titles[1:]))
    rows = [
        ListRow((line.name, *(figure.text if figure else NOTHING for figure in cells_of(line))))
        for line in summary.grades
    ]
    if rows:
        total = ("count", "", "annual", "executed", "rate", "average")
        texts = (summary.sums[key].text if key else NOTHING for key in total)
        rows.append(ListRow((sentence("STATISTICS_TOTAL", language), *texts), "strong"))
    notes = (sentence("SUMMARY_NOTE_SHARES", language),) if rows else ()
    title = sentence("SUMMARY_GRADES", language)
    return Listing(title, columns, tuple(rows), _year(summary, language), notes)


def cells_of(line: GradeLine) -> tuple[Traced | None, ...]:
    """The figures of a line of grades, in the order of its columns."""
    return line.projects, line.share, line.annual, line.executed, line.rate, line.mean


def _year(summary: Summary, language: str) -> str:
    year = summary.year
    return "" if year is None else sentence("STATISTICS_OF_YEAR", language, year=str(year))


def _paragraph_list(summary: Summary, language: str) -> Listing:
    title = sentence("SUMMARY_PARAGRAPH", language)
    text = plain_text(paragraph(summary, language))
    notes = tuple(warnings(summary, language))
    return Listing(title, (ListColumn(title),), (ListRow((text,)),), notes=notes, body_size=12.0)


def sources_of(summary: Summary, language: str = "zh") -> Listing:
    """Where every figure comes from: how it was worked out, and the numbers of its projects."""
    codes = ("SUMMARY_NUMBER", "SUMMARY_FIGURE", "SUMMARY_VALUE", "SUMMARY_HOW", "SUMMARY_ROWS")
    titles = [sentence(code, language) for code in codes]
    shares = (0.6, 2.2, 1.5, 6.0, 2.2)
    columns = tuple(
        ListColumn(title, share, number=at in (0, 2))
        for at, (title, share) in enumerate(zip(titles, shares, strict=True))
    )
    known = [figure for figure in summary.figures() if figure.text != NOTHING]
    rows = tuple(
        ListRow((str(number), figure.name, figure.text, figure.how, _numbers(figure, summary)))
        for number, figure in enumerate(known, 1)
    )
    title = sentence("SUMMARY_SOURCES", language)
    year = _year(summary, language)
    return Listing(title, columns, rows, year, landscape=True, body_size=_SMALL + 1)


def _numbers(figure: Traced, summary: Summary) -> str:
    every = (*summary.projects, *summary.exempt)
    numbers = {entry.id: number for number, entry in enumerate(every, 1)}
    return Numbered(figure.entries, numbers).named() or NOTHING


def write_summary(
    summary: Summary,
    *,
    xlsx: Path | None,
    pdf: Path | None,
    docx: Path | None,
    language: str = "zh",
) -> None:
    """Write the summary: workbook and PDF with everything, Word with paragraph and tables.

    Raises:
        FaultError: EXPORT_NNN a file cannot be written; the one before it stands.
    """
    listings = listings_of(summary, language)
    write_list(listings, xlsx=xlsx, pdf=pdf)
    if docx is not None:
        from app.exchange.word import write_word

        metrics = shipped_metrics()
        table, grades = (listing_sheet(listing) for listing in listings[:2])
        sheets = (_prose(summary, grades, language), grades, table)
        pages = [paginate(sheet, metrics) for sheet in sheets]
        write_word(pages, docx, title=listings[0].title, created=datetime.now())


def _prose(summary: Summary, like: Sheet, language: str) -> Sheet:
    """The paragraph as running text under a title of its own."""
    text = plain_text(paragraph(summary, language))
    width = sum(like.columns)
    row = SheetRow("words", (Cell(0, 1, text, style="prose", align="left", border=False),))
    year = "" if summary.year is None else str(summary.year)
    title = sentence("SUMMARY_HEADING", language, year=year)
    page = msgspec.structs.replace(like.page, body_size=_PROSE)
    return Sheet("words", title, (Heading(title, "title"),), (width,), (row,), page)


def report_of(summary: Summary, language: str = "zh") -> dict[str, Any]:
    """The summary for scripts: texts as printed, every figure with its sum and its records."""
    rows = [*enumerate(summary.projects, 1)]
    exempt = [*enumerate(summary.exempt, len(summary.projects) + 1)]
    return {
        "schema": SCHEMA,
        "year": summary.year,
        "title": title_of(summary, language),
        "columns": [{"id": name, "name": column_title(name, language)} for name in COLUMNS],
        "projects": [
            {"record": entry.id, "values": list(project_texts(entry, number, language))}
            for number, entry in rows
        ],
        "exempt": [
            {"record": entry.id, "values": list(project_texts(entry, number, language))}
            for number, entry in exempt
        ],
        "figures": {figure.key: _figure(figure) for figure in summary.figures()},
        "paragraph": plain_text(paragraph(summary, language)),
        "warnings": list(_notes(summary, language)),
    }


def _notes(summary: Summary, language: str) -> Iterator[str]:
    yield from missing_notes(summary.missing, language, amounts=AMOUNT_COLUMNS, totals=True)


def _figure(figure: Traced) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": None if figure.text == NOTHING else figure.text,
        "how": None if figure.how == NOTHING else figure.how,
        "records": [entry.id for entry in figure.entries],
    }
