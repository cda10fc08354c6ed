"""`ziping check-all` and `ziping state`: all records, and the year's states, without a window."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.desk.check_all import AllChecks, Item
from app.desk.check_listing import (
    group_word,
    state_word,
    summary,
    title_of,
    unread_lines,
    what_of,
)
from app.desk.outcome import FINDINGS, OK, Outcome
from app.desk.reports import FINDINGS_SCHEMA, finding_data
from app.desk.stages import STATE_WORDS
from app.desk.staging import set_states
from app.desk.texts import sentence
from app.desk.workspace import workspace_at
from app.model.faults import FaultError
from app.model.results import group_of
from app.model.states import FILLER_STATES
from app.rules.messages import Catalogue
from app.store.errors import NO_RECORD


def check_all(data: Path | None, year: int | None, language: str, *, review: bool) -> Outcome:
    """`ziping check-all`: the findings of all records of a year, or of all years.

    Exit code 1 where a 必改 stands or a record could not be checked.
    """
    with workspace_at(data, language) as space:
        checks = AllChecks(space, year, review=review)
        checks.run()
        items, unread = checks.items(), unread_lines(checks.unread(), language)
        lines = [_line(item, space.texts, language) for item in items if not item.finding.explained]
        report: dict[str, Any] = {"schema": FINDINGS_SCHEMA}
        report |= {"records": _records(items, space.texts), "unread": unread}
        if review:
            report["review"] = True
        wrong = any(group_of(item.finding) == "error" for item in items)
        text = "\n".join([*lines, *unread, summary(items, checks.records, language)])
    return Outcome(text, report, FINDINGS if wrong or unread else OK)


def _line(item: Item, texts: Catalogue, language: str) -> str:
    word = group_word(group_of(item.finding), language)
    title = title_of(item.record.title, language)
    return f"{word} {item.finding.code} {title} [{item.cell}] {what_of(item, texts, language)}"


def _records(items: Iterable[Item], texts: Catalogue) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        known = found.setdefault(item.record.id, {**item.record._asdict(), "findings": []})
        data = finding_data(item.finding, item.path, texts)
        known["findings"].append({**data, "cell": item.cell})
    return list(found.values())


def bring(data: Path | None, record_id: str, state: str, reason: str, language: str) -> Outcome:
    """`ziping state`: bring a record into a state, named by its key or its word.

    Raises:
        FaultError: STAGE_001 no such state, STORE_010 no such record, STATE_003 it cannot go
            there from where it is, STATE_004 a reason is missing.
    """
    wanted = _state(state, language)
    with workspace_at(data, language) as space:
        header = space.store.header(record_id)
        if header is None or header.deleted_at:
            raise FaultError(NO_RECORD, record=record_id)
        staged = set_states(space, (record_id,), wanted, reason)
        if staged.left:
            raise staged.left[0].fault
        title = title_of(header.title, language)
        before, after = (state_word(s, language) for s in (header.state, wanted))
        lines = [sentence("STAGE_SET", language, title=title, before=before, after=after)]
        for entry in staged.with_errors:
            values = {"title": title, "errors": str(entry.errors)}
            lines.append(sentence("STAGE_ERRORS", language, **values))
    report = {"record": record_id, "from": header.state, "to": wanted, "reason": reason.strip()}
    return Outcome("\n".join(lines), report)


def _state(text: str, language: str) -> str:
    words = {state: sentence(STATE_WORDS[state], language) for state in FILLER_STATES}
    for state, word in words.items():
        if text.strip().casefold() in (state, word.casefold()):
            return state
    known = "、".join(f"{state}（{word}）" for state, word in words.items())
    raise FaultError("STAGE_001", state=text, known=known)
