"""Pasting blocks from WPS and Excel: into the right cells, in one step, taken back in one step."""

import pytest

from app.desk.block import copied_block, yuan_block
from app.desk.clipboard import format_block, parse_block
from app.desk.edits import set_value
from app.desk.paste import paste_lines
from app.model.places import Place
from app.sheet.grid import Grid
from tests.desk.desk import HEAD, NATIONAL, ROWS, SECOND, Desk, filled_desk, new_desk, table
from tests.seeds import seed_001

FIRST = "indicators/r1/tier1"
LABEL = '"绩\n效\n指\n标"'
PLAIN = "\r\n".join(ROWS) + "\r\n"
WITH_LABEL = "\n".join([f"{LABEL}\t{ROWS[0]}", *("\t" + row for row in ROWS[1:])])
WITH_BOTH = "\n".join([f"{LABEL}\t{HEAD}", *("\t" + row for row in ROWS)])
WITH_TOTAL = "\n".join([HEAD, *ROWS, "总分\t\t\t\t\t90\t90\t"])
EXPECTED = [
    ("及时完成质量监督检查任务", "产出指标", "时效指标", "100%", "25"),
    ("不超过年度预算", "产出指标", "成本指标", "86.54万元", "25"),
    ("促进质量提升，保障社会经济发展", "效益指标", "社会效益指标", "100%", "15"),
    ("专项经费的可持续影响情况", "效益指标", "可持续影响指标", "100%", "15"),
    ("社会公众满意程度", "满意度指标", "服务对象满意度指标", "85%", "10"),
]


def filled(desk: Desk) -> list[tuple[str, ...]]:
    return table(desk, "tier3", "tier1", "tier2", "actual", "weight")


# --- scene D


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (PLAIN, FIRST),
        (HEAD + "\n" + PLAIN, FIRST),
        (WITH_LABEL, FIRST),
        (WITH_BOTH, FIRST),
        (WITH_TOTAL, FIRST),
        ("\n".join("\t" + row for row in ROWS), FIRST),
        (PLAIN, "indicators/r3/tier1"),
    ],
    ids=["rows", "head", "label", "label and head", "total", "blank label", "another row"],
)
def test_five_rows_find_their_tiers_and_one_undo_removes_them(text: str, at: str) -> None:
    desk = new_desk()
    before = desk.record
    assert desk.paste(at, text)
    assert filled(desk) == EXPECTED
    assert len(desk.record.rows("indicators")) == 9
    assert desk.total() == "90"
    assert desk.cell("total/weight").text == "100"
    assert desk.document.undo() is not None
    assert desk.record == before
    assert desk.document.undo() is None


@pytest.mark.parametrize("column", [0, 1])
def test_the_label_s_own_column_takes_the_block_too(column: int) -> None:
    desk = new_desk()
    sheet, (row, _) = desk.find(FIRST)
    assert desk.paste_at(sheet, (row, column), WITH_BOTH)
    assert filled(desk) == EXPECTED


def test_the_head_row_takes_the_block_too() -> None:
    desk = new_desk()
    sheet, (row, column) = desk.find(FIRST)
    assert desk.paste_at(sheet, (row - 1, column), HEAD + "\n" + PLAIN)
    assert filled(desk) == EXPECTED


@pytest.mark.parametrize("text", [PLAIN, WITH_BOTH, PLAIN.replace("\t25\t25", "\t25\t23")])
def test_pasting_twice_changes_nothing(text: str) -> None:
    desk = new_desk()
    assert desk.paste(FIRST, text)
    once = desk.record
    assert not desk.paste(FIRST, text)
    assert desk.record == once
    assert len(desk.kept) == 1


def test_pasting_rows_without_a_name_twice_changes_nothing() -> None:
    desk = new_desk()
    text = "产出指标\t数量指标\t\t200组\t340组\t20\t20\n\t\t\t3次\t3次\t5\t5"
    assert desk.paste(FIRST, text)
    assert [row.text("target") for row in desk.record.rows("indicators")][:2] == ["200组", "3次"]
    assert not desk.paste(FIRST, text)


def test_pasted_scores_that_the_rule_gives_are_not_typed_by_hand() -> None:
    desk = new_desk()
    desk.paste(FIRST, PLAIN.replace("\t25\t25", "\t25\t25.00").replace("\t15\t15", "\t15\t15分"))
    assert [row.text("score") for row in desk.record.rows("indicators")] == [""] * 9
    assert desk.cell("indicators/r3/score").mark == ""


def test_other_pasted_scores_are_typed_by_hand() -> None:
    desk = new_desk()
    desk.paste(FIRST, PLAIN.replace("86.54万元\t25\t25", "86.54万元\t25\t23"))
    assert desk.cell("indicators/r4/score").mark == "entered"
    assert desk.total() == "88"
    assert "D1 indicators/r4/deviation" in desk.codes("error")


def test_a_second_row_of_a_tier_is_put_behind_the_first() -> None:
    desk = new_desk()
    desk.paste(
        FIRST, "产出指标\t数量指标\t抽检批次\t3\t3\n\t\t检查次数\t4\t4\n其他指标\t\t无\t1\t1"
    )
    rows = desk.record.rows("indicators")
    assert [row.text("tier3") for row in rows][:2] == ["抽检批次", "检查次数"]
    assert (rows[1].text("tier1"), rows[1].text("tier2")) == ("产出指标", "数量指标")
    assert (rows[-1].text("tier1"), rows[-1].text("tier2")) == ("其他指标", "")
    assert len(rows) == 11


@pytest.mark.parametrize("at", [FIRST, "indicators/r1/tier2"])
def test_rows_copied_from_within_a_merged_tier_find_it_again(at: str) -> None:
    desk = new_desk()
    text = (
        "\t社会效益指标\t促进就业\t≥5人\t6人"
        if at == FIRST
        else "社会效益指标\t促进就业\t≥5人\t6人"
    )
    desk.paste(at, text)
    assert table(desk, "tier3", "tier1", "tier2") == [("促进就业", "效益指标", "社会效益指标")]
    assert len(desk.record.rows("indicators")) == 9


def test_the_form_s_own_wording_of_a_tier_stays() -> None:
    desk = new_desk()
    desk.paste(FIRST, '"产出\n指标"\t"数量\n指标"\t抽检批次\t3\t3')
    row = desk.record.rows("indicators")[0]
    assert (row.text("tier1"), row.text("tier2")) == ("产出指标", "数量指标")
    assert row.text("tier3") == "抽检批次"


def test_a_tier_name_pasted_alone_renames_the_merged_cell() -> None:
    desk = new_desk()
    desk.paste("indicators/r2/tier1", "产出（50）")
    assert [row.text("tier1") for row in desk.record.rows("indicators")][:5] == [
        *["产出（50）"] * 4,
        "效益指标",
    ]
    assert len(desk.record.rows("indicators")) == 9


# --- from where one stands


def test_a_block_at_the_last_row_adds_rows_of_its_tier() -> None:
    desk = filled_desk()
    before = desk.record
    desk.paste("indicators/r9/target", "1\t2\t3\n4\t5\t6\n7\t8\t9\n10\t11\t12")
    rows = desk.record.rows("indicators")[8:]
    assert [(r.text("target"), r.text("actual"), r.text("weight")) for r in rows] == [
        *[("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("10", "11", "12")]
    ]
    assert {r.text("tier2") for r in rows} == {"服务对象满意度指标"}
    assert [r.text("tier3") != "" for r in rows] == [True, False, False, False]
    desk.document.undo()
    assert desk.record == before


def test_blank_tiers_of_a_merged_cell_clear_nothing() -> None:
    desk = filled_desk()
    sheet, (at, _) = desk.find("indicators/r4/tier3")
    desk.paste_at(sheet, (at, 1), "\t\t不超过预算\t80万元")
    row = desk.record.row("indicators", "r4")
    assert row is not None
    assert [row.text(f) for f in ("tier1", "tier2", "tier3", "target")] == [
        *("产出指标", "成本指标", "不超过预算", "80万元")
    ]


def test_a_block_skips_rows_that_are_hidden() -> None:
    desk = Desk(seed_001())
    layout = Place("record", None, "layout")
    desk.document.commit(set_value(desk.record, layout, {"hide_empty": True}, "EDIT_LAYOUT"))
    desk.paste("indicators/r4/actual", "80万元\n90%")
    assert desk.record.text(Place("indicators", "r6", "actual")) == "90%"
    assert desk.record.text(Place("indicators", "r5", "actual")) == ""


@pytest.mark.parametrize("text", ["砂石料\t310000\t5月8日\n施工费\t122500.5\t9月", "砂石料"])
def test_a_table_without_rows_takes_a_block(text: str) -> None:
    desk = new_desk(SECOND)
    sheet = desk.document.view.pages[1].sheet
    head = Grid(sheet).rows_of("spending")[0]
    assert desk.paste_at(sheet, (head, 1), text)
    assert [row[0] for row in table(desk, "item", section="spending")] == [
        line.split("\t")[0] for line in text.split("\n")
    ]


def test_a_numbered_table_without_tiers_takes_its_own_block_again() -> None:
    desk = new_desk(SECOND)
    text = "序号\t指标名称\t\t符号\t指标值\t单位\t完成值\t权重\n9\t路长\t\t≥\t2.4\t公里\t2.4\t30"
    desk.paste("targets/r1/what", text.replace("序号\t", "").replace("9\t", ""))
    assert table(desk, "what", "op", "goal", "in", "real", "full", section="targets") == [
        ("路长", "≥", "2.4", "公里", "2.4", "30")
    ]


def test_a_block_without_the_gaps_of_merged_columns_lands_in_order() -> None:
    desk = new_desk(SECOND)
    desk.paste("targets/r1/what", "路长\t≥\t2.4\t公里\t2.4\t30")
    assert table(desk, "what", "op", "goal", "in", "real", "full", section="targets") == [
        ("路长", "≥", "2.4", "公里", "2.4", "30")
    ]


# --- money


def test_a_money_block_fills_its_cells_and_leaves_the_rest_to_the_rule() -> None:
    desk = new_desk()
    desk.paste("funds/total/annual", "87.65\t86.54\t10\t98.73%\t9.9\n87.65\t86.54\t—\t98.73%\t—")
    money = desk.record.money("funds")
    assert money["total"] == money["current_year"] == {"annual": "87.65", "executed": "86.54"}
    assert desk.cell("funds/total/score").text == "9.87"


def test_a_money_block_lands_in_wide_columns_with_and_without_gaps() -> None:
    for text in ("56,000\t52,500.50", "56,000\t\t52,500.50"):
        desk = new_desk(SECOND)
        desk.paste("labour/sum/plan", text)
        assert desk.record.money("labour")["sum"] == {"plan": "56,000", "done": "52,500.50"}


def test_a_money_score_pasted_alone_counts_as_typed() -> None:
    desk = filled_desk()
    assert desk.paste("funds/total/score", "9.5")
    assert desk.cell("funds/total/score").mark == "entered"
    assert desk.paste("funds/total/score", "9.87")
    assert desk.cell("funds/total/score").mark == ""


def test_nothing_to_paste_into_is_no_change() -> None:
    desk = filled_desk()
    sheet, (row, _) = desk.find("total/score")
    assert not desk.paste_at(sheet, (row, 0), "1\t2\t3")
    assert desk.kept == []


# --- scene E


def test_amounts_pasted_as_yuan_become_wan() -> None:
    desk = new_desk()
    block = yuan_block(parse_block("876500\t865400"))
    assert block is not None
    desk.paste("funds/total/annual", format_block(block))
    assert desk.record.money("funds")["total"] == {"annual": "87.65", "executed": "86.54"}
    assert "M7 funds/total/annual" not in desk.codes("warning")


def test_yuan_keep_their_exact_value_and_show_two_decimals() -> None:
    desk = new_desk()
    block = yuan_block(parse_block("876,543.21"))
    assert block == (("87.654321",),)
    desk.paste("funds/total/annual", format_block(block))
    assert desk.cell("funds/total/annual").text == "87.65"


def test_yuan_pasted_plainly_are_asked_about() -> None:
    desk = new_desk()
    desk.paste("funds/total/annual", "876500\t865400")
    assert "M7 funds/total/annual" in desk.codes("warning")
    (found,) = (f for f in desk.document.view.findings if f.code == "M7")
    desk.document.commit(found.fix)
    assert desk.record.money("funds")["total"] == {"annual": "87.65", "executed": "86.54"}


def test_a_unit_in_a_cell_stays_as_typed_until_its_fix_is_taken() -> None:
    desk = new_desk()
    desk.paste("funds/total/annual", "87.65\t86.54万元")
    (found,) = (f for f in desk.document.view.findings if f.code == "M8")
    assert (found.severity, found.fix_name) == ("info", "strip_unit")
    desk.document.commit(found.fix)
    assert desk.record.money("funds")["total"]["executed"] == "86.54"


@pytest.mark.parametrize("text", ["合计", "98.73%\t优", ""])
def test_what_holds_no_amount_is_not_pasted_as_yuan(text: str) -> None:
    assert yuan_block(parse_block(text)) is None


# --- texts and copying


def test_three_paragraphs_stay_one_cell() -> None:
    desk = new_desk()
    text = "一、完成检查。\r\n二、完成抽检。\r\n三、完成整改。\r\n"
    desk.document.commit(paste_lines(desk.record, desk.cell("goals/expected"), text))
    assert desk.record.fields("goals")["expected"].splitlines() == text.split()


def test_a_copied_block_holds_merged_cells_once_and_scores_as_shown() -> None:
    desk = filled_desk()
    sheet, (row, _) = desk.find("indicators/r3/score")
    cells = [(at, cell) for at, cell in Grid(sheet).cells() if at in (row - 2, row, row + 1)]
    block = copied_block(desk.record, [pair for pair in cells if pair[1].column in (1, 2, 6, 7)])
    assert block == [
        ["产出指标", "数量指标", "", "", "", "", ""],
        ["", "时效指标", "", "", "", "25", "25"],
        ["", "成本指标", "", "", "", "25", "25"],
    ]


def test_copied_amounts_keep_every_digit_and_empty_signatures_are_empty() -> None:
    desk = new_desk()
    desk.type("funds/total/annual", "87.654321")
    layout = Place("record", None, "layout")
    desk.document.commit(
        set_value(desk.record, layout, {"sections": ["signatures"]}, "EDIT_LAYOUT")
    )
    assert copied_block(desk.record, [(0, desk.cell("funds/total/annual"))]) == [["87.654321"]]
    assert copied_block(desk.record, [(0, desk.cell("signatures/head"))]) == [["", ""]]
    assert copied_block(desk.record, []) == []


@pytest.mark.parametrize("form_id", [NATIONAL, SECOND])
def test_a_whole_table_copied_and_pasted_in_its_place_changes_nothing(form_id: str) -> None:
    desk = filled_desk() if form_id == NATIONAL else new_desk(SECOND)
    section = desk.document.definition.indicators()[0].id
    sheet = next(p.sheet for p in desk.document.view.pages if Grid(p.sheet).rows_of(section))
    lines = Grid(sheet).rows_of(section)
    cells = [(at, cell) for at, cell in Grid(sheet).cells() if at in lines]
    text = format_block(copied_block(desk.record, cells))
    assert not desk.paste_at(sheet, (lines[0], 0), text)
