"""Laying a record out: the official table, cell by cell, whatever was filled in."""

from itertools import groupby

import msgspec
import pytest
from hypothesis import given, settings

from app.desk.forms import Form
from app.desk.records import new_record
from app.model.definition import FormDefinition, HeadingSection
from app.model.money import folded
from app.model.places import Place
from app.model.record import FormRecord, JsonValue, Row
from app.rules.scoring import score
from app.sheet.layout import SheetLayout
from app.sheet.sections import heading_rows, ticked
from app.sheet.sheet import Cell, Sheet
from app.sheet.view import LayoutView
from tests.rules.records import with_text
from tests.second import FORM_IDS, form_of, sample_of
from tests.seeds import national_form, seed_001
from tests.sheet.tables import (
    positions,
    records,
    sheets_of,
    texts_of,
    tier_cells,
    with_layout,
)

NATIONAL = national_form()
RATED = ["87.65万元", "86.54万元"]
GOLDEN = [
    ["项目名称", "质量技术监督专项经费"],
    ["主管部门", "", "实施单位", "云溪县应急管理局"],
    [
        "项目\n资金\n（万\n元）",
        "",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "分值",
        "执行率",
        "得分",
    ],
    ["年度资金总额", "", *RATED, "10", "98.73%", "9.87"],
    ["其中：当年财政拨款", "", *RATED, "—", "98.73%", "—"],
    ["上年结转资金", "", "", "", "—", "", "—"],
    ["其他资金", "", "", "", "—", "", "—"],
    ["年度\n总体\n目标", "预期目标", "实际完成情况"],
    ["", ""],
    [
        *("绩\n效\n指\n标", "一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值"),
        *("分值", "得分", "偏差原因分析及改进措施"),
    ],
    ["产出指标", "数量指标", "", "", "", "", "", ""],
    ["质量指标", "", "", "", "", "", ""],
    ["时效指标", "及时完成质量监督检查任务", "100%", "100%", "25", "25", ""],
    ["成本指标", "不超过年度预算", "87.65万元", "86.54万元", "25", "25", ""],
    ["效益指标", "经济效益指标", "", "", "", "", "", ""],
    ["社会效益指标", "促进质量提升，保障社会经济发展", "100%", "100%", "15", "15", ""],
    ["生态效益指标", "", "", "", "", "", ""],
    ["可持续影响指标", "专项经费的可持续影响情况", "100%", "100%", "15", "15", ""],
    [
        *("满意度指标", "服务对象满意度指标", "社会公众或服务对象对项目实施效果的满意程度"),
        *("80%", "85%", "10", "10", ""),
    ],
    ["总分", "100", "99.87", ""],
]


def national(record: FormRecord) -> Sheet:
    return sheets_of(record, NATIONAL)[0]


def cell(sheet: Sheet, place: str) -> Cell:
    """The cell that shows a place."""
    return next(c for row in sheet.rows for c in row.cells if str(c.place) == place)


def test_seed_001_is_the_printed_table_cell_by_cell() -> None:
    sheet = national(seed_001())
    assert [[c.text for c in row.cells] for row in sheet.rows] == GOLDEN
    assert [h.text for h in sheet.headings] == ["附件1", "项目支出绩效自评表", "（2019年度）"]


def test_seed_001_has_nine_columns_both_goals_and_no_grade() -> None:
    sheet = national(seed_001())
    assert len(sheet.columns) == 9
    assert cell(sheet, "goals/expected").kind == cell(sheet, "goals/actual").kind == "input"
    assert "grade" not in {row.section for row in sheet.rows}


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("fields/project_name", "input"),
        ("funds/total/executed", "input"),
        ("funds/total/rate", "computed"),
        ("funds/total/weight", "computed"),
        ("funds/total/score", "overridable"),
        ("indicators/r3/score", "overridable"),
        ("indicators/r3/weight", "input"),
        ("total/score", "computed"),
    ],
)
def test_a_cell_says_who_fills_it(place: str, kind: str) -> None:
    assert cell(national(seed_001()), place).kind == kind


def test_money_keeps_its_exact_value_and_shows_two_decimals() -> None:
    record = with_text(seed_001(), "funds/total/annual", "87.654321")
    assert cell(national(record), "funds/total/annual").text == "87.65"
    assert record.text(Place("funds", "total", "annual")) == "87.654321"


def test_the_subtotal_says_how_many_rows_are_missing() -> None:
    record = with_text(
        with_text(seed_001(), "indicators/r3/actual", ""), "indicators/r9/actual", ""
    )
    assert texts_of(national(record), "total") == [["小计（缺2项）", "100", "64.87", ""]]


def test_an_empty_form_has_neither_points_nor_a_total() -> None:
    form = form_of(FORM_IDS[0])
    sheet = sheets_of(new_record(form, None), form.definition)[0]
    assert texts_of(sheet, "total")[0][2:] == ["", ""]
    assert sheet.headings[2].text == "（    年度）"


@pytest.mark.parametrize(
    ("typed", "mark", "shown"), [("23", "entered", "23"), ("", "", "25"), ("abc", "", "25")]
)
def test_a_score_typed_over_is_marked(typed: str, mark: str, shown: str) -> None:
    found = cell(
        national(with_text(seed_001(), "indicators/r4/score", typed)), "indicators/r4/score"
    )
    assert (found.mark, found.text) == (mark, shown)


@given(records())
@settings(max_examples=60)
def test_every_position_is_covered_exactly_once(filled: tuple[Form, FormRecord]) -> None:
    form, record = filled
    for sheet in sheets_of(record, form.definition):
        grid = {(r, c) for r in range(len(sheet.rows)) for c in range(len(sheet.columns))}
        covered = positions(sheet)
        assert len(covered) == len(set(covered))
        assert set(covered) == grid


@given(records(FORM_IDS[0]))
@settings(max_examples=60)
def test_merged_tiers_are_the_longest_runs(filled: tuple[Form, FormRecord]) -> None:
    form, record = filled
    record = with_layout(record)
    rows = record.rows("indicators")
    for depth, tier in enumerate(("tier1", "tier2"), start=1):
        paths = [tuple(folded(row.text(f"tier{n + 1}")) for n in range(depth)) for row in rows]
        keyed = [(path if path[-1] else (at,), rows[at].id) for at, path in enumerate(paths)]
        runs = [[row for _, row in run] for _, run in groupby(keyed, key=lambda pair: pair[0])]
        cells = tier_cells(sheets_of(record, form.definition)[0], tier)
        assert [[place.row for place in c.covers] for c in cells] == runs
        assert [c.rowspan for c in cells] == [len(run) for run in runs]


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_optional_sections_come_where_the_form_has_them(form_id: str) -> None:
    form, record = form_of(form_id), sample_of(form_id)
    optional = [s.id for s in form.definition.sections() if s.optional]
    without = sheets_of(record, form.definition)
    chosen = sheets_of(with_layout(record, sections=optional), form.definition)
    assert not {row.section for sheet in without for row in sheet.rows} & set(optional)
    shown = [key for sheet in chosen for key, _ in groupby(sheet.rows, key=lambda r: r.section)]
    assert shown == [s.id for s in form.definition.sections()]


def test_the_grade_line_shows_the_grade() -> None:
    sheet = national(with_layout(seed_001(), sections=["grade"]))
    assert texts_of(sheet, "grade") == [["自评等级", "优"]]


def test_a_signature_keeps_its_wording_before_the_name() -> None:
    record = with_layout(seed_001(), sections=["signatures"])
    record = msgspec.structs.replace(
        record, sections={**record.sections, "signatures": {"head": "李四"}}
    )
    found = cell(national(record), "signatures/head")
    assert (found.text, found.prefix, found.border) == ("单位负责人：李四", "单位负责人：", False)


def test_landscape_has_its_own_widths_and_paper() -> None:
    sheet = national(with_layout(seed_001(), orientation="landscape"))
    assert (sheet.page.width, sheet.page.height, sheet.page.landscape) == (297.0, 210.0, True)
    assert sheet.columns == NATIONAL.parts[0].landscape


@pytest.mark.parametrize("own", [[12.0] * 9, (12,) * 9])
def test_a_person_s_own_widths_win(own: JsonValue) -> None:
    sheet = national(with_layout(seed_001(), widths={"main/portrait": own}))
    assert sheet.columns == (12.0,) * 9


def test_widths_beyond_the_paper_are_scaled_down() -> None:
    sheet = national(with_layout(seed_001(), widths={"main/portrait": [40.0] * 9}))
    assert sheet.columns == pytest.approx((20.0,) * 9)


@pytest.mark.parametrize(
    "layout",
    [
        {"widths": {"main/portrait": [12.0] * 8}},
        {"widths": {"main/portrait": [5.0, *[12.0] * 8]}},
        {"widths": {"main/portrait": [1e300] * 9}},
        {"widths": {"main/portrait": ["12"] * 9}},
        {"widths": {"main/landscape": [12.0] * 9}},
        {"widths": ["main/portrait"]},
        {"orientation": ["landscape"]},
        {"orientation": "upright", "sections": 3, "hide_empty": "yes"},
        {"sections": [["grade"], None]},
    ],
)
def test_a_layout_that_makes_no_sense_is_the_form_s(layout: dict[str, JsonValue]) -> None:
    assert national(with_layout(seed_001(), **layout)) == national(seed_001())


def test_hidden_empty_rows_leave_the_merged_tiers_whole() -> None:
    sheet = national(with_layout(seed_001(), hide_empty=True))
    assert [row.row_id for row in sheet.rows if row.row_id and row.row_id[0] == "r"] == [
        *("r3", "r4", "r6", "r8", "r9")
    ]
    tier1 = tier_cells(sheet, "tier1")
    assert [(c.text, c.rowspan) for c in tier1] == [
        ("产出指标", 2), ("效益指标", 2), ("满意度指标", 1)
    ]  # fmt: skip
    assert texts_of(sheet, "indicators")[1][:2] == ["产出指标", "时效指标"]


def test_editing_a_merged_tier_also_sets_the_hidden_rows_of_that_tier() -> None:
    sheet = national(with_layout(seed_001(), hide_empty=True))
    first, second, _ = tier_cells(sheet, "tier1")
    assert [place.row for place in first.covers] == ["r1", "r2", "r3", "r4"]
    assert [place.row for place in second.covers] == ["r5", "r6", "r7", "r8"]
    assert str(first.place) == "indicators/r3/tier1"


def test_rows_of_one_tier_merge_over_a_hidden_row_of_another() -> None:
    rows = (
        Row("a", "scored", {"tier1": "甲", "tier2": "子", "tier3": "一"}),
        Row("b", "placeholder", {"tier1": "甲", "tier2": "丑"}),
        Row("c", "scored", {"tier1": "甲", "tier2": "子", "tier3": "二"}),
    )
    record = with_layout(seed_001(), hide_empty=True)
    record = msgspec.structs.replace(record, sections={**record.sections, "indicators": rows})
    (tier2,) = tier_cells(national(record), "tier2")
    assert (tier2.rowspan, [p.row for p in tier2.covers]) == (2, ["a", "c"])


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (Row("x", "placeholder", {"tier1": "产出指标"}), False),
        (Row("x", "placeholder", {"tier1": "产出指标", "deviation": " \n"}), False),
        (Row("x", "placeholder", {"tier1": "产出指标", "deviation": "无"}), True),
        (Row("x", "scored", {"tier1": "产出指标"}), True),
    ],
)
def test_only_an_empty_row_of_the_form_itself_is_hidden(row: Row, shown: bool) -> None:
    record = with_layout(seed_001(), hide_empty=True)
    rows = (*record.rows("indicators"), row)
    record = msgspec.structs.replace(record, sections={**record.sections, "indicators": rows})
    assert any(line.row_id == "x" for line in national(record).rows) == shown


def test_a_table_of_empty_rows_alone_stays() -> None:
    form = form_of(FORM_IDS[0])
    empty = new_record(form, 2023)
    hidden = sheets_of(with_layout(empty, hide_empty=True), form.definition)
    assert hidden == sheets_of(empty, form.definition)


def test_rows_are_numbered_in_their_order() -> None:
    form = form_of("second")
    sheet = sheets_of(sample_of("second"), form.definition)[0]
    assert [texts[0] for texts in texts_of(sheet, "targets")] == ["序号", "1", "2", "3", "4"]


def test_a_row_that_did_not_change_is_laid_out_once() -> None:
    layout = SheetLayout()
    record = seed_001()
    before = layout.sheets(NATIONAL, record, score(record, NATIONAL))[0]
    record = with_text(record, "indicators/r9/actual", "70%")
    after = layout.sheets(NATIONAL, record, score(record, NATIONAL))[0]
    pairs = [
        (old, new)
        for old, new in zip(before.rows, after.rows, strict=True)
        if new.row_id and new.row_id.startswith("r")
    ]
    assert [new.row_id for old, new in pairs if old is not new] == ["r9"]


def test_another_definition_is_never_shown_with_the_rows_of_the_one_before() -> None:
    layout, record = SheetLayout(), seed_001()
    taller = msgspec.structs.replace(
        NATIONAL, page=msgspec.structs.replace(NATIONAL.page, row_height=12.0)
    )

    def laid_out(definition: FormDefinition) -> tuple[Sheet, ...]:
        return layout.sheets(definition, record, score(record, definition))

    assert laid_out(NATIONAL) == sheets_of(record, NATIONAL)
    assert laid_out(taller) == sheets_of(record, taller)


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("", "部门项目□　省直专项□"),
        ("省直专项", "部门项目□　省直专项☑"),
        ("其他", "部门项目□　省直专项□　其他"),
    ],
)
def test_boxes_are_all_printed_and_the_chosen_one_ticked(held: str, shown: str) -> None:
    assert ticked(held, ("部门项目", "省直专项")) == shown


@pytest.mark.parametrize(("level", "style"), [(1, "heading"), (2, "body")])
def test_a_heading_spans_the_grid_and_stays_with_what_follows(level: int, style: str) -> None:
    form, record = national_form(), seed_001()
    view = LayoutView(form, record, score(record, form), 7.5)
    section = msgspec.convert(
        {"kind": "heading", "id": "h", "text": "一、部门概况", "level": level}, HeadingSection
    )
    (row,) = heading_rows(section, view, 9)
    assert (row.keep, row.cells[0].colspan, row.cells[0].style) == (True, 9, style)
    assert (row.cells[0].border, row.cells[0].place) == (False, None)
