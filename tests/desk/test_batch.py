"""Many records at once on the desk: together or not at all, and taken back together."""

import msgspec
import pytest

from app.desk.batch import Batch, take_back
from app.desk.facts import Facts, decode_facts
from app.desk.forms import gallery
from app.desk.records import duplicate, new_record
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import Remark
from app.model.states import RETURNED, SIGNED, SUBMITTED
from app.store.values import LogQuestion
from tests.desk.desk import NATIONAL
from tests.second import form_of, sample_of

EXECUTED = Place("funds", "total", "executed")
RETURNS = Place(RECORD, None, "returns")


def executed(space: Workspace, record_id: str, text: str) -> Change:
    record = space.load(record_id).record
    return Change("IMPORT_FUNDS", (Set(EXECUTED, record.value(EXECUTED), text),), "imported")


def test_a_batch_makes_and_changes_records_with_their_totals(space: Workspace) -> None:
    opened = space.sample(NATIONAL)
    batch = Batch(space)
    made = batch.create(duplicate(sample_of(NATIONAL)), gallery().form(NATIONAL))
    assert batch.change(opened.id, executed(space, opened.id, "60"))
    result = batch.save()
    assert (result.created, result.changed) == ((made,), (opened.id,))
    totals = {header.id: header.total for header in space.all_headers()}
    assert totals == {opened.id: "96.85", made: "99.87"}
    assert space.opened is not None
    assert space.opened.document.record.text(EXECUTED) == "60"


def test_two_changes_of_one_record_are_one_line_of_its_history(space: Workspace) -> None:
    opened = space.sample(NATIONAL)
    batch = Batch(space)
    batch.change(opened.id, executed(space, opened.id, "60"))
    second = Change("IMPORT_FUNDS", (Set(EXECUTED, "60", "61"),), "imported")
    batch.change(opened.id, second)
    batch.save()
    assert len(space.history(opened.id)) == 1
    assert space.load(opened.id).record.text(EXECUTED) == "61"


def test_a_stopped_batch_writes_nothing(space: Workspace) -> None:
    batch = Batch(space)
    for _ in range(3):
        batch.create(new_record(form_of(NATIONAL), 2025), form_of(NATIONAL))
    told: list[tuple[int, int]] = []

    def go_on(done: int, count: int) -> bool:
        told.append((done, count))
        return done < 2

    assert batch.save(go_on).id == ""
    assert (told, space.all_headers()) == ([(0, 3), (1, 3), (2, 3)], [])


def test_a_locked_record_takes_no_change(space: Workspace) -> None:
    opened = space.sample(NATIONAL)
    set_state(space, opened.id, SIGNED)
    with pytest.raises(FaultError) as fault:
        Batch(space).change(opened.id, executed(space, opened.id, "60"))
    assert fault.value.code == "STATE_002"


def test_a_locked_record_takes_a_remark_and_a_state_with_it(space: Workspace) -> None:
    opened = space.sample(NATIONAL)
    set_state(space, opened.id, SUBMITTED)
    batch = Batch(space)
    remark = Remark("a", 1, "", "请核实")
    batch.change(opened.id, Change("RETURNS_ADD", (Set(RETURNS, (), (remark,)),), "imported"))
    batch.bring(opened.id, RETURNED, "财政退回")
    result = batch.save()
    assert (space.load(opened.id).state, space.load(opened.id).record.returns) == (
        *(RETURNED, (remark,)),
    )
    header = space.store.header(opened.id)
    assert header is not None
    assert header.rounds == 1
    kinds = [entry.kind for entry in space.store.operations(LogQuestion(batch=result.id))]
    assert kinds == ["state", "changed"]


def test_a_batch_is_taken_back_but_for_what_was_changed_since(space: Workspace) -> None:
    ids = [space.sample(NATIONAL).id for _ in range(2)]
    batch = Batch(space)
    made = batch.create(duplicate(sample_of(NATIONAL)), gallery().form(NATIONAL))
    for record_id in ids:
        batch.change(record_id, executed(space, record_id, "60"))
    result = batch.save()
    later = Batch(space)
    later.change(ids[1], executed(space, ids[1], "61"))
    later.save()
    done, left = take_back(space, result.id)
    assert (done, len(left)) == (2, 1)
    assert [space.load(i).record.text(EXECUTED) for i in ids] == ["86.54", "61"]
    assert not space.holds(made)


def test_the_facts_of_the_sample_are_its_figures(space: Workspace) -> None:
    space.sample(NATIONAL)
    ((_, text),) = space.store.facts()
    facts = decode_facts(text)
    assert facts is not None
    assert (facts.annual, facts.executed, facts.rate) == ("87.65", "86.54", "98.73%")
    first = facts.tiers[0]
    assert (first.kind, first.weight, first.points) == ("execution", "10", "9.87")
    assert facts.indicators == facts.full + facts.short
    assert decode_facts(msgspec.json.encode(Facts()).decode()) == Facts()


@pytest.mark.parametrize("text", ["", "{", '{"tiers": 3}', "[]"])
def test_unreadable_facts_are_none(text: str) -> None:
    assert decode_facts(text) is None
