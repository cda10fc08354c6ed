"""The summary: sums that a reader can add again, figures that can be traced, true sentences."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings

from app import cli
from app.desk.statistics.entries import Entry
from app.desk.statistics.measures import NOTHING
from app.desk.summary.figures import ranges
from app.desk.summary.output import grades_of, listings_of, sources_of, table_of
from app.desk.summary.table import COLUMNS, Summary, foot_texts, project_texts, summarise
from app.desk.summary.words import paragraph, plain_text, warnings
from app.desk.workspace import Workspace
from app.model.money import round_half_up
from app.model.states import EXEMPT
from tests.desk.statistics.books import fill
from tests.desk.statistics.ledger import amounts, entries, entry, ledgers


def number(text: str) -> Decimal:
    return Decimal(0) if text == NOTHING else Decimal(text.replace(",", "").rstrip("%"))


def column(summary: Summary, name: str) -> list[str]:
    at = COLUMNS.index(name)
    return [project_texts(e, n)[at] for n, e in enumerate(summary.projects, 1)]


def foot(summary: Summary, line: int, name: str) -> str:
    return foot_texts(summary)[line][COLUMNS.index(name)][0]


@settings(max_examples=80, deadline=None)
@given(ledgers())
def test_the_sums_are_those_of_the_printed_columns(ledger: Sequence[Entry]) -> None:
    found = summarise(entries(*ledger), None)
    for name in ("initial", "annual", "executed", "unfinished"):
        printed = [number(text) for text in column(found, name)]
        assert number(foot(found, 0, name)) == sum(printed, Decimal(0))
    annual, executed = (number(foot(found, 0, name)) for name in ("annual", "executed"))
    if annual > 0 and found.sums["executed"].entries:
        rate = round_half_up(executed * 100 / annual, 2)
        assert number(foot(found, 0, "rate")) == rate
    totals = [Decimal(text) for text in column(found, "total") if text != "未评"]
    if totals:
        mean = round_half_up(sum(totals, Decimal(0)) / len(totals), 2)
        assert Decimal(found.sums["average"].text) == mean
    assert len(found.projects) + len(found.exempt) == len(ledger)


@settings(max_examples=80, deadline=None)
@given(ledgers())
def test_the_grades_divide_the_projects_and_their_amounts(ledger: Sequence[Entry]) -> None:
    found = summarise(entries(*ledger), None)
    counts = [number(line.projects.text) for line in found.grades]
    assert sum(counts, Decimal(0)) == len(found.projects)
    for of, key in (("annual", "annual"), ("executed", "executed")):
        parts = [number(getattr(line, of).text) for line in found.grades]
        assert sum(parts, Decimal(0)) == number(found.sums[key].text)
    graded = [line for line in found.grades if line.share is not None]
    assert sum(number(line.projects.text) for line in graded) == number(found.sums["graded"].text)
    behind = [e.id for line in found.grades for e in line.projects.entries]
    assert sorted(behind) == sorted(e.id for e in found.projects)


@settings(max_examples=80, deadline=None)
@given(ledgers())
def test_the_paragraph_states_the_figures_of_the_table(ledger: Sequence[Entry]) -> None:
    found = summarise(entries(*ledger), 2025)
    figures = {figure.key: figure for figure in found.figures()}
    pieces = paragraph(found)
    for piece in pieces:
        assert not set("\x02\x03{}") & set(piece.text)
        if piece.key:
            assert piece.text == figures[piece.key].text != NOTHING
    text = plain_text(pieces)
    assert text.endswith("。")
    assert "。。" not in text
    if found.projects:
        assert f"对{len(found.projects)}个项目" in text
        assert ("平均得分" in text) == any(e.total is not None for e in found.projects)
        assert ("尚未完成自评" in text) == any(e.total is None for e in found.projects)
    assert ("不参评" in text) == bool(found.exempt)


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_every_figure_names_its_sum_and_the_projects_behind_it(ledger: Sequence[Entry]) -> None:
    found = summarise(entries(*ledger), None)
    keys = [figure.key for figure in found.figures()]
    assert len(keys) == len(set(keys))
    for figure in found.figures():
        if figure.text not in (NOTHING, "0"):
            assert figure.how != NOTHING
            assert figure.entries
    for row in sources_of(found).rows:
        assert len(row.texts) == 5
        assert row.texts[2] != NOTHING


def test_a_sum_is_written_out_and_leads_to_its_rows() -> None:
    found = summarise(
        entries(
            entry(
                1, facts=amounts(annual="87.654321", executed="86.54"), total="99.87", grade="优"
            ),
            entry(2, facts=amounts(annual="12.345", executed="6"), total="80", grade="良"),
            entry(3, facts=amounts(executed="1")),
        ),
        2025,
    )
    sums = found.sums
    assert sums["annual"].how == "87.65 ＋ 12.35 ＝ 100.00"
    assert sums["rate"].how == "93.54 ÷ 100.00 ＝ 93.54%"
    assert sums["average"].how == "（99.87 ＋ 80） ÷ 2 ＝ 89.94"
    assert sums["weighted"].how == "（99.87×87.65 ＋ 80×12.35） ÷ 100.00 ＝ 97.42"
    assert sums["unscored"].how == "序号 3，共 1 个"
    assert [e.id for e in sums["annual"].entries] == ["id1", "id2"]
    line = found.grades[0]
    assert line.share is not None
    assert (line.share.text, line.share.how) == ("50%", "1 ÷ 2 ＝ 50%")


def test_a_long_sum_names_its_column_and_rows() -> None:
    ledger = [entry(n, facts=amounts(annual="1" if n != 5 else "")) for n in range(40)]
    found = summarise(entries(*ledger), 2025)
    assert found.sums["annual"].how == ("汇总表“全年预算”栏序号 1—5、7—40 的 39 个数相加 ＝ 39.00")


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([3], "3"), ([1, 2, 3, 5], "1—3、5"), ([9, 7, 8, 1], "1、7—9")],
)
def test_numbers_that_follow_each_other_are_drawn_together(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text


MONEY = amounts("100", "100", "98.5")
WHOLE = entry(1, facts=MONEY, total="95.5", grade="优")


@pytest.mark.parametrize(
    ("ledger", "text"),
    [
        (
            [WHOLE, entry(2, facts=MONEY, total="85", grade="良"), entry(3, state=EXEMPT)],
            "2025年度，交通局对2个项目支出开展了绩效自评，涉及全年预算200.00万元，全年执行197.00万元，"
            "预算执行率98.5%。自评等级为“优”的1个，占50%；“良”的1个，占50%；没有“中”“差”的项目。"
            "自评平均得分90.25分，按全年预算加权平均为90.25分。另有1个项目不参评，未计入以上各数。",
        ),
        (
            [WHOLE, entry(2, facts=amounts(annual="50"), department="水利局", unit="水库")],
            "2025年度，本部门对2个项目支出开展了绩效自评，涉及全年预算150.00万元，全年执行98.50万元，"
            "预算执行率65.67%。其中1个项目尚无全年执行数。截至目前，1个项目尚未完成自评，"
            "未计入以下等级和平均分。自评等级为“优”的1个，占100%；没有“良”“中”“差”的项目。"
            "自评平均得分95.50分，按全年预算加权平均为95.50分。",
        ),
        (
            [entry(1, form="hubei2020-project", facts=MONEY, total="95")],
            "2025年度，交通局对1个项目支出开展了绩效自评，涉及全年预算100.00万元，全年执行98.50万元，"
            "预算执行率98.5%。自评平均得分95.00分，按全年预算加权平均为95.00分。",
        ),
        (
            [entry(1, department="", unit="")],
            "2025年度，本部门对1个项目支出开展了绩效自评。截至目前，1个项目尚未完成自评。",
        ),
        (
            [entry(1, state=EXEMPT, department="\x02annual\x03局")],
            "2025年度，局没有参加绩效自评的项目。另有1个项目不参评，未计入以上各数。",
        ),
        ([], "2025年度，本部门没有参加绩效自评的项目。"),
    ],
    ids=["whole", "in parts", "no grades", "nothing yet", "exempt alone", "empty"],
)
def test_the_paragraph_says_what_there_is(ledger: list[Entry], text: str) -> None:
    assert plain_text(paragraph(summarise(entries(*ledger), 2025))) == text


def test_projects_without_a_grade_beside_graded_ones_are_told() -> None:
    found = summarise(entries(WHOLE, entry(2, total="70")), 2025)
    assert "另有1个项目按所用口径不分等级。" in plain_text(paragraph(found))
    assert [line.name for line in found.grades] == ["优", "良", "中", "差", "不分等级"]


def test_what_speaks_against_publishing_is_told() -> None:
    double = entry(2, facts=MONEY, project_code="360")
    found = summarise(entries(entry(1, project_code="360", total="90", grade="优"), double), 2025)
    assert [line.split("，")[0] for line in warnings(found)] == [
        "1 个项目编码各有几份计分的表",
        "1 个项目没有年初预算数",
        "1 个项目没有全年预算数",
        "1 个项目没有全年执行数",
        "1 个项目没有全年预算数",
    ]


def test_exempt_projects_stand_apart_below_the_sums() -> None:
    found = summarise(entries(WHOLE, entry(2, state=EXEMPT, facts=MONEY, total="1")), 2025)
    rows = table_of(found).rows
    assert [row.texts[0] for row in rows] == ["1", "", "", "", "不参评项目（不计入以上各数）", "2"]
    assert rows[-1].texts[6:] == (*(NOTHING,) * 7, "不参评")
    assert foot(found, 0, "annual") == "100.00"


def test_one_form_is_summed_up_alone() -> None:
    other = entry(2, form="beijing-project")
    assert len(summarise(entries(WHOLE, other), 2025).projects) == 2
    assert summarise(entries(WHOLE, other), 2025, "beijing-project").projects == (other,)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_lists_have_a_text_for_every_column(language: str) -> None:
    found = summarise(entries(WHOLE, entry(2), entry(3, state=EXEMPT)), 2025, "", language)
    for listing in listings_of(found, language):
        assert listing.rows
        for row in listing.rows:
            assert row.kind == "head" or len(row.texts) == len(listing.columns)
        words = " ".join(c.title for c in listing.columns)
        assert bool(re.search("[a-z]", words)) == (language == "en")
    assert len(grades_of(found, language).rows) == 6


def run(*arguments: str) -> int:
    return cli.main(list(arguments))


def test_the_command_writes_workbook_pdf_and_word(
    space: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = fill(space)
    space.close()
    files = {name: tmp_path / f"汇总 表.{name}" for name in ("xlsx", "pdf", "docx")}
    given = [part for name, path in files.items() for part in (f"--{name}", str(path))]
    assert run("summary", "--data", str(space.folder), "--year", "2025", *given, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert [line["record"] for line in report["projects"]] == [
        ids[name] for name in ("道路养护", "=桥梁+检测", "路灯 <b>&\n改造")
    ]
    figures = report["figures"]
    assert figures["annual"]["value"] == "150.00"
    assert figures["executed"]["records"] == [ids["道路养护"], ids["=桥梁+检测"]]
    assert "对3个项目支出" in report["paragraph"]
    book = openpyxl.load_workbook(files["xlsx"])
    assert book.sheetnames[1:] == ["自评等级分布", "供公开的文字", "数据来源"]
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert cells[2][1:3] == ["道路养护", "36000000000000000001"]
    assert cells[3][1] == "=桥梁+检测"
    assert cells[5][6:9] == ["—", 150, 92.54]
    assert [row[2].value for row in book["数据来源"].iter_rows(min_row=4)][1] == 150
    text = pypdfium2.PdfDocument(files["pdf"])[0].get_textpage().get_text_range()
    assert "150.00" in text
    words = "".join(paragraph.text for paragraph in docx.Document(str(files["docx"])).paragraphs)
    assert words.startswith(f"2025年度项目支出绩效自评情况{report['paragraph']}")


def test_without_a_year_the_latest_is_summed_up(
    space: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(space)
    space.close()
    assert run("--data", str(space.folder), "summary") == 0
    assert capsys.readouterr().out.startswith("2025年度项目支出绩效自评情况汇总表")
