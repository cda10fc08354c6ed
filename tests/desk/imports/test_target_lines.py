"""The lines of a list: what is taken, what is left out, and what is wrong, a sentence a line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.imports.columns import list_table
from app.desk.imports.mapping import proposed
from app.desk.imports.target_fields import FIELDS, NEEDED
from app.desk.imports.target_lines import TargetList, read_targets
from app.desk.imports.target_words import problem_line
from app.exchange.flat import Flat
from tests.desk.imports.target_lists import BATCHES, HEAD, LIST, ON_TIME, ROADS, SCHOOLS, YEAR

NO_PROJECT = ("", "", "", "")


def read(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> TargetList:
    width = max(len(head), *map(len, rows))
    whole = tuple((*row, *[""] * (width - len(row))) for row in (head, *rows))
    table = list_table(Flat("甲", whole), FIELDS, NEEDED)
    assert table is not None
    return read_targets([table], proposed([table]), YEAR)


def codes(found: TargetList) -> list[tuple[int, str]]:
    return [(problem.row, problem.code) for problem in found.problems]


def line(**texts: str) -> tuple[str, ...]:
    """A line of its own project with some cells otherwise."""
    names = ("code", "name", "unit", "money", "tier1", "tier2", "tier3", "target", "weight")
    return tuple((dict(zip(names, (*ROADS, *BATCHES), strict=True)) | texts).values())


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([line(code="3.3E+19")], "LIST_011"),
        ([(*NO_PROJECT, *BATCHES)], "LIST_012"),
        ([line(name="长" * 501)], "LIST_013"),
        ([line(tier3="长" * 501)], "LIST_013"),
        ([line(code="１", name="甲"), line(code="1 ", name="乙")], "LIST_016"),
        ([line(money="约八十万")], "LIST_018"),
        ([line(), line(unit="另一单位", tier3="桥")], "LIST_019"),
        ([line(), line(money="87.66", tier3="桥")], "LIST_019"),
        ([line(tier3="")], "LIST_020"),
        ([line(weight="十分")], "LIST_021"),
        ([line(weight="-5")], "LIST_021"),
        ([line(), line(target="≥300公里")], "LIST_023"),
        (
            [
                line(),
                line(code="0339", tier3="桥"),
                line(code="", tier3="路"),
                line(code="", tier3="灯"),
            ],
            "",
        ),
    ],
)
def test_a_broken_line_is_told_in_one_sentence_and_not_taken(
    rows: list[tuple[str, ...]], code: str
) -> None:
    found = read(*rows, SCHOOLS + LIST[3][4:])
    broken = [problem for problem in found.problems if not problem.hint]
    assert [problem.code for problem in broken] == ([code] if code else [])
    assert len(found.projects[-1].indicators) == 1
    for problem in broken:
        assert problem.row == len(rows) + 1
        for language in ("zh", "en"):
            sentence = problem_line(problem, language, sheets=True)
            assert "{" not in sentence
            assert "\n" not in sentence
            assert "FIELD_" not in sentence


def test_a_project_that_has_only_broken_lines_is_none() -> None:
    found = read(line(money="x"), SCHOOLS + LIST[3][4:])
    assert [project.name for project in found.projects] == ["校舍维修"]
    named = read(line(tier3="", target="", weight=""), line(money="x"))
    assert [(project.name, project.indicators) for project in named.projects] == [("道路养护", [])]


def test_two_projects_of_one_name_need_their_codes() -> None:
    other = line(code="0339", tier3="桥")
    between = SCHOOLS + LIST[3][4:]
    assert codes(read(line(), other, between, line(code="", tier3="路"))) == [(5, "LIST_015")]


def test_a_year_is_that_of_the_line_else_of_the_list() -> None:
    head = (*HEAD, "年度")
    found = read((*line(), "２０２４年度"), (*line(code="2", name="乙"), ""), head=head)
    assert [project.year for project in found.projects] == [2024, 2024]
    assert codes(read((*line(), "去年"), head=head)) == [(2, "LIST_014")]
    assert read(line()).projects[0].year == YEAR


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (line(code="33022500000000000000"), "LIST_017"),
        (line(tier3="按时完成率", target="0.95"), "LIST_031"),
        (line(code="33022500000000000011"), ""),
        (line(target="0.95"), ""),
    ],
)
def test_what_a_spreadsheet_may_have_spoilt_is_taken_and_told(
    text: tuple[str, ...], hint: str
) -> None:
    found = read(text)
    assert [problem.code for problem in found.problems if problem.hint] == ([hint] if hint else [])
    assert len(found.projects[0].indicators) == 1


def test_a_line_that_stands_twice_is_taken_once() -> None:
    found = read(line(), line())
    assert codes(found) == [(3, "LIST_022")]
    assert found.problems[0].hint
    assert len(found.projects[0].indicators) == 1


@pytest.mark.parametrize(
    "noise",
    [
        HEAD,
        ("合计", "", "", "207.65", "", "", "", "", "100"),
        ("", "小 计", "", "207.65", "", "", "", "", ""),
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        ("注：本表由财政局绩效股下发", "", "", "", "", "", "", "", ""),
        ("", "", "", "", "", "", "", "", ""),
        ("\u3000", " ", "\t", "", "", "", "", "", ""),
    ],
)
def test_heads_sums_and_notes_are_no_data(noise: tuple[str, ...]) -> None:
    rows = [LIST[0], noise, *LIST[1:]]
    found = read(*rows)
    assert found.problems == ()
    assert [len(project.indicators) for project in found.projects] == [3, 1]


def test_a_sum_is_known_by_its_first_cell_whatever_that_column_holds() -> None:
    head = ("序号", *HEAD)
    sums = ("合计", "", "", "", "207.65", "", "", "", "", "100")
    found = read(*(("1", *row) for row in LIST), sums, head=head)
    assert (found.problems, found.left_out) == ((), 1)


def test_blank_tiers_are_those_above_in_the_same_project() -> None:
    rows = [
        line(),
        (*NO_PROJECT, "", "", "桥", "3座", "5"),
        (*NO_PROJECT, "", "时效指标", *ON_TIME[2:]),
    ]
    (project,) = read(*rows, (*NO_PROJECT, "效益指标", "", "投诉下降", "5%", "5")).projects
    paths = [(i.texts.get("tier1"), i.texts.get("tier2", "")) for i in project.indicators]
    assert paths == [
        *[("产出指标", "数量指标")] * 2,
        ("产出指标", "时效指标"),
        ("效益指标", ""),
    ]
    other = read(line(), ("2", "乙", "", "", "", "", "桥", "3座", "5")).projects[1]
    assert other.indicators[0].texts.get("tier1") is None


def test_a_weight_in_percent_is_points() -> None:
    found = read(line(weight="20%"), line(weight="10分", tier3="桥"))
    assert [i.texts["weight"] for i in found.projects[0].indicators] == ["20", "10分"]


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.text(max_size=12)] * 9), min_size=1, max_size=6))
def test_any_cells_are_read_or_told(rows: list[tuple[str, ...]]) -> None:
    found = read(*LIST, *rows)
    assert len(found.projects) >= 2
    for problem in found.problems:
        assert 2 <= problem.row <= len(LIST) + len(rows) + 1
        assert problem_line(problem, "zh", sheets=False).startswith(f"第 {problem.row} 行：")
