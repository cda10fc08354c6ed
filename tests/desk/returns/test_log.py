"""Registering returns and answering them: together, counted, and never touching a form's cells."""

import contextlib

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk.batch import take_back
from app.desk.returns.answers import (
    Answer,
    all_remarks,
    answer,
    answer_all,
    done_answer,
    remark_lines,
    remove_all,
)
from app.desk.returns.log import PASTED, NewRemark, register
from app.desk.stages import set_state, stages_of
from app.desk.workspace import Workspace
from app.model.change import Change, Set
from app.model.faults import FaultError
from app.model.places import parse_place
from app.model.states import APPROVED, EXEMPT, RESUBMITTED, RETURNED, SUBMITTED, is_locked
from tests.desk.desk import NATIONAL

ACTUAL = "indicators/k3f9/actual"
HOSTILE = "{before} <img src=x> %s =HYPERLINK(1) \u202e倒 𠮷\x00"


def type_in(space: Workspace, place: str, text: str) -> None:
    assert space.opened is not None
    document = space.opened.document
    at = parse_place(place)
    document.commit(Change("EDIT_SET", (Set(at, document.record.value(at), text),)))


def answered(space: Workspace, record_id: str, remark_id: str, text: str) -> None:
    opened = space.open(record_id)
    opened.document.commit(answer(opened.document.record, remark_id, text))
    assert space.flush(5)


def test_a_return_of_two_records_is_one_batch(space: Workspace) -> None:
    one, two = (space.sample(NATIONAL).id for _ in range(2))
    set_state(space, one, SUBMITTED)
    news = [NewRemark(one, ACTUAL, "请核实"), NewRemark(two, "", HOSTILE)]
    news.append(NewRemark(one, "funds/total/score", "得分不对"))
    result = register(space, news, PASTED)
    assert set(result.changed) == {one, two}
    for record_id, count in ((one, 2), (two, 1)):
        loaded, header = space.load(record_id), space.store.header(record_id)
        assert loaded.state == RETURNED
        assert header is not None
        assert header.rounds == 1
        assert len(loaded.record.returns) == count
        assert {r.round for r in loaded.record.returns} == {1}
    assert [r.before for r in space.load(one).record.returns] == ["100%", "9.87"]
    assert space.load(two).record.returns[0].text == HOSTILE[:-1]
    assert "2" in stages_of(space, one)[0].reason


def test_the_rounds_count_up_and_a_later_letter_belongs_to_the_same_round(
    space: Workspace,
) -> None:
    record_id = space.sample(NATIONAL).id
    for text in ("一", "二"):
        register(space, [NewRemark(record_id, "", text)], PASTED)
    set_state(space, record_id, RESUBMITTED)
    register(space, [NewRemark(record_id, "", "三")], PASTED)
    rounds = [(r.text, r.round) for r in space.load(record_id).record.returns]
    assert rounds == [("一", 1), ("二", 1), ("三", 2)]
    set_state(space, record_id, RESUBMITTED)
    set_state(space, record_id, APPROVED)
    register(space, [NewRemark(record_id, "", "四")], PASTED)
    assert space.load(record_id).record.returns[-1].round == 3


@pytest.mark.parametrize(("texts", "code"), [(["", " \n"], "RETURN_001"), ([], "RETURN_001")])
def test_nothing_is_registered_where_nothing_is_said(
    space: Workspace, texts: list[str], code: str
) -> None:
    record_id = space.sample(NATIONAL).id
    with pytest.raises(FaultError) as fault:
        register(space, [NewRemark(record_id, "", text) for text in texts], PASTED)
    assert fault.value.code == code
    assert not space.load(record_id).record.returns


def test_a_record_that_takes_no_part_stops_all(space: Workspace) -> None:
    one, two = (space.sample(NATIONAL).id for _ in range(2))
    set_state(space, two, EXEMPT, "预算已收回")
    with pytest.raises(FaultError) as fault:
        register(space, [NewRemark(one, "", "甲"), NewRemark(two, "", "乙")], PASTED)
    assert fault.value.code == "RETURN_002"
    assert [space.load(i).record.returns for i in (one, two)] == [(), ()]


def test_open_remarks_are_listed_over_all_records_with_what_was_changed(space: Workspace) -> None:
    one, two = (space.sample(NATIONAL).id for _ in range(2))
    space.sample(NATIONAL)
    register(space, [NewRemark(i, ACTUAL, "请核实") for i in (one, two)], PASTED)
    space.open(one)
    type_in(space, ACTUAL, "95%")
    assert space.flush(5)
    lines = {line.record_id: line for line in all_remarks(space, None, only_open=True)}
    assert {i: (line.changed, line.now) for i, line in lines.items()} == {
        **{one: (True, "95%"), two: (False, "100%")}
    }
    assert lines[one].cell.startswith("及时完成质量监督检查任务")
    answered(space, one, lines[one].remark.id, "已改")
    assert [line.record_id for line in all_remarks(space, None, only_open=True)] == [two]
    assert len(all_remarks(space, None, only_open=False)) == 2


def test_the_answer_of_one_key_tells_old_and_new(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    register(space, [NewRemark(record_id, ACTUAL, "甲"), NewRemark(record_id, "", "乙")], PASTED)
    type_in(space, ACTUAL, "95%")
    assert space.opened is not None
    view, definition = space.opened.document.view, space.opened.document.definition
    texts = [
        done_answer(view.record, definition, view.scores, remark, "zh")
        for remark in view.record.returns
    ]
    assert texts == ["已按意见修改：由“100%”改为“95%”。", "已按意见修改。"]


def test_an_answer_goes_beside_a_locked_form_and_is_undone_with_ctrl_z(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    register(space, [NewRemark(record_id, "", "甲")], PASTED)
    remark_id = space.load(record_id).record.returns[0].id
    set_state(space, record_id, RESUBMITTED)
    assert is_locked(space.load(record_id).state)
    answered(space, record_id, remark_id, " 已核实 ")
    assert space.load(record_id).record.returns[0].answer == "已核实"
    assert answer(space.load(record_id).record, remark_id, "已核实") is None
    assert answer(space.load(record_id).record, "none", "甲") is None


def test_many_remarks_are_answered_or_removed_together(space: Workspace) -> None:
    ids = [space.sample(NATIONAL).id for _ in range(3)]
    register(space, [NewRemark(i, ACTUAL, text) for i in ids for text in "甲乙"], PASTED)
    lines = all_remarks(space, None, only_open=True)
    given = [Answer(x.record_id, x.remark.id, "已核实" if at else "") for at, x in enumerate(lines)]
    result = answer_all(space, given[:4])
    assert len(result.changed) == 2
    answers = [x.remark.answer for x in all_remarks(space, None, only_open=False)]
    assert sorted(answers) == ["", "", "已按意见修改。", *["已核实"] * 3]
    remove_all(space, given[:1])
    assert len(all_remarks(space, None, only_open=False)) == 5
    assert answer_all(space, []).changed == ()


def test_a_wrong_return_is_taken_back(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    result = register(space, [NewRemark(record_id, "", "甲")], PASTED)
    assert take_back(space, result.id) == (1, ())
    assert space.load(record_id).record.returns == ()


places = st.sampled_from(
    ["", ACTUAL, "indicators/k3f9", "funds/total/score", "goals/actual", "a/b/c", "total/score"]
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(places, st.text(min_size=1)), min_size=1, max_size=4), st.text())
def test_registering_and_answering_change_no_cell_of_the_form(
    space: Workspace, remarks: list[tuple[str, str]], text: str
) -> None:
    record_id = space.sample(NATIONAL).id
    before = space.load(record_id).record
    news = [NewRemark(record_id, place, said) for place, said in remarks]
    with contextlib.suppress(FaultError):  # nothing but signs that no paper shows
        register(space, news, PASTED)
    for line in remark_lines(space, record_id):
        answered(space, record_id, line.remark.id, text)
    after = space.load(record_id).record
    assert msgspec.structs.replace(after, returns=()) == before
