"""The states of a record that can be compared: as made, as each state was reached, as it is."""

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from app.desk.stages import STATE_WORDS, local_time
from app.desk.texts import sentence
from app.model.states import RESUBMITTED, RETURNED, SIGNED, SUBMITTED
from app.store.values import LogQuestion

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


class Version(NamedTuple):
    """A state of a record: its revision, which state was reached with it, and when (UTC).

    `state` is empty for the record as it was made, and for the record as it is now.
    """

    revision: int
    state: str = ""
    time: str = ""

    def words(self, language: str) -> str:
        """What it is called: 2026-04-12 09:30 被退回时."""
        if self == NOW:
            return sentence("CHANGES_NOW", language)
        time = local_time(self.time) if self.time else ""
        if not self.state:
            return sentence("CHANGES_MADE", language, time=time).strip()
        state = sentence(STATE_WORDS[self.state], language)
        return sentence("CHANGES_THEN", language, time=time, state=state)


NOW = Version(-1)
"""The record as it is."""


def versions(space: "Workspace", record_id: str) -> tuple[Version, ...]:
    """The states that can be compared, the oldest first, without the one of now."""
    header = space.store.header(record_id)
    first = Version(0, "", header.created if header is not None else "")
    entries = space.store.operations(LogQuestion(record=record_id, kinds=("state",)))
    reached: list[Version] = []
    for entry in reversed(entries):
        detail: dict[str, Any] = msgspec.json.decode(entry.detail)
        reached.append(Version(entry.revision, str(detail["to"]), entry.time))
    return (first, *(v for v in reached if v.state in STATE_WORDS))


def base_of(space: "Workspace", record_id: str) -> Version:
    """The state that finance saw last: as submitted before the last return, else as returned.

    A record that was never returned is compared with its last submission or signature, one that
    was never submitted with how it was made.
    """
    known = versions(space, record_id)
    back = [at for at, version in enumerate(known) if version.state == RETURNED]
    sent = (SUBMITTED, RESUBMITTED)
    if back:
        previous = back[-2] if len(back) > 1 else 0
        seen = [v for v in known[previous : back[-1]] if v.state in sent]
        return seen[-1] if seen else known[back[-1]]
    out = [v for v in known if v.state in (*sent, SIGNED)]
    return out[-1] if out else known[0]
