"""X2, X3, X4, X6: slips, cells of white space, rare characters, hints left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.record import PLACEHOLDER
from tests.rules.checks.content import brief, cases, goals, mended, of, row
from tests.rules.records import with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("办结率82..73%。", "办结率82.73%。"),
        ("支出192,000. 00元。", "支出192,000.00元。"),
        ("支出45,800.0 0元。", "支出45,800.00元。"),
        ("合格率100.0 0%。", "合格率100.00%。"),
        ("任务完成，，效果好。。", "任务完成，效果好。"),
        ("[bookmark: _GoBack]任务完成。", "任务完成。"),
        ("完成率９0%。", "完成率90%。"),
        ("关于印发《区委《职能规定》的通知》。", "关于印发《区委〈职能规定〉的通知》。"),
        ("合格率85%%。", "合格率85%。"),
        ("合格率82。73%。", "合格率82.73%。"),
    ],
)
def test_x2_a_certain_slip_is_mended(text: str, meant: str) -> None:
    assert [f[0] for f in brief("X2", goals(text))] == ["info"]
    assert mended(goals(text), "X2").fields("goals")["actual"] == meant


@pytest.mark.parametrize(
    "text", ["主要评价主要评价数量。", "任务完成，。", "《通知《规定》。", "关于《《规定》。"]
)
def test_x2_a_slip_that_may_mean_two_things_is_only_shown(text: str) -> None:
    found = of("X2", goals(text))
    assert [(f.values["case"], f.fix) for f in found] == [("unsure", None)]


@pytest.mark.parametrize(
    "text",
    [
        "1. 5月完成检查；2. 10月完成整改。",
        *[
            "完成率90％，合格率９０％。",
            "任务完成……效果好。",
            "见附件（1）。",
            "《甲》《乙》和《丙》。",
        ],
        "温度14.5 ℃，支出1,485,200.00元，共3,240批次。",
    ],
)
def test_x2_what_is_right_is_left_alone(text: str) -> None:
    assert of("X2", goals(text)) == []


def test_x2_marks_of_two_widths_are_shown_beforehand_only() -> None:
    text = "任务完成,效果好（含复检)。"
    assert of("X2", goals(text)) == []
    assert cases("X2", goals(text), review=True) == [""]


def test_x2_slips_in_rows_and_money_are_seen() -> None:
    record = with_text(row(actual="82..73%"), "funds/total/executed", "86,540.5 4")
    assert {f[1] for f in brief("X2", record)} == {"indicators/x/actual", "funds/total/executed"}


@given(st.text(max_size=40))
def test_x2_whatever_is_typed_is_mended_once_and_for_all(text: str) -> None:
    record = goals(text)
    for found in of("X2", record):
        assert found.fix is None or found.fix.steps[0].new != text  # type: ignore[union-attr]


def test_x3_cells_of_white_space_are_named_once_and_cleared_together() -> None:
    record = with_text(complete_001(), "indicators/r1/target", "\u00a0")
    record = with_text(record, "indicators/r5/deviation", "  ")
    record = with_text(record, "funds/other/annual", "\u3000")
    assert cases("X3", record) == ["many"]
    assert mended(record, "X3").rows("indicators")[0].text("target") == ""
    assert cases("X3", with_text(complete_001(), "indicators/r1/target", " ")) == [""]


@pytest.mark.parametrize(("length", "spoken"), [(100, False), (101, True)])
def test_x3_a_name_is_not_too_long(length: int, spoken: bool) -> None:
    assert (cases("X3", row("检" * length)) == ["long"]) is spoken


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("𠮷村道路。", ["𠮷"]),
        ("䶮村和𠮷村，𠮷村。", ["䶮、𠮷"]),
        *[("喆、囍村，m²，①，信息系統。", []), ("\u200b零宽。", [])],
    ],
)
def test_x4_rare_characters_are_named(text: str, found: list[str]) -> None:
    assert [f[2] for f in brief("X4", goals(text))] == found


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        *[("指标1：", True), ("指标 2:", True), ("……", True), ("（填写指标名称）", True)],
        *[("请输入指标名称", True), ("XX项目验收", False), ("××镇道路", False)],
        ("示例：抽检批次", True),
    ],
)
def test_x6_a_hint_of_the_template_is_seen(name: str, whole: bool) -> None:
    found = of("X6", row(name))
    assert [(f.severity, f.fix is not None) for f in found] == [("warning", whole)]


@pytest.mark.parametrize(
    "name", ["指标1：抽检批次", "XXL号服装", "完善示范项目", "**抽检**批次", "Xx1"]
)
def test_x6_a_name_is_no_hint(name: str) -> None:
    assert of("X6", row(name)) == []


def test_x6_empty_rows_of_the_form_keep_their_hints() -> None:
    empty = indicator("z", "产出指标", "数量指标", "指标2：", kind=PLACEHOLDER)
    assert of("X6", with_rows(empty)) == []
