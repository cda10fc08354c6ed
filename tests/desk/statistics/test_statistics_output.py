"""Statistics as list, chart, files, saved views and a command."""

import json
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pypdfium2
import pytest

from app import cli
from app.desk.facts import Facts, TierFact
from app.desk.statistics.output import (
    chart_of,
    listing_of,
    notes_of,
    proposed_name,
    report_of,
)
from app.desk.statistics.tables import Question, statistics
from app.desk.statistics.views import delete_view, find_view, save_view, shipped_views, views
from app.desk.workspace import Workspace
from app.model.faults import FaultError
from tests.desk.statistics.books import fill
from tests.desk.statistics.ledger import amounts, entries, entry

FULL = Facts(tiers=(TierFact("甲类", "tier", "90", "80"),), findings={"M4": 1})
MANY = [entry(n, section=f"股{n:02}", facts=amounts(annual=str(n))) for n in range(40)]


def test_the_list_has_a_line_for_each_group_and_its_sum() -> None:
    ledger = entries(
        entry(1, section="甲", facts=amounts(annual="1234.5"), total="90", grade="优"),
        entry(2, section="乙", facts=amounts(annual="0.5")),
    )
    question = Question("section", measures=("records", "annual"), year=2025)
    listing = listing_of(statistics(ledger, question))
    assert (listing.title, listing.subtitle) == ("按责任股室统计", "2025年度")
    assert [c.title for c in listing.columns] == ["责任股室", "项目数", "全年预算\n（万元）"]
    assert [row.texts for row in listing.rows] == [
        *(("乙", "1", "0.50"), ("甲", "1", "1,234.50"), ("合计", "2", "1,235.00")),
    ]
    assert listing.notes == ()


def test_what_is_missing_is_told_where_it_matters() -> None:
    ledger = entries(entry(1, facts=amounts("1", "1", "")), entry(2, state="exempt"))
    plain = statistics(ledger, Question("section"))
    assert list(notes_of(plain)) == ["不参评 1 个，没有计入。"]
    rate = statistics(ledger, Question("section", measures=("execution_rate", "weighted")))
    assert list(notes_of(rate)) == [
        "缺 1 份未评：总分不全，不计入等级、平均分和得分率。",
        "不参评 1 个，没有计入。",
        "1 个项目没有全年执行数，合计里没有它们。",
    ]


def test_a_chart_draws_the_measures_of_one_unit() -> None:
    ledger = entries(entry(1, section="甲", facts=amounts(annual="2", executed="1")))
    measures = ("records", "annual", "executed")
    question = Question("section", measures=measures, plot=("annual", "executed", "records"))
    chart = chart_of(statistics(ledger, question))
    assert chart is not None
    assert [series.name for series in chart.series] == ["项目数"]
    question = msgspec.structs.replace(question, plot=("executed", "annual"))
    chart = chart_of(statistics(ledger, msgspec.structs.replace(question, measures=measures[1:])))
    assert chart is not None
    assert [(s.name, s.texts) for s in chart.series] == [
        ("全年预算", ("2.00",)),
        ("全年执行", ("1.00",)),
    ]
    assert chart.unit == "单位：万元"


def test_a_cross_table_is_drawn_as_stacks_with_their_sums() -> None:
    ledger = entries(entry(1, section="甲", total="95", grade="优"), entry(2, section="甲"))
    found = statistics(ledger, Question("section", "grade", chart="stacked"))
    chart = chart_of(found)
    assert chart is not None
    assert (chart.kind, chart.ends) == ("stacked", ("2",))
    assert [s.name for s in chart.series] == ["优", "良", "中", "差", "未评"]
    assert [s.values for s in chart.series][-1] == (Decimal(1),)
    rate = statistics(ledger, Question("section", "grade", ("execution_rate",), chart="stacked"))
    drawn = chart_of(rate)
    assert drawn is not None
    assert drawn.kind == "bar"


def test_a_chart_of_many_groups_says_that_it_shows_the_first() -> None:
    found = statistics(entries(*MANY), Question("section"))
    chart = chart_of(found)
    assert chart is not None
    assert len(chart.labels) == 18
    assert list(notes_of(found)) == ["图中只画前 18 项，全部见表。"]
    assert chart_of(statistics(entries(), Question("section"))) is None
    assert chart_of(statistics(entries(*MANY), Question("section", chart=""))) is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_view_can_be_asked(language: str) -> None:
    ledger = entries(
        *MANY,
        entry(99, total="90", grade="优", facts=FULL),
        entry(98, year=2024),
    )
    names = []
    for view in shipped_views(language):
        found = statistics(ledger, view.question)
        assert found.rows
        assert chart_of(found, language) is not None
        assert json.dumps(report_of(found, view.name, language), ensure_ascii=False)
        names.append(view.name)
    assert len(set(names)) == len(names) >= 6


def test_a_view_is_saved_under_its_name_and_forgotten(space: Workspace) -> None:
    question = Question("unit", measures=("annual",), year=2024, filters={"grade": ("优",)})
    save_view(space, "  我的\n视图 ", question, all_years=False)
    kept = find_view(space, "我的 视图")
    assert kept.own
    assert kept.question == msgspec.structs.replace(question, year=None)
    save_view(space, "按股室", question, all_years=True)
    assert [v.name for v in views(space)].count("按股室") == 1
    assert find_view(space, "按股室").all_years
    delete_view(space, "按股室")
    assert not find_view(space, "按股室").own
    with pytest.raises(FaultError) as fault:
        find_view(space, "没有")
    assert fault.value.code == "STATISTICS_004"
    with pytest.raises(FaultError) as fault:
        save_view(space, " \n", question, all_years=False)
    assert fault.value.code == "STATISTICS_003"


@pytest.mark.parametrize("text", ["{", "3", '[3, {"name": 5}]', '[{"name": "x", "question": {}}]'])
def test_views_that_cannot_be_read_are_left_out(space: Workspace, text: str) -> None:
    space.put_setting("statistics/views", text)
    assert [v.name for v in views(space)] == [v.name for v in shipped_views()]


def test_a_file_is_named_after_the_view_without_signs_that_no_system_takes() -> None:
    found = statistics(entries(entry(1)), Question("section"))
    assert proposed_name(found, '各/股\\室: "甲"') == "各股室 甲"
    assert proposed_name(found) == "按责任股室统计"


def run(*arguments: str) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_the_command_writes_chart_and_table(
    space: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = fill(space)
    space.close()
    folder, xlsx, pdf = str(space.folder), tmp_path / "股室 表.xlsx", tmp_path / "股室 图.pdf"
    given = ("statistics", "--data", folder, "--view", "按股室", "--year", "2025")
    assert run(*given, "--xlsx", str(xlsx), "--pdf", str(pdf), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["schema"] == "ziping.statistics/1"
    assert {row["name"]: row["values"][:4] for row in report["rows"]} == {
        "养护股": ["2", "100.00", "92.54", "92.54%"],
        "办公室": ["1", "50.00", None, None],
    }
    assert report["rows"][1]["records"] == [ids["路灯 <b>&\n改造"]]
    sheet = openpyxl.load_workbook(xlsx).active
    assert sheet is not None
    assert [cell.value for cell in next(iter(sheet.iter_rows(min_row=4, max_row=4)))][:4] == [
        *("养护股", 2, 100, 92.54),
    ]
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert {"单位：万元", "养护股", "92.54%"} <= set(text.split())


def test_the_command_takes_a_question_and_lists_the_views(
    space: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(space)
    space.close()
    folder = str(space.folder)
    assert run("--data", folder, "statistics") == 0
    assert "按股室" in capsys.readouterr().out
    asked = ("--by", "year", "--measure", "records, annual", "--filter", "section=办公室")
    assert run("--data", folder, "statistics", *asked) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[1:5] == [
        *("年度\t项目数\t全年预算（万元）", "2024\t1\t100.00", "2025\t1\t50.00", "合计\t2\t150.00"),
    ]


@pytest.mark.parametrize(
    "given", [("--view", "没有"), ("--by", "股室"), ("--by", "section", "--filter", "办公室")]
)
def test_a_wrong_name_is_one_sentence_and_exit_code_two(
    space: Workspace, given: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    space.close()
    assert run("--data", str(space.folder), "statistics", *given) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
