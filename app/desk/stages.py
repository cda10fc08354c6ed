"""The states of the year's work: bringing a record into one, unlocking it, and what was frozen."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from app.desk.view import View, judged
from app.model.faults import FaultError
from app.model.money import plain
from app.model.states import (
    APPROVED,
    EMPTY,
    EXEMPT,
    FILLING,
    PUBLISHED,
    RESUBMITTED,
    RETURNED,
    REVIEWED,
    SIGNED,
    SUBMITTED,
    TO_REVIEW,
    is_locked,
    needs_reason,
    next_states,
)
from app.store.values import LogQuestion
from app.version import VERSION

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


STATE_WORDS = {
    EMPTY: "STATE_EMPTY",
    FILLING: "STATE_FILLING",
    TO_REVIEW: "STATE_TO_REVIEW",
    REVIEWED: "STATE_REVIEWED",
    SIGNED: "STATE_SIGNED",
    SUBMITTED: "STATE_SUBMITTED",
    RETURNED: "STATE_RETURNED",
    RESUBMITTED: "STATE_RESUBMITTED",
    APPROVED: "STATE_APPROVED",
    PUBLISHED: "STATE_PUBLISHED",
    EXEMPT: "STATE_EXEMPT",
}
"""The sentence that is the name of each state."""


class Stage(Struct, frozen=True):
    """One change of state: when (UTC), who, from where to where, and why."""

    time: str
    who: str
    before: str
    after: str
    reason: str


class FrozenFinding(Struct, frozen=True):
    """A finding as it stood when the record was checked or signed."""

    code: str
    severity: str
    place: str


class Frozen(Struct, frozen=True):
    """Points and findings as they were when a record was checked or signed.

    `rows` holds the points by row place, numbers as printed, empty for 未评.
    """

    total: str
    grade: str
    rows: dict[str, str]
    findings: tuple[FrozenFinding, ...]


class FrozenDifference(Struct, frozen=True):
    """What this version of the program finds otherwise than the version that froze it.

    `place` is a row, or `total`, `grade` or `findings`; `then` and `now` are texts as printed.
    """

    place: str
    then: str
    now: str


def set_state(space: "Workspace", record_id: str, state: str, reason: str = "") -> None:
    """Bring a record into a state; from 已签章 on its scores and findings are frozen with it.

    Raises:
        FaultError: STATE_003 it cannot go there from where it is; STATE_004 a reason is missing;
            it is gone, or the disk does not take it.
    """
    header = space.store.header(record_id)
    before = space.load(record_id).state
    if state not in next_states(before, header.rounds if header is not None else 0):
        raise FaultError("STATE_003")
    if needs_reason(before, state) and not reason.strip():
        raise FaultError("STATE_004")
    if is_locked(state):
        loaded = space.load(record_id)
        frozen = frozen_of(judged(loaded.record, loaded.form.definition))
        space.store.keep_verdict(record_id, VERSION, msgspec.json.encode(frozen).decode())
    space.store.set_state(record_id, state, reason.strip(), space.who).wait(_PATIENCE)
    space.reread((record_id,))


_PATIENCE = 5.0
"""Seconds to wait for the disk."""


def stages_of(space: "Workspace", record_id: str) -> tuple[Stage, ...]:
    """How a record came to its state, latest first."""
    entries = space.store.operations(LogQuestion(record=record_id, kinds=("state",)))
    found: list[Stage] = []
    for entry in entries:
        detail: dict[str, Any] = msgspec.json.decode(entry.detail)
        found.append(Stage(entry.time, entry.who, detail["from"], detail["to"], detail["reason"]))
    return tuple(found)


def frozen_of(view: View) -> Frozen:
    """What is frozen of a record."""
    rows = {
        key: "" if score.points is None else plain(score.points)
        for key, score in view.scores.rows.items()
    }
    standing = (f for f in view.findings if not f.explained)
    findings = tuple(
        sorted(
            (FrozenFinding(f.code, f.severity, str(f.place)) for f in standing),
            key=lambda f: (f.place, f.code),
        )
    )
    return Frozen(plain(view.scores.total), view.scores.grade, rows, findings)


def differences(space: "Workspace", record_id: str) -> tuple[FrozenDifference, ...]:
    """What this version of the program finds otherwise in a locked record than what was frozen.

    Nothing of it is applied: the signed paper stands.
    """
    kept = space.store.verdict(record_id)
    loaded = space.load(record_id)
    if kept is None or not is_locked(loaded.state) or kept.revision != loaded.revision:
        return ()
    then = msgspec.json.decode(kept.json, type=Frozen)
    now = frozen_of(judged(loaded.record, loaded.form.definition))
    found = [
        FrozenDifference(key, then.rows.get(key, ""), now.rows.get(key, ""))
        for key in sorted({*then.rows, *now.rows})
        if then.rows.get(key, "") != now.rows.get(key, "")
    ]
    if then.total != now.total:
        found.append(FrozenDifference("total", then.total, now.total))
    if then.grade != now.grade:
        found.append(FrozenDifference("grade", then.grade, now.grade))
    if then.findings != now.findings:
        codes = (" ".join(sorted(f.code for f in side.findings)) for side in (then, now))
        found.append(FrozenDifference("findings", *codes))
    return tuple(found)


def local_time(utc: str) -> str:
    """A time of the store (UTC) as the office's clock showed it: `2026-03-05 14:02`."""
    return datetime.fromisoformat(utc).astimezone().strftime("%Y-%m-%d %H:%M")
