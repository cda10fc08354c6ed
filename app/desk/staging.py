"""Many records through the year's states at once, and what each lets one do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.desk.progress import GoOn, always
from app.desk.stages import set_state
from app.model.faults import FaultError
from app.model.states import (
    FILLER_STATES,
    RESUBMITTED,
    SIGNED,
    SUBMITTED,
    needs_reason,
    next_states,
)
from app.store.values import Header

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

_FINAL = (SIGNED, SUBMITTED, RESUBMITTED)
"""States in which 必改 that stand are worth a sentence; they stop nobody."""


class Kept(NamedTuple):
    """A record that could not be brought into the state, and why."""

    title: str
    fault: FaultError


class WithErrors(NamedTuple):
    """A record that was signed or submitted with findings 必改 standing."""

    title: str
    errors: int


class Staged(NamedTuple):
    """What became of many records: those brought into the state, and those that were not."""

    done: tuple[str, ...]
    left: tuple[Kept, ...]
    with_errors: tuple[WithErrors, ...]


def ways(space: "Workspace", record_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The states that at least one of the records can go to, in the order of the year.

    With each, the states that those who can go there are in.
    """
    befores: dict[str, set[str]] = {}
    for header in _headers(space, record_ids):
        for state in _ways_of(header):
            befores.setdefault(state, set()).add(header.state)
    return {state: frozenset(befores[state]) for state in FILLER_STATES if state in befores}


def reason_needed(space: "Workspace", record_ids: Sequence[str], state: str) -> bool:
    """Whether one of the records that can go to a state has to say why."""
    headers = _headers(space, record_ids)
    return any(state in _ways_of(h) and needs_reason(h.state, state) for h in headers)


def set_states(
    space: "Workspace",
    record_ids: Sequence[str],
    state: str,
    reason: str = "",
    go_on: GoOn = always,
) -> Staged:
    """Bring records into a state, one after the other; whoever cannot go there stays.

    Raises:
        FaultError: STATE_004 a reason is missing; nothing happened.
    """
    if not reason.strip() and reason_needed(space, record_ids, state):
        raise FaultError("STATE_004")
    done, left, wrong = list[str](), list[Kept](), list[WithErrors]()
    for number, header in enumerate(_headers(space, record_ids)):
        if not go_on(number, len(record_ids)):
            break
        try:
            set_state(space, header.id, state, reason)
        except FaultError as fault:
            left.append(Kept(header.title, fault))
            continue
        done.append(header.id)
        if state in _FINAL and header.errors:
            wrong.append(WithErrors(header.title, header.errors))
    return Staged(tuple(done), tuple(left), tuple(wrong))


def _headers(space: "Workspace", record_ids: Sequence[str]) -> list[Header]:
    space.flush(_PATIENCE)
    found = (space.store.header(record_id) for record_id in record_ids)
    return [header for header in found if header is not None]


_PATIENCE = 1.0
"""Seconds to wait for the disk: what is asked for is what the last change led to."""


def _ways_of(header: Header) -> tuple[str, ...]:
    return next_states(header.state, header.rounds)
