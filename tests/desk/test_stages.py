"""States: the order of the year, locks, reasons, and what is frozen with a signature."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.stages import differences, set_state, stages_of
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import Evidence
from app.model.states import (
    APPROVED,
    EXEMPT,
    FILLER_STATES,
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
from tests.desk.desk import NATIONAL

ACTUAL = Place("goals", None, "actual")


def typed(space: Workspace, text: str) -> bool:
    assert space.opened is not None
    document = space.opened.document
    return document.commit(Change("EDIT_SET", (Set(ACTUAL, document.record.value(ACTUAL), text),)))


def test_the_year_goes_from_filling_to_publication(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    way = [TO_REVIEW, REVIEWED, SIGNED, SUBMITTED, RETURNED, SIGNED, RESUBMITTED, APPROVED]
    for state in (*way, PUBLISHED):
        set_state(space, record_id, state, "见退回意见")
        assert space.opened is not None
        assert (space.opened.state, space.opened.document.locked) == (state, is_locked(state))
    stages = stages_of(space, record_id)
    assert [stage.after for stage in reversed(stages)] == [*way, PUBLISHED]
    assert (stages[-1].before, stages[0].who, stages[4].reason) == (
        *(FILLING, space.who),
        "见退回意见",
    )


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [(PUBLISHED, "", "STATE_003"), (EXEMPT, " ", "STATE_004"), (RESUBMITTED, "", "STATE_003")],
)
def test_a_way_that_is_none_or_lacks_its_reason_is_refused(
    space: Workspace, state: str, reason: str, code: str
) -> None:
    record_id = space.sample(NATIONAL).id
    with pytest.raises(FaultError) as fault:
        set_state(space, record_id, state, reason)
    assert (fault.value.code, stages_of(space, record_id)) == (code, ())


def test_a_signed_form_is_locked_until_somebody_says_why(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    typed(space, "改前")
    set_state(space, record_id, SIGNED)
    assert space.opened is not None
    with pytest.raises(FaultError) as fault:
        typed(space, "改后")
    assert (fault.value.code, space.opened.document.undo()) == ("STATE_001", None)
    assert space.opened.document.preview((ACTUAL,), "试").record == space.load(record_id).record
    set_state(space, record_id, FILLING, "单位名称写错")
    assert typed(space, "改后")


def test_a_signed_form_still_takes_its_scan(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    set_state(space, record_id, SIGNED)
    assert space.opened is not None
    scan = Evidence("s1", "", "签章扫描件.pdf", "0" * 64, kind="signed")
    place = Place(RECORD, None, "evidence")
    assert space.opened.document.commit(Change("EVIDENCE_ADD", (Set(place, (), (scan,)),)))
    assert space.load(record_id).record.evidence == (scan,)
    assert space.load(record_id).state == SIGNED


def test_another_version_shows_what_it_finds_otherwise_and_changes_nothing(
    space: Workspace,
) -> None:
    record_id = space.sample(NATIONAL).id
    set_state(space, record_id, SIGNED)
    assert differences(space, record_id) == ()
    kept = space.store.verdict(record_id)
    assert kept is not None
    frozen = msgspec.json.decode(kept.json)
    frozen["total"], frozen["rows"]["funds/total"] = "99.86", "9.86"
    space.store.keep_verdict(record_id, "0.0.1", msgspec.json.encode(frozen).decode()).wait(5)
    found = [(d.place, d.then, d.now) for d in differences(space, record_id)]
    assert found == [("funds/total", "9.86", "9.87"), ("total", "99.86", "99.87")]


@given(st.sampled_from(FILLER_STATES), st.integers(0, 3))
def test_every_state_has_a_way_back_or_on(state: str, rounds: int) -> None:
    onward = next_states(state, rounds)
    assert onward
    assert state not in onward
    assert set(onward) <= set(FILLER_STATES)
    if is_locked(state):
        unlocks = [s for s in onward if not is_locked(s)]
        assert unlocks or state == PUBLISHED
        assert all(needs_reason(state, s) for s in unlocks)
