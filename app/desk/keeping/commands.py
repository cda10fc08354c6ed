"""`ziping log`: the operation log on the command line."""

from pathlib import Path

from app.desk.folders import data_folder
from app.desk.keeping.log import LogLine, LogReader, gap_sentences, line_data, log_listing
from app.desk.lists import write_list
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.texts import sentence
from app.desk.workspace import Workspace
from app.store.values import LogQuestion


def show_log(
    data: Path | None,
    asked: LogQuestion,
    language: str,
    *,
    xlsx: Path | None = None,
    pdf: Path | None = None,
    verify: bool = False,
) -> Outcome:
    """`ziping log`: what was done, latest first; with `verify`, whether the log is whole.

    Exit code 1 where the log has a gap.
    """
    space = Workspace(data_folder(data), language)
    try:
        gaps = space.store.log_gaps() if verify else []
        lines = LogReader(space).lines(space.store.operations(asked))
    finally:
        space.close()
    told = gap_sentences(gaps, language)
    if verify and not gaps:
        told = [sentence("LOG_WHOLE", language)]
    files = [str(path) for path in (xlsx, pdf) if path is not None]
    if files:
        listing = log_listing(lines, sentence("LOG_TITLE", language), language)
        write_list([listing], xlsx=xlsx, pdf=pdf)
        told += [sentence("CLI_MADE", language, file=file) for file in files]
    elif not verify:
        told += ["  ".join(filter(None, _told(line))) for line in lines]
    data_out = {
        "schema": "ziping.log/1",
        "whole": not gaps if verify else None,
        "gaps": [gap_sentences([gap], language)[0] for gap in gaps],
        "entries": [line_data(line) for line in lines],
        "files": files,
    }
    return Outcome("\n".join(told), data_out, FINDINGS if gaps else OK)


def _told(line: LogLine) -> tuple[str, ...]:
    became = f"{line.before} → {line.after}" if line.before or line.after else ""
    return (str(line.seq), line.time, line.who, line.title, line.kind, line.what, became, line.how)
