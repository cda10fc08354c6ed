"""修改对照表: every cell that differs is listed once with its reason, computed ones as well."""

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.desk.edits import delete_rows, insert_row, move_row
from app.desk.lists import write_list
from app.desk.returns.answers import answer
from app.desk.returns.changes import ChangeLine, changes_listing, changes_of
from app.desk.returns.log import PASTED, NewRemark, register
from app.desk.returns.versions import NOW, base_of, versions
from app.desk.stages import set_state
from app.desk.workspace import Workspace
from app.exchange.readback import pdf_text
from app.model.change import Change, Set
from app.model.definition import IndicatorsSection
from app.model.places import Place, parse_place
from app.model.states import FILLING, RESUBMITTED, RETURNED, SIGNED, SUBMITTED
from app.rules.columns import REASON
from tests.desk.desk import NATIONAL

ACTUAL = "indicators/k3f9/actual"
HOSTILE = "=1+1 {new} <b>改</b> \u202e 𠮷"


@pytest.fixture
def returned(space: Workspace) -> str:
    """A record that was submitted and returned with three remarks."""
    record_id = space.sample(NATIONAL).id
    set_state(space, record_id, SUBMITTED)
    remarks = [(ACTUAL, "请核实完成值"), ("indicators/y6z5", "满意度请附问卷"), ("", "请盖章")]
    register(space, [NewRemark(record_id, *remark) for remark in remarks], PASTED)
    return record_id


def type_in(space: Workspace, *edits: tuple[str, str]) -> None:
    assert space.opened is not None
    document = space.opened.document
    for place, text in edits:
        at = parse_place(place)
        document.commit(Change("EDIT_SET", (Set(at, document.record.value(at), text or None),)))
    assert space.flush(5)


def commit(space: Workspace, change: Change | None) -> None:
    assert space.opened is not None
    assert space.opened.document.commit(change)
    assert space.flush(5)


def lines(space: Workspace, record_id: str) -> dict[str, ChangeLine]:
    found = changes_of(space, record_id).lines
    assert len({line.place for line in found}) == len(found)
    return {str(line.place): line for line in found}


def test_what_was_typed_and_what_follows_from_it_is_listed(space: Workspace, returned: str) -> None:
    type_in(space, ("funds/total/executed", "60"), (ACTUAL, "95%"))
    found = lines(space, returned)
    told = {place: (line.old, line.new, line.computed) for place, line in found.items()}
    assert told == {
        "record/returns": ("", "待答复", False),
        "funds/total/executed": ("86.54", "60", False),
        "funds/total/rate": ("98.73%", "68.45%", True),
        "funds/total/score": ("9.87", "6.85", True),
        ACTUAL: ("100%", "95%", False),
        "indicators/k3f9/score": ("25", "23.75", True),
        "indicators/y6z5": (told["indicators/y6z5"][0], "未修改", False),
        "total/score": ("99.87", "95.6", True),
    }
    assert list(found) == list(told)
    reasons = [found[place].reason for place in ("funds/total/executed", "total/score", ACTUAL)]
    assert reasons == ["单位自行核对后修改", "随其他修改重新计算", "意见：请核实完成值"]
    assert found[ACTUAL].who == space.who
    assert found[ACTUAL].cell == "及时完成质量监督检查任务 · 实际完成值"


def test_the_answer_stands_with_the_remark(space: Workspace, returned: str) -> None:
    assert space.opened is not None
    remark = space.opened.document.record.returns[0]
    commit(space, answer(space.opened.document.record, remark.id, "数据有误，已更正"))
    line = lines(space, returned)[ACTUAL]
    assert (line.same, line.old, line.new) == (True, "100%", "未修改")
    assert line.reason == "意见：请核实完成值\n答复：数据有误，已更正"


def test_a_typed_score_tells_its_reason(space: Workspace, returned: str) -> None:
    type_in(space, ("indicators/m7c4/score", "23"), (f"indicators/m7c4/{REASON}", "合同未验收"))
    found = lines(space, returned)
    line = found["indicators/m7c4/score"]
    assert (line.old, line.new, line.reason, line.computed) == ("25", "23", "合同未验收", False)


def test_rows_put_in_taken_out_and_moved_are_told_in_words(space: Workspace, returned: str) -> None:
    assert space.opened is not None
    document = space.opened.document
    section = next(s for s in document.definition.sections() if isinstance(s, IndicatorsSection))
    commit(space, insert_row(document.record, section, "m7c4"))
    commit(space, delete_rows(document.record, section.id, ["u4w7"]))
    commit(space, move_row(document.record, section, "k3f9", -1))
    found = lines(space, returned)
    texts = [(line.old, line.new) for line in found.values() if not line.computed]
    assert any(new.startswith("新增一行：产出指标") for _, new in texts)
    assert any(new == "删去这一行" and "可持续影响" in old for old, new in texts)
    assert any((old[:1], new[:2]) == ("原", "移到") for old, new in texts)


def test_a_renamed_tier_is_one_line(space: Workspace, returned: str) -> None:
    rows = ("k3f2", "k3f3", "k3f9", "m7c4")
    type_in(space, *((f"indicators/{row}/tier1", "产出") for row in rows))
    found = [line for line in lines(space, returned).values() if line.new == "产出"]
    assert [line.cell.endswith("（4 行）") for line in found] == [True]


def test_back_to_the_old_value_is_no_change(space: Workspace, returned: str) -> None:
    type_in(space, (ACTUAL, "95%"), (ACTUAL, "100%"))
    assert all(line.same for line in changes_of(space, returned).lines)


def test_the_state_that_finance_saw_is_the_base(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    assert base_of(space, record_id).state == ""
    type_in(space, (ACTUAL, "90%"))
    set_state(space, record_id, SIGNED)
    assert base_of(space, record_id).state == SIGNED
    set_state(space, record_id, SUBMITTED)
    register(space, [NewRemark(record_id, "", "一")], PASTED)
    assert base_of(space, record_id).state == SUBMITTED
    type_in(space, (ACTUAL, "95%"))
    set_state(space, record_id, RESUBMITTED)
    assert changes_of(space, record_id).lines[1].old == "90%"
    register(space, [NewRemark(record_id, "", "二")], PASTED)
    assert base_of(space, record_id).state == RESUBMITTED
    assert [line.cell for line in changes_of(space, record_id).lines] == ["整张表"]
    states = [v.state for v in versions(space, record_id)]
    assert states == ["", SIGNED, SUBMITTED, RETURNED, RESUBMITTED, RETURNED]


def test_any_two_states_can_be_compared(space: Workspace) -> None:
    record_id = space.sample(NATIONAL).id
    set_state(space, record_id, SIGNED)
    set_state(space, record_id, FILLING, "改完成值")
    type_in(space, (ACTUAL, "90%"))
    set_state(space, record_id, SIGNED)
    set_state(space, record_id, FILLING, "再改")
    type_in(space, (ACTUAL, "80%"))
    known = versions(space, record_id)
    news = [
        next(line.new for line in changes_of(space, record_id, known[0], until).lines)
        for until in (known[3], NOW)
    ]
    assert news == ["90%", "80%"]
    assert changes_of(space, record_id, known[3], known[4]).lines == ()


def test_the_list_is_written_with_unit_year_and_a_line_to_sign(
    space: Workspace, returned: str, tmp_path: Path
) -> None:
    type_in(space, (ACTUAL, HOSTILE))
    found = changes_of(space, returned)
    xlsx, pdf = tmp_path / "对照.xlsx", tmp_path / "对照.pdf"
    write_list([changes_listing([found], "zh", who=True)], xlsx=xlsx, pdf=pdf)
    sheet = openpyxl.load_workbook(xlsx).worksheets[0]
    texts = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {"序号", "项目", "位置", "原值", "新值", "原因", "修改人", "修改时间"} <= set(texts)
    assert HOSTILE in texts
    assert all(c.data_type != "f" for row in sheet.iter_rows() for c in row)
    words = "".join(pdf_text(pdf).split())
    assert "云溪县应急管理局" in words
    assert "2019年度" in words
    assert "单位负责人：" in words


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [ACTUAL, "indicators/m7c4/target", "funds/total/annual", "goals/actual"]
            ),
            st.sampled_from(["", "1", "90%", "改", "87.65"]),
        ),
        max_size=6,
    )
)
def test_the_listed_cells_are_the_ones_that_differ(
    space: Workspace, edits: list[tuple[str, str]]
) -> None:
    opened = space.sample(NATIONAL)
    before = opened.document.record
    type_in(space, *edits)
    after = opened.document.record
    typed = {line.place: line for line in changes_of(space, opened.id).lines if not line.computed}
    places = {place for place, _ in (*before.texts(), *after.texts())}
    assert set(typed) == {p for p in places if before.text(p) != after.text(p)}
    assert all((x.old, x.new) == (before.text(p), after.text(p)) for p, x in typed.items())
    assert Place("total", None, "score") not in typed
