"""Registering a return (登记退回): remarks beside their records, which become 被退回."""

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.desk.batch import Batch, BatchResult
from app.desk.edits import clean
from app.desk.names import PROJECT, name_of
from app.desk.progress import GoOn, always
from app.desk.texts import sentence
from app.desk.view import judged
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import Remark
from app.model.remarks import meant_place, place_text
from app.model.states import EXEMPT, RETURNED
from app.rules.shown import shown_text
from app.store.writer import now

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

RETURNS = Place(RECORD, None, "returns")
"""Where a record keeps what finance remarked."""

TYPED, PASTED, WORKBOOK, LETTER = "typed", "pasted", "workbook", "letter"
"""How remarks came in."""

_HOW = {TYPED: "typed", PASTED: "pasted"}


class NewRemark(NamedTuple):
    """A remark to be registered: its record, the place it means (as text), and its words."""

    record_id: str
    place: str
    text: str


def register(
    space: "Workspace",
    remarks: Sequence[NewRemark],
    source: str,
    go_on: GoOn = always,
) -> BatchResult:
    """Put remarks beside their records and bring these into 被退回, all together or none.

    Finance returned the records: each goes to 被退回 from wherever it stands, its round counted
    up; one that is 被退回 already takes further remarks of the same round. What the cell shows
    is kept with each remark.

    Raises:
        FaultError: RETURN_001 nothing to register, _002 a record is 不参评; a record is gone, or
            the disk does not take it.
    """
    by_record: dict[str, list[NewRemark]] = {}
    for remark in remarks:
        if clean(remark.text).strip():
            by_record.setdefault(remark.record_id, []).append(remark)
    if not by_record:
        raise FaultError("RETURN_001")
    batch = Batch(space)
    for record_id, new in by_record.items():
        _add(space, batch, record_id, new, source)
    return batch.save(go_on)


def _add(
    space: "Workspace", batch: Batch, record_id: str, new: Sequence[NewRemark], source: str
) -> None:
    loaded = batch.loaded(record_id)
    record, definition = loaded.record, loaded.form.definition
    if loaded.state == EXEMPT:
        raise FaultError("RETURN_002", title=name_of(definition, record, PROJECT))
    header = space.store.header(record_id)
    rounds = header.rounds if header is not None else 0
    is_back = loaded.state == RETURNED
    round_number = max(1, rounds) if is_back else rounds + 1
    scores, time = judged(record, definition).scores, now()
    held = {remark.id for remark in record.returns}
    made: list[Remark] = []
    for remark in new:
        place = meant_place(record, remark.place)
        made.append(
            Remark(
                id=_new_id(held),
                round=round_number,
                place=place_text(place),
                text=clean(remark.text).strip(),
                source=source,
                time=time,
                before=shown_text(record, definition, scores, place),
            )
        )
    step = Set(RETURNS, record.returns, (*record.returns, *made))
    batch.change(record_id, Change("RETURNS_ADD", (step,), _HOW.get(source, "imported")))
    if not is_back:
        count = str(len(made))
        reason = sentence("RETURN_REASON", space.language, round=str(round_number), count=count)
        batch.bring(record_id, RETURNED, reason)


def _new_id(taken: set[str]) -> str:
    made = secrets.token_hex(4)
    while made in taken:
        made = secrets.token_hex(4)
    taken.add(made)
    return made
