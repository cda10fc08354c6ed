"""Statistics in words: a list, a chart, notes, and a report for scripts."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from app.desk.lists import write_list
from app.desk.statistics.dimensions import DIMENSIONS, dimension_name, key_name
from app.desk.statistics.entries import AMOUNTS
from app.desk.statistics.measures import MEASURES, NOTHING, measure_name, unit_name
from app.desk.statistics.tables import REST, Column, Missing, Question, Row, Statistics
from app.desk.texts import sentence
from app.desk.view import shipped_metrics
from app.exchange.files import safe_file_name
from app.model.money import plain
from app.paper.chart import Chart, ChartKind, Series, draw_chart
from app.sheet.listing import ListColumn, Listing, ListRow, listing_sheet

SCHEMA = "ziping.statistics/1"
_MOST_BARS = 40
_FEWEST_LABELS = 5
_MOST_LABELS = 18
_PORTRAIT_COLUMNS = 6
_LANDSCAPE_LABELS = 10
_LANDSCAPE_BARS = 16
_FEWEST_GROUPS = 2
_OF_TOTALS = {"average", "weighted", "weight", "points", "points_rate"}


def title_of(question: Question, language: str = "zh") -> str:
    """What a question is called that has no name."""
    names = [dimension_name(name, language) for name in (question.by, question.by2) if name]
    measure = measure_name(question.measures[0], language)
    code = "STATISTICS_TITLE_CROSS" if question.by2 else "STATISTICS_TITLE"
    return sentence(code, language, by=names[0], by2=names[-1], measure=measure)


def column_name(column: Column, question: Question, language: str = "zh") -> str:
    """The head of a column."""
    if column.key == REST:
        return sentence("STATISTICS_REST", language)
    if column.key is not None:
        return key_name(question.by2, column.key, language)
    if question.by2:
        return sentence("STATISTICS_TOTAL", language)
    name = measure_name(column.measure, language)
    if MEASURES[column.measure].unit == "money":
        unit = unit_name(MEASURES[column.measure], language)
        return sentence("STATISTICS_IN_UNIT", language, name=name, unit=unit)
    return name


def on_two_lines(title: str) -> str:
    """A head with its unit below it: narrow columns would part the unit itself."""
    return title.replace("（", "\n（", 1) if title.endswith("）") else title


def row_name(row: Row, question: Question, language: str = "zh") -> str:
    """The first cell of a row."""
    return key_name(question.by, row.key, language)


def subtitle_of(question: Question, language: str = "zh") -> str:
    """The year and what is looked at, on one line."""
    parts: list[str] = []
    if question.year is not None:
        parts.append(sentence("STATISTICS_OF_YEAR", language, year=str(question.year)))
    for name, keys in question.filters.items():
        words = "、".join(key_name(name, key, language) for key in keys)
        parts.append(f"{dimension_name(name, language)}：{words}")
    if question.by2:
        parts.append(measure_name(question.measures[0], language))
    return "　".join(parts)


def listing_of(found: Statistics, name: str = "", language: str = "zh") -> Listing:
    """The table as a list on paper."""
    question = found.question
    columns = [ListColumn(dimension_name(question.by, language), 2.6)]
    heads = [on_two_lines(column_name(c, question, language)) for c in found.columns]
    columns += [ListColumn(head, 1.0, number=True) for head in heads]
    rows = [_list_row(row_name(row, question, language), row) for row in found.rows]
    if rows:
        texts = (sentence("STATISTICS_TOTAL", language), *(f.text for f in found.total.figures))
        rows.append(ListRow(texts, "strong"))
    return Listing(
        name or title_of(question, language),
        tuple(columns),
        tuple(rows),
        subtitle_of(question, language),
        tuple(notes_of(found, language)),
        landscape=len(found.columns) > _PORTRAIT_COLUMNS,
    )


def _list_row(name: str, row: Row) -> ListRow:
    return ListRow((name, *(figure.text for figure in row.figures)))


# --- what is missing


def notes_of(found: Statistics, language: str = "zh") -> Iterator[str]:
    """What the figures do not hold, one sentence each."""
    shown = {column.measure for column in found.columns}
    question, missing = found.question, found.missing
    if DIMENSIONS[question.by].parts and "records" in shown:
        yield sentence("STATISTICS_NOTE_PARTS", language)
    grades = "grade" in (question.by, question.by2)
    amounts = {"annual", "executed"} if "execution_rate" in shown else set()
    amounts |= shown.intersection(AMOUNTS)
    totals = grades or bool(shown & _OF_TOTALS)
    yield from missing_notes(missing, language, amounts=amounts, totals=totals)
    if "weighted" in shown and missing.unweighted:
        count = str(missing.unweighted)
        yield sentence("STATISTICS_NOTE_UNWEIGHTED", language, count=count)
    chart = chart_of(found, language)
    if chart is not None and len(chart.labels) < len(found.rows):
        yield sentence("STATISTICS_NOTE_CHART", language, count=str(len(chart.labels)))


def missing_notes(
    missing: Missing, language: str, *, amounts: Collection[str], totals: bool
) -> Iterator[str]:
    """What is missing from figures of amounts or of totals, one sentence each."""
    if missing.stopped:
        yield sentence("STATISTICS_NOTE_STOPPED", language)
    if missing.unread:
        yield sentence("STATISTICS_NOTE_UNREAD", language, titles="、".join(missing.unread))
    if totals and missing.unscored:
        yield sentence("STATISTICS_NOTE_UNSCORED", language, count=str(missing.unscored))
    if missing.exempt:
        yield sentence("STATISTICS_NOTE_EXEMPT", language, count=str(missing.exempt))
    if missing.other_forms:
        yield sentence("STATISTICS_NOTE_FORMS", language, count=str(missing.other_forms))
    if missing.doubles:
        yield sentence("STATISTICS_NOTE_DOUBLES", language, count=str(missing.doubles))
    for name, count in missing.amounts.items():
        if name not in amounts:
            continue
        values = {"name": measure_name(name, language), "count": str(count)}
        yield sentence("STATISTICS_NOTE_AMOUNT", language, **values)
    for name, exact in missing.rounding.items():
        if name not in amounts:
            continue
        values = {"name": measure_name(name, language), "exact": plain(exact)}
        yield sentence("STATISTICS_NOTE_ROUNDING", language, **values)


# --- the chart


def chart_of(found: Statistics, language: str = "zh") -> Chart | None:
    """The chart of a table: its first rows, where it has more than can be read at once."""
    question = found.question
    if not question.chart or not found.rows:
        return None
    plotted = _plotted(found)
    first = MEASURES[found.columns[plotted[0]].measure]
    stacked = question.chart == "stacked" and bool(question.by2) and first.adds
    kind: ChartKind = "stacked" if stacked else "line" if question.chart == "line" else "bar"
    most = _MOST_LABELS if stacked else max(_FEWEST_LABELS, _MOST_BARS // len(plotted))
    if len(found.columns) > _PORTRAIT_COLUMNS:
        fewest = max(_FEWEST_GROUPS, _LANDSCAPE_BARS // len(plotted))
        most = min(most, _LANDSCAPE_LABELS if stacked else fewest)
    rows = found.rows[: min(most, _MOST_LABELS)]
    series = [
        Series(
            _series_name(found.columns[at], question, language),
            tuple(row.figures[at].value for row in rows),
            tuple(row.figures[at].text for row in rows),
        )
        for at in plotted
    ]
    heading = "" if len(series) > 1 and not question.by2 else measure_name(first.name, language)
    unit = unit_name(first, language)
    joined = sentence("STATISTICS_IN_UNIT", language, name=heading, unit=unit) if unit else heading
    marked = joined if heading else sentence("STATISTICS_UNIT", language, unit=unit) if unit else ""
    return Chart(
        kind,
        tuple(row_name(row, question, language) for row in rows),
        tuple(series),
        marked,
        "%" if first.unit == "rate" else "",
        tuple(row.figures[-1].text for row in rows) if stacked else (),
    )


def _series_name(column: Column, question: Question, language: str) -> str:
    """What a column is called where the unit stands above the chart."""
    if question.by2:
        return column_name(column, question, language)
    return measure_name(column.measure, language)


def _plotted(found: Statistics) -> list[int]:
    """The numbers of the columns that are drawn: of one unit, without the column of sums."""
    columns, question = found.columns, found.question
    if question.by2:
        return list(range(len(columns) - 1)) or [0]
    wanted = question.plot or question.measures[:1]
    at = [number for number, column in enumerate(columns) if column.measure in wanted]
    unit = MEASURES[columns[at[0]].measure].unit if at else ""
    return [number for number in at if MEASURES[columns[number].measure].unit == unit] or [0]


# --- files and reports


def write_statistics(
    found: Statistics, *, xlsx: Path | None, pdf: Path | None, name: str = "", language: str = "zh"
) -> None:
    """Write the table as a workbook, and chart and table as PDF.

    Raises:
        FaultError: EXPORT_NNN a file cannot be written.
    """
    listing = listing_of(found, name, language)
    chart = chart_of(found, language)
    figures = {}
    if chart is not None:
        width = sum(listing_sheet(listing).columns)
        figures[0] = draw_chart(chart, width, shipped_metrics()).figure
    write_list([listing], xlsx=xlsx, pdf=pdf, figures=figures)


def proposed_name(found: Statistics, name: str = "", language: str = "zh") -> str:
    """A file's name for the statistics, whatever their view is called; without ending."""
    return safe_file_name(name or title_of(found.question, language))


def report_of(found: Statistics, name: str = "", language: str = "zh") -> dict[str, Any]:
    """The statistics for scripts: numbers as printed, null where there is nothing to reckon with.

    Each row names the records behind it.
    """
    question = found.question
    return {
        "schema": SCHEMA,
        "title": name or title_of(question, language),
        "by": question.by,
        "by2": question.by2 or None,
        "year": question.year,
        "columns": [
            {
                "measure": column.measure,
                "key": column.key,
                "name": column_name(column, question, language),
            }
            for column in found.columns
        ],
        "rows": [_row_report(row, row_name(row, question, language)) for row in found.rows],
        "total": _row_report(found.total, sentence("STATISTICS_TOTAL", language)),
        "notes": list(notes_of(found, language)),
    }


def _row_report(row: Row, name: str) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": name,
        "values": [None if f.text == NOTHING else f.text for f in row.figures],
        "records": [entry.id for entry in row.behind[-1]],
    }
