"""Many records at once: gathered, scored, and then written together or not at all."""

import secrets
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.document import goes_beside
from app.desk.forms import Form
from app.desk.headers import header_values
from app.desk.names import PROJECT, name_of
from app.desk.progress import GoOn, always
from app.desk.records import complete
from app.desk.view import judged
from app.model.change import Change, apply, invert
from app.model.codec import decode_change
from app.model.faults import ChangeError, FaultError
from app.model.record import FormRecord
from app.model.states import is_locked
from app.store.values import ChangedRecord, LogQuestion, NewRecord

if TYPE_CHECKING:
    from app.desk.workspace import Loaded, Workspace


class BatchResult(NamedTuple):
    """What was written together: the batch's id in the log, the new and the changed records.

    `id` is empty where nothing was written.
    """

    id: str
    created: tuple[str, ...]
    changed: tuple[str, ...]


class Batch:
    """Gathers new records and changes of stored ones; `save` writes them in one transaction."""

    def __init__(self, space: "Workspace") -> None:
        self._space = space
        self._new: list[tuple[FormRecord, Form]] = []
        self._loaded: dict[str, Loaded] = {}
        self._changes: dict[str, Change] = {}
        self._states: dict[str, tuple[str, str]] = {}

    def loaded(self, record_id: str) -> "Loaded":
        """A stored record as it stands on the disk, read once.

        Raises:
            FaultError: it is gone, or its form is not at hand.
        """
        if record_id not in self._loaded:
            self._loaded[record_id] = self._space.load(record_id)
        return self._loaded[record_id]

    def create(self, record: FormRecord, form: Form) -> str:
        """Add a new record, put under its office's policy; returns its id."""
        definition = form.definition
        record = complete(record, definition)
        record = self._space.policies.laid_on(record, form)
        record = msgspec.structs.replace(
            record, form_version=definition.version, form_hash=form.hash
        )
        self._new.append((record, form))
        return record.id

    def change(self, record_id: str, change: Change | None) -> bool:
        """Add a change of a stored record, on top of an earlier one; whether there is one to make.

        Raises:
            ChangeError: it does not fit.
            FaultError: STATE_002 the record is locked (已签章 and beyond) and the change touches
                the form itself; or it is gone.
        """
        if change is None or not change.steps:
            return False
        loaded = self.loaded(record_id)
        if is_locked(loaded.state) and not goes_beside(change):
            raise FaultError("STATE_002", title=_title(loaded))
        earlier = self._changes.get(record_id)
        whole = change
        if earlier is not None:
            whole = Change(earlier.name, (*earlier.steps, *change.steps), earlier.how)
        apply(loaded.record, whole)
        self._changes[record_id] = whole
        return True

    def bring(self, record_id: str, state: str, reason: str) -> None:
        """Bring a record that has a change in this batch into a state, together with the rest."""
        self._states[record_id] = (state, reason)

    def save(self, go_on: GoOn = always) -> BatchResult:
        """Score and check all of them, then write them together; stopped, nothing is written.

        The open record is read anew where it is among them.

        Raises:
            StoreError: the disk does not take it, or a record was changed meanwhile; nothing
                of it is written.
        """
        count, done = len(self._new) + len(self._changes), 0
        news: list[NewRecord] = []
        changes: list[ChangedRecord] = []
        for record, form in self._new:
            if not go_on(done, count):
                return _NOTHING
            header = header_values(judged(record, form.definition), form.definition)
            news.append(NewRecord(record, form.resolved(), header))
            done += 1
        for record_id, change in self._changes.items():
            if not go_on(done, count):
                return _NOTHING
            loaded = self._loaded[record_id]
            definition = loaded.form.definition
            view = judged(apply(loaded.record, change), definition)
            header = header_values(view, definition)
            state, reason = self._states.get(record_id, ("", ""))
            changes.append(
                ChangedRecord(change, view.record, header, loaded.revision, state, reason)
            )
            done += 1
        if not count:
            return _NOTHING
        batch = secrets.token_hex(6)
        self._space.store.save_all(news, changes, self._space.who, batch)
        self._space.reread(self._changes)
        made = tuple(record.id for record, _ in self._new)
        return BatchResult(batch, made, tuple(self._changes))


_NOTHING = BatchResult("", (), ())


def take_back(space: "Workspace", batch_id: str) -> tuple[int, tuple[str, ...]]:
    """Take a batch back: its changes are inverted together, its new records put aside.

    A record that was changed since keeps what it has.

    Returns:
        How many records were taken back, and the titles of those that were left.
    """
    batch, left, done = Batch(space), list[str](), 0
    for entry in space.store.operations(LogQuestion(batch=batch_id, limit=1_000_000)):
        if entry.kind == "changed":
            try:
                unchanged = batch.loaded(entry.record).revision == entry.revision
                if unchanged:
                    batch.change(entry.record, invert(decode_change(entry.change)))
                    done += 1
                    continue
            except (ChangeError, FaultError):
                pass
            left.append(entry.title)
        elif entry.kind == "created":
            if space.load(entry.record).revision == 0:
                space.delete(entry.record)
                done += 1
            else:
                left.append(entry.title)
    batch.save()
    return done, tuple(left)


def _title(loaded: "Loaded") -> str:
    return name_of(loaded.form.definition, loaded.record, PROJECT)
