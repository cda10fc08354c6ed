"""Scenes A to F of the filler's year, played in the real window with keys."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from tests.windows.stage import CTRL, SHIFT, Stage

FORM = "mof2020-project"
SCORED = ("k3f9", "m7c4", "q5h6", "u4w7", "y6z5")
PRINTED = (
    ("产出指标", "时效指标", "及时完成质量监督检查任务", "100%", "100%", "25", "25"),
    ("产出指标", "成本指标", "不超过年度预算", "87.65万元", "86.54万元", "25", "25"),
    ("效益指标", "社会效益指标", "促进质量提升，保障社会经济发展", "100%", "100%", "15", "15"),
    ("效益指标", "可持续影响指标", "专项经费的可持续影响情况", "100%", "100%", "15", "15"),
    ("满意度指标", "服务对象满意度指标", "社会公众的满意程度", "80%", "85%", "10", "10"),
)
FIELDS = {
    "fields/project_name": "质量技术监督专项经费",
    "fields/unit": "云溪县应急管理局",
    "funds/total/annual": "87.65",
    "funds/total/executed": "86.54",
    "funds/current_year/annual": "87.65",
    "funds/current_year/executed": "86.54",
}
PARAGRAPHS = "一、完成监督抽查。\n二、开展质量提升行动。\n三、满意度不低于80%。"


@pytest.fixture
def new_form(empty: Stage) -> Stage:
    """An empty national form on the paper."""
    empty.window.show_record(empty.workspace.create(FORM, 2019, ""))
    empty.paper.setFocus()
    empty.settle()
    return empty


def row_ids(stage: Stage) -> dict[str, str]:
    return {row.text("tier2"): row.id for row in stage.record.rows("indicators")}


def test_a_table_typed_cell_by_cell_reads_as_printed(new_form: Stage) -> None:
    stage = new_form
    for place, text in FIELDS.items():
        stage.fill(place, text)
    ids = row_ids(stage)
    for _, tier2, *texts, _ in PRINTED:
        for field, text in zip(("tier3", "target", "actual", "weight"), texts, strict=True):
            stage.fill(f"indicators/{ids[tier2]}/{field}", text)
    assert stage.total == Decimal("99.87")
    assert stage.shown("total/score") == "99.87"
    assert [stage.shown(f"indicators/{ids[row[1]]}/score") for row in PRINTED] == [
        *("25", "25", "15", "15", "10")
    ]
    assert {code for code, _ in stage.findings("error")} == {"C3"}
    assert stage.answers.said == []


def test_a_sample_shows_the_form_in_its_order_without_a_grade(stage: Stage) -> None:
    sheet = stage.document.view.pages[0].sheet
    rows = [row.row_id for row in sheet.rows if row.section == "indicators" and row.row_id]
    assert rows == ["k3f2", "k3f3", "k3f9", "m7c4", "p2x8", "q5h6", "r8t3", "u4w7", "y6z5"]
    current = next(row for row in sheet.rows if row.row_id == "current_year")
    assert [cell.text for cell in current.cells][-3:] == ["—", "98.73%", "—"]
    texts = {cell.text for row in sheet.rows for cell in row.cells}
    assert {"预期目标", "实际完成情况", "25", "99.87"} <= texts
    assert "优" not in texts


def test_b_more_spent_than_budgeted_is_an_error_and_undo_takes_it_back(stage: Stage) -> None:
    stage.fill("funds/total/executed", "90")
    assert stage.shown("funds/total/rate") == "102.68%"
    assert stage.shown("funds/total/score") == "10"
    assert stage.total == Decimal(100)
    assert ("M4", "funds/total/executed") in stage.findings("error")
    stage.press("Z", CTRL)
    assert stage.total == Decimal("99.87")
    assert stage.value("funds/total/executed") == "86.54"


def test_c_low_execution_costs_points_and_asks_no_reason_on_the_money_row(stage: Stage) -> None:
    stage.fill("funds/total/executed", "60")
    assert stage.shown("funds/total/rate") == "68.45%"
    assert stage.shown("funds/total/score") == "6.85"
    assert stage.total == Decimal("96.85")
    assert "D1" not in {code for code, _ in stage.findings()}


def test_d_five_rows_from_a_spreadsheet_arrive_in_one_step(new_form: Stage) -> None:
    stage = new_form
    before = stage.record
    stage.copy(PRINTED)
    stage.go(f"indicators/{row_ids(stage)['数量指标']}/tier1")
    stage.press("V", CTRL)
    rows = {row.text("tier2"): row for row in stage.record.rows("indicators")}
    assert [rows[texts[1]].text("tier3") for texts in PRINTED] == [t[2] for t in PRINTED]
    assert sum(Decimal(rows[texts[1]].text("weight")) for texts in PRINTED) == 90
    assert not any(rows[texts[1]].text("score") for texts in PRINTED)
    stage.press("Z", CTRL)
    assert stage.record == before
    assert stage.names()[:2] == ["EDIT_PASTE", "EDIT_PASTE"]


def test_d_three_paragraphs_pasted_into_an_open_cell_stay_one_cell(stage: Stage) -> None:
    QApplication.clipboard().setText(PARAGRAPHS)
    stage.go("goals/expected")
    stage.press("F2")
    stage.press("V", CTRL)
    stage.press("Tab")
    assert stage.value("goals/expected") == PARAGRAPHS
    assert stage.value("goals/actual") == ""
    assert stage.names()[0] == "EDIT_SET"


def test_d_paragraphs_pasted_onto_a_closed_goal_cell_stay_one_cell(stage: Stage) -> None:
    QApplication.clipboard().setText(PARAGRAPHS)
    stage.go("goals/expected")
    stage.press("V", CTRL)
    assert stage.value("goals/expected") == PARAGRAPHS
    assert stage.value("goals/actual") == ""


def test_e_amounts_in_yuan_become_ten_thousands(new_form: Stage) -> None:
    stage = new_form
    stage.copy([("876500", "865400")])
    stage.go("funds/total/annual")
    stage.press("V", CTRL | SHIFT)
    assert stage.value("funds/total/annual") == "87.65"
    assert stage.value("funds/total/executed") == "86.54"
    assert stage.shown("funds/total/rate") == "98.73%"


def test_e_amounts_in_yuan_pasted_plainly_are_suspected(new_form: Stage) -> None:
    stage = new_form
    stage.copy([("876500", "865400")])
    stage.go("funds/total/annual")
    stage.press("V", CTRL)
    assert stage.shown("funds/total/rate") == "98.73%"
    assert "M7" in {code for code, _ in stage.findings()}


def test_e_a_typed_unit_stays_and_a_note_offers_to_drop_it(stage: Stage) -> None:
    stage.fill("funds/total/executed", "86.54万元")
    assert stage.value("funds/total/executed") == "86.54万元"
    finding = next(f for f in stage.document.view.findings if f.fix is not None)
    assert finding.severity == "info"
    stage.window.commands.fix(finding)
    assert stage.value("funds/total/executed") == "86.54"
    assert stage.total == Decimal("99.87")


def test_f_a_score_typed_over_needs_no_dialog_and_comes_back(stage: Stage) -> None:
    score = "indicators/m7c4/score"
    stage.fill(score, "23")
    assert stage.answers.said == []
    assert stage.cell(score).mark == "entered"
    assert stage.total == Decimal("97.87")
    assert ("D1", "indicators/m7c4/deviation") in stage.findings("error")
    stage.go(score)
    stage.press("Delete")
    assert stage.shown(score) == "25"
    assert stage.cell(score).mark == ""
    assert stage.total == Decimal("99.87")
    assert "D1" not in {code for code, _ in stage.findings()}


def test_a_block_with_a_table_beside_it_is_no_text_for_one_goal_cell(stage: Stage) -> None:
    mime = QMimeData()
    mime.setText("完成抽查。\n")
    mime.setHtml("<table><tr><td>完成抽查。</td></tr></table>")
    QApplication.clipboard().setMimeData(mime)
    stage.go("goals/expected")
    stage.press("V", CTRL)
    assert stage.value("goals/expected") == "完成抽查。"
