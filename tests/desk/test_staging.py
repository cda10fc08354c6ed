"""Many records through the year's states at once."""

import pytest

from app.desk.staging import reason_needed, set_states, ways
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from app.model.places import parse_place
from app.model.states import APPROVED, EXEMPT, FILLING, REVIEWED, SIGNED, SUBMITTED, TO_REVIEW
from tests.desk.desk import NATIONAL
from tests.desk.test_check_all import put, sampled

EXECUTED = parse_place("funds/total/executed")


def test_what_one_of_them_can_do_is_offered_and_who_cannot_is_named(space: Workspace) -> None:
    one, two = sampled(space, "甲"), sampled(space, "乙")
    assert set_states(space, [one], SIGNED).done == (one,)
    assert ways(space, [one]) == dict.fromkeys((FILLING, SUBMITTED), frozenset({SIGNED}))
    both = ways(space, [one, two])
    assert tuple(both) == (FILLING, TO_REVIEW, REVIEWED, SIGNED, SUBMITTED, EXEMPT)
    assert (both[FILLING], both[EXEMPT]) == (frozenset({SIGNED}), frozenset({FILLING}))
    assert both[SUBMITTED] == {SIGNED, FILLING}
    staged = set_states(space, [one, two, "gone"], REVIEWED)
    assert staged.done == (two,)
    assert [(kept.title, kept.fault.code) for kept in staged.left] == [("甲", "STATE_003")]
    assert [space.load(i).state for i in (one, two)] == [SIGNED, REVIEWED]


def test_a_reason_is_asked_for_once_and_only_where_one_of_them_needs_it(space: Workspace) -> None:
    one, two = sampled(space, "甲"), sampled(space, "乙")
    set_states(space, [one], SIGNED)
    assert reason_needed(space, [one, two], FILLING)
    assert not reason_needed(space, [two], SIGNED)
    with pytest.raises(FaultError) as fault:
        set_states(space, [one, two], FILLING, "  ")
    assert (fault.value.code, space.load(one).state) == ("STATE_004", SIGNED)
    assert set_states(space, [one], FILLING, "单位名称写错").done == (one,)


def test_errors_are_told_and_stop_nobody(space: Workspace) -> None:
    wrong, empty = sampled(space, "甲"), space.create(NATIONAL, 2024, "乙").id
    put(space, wrong, EXECUTED, "90")
    assert space.flush(5)
    headers = [space.store.header(i) for i in (wrong, empty)]
    expected = [(h.title, h.errors) for h in headers if h is not None and h.errors]
    staged = set_states(space, [wrong, empty], SIGNED)
    assert staged.done == (wrong, empty)
    assert [tuple(entry) for entry in staged.with_errors] == expected
    assert expected[0][0] == "甲"
    assert not set_states(space, [wrong], FILLING, "重填").with_errors


def test_stopped_the_rest_stay_as_they_are(space: Workspace) -> None:
    ids = [sampled(space, name) for name in ("甲", "乙", "丙")]
    staged = set_states(space, ids, TO_REVIEW, go_on=lambda done, _count: done < 2)
    assert staged.done == (ids[0], ids[1])
    assert [space.load(i).state for i in ids] == [TO_REVIEW, TO_REVIEW, FILLING]
    assert APPROVED not in ways(space, ids)
