"""Returns in the window: answering in the inspector, registering, and what waits for an answer."""

from collections.abc import Callable

import pytest

from app.desk.returns.log import PASTED, NewRemark, register
from app.desk.stages import set_state
from app.model.states import RESUBMITTED
from app.windows.finding_row import FindingRow
from tests.windows.stage import Stage

ACTUAL = "indicators/k3f9/actual"


@pytest.fixture
def returned(stage: Stage) -> Stage:
    """The sample with two remarks of finance, one on a cell and one on the form as a whole."""
    news = [
        NewRemark(stage.record.id, ACTUAL, "请核实<b>{x}"),
        NewRemark(stage.record.id, "", "盖章"),
    ]
    register(stage.workspace, news, PASTED)
    stage.window.commands.records_changed()
    stage.settle()
    return stage


def row_of(stage: Stage, text: str) -> FindingRow:
    rows = stage.window.inspector.findings.rows()
    return next(row for row in rows if row.finding.values.get("text") == text)


def link(row: FindingRow, index: int) -> Callable[[], None]:
    return row.links()[index].click


def test_what_finance_remarked_stands_above_all_findings(returned: Stage) -> None:
    findings = returned.window.inspector.findings
    assert findings.groups()[0].endswith(" 2")
    assert [row.finding.source for row in findings.rows()][:2] == ["finance", "finance"]
    assert "第 1 次" in row_of(returned, "盖章").accessibleDescription()


def test_a_remark_is_answered_in_its_card_and_undone(returned: Stage) -> None:
    row = row_of(returned, "请核实<b>{x}")
    row.explain()
    field = row.reason_field()
    assert field is not None
    field.setText(" 已核实{y} ")
    field.returnPressed.emit()
    returned.settle()
    assert returned.record.returns[0].answer == "已核实{y}"
    row = row_of(returned, "请核实<b>{x}")
    assert "已核实{y}" in row.accessibleDescription()
    returned.run("undo")
    assert returned.record.returns[0].answer == ""


def test_one_key_answers_with_old_and_new(returned: Stage) -> None:
    returned.fill(ACTUAL, "95%")
    link(row_of(returned, "请核实<b>{x}"), 1)()
    returned.settle()
    assert returned.record.returns[0].answer == "已按意见修改：由“100%”改为“95%”。"


def test_a_locked_form_is_answered_as_well(returned: Stage) -> None:
    set_state(returned.workspace, returned.record.id, RESUBMITTED)
    returned.window.commands.records_changed()
    returned.settle()
    row = row_of(returned, "盖章")
    assert len(row.links()) == 3
    link(row, 1)()
    returned.settle()
    assert returned.record.returns[1].answer == "已按意见修改。"


def test_a_remark_on_the_whole_form_leads_to_the_paper(returned: Stage) -> None:
    link(row_of(returned, "盖章"), 0)()
    returned.settle()
    assert returned.paper.hasFocus()
