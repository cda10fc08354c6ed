"""`ziping sections` and `ziping take-sections`: sending to sections and taking back."""

from collections.abc import Sequence
from pathlib import Path

from app.desk.commands import make_folder
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.sections.returned import Comparison, Difference, compare
from app.desk.sections.sending import Sent, section_of, sections_of, send, year_of
from app.desk.sections.taking import take
from app.desk.texts import sentence
from app.desk.workspace import workspace_at
from app.model.faults import FaultError

DOUBTS = {
    "conflict": "TAKE_CONFLICT",
    "cleared": "TAKE_CLEARED",
    "twice": "TAKE_TWICE",
    "unsent": "TAKE_UNSENT",
    "percent": "TAKE_PERCENT",
}
"""The sentences of a difference's doubts."""


def send_sections(
    folder: Path, data: Path | None, year: int | None, names: Sequence[str], language: str
) -> Outcome:
    """`ziping sections`: a workbook for each section of a year, or for those that are named.

    Raises:
        FaultError: SECTION_001 to _003 nothing to send; FILE_005 the folder cannot be
            made; EXPORT_NNN a file cannot be written.
    """
    with workspace_at(data, language) as space:
        year = year_of(space, year)
        wanted = [section_of(name) for name in names]
        wanted = wanted or [count.name for count in sections_of(space, year)]
        if not wanted:
            raise FaultError("SECTION_003", year=str(year))
        make_folder(folder)
        sent = send(space, year, wanted, folder)
    lines = [line for one in sent for line in sent_lines(one, language)]
    data_out = {
        "schema": "ziping.sections/1",
        "year": year,
        "sections": [
            {
                "section": one.section,
                "file": str(one.path) if one.path is not None else None,
                "projects": one.projects,
                "rows": one.rows,
                "left": list(one.left),
            }
            for one in sent
        ],
    }
    return Outcome("\n".join(lines), data_out)


def sent_lines(sent: Sent, language: str) -> list[str]:
    """What was made for a section, in words."""
    if sent.path is None:
        lines = [sentence("SECTION_EMPTY", language, section=sent.section)]
    else:
        counts = {"projects": str(sent.projects), "rows": str(sent.rows)}
        named = {"section": sent.section, "file": sent.path.name}
        lines = [sentence("SECTION_MADE", language, **named, **counts)]
    for title in sent.left:
        lines.append(sentence("SECTION_LEFT", language, section=sent.section, project=title))
    return lines


def take_sections(
    paths: Sequence[Path], data: Path | None, year: int | None, language: str, *, yes: bool
) -> Outcome:
    """`ziping take-sections`: what came back and differs; with `yes` what needs nobody is taken.

    Exit code 1 where something is left for a person.

    Raises:
        FaultError: SECTION_001 no records; IMPORT_NNN a file cannot be read; STORE_NNN the disk
            does not take it.
    """
    with workspace_at(data, language) as space:
        comparison = compare(space, year_of(space, year), paths)
        plain = [d for d in comparison.differences if not d.doubt]
        batch = take(space, plain) if yes else None
    left = len(comparison.differences) - len(plain)
    counts = {"count": str(len(comparison.differences)), "ticked": str(len(plain))}
    lines = [difference_line(d, language) for d in comparison.differences]
    lines += [note.text(language) for note in comparison.notes]
    if not comparison.differences:
        lines.append(sentence("TAKE_NONE", language))
    elif batch is None:
        lines.append(sentence("TAKE_PLAN", language, **counts, doubtful=str(left)))
    else:
        records = str(len(batch.changed))
        done = {"count": str(len(plain)), "records": records, "left": str(left)}
        lines.append(sentence("TAKE_TAKEN", language, **done))
    data_out = _data(comparison, language, batch.id if batch is not None else "")
    return Outcome("\n".join(lines), data_out, FINDINGS if left or comparison.notes else OK)


def difference_line(difference: Difference, language: str) -> str:
    """A difference on one line."""
    blank = sentence("TAKE_BLANK", language)
    old, new = (" ".join(text.split()) or blank for text in (difference.old, difference.new))
    names = {"project": difference.project, "name": difference.indicator}
    column = difference.column
    line = sentence("TAKE_LINE", language, **names, column=column, old=old, new=new)
    doubt = sentence(DOUBTS[difference.doubt], language) if difference.doubt else ""
    return f"{line}（{doubt}）" if doubt else line


def _data(comparison: Comparison, language: str, batch: str) -> dict[str, object]:
    return {
        "schema": "ziping.sections-taken/1",
        "year": comparison.year,
        "taken": bool(batch),
        "batch": batch,
        "differences": [
            {
                "record": d.record,
                "place": str(d.place),
                "project": d.project,
                "indicator": d.indicator,
                "column": d.column,
                "old": d.old,
                "new": d.new,
                "file": d.file,
                "row": d.line,
                "doubt": d.doubt,
                "taken": bool(batch) and not d.doubt,
            }
            for d in comparison.differences
        ],
        "notes": [
            {"code": note.code, **dict(note.values), "text": note.text(language)}
            for note in comparison.notes
        ],
    }
