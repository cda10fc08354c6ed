"""`ziping statistics`: a saved view, or a question of one's own, as text, files or JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from app.desk.outcome import Outcome
from app.desk.statistics.entries import read_entries
from app.desk.statistics.output import listing_of, report_of, write_statistics
from app.desk.statistics.tables import Question, refuse_unknown, statistics, with_keys
from app.desk.statistics.views import find_view, views
from app.desk.texts import sentence
from app.desk.workspace import Workspace, workspace_at
from app.model.faults import FaultError
from app.sheet.listing import Listing


def run_statistics(options: Any) -> Outcome:
    """`ziping statistics`: without a view and a dimension, the views at hand.

    Raises:
        FaultError: STATISTICS_NNN a name is wrong; EXPORT_NNN a file cannot be written.
    """
    with workspace_at(options.data, options.language) as space:
        return _statistics(space, options)


def _statistics(space: Workspace, options: Any) -> Outcome:
    language = options.language
    if options.view is None and options.by is None:
        names = [view.name for view in views(space)]
        text = "\n".join([sentence("STATISTICS_CLI_VIEWS", language), *names])
        return Outcome(text, {"views": names})
    name, question = _asked(space, options)
    refuse_unknown(question)
    entries = read_entries(space, question.year)
    found = statistics(entries, with_keys(question, entries, language))
    files = [path for path in (options.xlsx, options.pdf) if path is not None]
    if files:
        pair = {"xlsx": options.xlsx, "pdf": options.pdf}
        write_statistics(found, **pair, name=name, language=language)
    report = {**report_of(found, name, language), "files": [str(path) for path in files]}
    text = "\n".join([listing_text(listing_of(found, name, language)), *made(files, language)])
    return Outcome(text, report)


def _asked(space: Workspace, options: Any) -> tuple[str, Question]:
    measures = tuple(part.strip() for part in options.measure.split(",") if part.strip())
    filters = _filters(options.filter)
    if options.view is None:
        asked = Question(options.by, options.by2, year=options.year, filters=filters)
        if options.by2:
            asked = msgspec.structs.replace(asked, chart="stacked")
        return "", msgspec.structs.replace(asked, measures=measures or asked.measures)
    view = find_view(space, options.view)
    question = view.question
    year = None if view.all_years else options.year
    both = {**question.filters, **filters}
    return view.name, msgspec.structs.replace(question, year=year, filters=both)


def _filters(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, sign, key = text.partition("=")
        if not sign or not name.strip():
            raise FaultError("STATISTICS_005", found=text)
        found[name.strip()] = (*found.get(name.strip(), ()), key.strip())
    return found


def listing_text(listing: Listing) -> str:
    """A list as lines for people, its columns parted by tabs."""
    lines = [f"{listing.title}　{listing.subtitle}".rstrip()]
    lines.append("\t".join(column.title.replace("\n", "") for column in listing.columns))
    lines += ["\t".join(" ".join(text.split()) for text in row.texts) for row in listing.rows]
    return "\n".join([*lines, *listing.notes])


def made(files: Sequence[Path], language: str) -> list[str]:
    """A line for each file that was made."""
    return [sentence("CLI_MADE", language, file=str(path)) for path in files]
