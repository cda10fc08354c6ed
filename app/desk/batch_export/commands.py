"""`ziping batch`: files of many records on the command line."""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.desk.batch_export.made_list import write_made_list
from app.desk.batch_export.making import (
    VERSION_WORDS,
    Job,
    JobRecord,
    Report,
    Version,
    form_entry,
    run,
)
from app.desk.batch_export.names import DEFAULT_PATTERN
from app.desk.files import read_record_file
from app.desk.outcome import OK, Outcome
from app.desk.texts import sentence
from app.desk.workspace import Workspace, workspace_at
from app.model.codec import write_record
from app.model.faults import FaultError
from app.store.values import Header

EXPORTED = "exported"
"""The kind of a log entry of a file that was made."""
PATTERN = "batch/pattern"
"""The setting that remembers the pattern of the names."""


class BatchOrder(Struct, frozen=True):
    """What to make of which records: named by id, by file, by year, section and state."""

    items: tuple[str, ...] = ()
    year: int | None = None
    section: str = ""
    state: str = ""
    job: Job = Job((), {}, ".")
    lists: tuple[str, ...] = ()
    progress: bool = False


def batch(data: Path | None, order: BatchOrder, language: str) -> Outcome:
    """`ziping batch`: write the files of many records, and the list of them.

    With `progress` a line of JSON goes to standard output before each record.
    """
    files = [item for item in order.items if Path(item).is_file()]
    stored = len(files) < len(order.items) or not order.items
    with workspace_at(data, language) if stored else nullcontext() as space:
        job = msgspec.structs.replace(order.job, language=language)
        if space is not None:
            job = _from_store(space, [i for i in order.items if i not in files], order, job)
        job = _from_files(files, job)
        pattern = job.pattern or (space.setting(PATTERN) if space is not None else "")
        job = msgspec.structs.replace(job, pattern=pattern or DEFAULT_PATTERN)
        report = run(job, _teller(order.progress))
        if report is None:
            return Outcome(sentence("BATCH_STOPPED", language))
        if space is not None:
            note_exports(space, report, job.version)
            space.put_setting(PATTERN, job.pattern)
            space.flush(_PATIENCE)
    lists = write_made_list(report, job.version, language, order.lists) if order.lists else ()
    return told(report, lists, language)


_PATIENCE = 10.0
"""Seconds to wait for the disk."""


def batch_of_file(path: Path, scratch: Path | None, language: str) -> Outcome:
    """`ziping batch --job`: a job as the window hands it over, told line by line."""
    job = msgspec.json.decode(path.read_bytes(), type=Job)
    report = run(job, _teller(progress=True), scratch)
    if report is None:
        return Outcome(sentence("BATCH_STOPPED", language))
    return told(report, (), language)


def job_record(space: Workspace, record_id: str) -> tuple[JobRecord, dict[str, str]]:
    """A stored record as a job carries it, and its form.

    Raises:
        FaultError: it is gone, or its form is not at hand.
    """
    loaded = space.load(record_id)
    text = write_record(loaded.record)
    return JobRecord(text, loaded.form.hash, loaded.state, loaded.revision), form_entry(loaded.form)


def note_exports(space: Workspace, report: Report, version: Version) -> None:
    """Enter into the log what was made; the check code and the revision lead back to it."""
    words = sentence(VERSION_WORDS[version], space.language)
    for made in report.files:
        for held in made.printed:
            code = f"　{held.code}" if held.code else ""
            detail = f"{words}　{made.file}{code}　r{held.revision}"
            if space.holds(held.record):
                space.store.note(EXPORTED, held.record, detail, space.who)


def _from_store(space: Workspace, ids: Sequence[str], order: BatchOrder, job: Job) -> Job:
    headers = space.all_headers(order.year)
    if ids:
        known = {header.id: header for header in space.all_headers()}
        for record_id in ids:
            if record_id not in known:
                raise FaultError("BATCH_006", record=record_id)
        headers = [known[record_id] for record_id in ids]
    records, forms = list(job.records), dict(job.forms)
    for header in headers:
        if _is_wanted(header, order):
            entry, form = job_record(space, header.id)
            records.append(entry)
            forms |= form
    return msgspec.structs.replace(job, records=tuple(records), forms=forms)


def _is_wanted(header: Header, order: BatchOrder) -> bool:
    return (
        header.deleted_at is None
        and (not order.section or header.section == order.section)
        and (not order.state or header.state == order.state)
    )


def _from_files(files: Sequence[str], job: Job) -> Job:
    records, forms = list(job.records), dict(job.forms)
    for file in files:
        record, form = read_record_file(Path(file))
        records.append(JobRecord(write_record(record), form.hash))
        forms |= form_entry(form)
    return msgspec.structs.replace(job, records=tuple(records), forms=forms)


def _teller(progress: bool) -> Any:
    def go_on(done: int, count: int, title: str) -> bool:
        if progress:
            line = {"done": done, "count": count, "title": title}
            print(json.dumps(line, ensure_ascii=False), flush=True)
        return True

    return go_on


def told(report: Report, lists: Sequence[Path], language: str) -> Outcome:
    """What a job made, for people and for scripts."""
    folder = Path(report.folder)
    paths = [*(folder / made.file for made in report.files), *lists]
    lines = [sentence("CLI_MADE", language, file=str(path)) for path in paths]
    if report.covered:
        lines.append(sentence("BATCH_COVERED", language, count=str(len(report.covered))))
        lines += [
            sentence(
                "BATCH_COVER",
                language,
                title=cover.title,
                place=cover.place,
                before=cover.before,
                after=cover.after or "—",
            )
            for cover in report.covered
        ]
    if report.missing:
        names = "、".join(f"{c}（U+{ord(c):04X}）" for c in report.missing)
        lines.append(sentence("CLI_NO_GLYPH", language, characters=names))
    data = {
        "schema": "ziping.batch/1",
        **msgspec.to_builtins(report),
        "lists": [str(path) for path in lists],
    }
    return Outcome("\n".join(lines), data, OK)
