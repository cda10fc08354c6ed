"""`ziping returns` and `ziping changes`: returns without a window."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.desk.lists import write_list
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.returns.answers import (
    RemarkLine,
    all_remarks,
    answer,
    done_answer,
    remark_lines,
)
from app.desk.returns.changes import ChangeLine, RecordChanges, changes_listing, changes_of
from app.desk.returns.intake import (
    Intake,
    from_file,
    from_text,
    headers_of,
    place_name,
    subjects_of,
    year_of,
)
from app.desk.returns.log import NewRemark, register
from app.desk.returns.match import NONE, SUGGESTED, Matched, Subject
from app.desk.returns.versions import NOW, Version, base_of, versions
from app.desk.texts import sentence
from app.desk.workspace import Workspace, workspace_at
from app.model.faults import FaultError
from app.store.errors import NO_RECORD

RETURNS_SCHEMA = "ziping.returns/1"
CHANGES_SCHEMA = "ziping.changes/1"


class AskedRemarks(NamedTuple):
    """Where remarks come from: a file or a text, for one record or for all of a year."""

    file: Path | None
    text: str
    record: str


class AskedChanges(NamedTuple):
    """Which records' changes are wanted, and between which revisions; none: the usual ones."""

    records: tuple[str, ...]
    year: int | None
    since: int | None
    until: int | None


def add(
    data: Path | None, asked: AskedRemarks, year: int | None, language: str, *, yes: bool
) -> Outcome:
    """`ziping returns add`: shows the remarks with their cells; with `yes` registers them.

    Exit code 1 where a remark found no record; it is not registered.
    """
    with workspace_at(data, language) as space:
        if asked.record:
            _known(space, asked.record)
            ids: Sequence[str] = (asked.record,)
        else:
            ids = [h.id for h in headers_of(space, year or year_of(space))]
        subjects = subjects_of(space, ids)
        intake = from_file(asked.file, subjects, language) if asked.file is not None else None
        intake = intake or from_text(asked.text, subjects)
        lost = [m for m in intake.found if not m.record_id]
        lines = [_matched_line(m, subjects, language) for m in intake.found]
        registered = _register(space, intake) if yes else 0
        code = "RETURNS_DONE" if yes else "RETURNS_LOOKED"
        counts = {"count": str(registered or len(intake.found)), "lost": str(len(lost))}
        lines.append(sentence(code, language, **counts))
        report = {
            "schema": RETURNS_SCHEMA,
            "registered": registered,
            "remarks": [_matched_data(m, subjects, language) for m in intake.found],
        }
    return Outcome("\n".join(lines), report, FINDINGS if lost or not intake.found else OK)


def _register(space: Workspace, intake: Intake) -> int:
    news = [NewRemark(m.record_id, m.place, m.piece.text) for m in intake.found if m.record_id]
    register(space, news, intake.source)
    return len(news)


def _known(space: Workspace, record_id: str) -> None:
    header = space.store.header(record_id)
    if header is None or header.deleted_at:
        raise FaultError(NO_RECORD, record=record_id)


def sure_word(sure: str, language: str) -> str:
    """How sure a match is, in a word."""
    words = {NONE: "RETURNS_NONE", SUGGESTED: "RETURNS_SUGGESTED"}
    return sentence(words.get(sure, "RETURNS_CERTAIN"), language)


def _names(m: Matched, subjects: Sequence[Subject], language: str) -> tuple[str, str]:
    subject = next((s for s in subjects if s.id == m.record_id), None)
    if subject is None:
        return "", ""
    return subject.title, place_name(subject, m.place, language)


def _matched_line(m: Matched, subjects: Sequence[Subject], language: str) -> str:
    title, cell = _names(m, subjects, language)
    where = f"{title or '—'} [{cell or '—'}]"
    return f"{sure_word(m.sure, language)}　{where}　{' '.join(m.piece.text.split())}"


def _matched_data(m: Matched, subjects: Sequence[Subject], language: str) -> dict[str, Any]:
    title, cell = _names(m, subjects, language)
    data = {"text": m.piece.text, "record": m.record_id, "title": title, "place": m.place}
    return data | {"cell": cell, "sure": m.sure, "origin": m.piece.origin}


def list_remarks(data: Path | None, year: int | None, language: str, *, all_too: bool) -> Outcome:
    """`ziping returns list`: the remarks that wait for an answer; exit code 1 where some do."""
    with workspace_at(data, language) as space:
        found = all_remarks(space, year, only_open=not all_too)
        lines = [_remark_line(line, language) for line in found]
        waiting = sum(not line.answered for line in found)
        lines.append(sentence("RETURNS_WAITING", language, count=str(waiting)))
        report = {"schema": RETURNS_SCHEMA, "remarks": [_remark_data(line) for line in found]}
    return Outcome("\n".join(lines), report, FINDINGS if waiting else OK)


def _remark_line(line: RemarkLine, language: str) -> str:
    remark = line.remark
    values = {"round": str(remark.round), "title": line.title or "—", "cell": line.cell}
    values |= {"text": " ".join(remark.text.split()), "answer": " ".join(remark.answer.split())}
    code = "RETURNS_ANSWERED" if line.answered else "RETURNS_OPEN"
    ids = f"{line.record_id} {remark.id}"
    return f"{ids}　{sentence(code, language, **values)}"


def _remark_data(line: RemarkLine) -> dict[str, Any]:
    remark = line.remark
    data = {"record": line.record_id, "title": line.title, "id": remark.id, "round": remark.round}
    data |= {"place": remark.place, "cell": line.cell, "text": remark.text, "time": remark.time}
    data |= {"source": remark.source, "before": remark.before, "now": line.now}
    return data | {"changed": line.changed, "answer": remark.answer}


def answer_remark(
    data: Path | None, record_id: str, remark_id: str, text: str, language: str, *, done: bool
) -> Outcome:
    """`ziping returns answer`: gives one remark its answer.

    Raises:
        FaultError: STORE_010 no such record, RETURN_005 no such remark, RETURN_006 no answer.
    """
    with workspace_at(data, language) as space:
        _known(space, record_id)
        document = space.open(record_id).document
        record, view = document.record, document.view
        remark = next((r for r in record.returns if r.id == remark_id), None)
        if remark is None:
            raise FaultError("RETURN_005", remark=remark_id)
        if done:
            text = done_answer(record, document.definition, view.scores, remark, language)
        if not text.strip():
            raise FaultError("RETURN_006")
        document.commit(answer(record, remark_id, text))
        if not space.flush(_PATIENCE):
            raise FaultError("RETURN_007")
        line = next(x for x in remark_lines(space, record_id) if x.remark.id == remark_id)
        shown, report = _remark_line(line, language), _remark_data(line)
    return Outcome(shown, {"schema": RETURNS_SCHEMA, "remarks": [report]})


_PATIENCE = 10.0
"""Seconds to wait for the disk."""


def changes(
    data: Path | None,
    asked: AskedChanges,
    xlsx: Path | None,
    pdf: Path | None,
    language: str,
    *,
    who: bool,
) -> Outcome:
    """`ziping changes`: the list of what was changed, on the screen and as files."""
    with workspace_at(data, language) as space:
        ids = asked.records or tuple(returned_ids(space, asked.year))
        found: list[RecordChanges] = []
        for record_id in ids:
            _known(space, record_id)
            since, until = _bounds(space, record_id, asked)
            found.append(changes_of(space, record_id, since, until))
        if not found:
            raise FaultError("RETURN_008")
        if xlsx is not None or pdf is not None:
            write_list([changes_listing(found, language, who=who)], xlsx=xlsx, pdf=pdf)
    lines = [text for one in found for text in _change_lines(one, language)]
    lines += [sentence("CLI_MADE", language, file=str(path)) for path in (xlsx, pdf) if path]
    report = {"schema": CHANGES_SCHEMA, "records": [_changes_data(one) for one in found]}
    return Outcome("\n".join(lines), report)


def returned_ids(space: Workspace, year: int | None) -> list[str]:
    """The records that were ever returned."""
    return [header.id for header in space.all_headers(year) if header.rounds]


def _bounds(space: Workspace, record_id: str, asked: AskedChanges) -> tuple[Version, Version]:
    known = {version.revision: version for version in versions(space, record_id)}
    since, until = base_of(space, record_id), NOW
    if asked.since is not None:
        since = known.get(asked.since, Version(asked.since))
    if asked.until is not None:
        until = known.get(asked.until, Version(asked.until))
    return since, until


def _change_lines(one: RecordChanges, language: str) -> list[str]:
    head = f"{one.title or one.record_id}　{one.base.words(language)} → {one.until.words(language)}"
    return [head, *(_change_line(line) for line in one.lines)]


def _change_line(line: ChangeLine) -> str:
    reason = " ".join(line.reason.split())
    return f"  {line.cell}：{line.old or '—'} → {line.new or '—'}　{reason}"


def _changes_data(one: RecordChanges) -> dict[str, Any]:
    names = ("cell", "old", "new", "reason", "who", "when", "computed", "same")
    return {
        "record": one.record_id,
        "title": one.title,
        "code": one.code,
        "unit": one.unit,
        "year": one.year,
        "since": one.base.revision,
        "until": None if one.until == NOW else one.until.revision,
        "unanswered": one.unanswered,
        "changes": [
            {"place": str(line.place)} | {name: getattr(line, name) for name in names}
            for line in one.lines
        ],
    }
