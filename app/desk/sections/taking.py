"""Taking what sections gave back into the records, all at once or not at all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.desk.batch import Batch, BatchResult
from app.desk.edits import set_steps
from app.desk.progress import GoOn, always
from app.desk.sections.returned import Difference
from app.model.change import Change

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

CHANGE = "EDIT_SECTION"
"""The name of the change in a record's history."""


def take(space: "Workspace", chosen: Sequence[Difference], go_on: GoOn = always) -> BatchResult:
    """Write the chosen texts, each record in one step; the last one given counts for a cell.

    Raises:
        FaultError: STATE_002 a record was locked meanwhile; STORE_NNN the disk does not take it.
    """
    texts = {(difference.record, difference.place): difference.new for difference in chosen}
    batch = Batch(space)
    for record_id in dict.fromkeys(difference.record for difference in chosen):
        record = batch.loaded(record_id).record
        steps = [
            step
            for (owner, place), text in texts.items()
            if owner == record_id
            for step in set_steps(record, (place,), text)
        ]
        batch.change(record_id, Change(CHANGE, tuple(steps), "imported"))
    return batch.save(go_on)
