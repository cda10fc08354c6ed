"""`ziping log`, `package` and `backup`: the data as a whole on the command line."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.desk.commands import make_folder
from app.desk.folders import data_folder
from app.desk.keeping.backups import PLACE, Backup, back_up, listed, places, restore
from app.desk.keeping.log import LogLine, LogReader, gap_sentences, line_data, log_listing
from app.desk.keeping.meeting import Choice, Meeting, look, take
from app.desk.keeping.package import pack
from app.desk.keeping.unpack import Package
from app.desk.lists import write_list
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.texts import sentence
from app.desk.workspace import workspace_at
from app.model.faults import FaultError
from app.store.copies import look_into
from app.store.values import LogQuestion


class Chosen(NamedTuple):
    """Which records a package takes: of a year, of a section, or named ones; none: all."""

    year: int | None = None
    section: str | None = None
    records: tuple[str, ...] = ()


def log_question(options: Any) -> LogQuestion:
    """What the options of `ziping log` ask; days are those of the office's clock.

    Raises:
        FaultError: LOG_001 a day that is none.
    """
    return LogQuestion(
        record=options.record,
        search=options.search,
        kinds=tuple(options.kind),
        since=_day(options.since),
        until=_day(options.until),
        limit=options.limit,
    )


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="milliseconds")
    except ValueError as error:
        raise FaultError("LOG_001", found=text) from error


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
    with workspace_at(data, language) as space:
        gaps = space.store.log_gaps() if verify else []
        lines = LogReader(space).ask(asked)
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


def make_package(data: Path | None, path: Path, chosen: Chosen, language: str) -> Outcome:
    """`ziping package make`: records with their past, evidence and settings in one file."""
    with workspace_at(data, language) as space:
        headers = space.all_headers(chosen.year)
        ids = [
            header.id
            for header in headers
            if (chosen.section is None or header.section == chosen.section)
            and (not chosen.records or header.id in chosen.records)
        ]
        unknown = set(chosen.records) - set(ids)
        if unknown or not ids:
            raise FaultError("PACKAGE_005", found="、".join(sorted(unknown)) or "0")
        report = pack(space, ids, path)
        assert report is not None
        space.store.note("packed", "", str(path), space.who)
    counts = {"records": str(report.records), "evidence": str(report.evidence)}
    lines = [sentence("PACKAGE_MADE", language, file=str(path), **counts)]
    if report.missing:
        lines.append(sentence("PACKAGE_LACKS", language, count=str(len(report.missing))))
    told = {"file": str(path), "records": report.records, "evidence": report.evidence}
    return Outcome("\n".join(lines), {**told, "missing": list(report.missing)})


def take_package(
    data: Path | None, path: Path, language: str, *, choice: Choice, do_it: bool
) -> Outcome:
    """`ziping package take`: what meets what; with `do_it`, take it over.

    Exit code 1 where both sides changed the same cell and nothing was done yet.
    """
    with Package(path) as package, workspace_at(data, language) as space:
        meetings = look(space, package)
        lines = [meeting_line(meeting, language) for meeting in meetings]
        counts = Counter(meeting.kind for meeting in meetings)
        told: dict[str, Any] = {
            "schema": "ziping.meeting/1",
            "records": [
                {"id": m.packed.id, "title": m.packed.title, "kind": m.kind} for m in meetings
            ],
            "conflicts": [
                {"id": m.packed.id, "place": str(c.place), "mine": c.mine, "theirs": c.theirs}
                for m in meetings
                for c in m.conflicts
            ],
            "done": do_it,
        }
        if not do_it:
            lines.append(sentence("PACKAGE_LOOKED", language))
            return Outcome("\n".join(lines), told, FINDINGS if counts["conflict"] else OK)
        done = take(space, package, meetings, {m.packed.id: choice for m in meetings})
    values = {name: str(value) for name, value in done._asdict().items()}
    lines.append(sentence("PACKAGE_TAKEN", language, **values))
    return Outcome("\n".join(lines), {**told, **done._asdict()})


MEETINGS = {
    "new": "MEETING_NEW",
    "same": "MEETING_SAME",
    "older": "MEETING_OLDER",
    "newer": "MEETING_NEWER",
    "joined": "MEETING_JOINED",
    "conflict": "MEETING_CONFLICT",
    "deleted": "MEETING_DELETED",
}
"""The sentence for each way in which a record of a package meets what is here."""


def meeting_line(meeting: Meeting, language: str) -> str:
    """One record of a package in a line."""
    told = sentence(MEETINGS[meeting.kind], language, count=str(len(meeting.conflicts)))
    return f"{meeting.packed.year or ''}  {meeting.packed.title}  {told}".strip()


def make_backup(data: Path | None, output: Path | None, language: str) -> Outcome:
    """`ziping backup make`: a copy in every place, one of which may be named now."""
    with workspace_at(data, language) as space:
        if output is not None:
            make_folder(output)
            space.put_setting(PLACE, str(output.resolve()))
        made, complete = back_up(space)
    lines = [sentence("CLI_MADE", language, file=str(path)) for path in made]
    if not complete:
        lines.append(sentence("BACKUP_PARTLY", language))
    return Outcome("\n".join(lines), {"files": [str(path) for path in made]})


def list_backups(data: Path | None, language: str) -> Outcome:
    """`ziping backup list`: the copies in every place, each opened and verified.

    Exit code 1 where one is damaged.
    """
    with workspace_at(data, language) as space:
        found = [backup for place in places(space) for backup in listed(place)]
    lines, told = [], []
    for backup in found:
        state, whole = backup_state(backup, language)
        when = f"{backup.time:%Y-%m-%d %H:%M}"
        lines.append(f"{when}  {state}  {backup.path}")
        told.append({"file": str(backup.path), "time": when, "whole": whole})
    bad = any(not item["whole"] for item in told)
    nothing = sentence("BACKUP_NONE", language)
    return Outcome("\n".join(lines) or nothing, {"backups": told}, FINDINGS if bad else OK)


def backup_state(backup: Backup, language: str) -> tuple[str, bool]:
    """Open a copy and say what it holds; whether it is whole."""
    try:
        records, whole = look_into(backup.path)
    except FaultError:
        records, whole = 0, False
    code = "BACKUP_WHOLE" if whole else "BACKUP_DAMAGED"
    return sentence(code, language, count=str(records)), whole


def restore_backup(data: Path | None, path: Path, language: str) -> Outcome:
    """`ziping backup restore`: put a copy in place; what stood there is kept."""
    folder = data_folder(data)
    aside = restore(folder, path)
    with workspace_at(folder, language) as space:
        count = len(space.all_headers())
        space.store.note("recovered", "", str(path), space.who)
    told = {"count": str(count), "aside": str(aside)}
    return Outcome(sentence("BACKUP_RESTORED", language, **told), told)


def export_all(
    data: Path | None, target: Path, language: str, *, evidence: Path | None, progress: bool
) -> Outcome:
    """`ziping export-all`: everything as plain files in a new folder below `target`.

    Args:
        data: the data folder, or a folder with a copy of its database.
        target: where the new folder goes.
        language: of the words.
        evidence: the data folder whose evidence belongs to a copy.
        progress: a line of JSON to standard output before each step, as the window reads it.
    """
    from app.desk.keeping.everything import export_everything

    def go_on(done: int, count: int, title: str) -> bool:
        if progress:
            line = {"done": done, "count": count, "title": title}
            print(json.dumps(line, ensure_ascii=False), flush=True)
        return True

    with workspace_at(data, language) as space:
        if evidence is not None:
            space.folder = evidence
        made = export_everything(space, target, go_on)
    assert made is not None
    counts = {"records": str(made.records), "files": str(made.files)}
    lines = [sentence("EVERYTHING_MADE", language, folder=str(made.folder), **counts)]
    if made.missing:
        lines.append(sentence("PACKAGE_LACKS", language, count=str(len(made.missing))))
    told = {"folder": str(made.folder), "records": made.records, "files": made.files}
    return Outcome("\n".join(lines), {**told, "missing": list(made.missing)})
