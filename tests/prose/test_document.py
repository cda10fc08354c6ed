"""Reports as paragraphs and tables: what belongs together, and in which line it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.prose.document import Document, read_text, tidy
from app.prose.grid import grids_of


def paragraphs(text: str) -> list[tuple[int, str]]:
    return [(p.line, p.text) for p in read_text(text).paragraphs]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("完成 率９８．７３％", "完成率98.73%"),
        ("得**2.71**分", "得2.71分"),
        (r"满意 $\geq 85\%$ 。", "满意≥85%。"),
        ("<p>1. 概况</p> <p>2&lt;3</p>", "1.概况2<3"),
        ("甲,乙;1,085家", "甲，乙；1,085家"),
        ("(2017年度)", "（2017年度）"),
    ],
)
def test_marks_of_layout_go_and_signs_become_plain(typed: str, plain: str) -> None:
    assert tidy(typed) == plain


def test_a_sentence_broken_over_lines_and_pages_is_one() -> None:
    text = "全年实际完成抽检产品209类，超出年初\n\n195类计划目标，完成率107%。\n\n第二段。"
    assert paragraphs(text) == [
        (1, "全年实际完成抽检产品209类，超出年初195类计划目标，完成率107%。"),
        (5, "第二段。"),
    ]
    joined = read_text(text).paragraphs[0]
    assert [joined.line_at(joined.text.index(word)) for word in ("209", "195")] == [1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "（一）预算编制不够精准，基础数据不够充分\n\n一般情况如下。",
        "B221 抽检流程规范性\n\n2024 年开展工作。",
        "《工业产品生产许可证管理条例实施办法》、\n\n《工业产品管理条例》、",
        "表1：近三年产品质量监督抽查结果统计汇总\n\n说明如下。",
        "项目一\n\n项目二",
    ],
)
def test_headings_entries_and_captions_stay_alone(text: str) -> None:
    assert len(paragraphs(text)) == 2


def test_tables_are_read_from_tabs_bars_and_single_cells() -> None:
    tabs = "表1：收支\n\n项目\t金额\n收入\t10\n合计\t10\n"
    bars = "表1：收支\n\n| 项目 | 金额 |\n|---|---|\n| 收入 | 10 |\n| 合计 | 10 |\n"
    cells = "表1：收支\n\n\t项目\n\t金额\n\n\t收\n入\n\t10\n\n\t合计\n\t10\n"
    for text in (tabs, bars, cells):
        (table,) = read_text(text).tables
        rows = [[tidy(cell) for cell in row.cells] for row in table.rows]
        assert (table.caption, rows[0], rows[1]) == ("表1：收支", ["项目", "金额"], ["收入", "10"])
        assert rows[2] == ["合计", "10"]


def test_a_table_that_runs_over_pages_is_one_table() -> None:
    head = "序号\t项目\t2022年\t\n\t\t预算\t执行\n"
    text = f"{head}1\t甲\t1\t2\n\n{head}2\t乙\t3\t4\n"
    (grid,) = grids_of(read_text(text))
    assert grid.heads == ("序号", "项目", "2022年预算", "2022年执行")
    assert [(line.serial, line.label) for line in grid.lines] == [("1", "甲"), ("2", "乙")]
    assert [str(n.value) for line in grid.lines for n in line.numbers.values()] == [*"1234"]


def test_the_unit_of_money_holds_from_where_it_is_named() -> None:
    text = "单位名称\t云溪县\n预算（万元）\t1,457.50\n内容\t金额（元）\n甲项目\t200,000.00\n"
    (grid,) = grids_of(read_text(text))
    assert [line.unit for line in grid.lines] == ["万元", "元", "元"]


def test_long_cells_are_read_as_sentences_too() -> None:
    document = read_text("项目\t<p>计划抽查1200家企业，</p><p>实际抽查850家。</p>\n")
    assert [p.text for p in document.passages] == ["计划抽查1200家企业，", "实际抽查850家。"]


@settings(max_examples=200)
@given(st.text(alphabet="甲乙1 \t\n|，。、<p>-（）", max_size=80))
def test_any_text_is_read_and_every_line_lies_in_it(text: str) -> None:
    document = read_text(text)
    assert isinstance(document, Document)
    count = text.count("\n") + 1
    for passage in document.passages:
        assert passage.text == tidy(passage.text)
        assert all(1 <= passage.line_at(i) <= count for i in range(len(passage.text)))
