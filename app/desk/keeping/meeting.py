"""Taking a 数据包 over: what meets what, what is joined, and what somebody must choose."""

import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import msgspec

from app.desk.batch import Batch
from app.desk.evidence.files import keep_file, kept_path
from app.desk.forms import Form
from app.desk.keeping.package import Packed
from app.desk.keeping.unpack import Package
from app.desk.progress import GoOn, always
from app.desk.records import duplicate
from app.model.change import Change, Set, apply
from app.model.definition import FormDefinition
from app.model.faults import ChangeError, FaultError
from app.model.joining import Conflict, join
from app.model.record import FormRecord
from app.model.states import is_locked
from app.store.errors import NO_RECORD
from app.store.values import Journal

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

Kind: TypeAlias = Literal["new", "same", "older", "newer", "joined", "conflict", "deleted"]
Choice: TypeAlias = Literal["mine", "theirs", "both"]
CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")


class Meeting(NamedTuple):
    """One record of a package against what is here.

    `kind`: new (not here), same, older (what is here goes on from it), newer (it goes on from
    what is here), joined (both went on, in different cells), conflict (in the same cells),
    deleted (put aside here). `known` counts the changes that both have, -1 where it is not here.
    """

    packed: Packed
    kind: Kind
    known: int
    conflicts: tuple[Conflict, ...] = ()

    @property
    def changes_something(self) -> bool:
        """Whether taking it does something without anybody's choice."""
        return self.kind in ("new", "newer", "joined")


class Taken(NamedTuple):
    """What was done: how many records were new, went on, were joined, chosen, and left."""

    new: int
    newer: int
    joined: int
    chosen: int
    left: int
    evidence: int
    batch: str


def look(space: "Workspace", package: Package, go_on: GoOn = always) -> list[Meeting]:
    """How every record of a package meets what is here; nothing is changed.

    Raises:
        FaultError: PACKAGE_003 it is damaged or was altered.
    """
    found: list[Meeting] = []
    count = len(package.manifest.records)
    for done, packed in enumerate(package.manifest.records):
        if not go_on(done, count):
            break
        found.append(_meet(space, packed, package.journal(packed)))
    return found


def take(
    space: "Workspace",
    package: Package,
    meetings: list[Meeting],
    choices: Mapping[str, Choice],
    go_on: GoOn = always,
) -> Taken:
    """Take a package over; records that wait for a choice keep mine where none is given.

    All records that are new or go on are written in one transaction; what was joined or chosen
    in a second one. Evidence comes first, so that no record names a file that is not here.

    Raises:
        FaultError: the disk does not take it, the package is damaged.
    """
    evidence = _take_evidence(space, package)
    batch = secrets.token_hex(6)
    adopted = [(package.journal(m.packed), m.known) for m in meetings if m.kind in ("new", "newer")]
    if adopted:
        space.store.adopt(adopted, space.who, batch)
    changes = Batch(space)
    joined = chosen = 0
    for done, meeting in enumerate(meetings):
        if not go_on(done, len(meetings)):
            break
        if meeting.kind in ("joined", "conflict"):
            choice = choices.get(meeting.packed.id, "mine")
            if _bring(space, changes, package.journal(meeting.packed), meeting, choice):
                chosen += meeting.kind == "conflict"
                joined += meeting.kind == "joined"
    changes.save()
    for name, value in package.manifest.settings.items():
        if not space.setting(name):
            space.put_setting(name, value)
    kinds = [meeting.kind for meeting in meetings]
    new, newer = kinds.count("new"), kinds.count("newer")
    space.reread({meeting.packed.id for meeting in meetings})
    left = len(kinds) - new - newer - joined - chosen
    return Taken(new, newer, joined, chosen, left, evidence, batch)


def _meet(space: "Workspace", packed: Packed, theirs: Journal) -> Meeting:
    try:
        mine = space.store.journal(packed.id)
    except FaultError as fault:
        if fault.code != NO_RECORD:
            raise
        return Meeting(packed, "new", -1)
    known = _in_common(mine, theirs)
    if not space.holds(packed.id):
        return Meeting(packed, "deleted", known)
    mine_on, theirs_on = len(mine.changes) > known, len(theirs.changes) > known
    if not theirs_on and not mine_on:
        later = len(theirs.stages) > len(mine.stages)
        return Meeting(packed, "newer" if later else "same", known)
    if not theirs_on:
        return Meeting(packed, "older", known)
    if not mine_on:
        return Meeting(packed, "newer", known)
    joined = join(_replayed(mine, known), mine.record, theirs.record)
    kind: Kind = "conflict" if joined.conflicts or is_locked(mine.state) else "joined"
    if not joined.steps and not joined.conflicts:
        kind = "same"
    return Meeting(packed, kind, known, joined.conflicts)


def _in_common(mine: Journal, theirs: Journal) -> int:
    """How many changes both have from the beginning on."""
    if mine.first != theirs.first:
        return 0
    count = 0
    for one, two in zip(mine.changes, theirs.changes, strict=False):
        if (one.time, one.change) != (two.time, two.change):
            break
        count += 1
    return count


def _replayed(journal: Journal, upto: int) -> FormRecord:
    record = journal.first
    for entry in journal.changes[:upto]:
        record = apply(record, entry.change)
    return record


def _bring(
    space: "Workspace", batch: Batch, theirs: Journal, meeting: Meeting, choice: Choice
) -> bool:
    """Bring theirs into mine; whether there was something to do."""
    if choice == "both" and meeting.kind == "conflict":
        batch.create(duplicate(theirs.record), form_in(theirs))
        return True
    if choice == "mine" and meeting.kind == "conflict" and is_locked(_state(space, meeting)):
        return False
    mine = space.store.journal(meeting.packed.id)
    joined = join(_replayed(mine, meeting.known), mine.record, theirs.record)
    steps = list(joined.steps)
    if choice == "theirs":
        steps += [Set(c.place, c.mine, c.theirs) for c in joined.conflicts if c.place.field]
    change = Change("JOIN_THEIRS", tuple(steps), "imported")
    try:
        return batch.change(meeting.packed.id, change)
    except ChangeError:
        # A row that they filled and that is gone here: their text has no place.
        kept = [step for step in steps if not isinstance(step, Set) or step in joined.steps]
        return batch.change(meeting.packed.id, Change("JOIN_THEIRS", tuple(kept), "imported"))


def _state(space: "Workspace", meeting: Meeting) -> str:
    return space.load(meeting.packed.id).state


def form_in(journal: Journal) -> Form:
    """The form that a record of a package was filled under."""
    definition = msgspec.json.decode(journal.definition, type=FormDefinition)
    return Form(definition, journal.record.form_hash, Path())


def _take_evidence(space: "Workspace", package: Package) -> int:
    missing = [s for s in package.manifest.evidence if kept_path(space.folder, s) is None]
    if not missing:
        return 0
    with tempfile.TemporaryDirectory(prefix="ziping-") as folder:
        for sha256 in missing:
            path = package.unpack_evidence(sha256, Path(folder))
            keep_file(space.folder, path)
            path.unlink()
    return len(missing)
