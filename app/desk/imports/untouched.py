"""Whether a cell still holds what the last list put there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.model.change import Change, Insert, Set
from app.model.faults import FaultError
from app.model.places import Place
from app.model.record import FormRecord
from app.store.values import LogQuestion

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

NAME = "IMPORT_TARGETS"
"""The name of the changes that a list makes."""
FUNDS = "IMPORT_FUNDS"
"""The name of the changes that an accounting export makes."""
LISTED = "listed"
"""The kind of the log's entry for a list that was taken in."""

Ask = Callable[[Place, str], bool]
"""Whether what stands at a place came from a list and nobody changed it."""


class Untouched:
    """Reads the journals of the records that it is asked about, each when first needed."""

    def __init__(self, space: "Workspace") -> None:
        self._space = space
        self._batches: frozenset[str] | None = None

    def of(self, record_id: str) -> Ask:
        """What answers for the places of one record."""
        known: dict[str, str] | None = None

        def ask(place: Place, text: str) -> bool:
            nonlocal known
            if known is None:
                known = self._listed_texts(record_id)
            return known.get(str(place)) == text

        return ask

    def _listed_texts(self, record_id: str) -> dict[str, str]:
        """What lists and accounting exports put into a record, by place, the last of each."""
        texts: dict[str, str] = {}
        if self._was_made_by_a_list(record_id):
            try:
                texts = _texts(self._space.store.record_at(record_id, 0))
            except FaultError:
                texts = {}
        for entry in reversed(self._space.history(record_id)):
            if entry.change.name in (NAME, FUNDS) and entry.change.how == "imported":
                texts |= _put(entry.change)
        return texts

    def _was_made_by_a_list(self, record_id: str) -> bool:
        if self._batches is None:
            noted = self._space.store.operations(LogQuestion(kinds=(LISTED,), limit=100_000))
            self._batches = frozenset(entry.batch for entry in noted if entry.batch)
        asked = LogQuestion(record=record_id, kinds=("created",), limit=1)
        return any(e.batch in self._batches for e in self._space.store.operations(asked))


def _texts(record: FormRecord) -> dict[str, str]:
    codes = {f"codes/{name}": text for name, text in record.codes.items() if text}
    return {str(place): text for place, text in record.texts()} | codes


def _put(change: Change) -> dict[str, str]:
    texts: dict[str, str] = {}
    for step in change.steps:
        if isinstance(step, Set) and isinstance(step.new, str):
            texts[str(step.place)] = step.new
        elif isinstance(step, Insert):
            for column, text in step.row.cells.items():
                texts[str(Place(step.section, step.row.id, column))] = text
    return texts
