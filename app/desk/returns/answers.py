"""Answering finance's remarks, and what is still open over all records."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.batch import Batch, BatchResult
from app.desk.captions import caption
from app.desk.edits import clean
from app.desk.facts import decode_facts
from app.desk.names import PROJECT, name_of
from app.desk.returns.log import RETURNS
from app.desk.texts import sentence
from app.desk.view import judged
from app.model.change import Change, Set
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.money import folded
from app.model.places import Place
from app.model.record import FormRecord, Remark
from app.model.remarks import WHOLE, meant_place
from app.model.results import FROM_FINANCE, Finding, Scores
from app.rules.checks.returned import REMARK
from app.rules.shown import shown_text

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


class Answer(NamedTuple):
    """An answer to be given: to which remark of which record, and its words.

    Without words the answer is the one that tells old and new (`done_answer`).
    """

    record_id: str
    remark_id: str
    text: str = ""


class RemarkLine(NamedTuple):
    """A remark with all that a list shows of it.

    `cell` is what its place is called, `now` what stands there; `changed` tells whether that is
    something else than on the return.
    """

    record_id: str
    title: str
    remark: Remark
    place: Place
    cell: str
    now: str
    changed: bool

    @property
    def answered(self) -> bool:
        """Whether it has an answer."""
        return bool(self.remark.answer.strip())


def remark_of(record: FormRecord, finding: Finding) -> Remark | None:
    """The remark that a finding of finance stands for, or none."""
    wanted = finding.values.get(REMARK, "") if finding.source == FROM_FINANCE else ""
    return next((remark for remark in record.returns if remark.id == wanted), None)


def answer(record: FormRecord, remark_id: str, text: str) -> Change | None:
    """The change that gives a remark an answer, or takes it back where the text is blank."""
    wanted = clean(text).strip()
    after = tuple(
        msgspec.structs.replace(r, answer=wanted) if r.id == remark_id else r
        for r in record.returns
    )
    if after == record.returns:
        return None
    return Change("RETURNS_ANSWER", (Set(RETURNS, record.returns, after),))


def answer_all(space: "Workspace", answers: Iterable[Answer]) -> BatchResult:
    """Answer remarks of many records together, all or none.

    Raises:
        FaultError: a record is gone, or the disk does not take it.
    """
    batch = Batch(space)
    for record_id, given in _by_record(answers).items():
        loaded = batch.loaded(record_id)
        record, definition = loaded.record, loaded.form.definition
        scores = judged(record, definition).scores
        texts = {
            remark.id: given[remark.id]
            or done_answer(record, definition, scores, remark, space.language)
            for remark in record.returns
            if remark.id in given
        }
        after = tuple(
            msgspec.structs.replace(r, answer=clean(texts.get(r.id, r.answer)).strip())
            for r in record.returns
        )
        if after != record.returns:
            step = Set(RETURNS, record.returns, after)
            batch.change(record_id, Change("RETURNS_ANSWER", (step,)))
    return batch.save()


def remove_all(space: "Workspace", remarks: Iterable[Answer]) -> BatchResult:
    """Take out remarks that were registered by mistake, of many records together; the log keeps
    them. Answers' words are not looked at.

    Raises:
        FaultError: a record is gone, or the disk does not take it.
    """
    batch = Batch(space)
    for record_id, named in _by_record(remarks).items():
        before = batch.loaded(record_id).record.returns
        after = tuple(remark for remark in before if remark.id not in named)
        if after != before:
            batch.change(record_id, Change("RETURNS_REMOVE", (Set(RETURNS, before, after),)))
    return batch.save()


def _by_record(answers: Iterable[Answer]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for given in answers:
        found.setdefault(given.record_id, {})[given.remark_id] = given.text.strip()
    return found


def done_answer(
    record: FormRecord, definition: FormDefinition, scores: Scores, remark: Remark, language: str
) -> str:
    """“已按意见修改” with the old and the new text of the cell, where it was changed."""
    now = shown_text(record, definition, scores, meant_place(record, remark.place))
    if folded(now) == folded(remark.before) or meant_place(record, remark.place) == WHOLE:
        return sentence("RETURN_DONE", language)
    blank = sentence("RETURN_BLANK", language)
    old, new = remark.before or blank, now or blank
    return sentence("RETURN_DONE_CHANGED", language, old=old, new=new)


def remark_lines(space: "Workspace", record_id: str) -> tuple[RemarkLine, ...]:
    """The remarks of one record, the latest return first.

    Raises:
        FaultError: the record is gone.
    """
    loaded = space.load(record_id)
    record, definition = loaded.record, loaded.form.definition
    if not record.returns:
        return ()
    scores = judged(record, definition).scores
    title = name_of(definition, record, PROJECT)
    found: list[RemarkLine] = []
    for remark in sorted(record.returns, key=lambda r: -r.round):
        place = meant_place(record, remark.place)
        now = shown_text(record, definition, scores, place)
        cell = cell_name(place, definition, record, space.language)
        changed = folded(now) != folded(remark.before)
        found.append(RemarkLine(record_id, title, remark, place, cell, now, changed))
    return tuple(found)


def all_remarks(space: "Workspace", year: int | None, *, only_open: bool) -> list[RemarkLine]:
    """The remarks of all records of a year, or of all years; with `only_open` those unanswered.

    Only records that have remarks are opened. One that cannot be read is left out: its own
    opening says why.
    """
    found: list[RemarkLine] = []
    for header, text in space.store.facts(year):
        facts = decode_facts(text)
        if facts is None or (facts.open_remarks if only_open else facts.remarks):
            try:
                lines: Sequence[RemarkLine] = remark_lines(space, header.id)
            except FaultError:
                continue
            found += [line for line in lines if not (only_open and line.answered)]
    return found


def cell_name(place: Place, definition: FormDefinition, record: FormRecord, language: str) -> str:
    """What the place of a remark is called; the form as a whole and its total included."""
    if place == WHOLE:
        return sentence("RETURN_WHOLE", language)
    if any(place == Place(total.id, None, place.field) for total in definition.totals()):
        words = {"weight": "RETURN_TOTAL_WEIGHT", "grade": "RETURN_GRADE"}
        return sentence(words.get(place.field, "RETURN_TOTAL"), language)
    name = caption(place, definition, record, language)
    return sentence("RETURN_GONE", language) if name == str(place) else name
