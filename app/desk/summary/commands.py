"""`ziping summary`: the bureau's table of a year, its grades and the paragraph for publication."""

from typing import Any

from app.desk.outcome import Outcome
from app.desk.statistics.commands import listing_text, made
from app.desk.statistics.entries import read_entries
from app.desk.summary.output import grades_of, report_of, table_of, write_summary
from app.desk.summary.table import summarise
from app.desk.summary.words import paragraph, plain_text, warnings
from app.desk.workspace import Workspace, workspace_at


def run_summary(options: Any) -> Outcome:
    """`ziping summary`: of the latest year where none is given.

    Raises:
        FaultError: EXPORT_NNN a file cannot be written.
    """
    with workspace_at(options.data, options.language) as space:
        return _summary(space, options)


def _summary(space: Workspace, options: Any) -> Outcome:
    language = options.language
    year = options.year or next(iter(space.years()), None)
    found = summarise(read_entries(space, year), year, options.form, language)
    targets = {name: getattr(options, name) for name in ("xlsx", "pdf", "docx")}
    if any(targets.values()):
        write_summary(found, **targets, language=language)
    files = [path for path in targets.values() if path is not None]
    parts = [listing_text(table_of(found, language)), listing_text(grades_of(found, language))]
    parts += [plain_text(paragraph(found, language)), *warnings(found, language)]
    report = {**report_of(found, language), "files": [str(path) for path in files]}
    return Outcome("\n".join([*parts, *made(files, language)]), report)
