"""Remarks as finance writes them, against real tables: which record and which cell they mean."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.returns.match import (
    CERTAIN,
    NONE,
    SUGGESTED,
    Matched,
    match_all,
    project_names,
)
from app.desk.returns.split import Piece, split_remarks
from tests.desk.returns.material import CHAT, LETTER, subject, subjects


class Example(NamedTuple):
    """The heading above a remark, the remark, and the record and place it means."""

    project: str
    text: str
    record: str
    place: str


DATA = Path(__file__).resolve().parents[2] / "data" / "returns"


def examples(name: str) -> list[Example]:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    parts = ([part.strip() for part in line.split("|")] for line in lines if line[:1] != "#")
    return [Example(*part) for part in parts]


def matched(project: str, text: str) -> Matched:
    return match_all([Piece(text, project)], subjects())[0]


def verdict(found: Matched, record: str, place: str) -> str:
    if (found.record_id, found.place) == (record, place):
        return "right" if found.record_id and found.place else "rightly none"
    return "none" if not found.place else "wrong"


@pytest.mark.parametrize(("name", "count", "wrong"), [("remarks", 50, 0), ("more", 30, 1)])
def test_most_remarks_find_their_cell_and_none_is_wrong_with_certainty(
    name: str, count: int, wrong: int
) -> None:
    counts: Counter[str] = Counter()
    for project, text, record, place in examples(name):
        found = matched(project, text)
        kind = verdict(found, record, place)
        counts[kind] += 1
        assert (kind, found.sure) not in [("wrong", CERTAIN), ("none", CERTAIN)], (text, found)
    assert counts.total() >= count
    assert counts["wrong"] <= wrong
    assert counts["none"] <= 1


@pytest.mark.parametrize(
    ("project", "text", "sure"),
    [
        ("质量技术监督专项经费", "“及时完成质量监督检查任务”的完成值有误", CERTAIN),
        ("质量技术监督专项经费", "及时完成质量监督检查任务", SUGGESTED),
        ("质量技术监督专项经费", "全年执行数有误", SUGGESTED),
        ("质量技术监督专项经费", "年度资金总额全年执行数有误", CERTAIN),
        ("质量技术监督专项", "年度资金总额全年执行数有误", SUGGESTED),
        ("质量技术监督专项经费", "格式不对", NONE),
        ("铁路和公路", "全年执行数有误", NONE),
    ],
)
def test_it_is_said_how_sure_a_match_is(project: str, text: str, sure: str) -> None:
    assert matched(project, text).sure == sure


def test_a_remark_without_a_project_goes_on_with_the_one_before() -> None:
    pieces = split_remarks(CHAT, project_names(subjects())).pieces
    found = match_all(pieces, subjects())
    assert [m.record_id for m in found] == ["质量"] * 4 + ["铁路"]
    assert [m.sure for m in found][1] == NONE
    assert found[-1].place == "indicators/c3/weight"


@pytest.mark.parametrize(
    ("text", "record", "sure"),
    [
        ("铁路沿线安全环境整治的全年执行数与台账不符", "铁路", SUGGESTED),
        ("“铁路沿线安全环境整治”年度资金总额全年执行数有误", "铁路", CERTAIN),
        ("年度资金总额全年执行数与铁路沿线安全环境整治重复", "质量", CERTAIN),
        ("所有项目的实际完成情况均未填写", "", NONE),
        ("各项目年度资金总额全年执行数与台账不符", "", NONE),
    ],
)
def test_a_remark_that_names_its_project_leaves_the_heading_above(
    text: str, record: str, sure: str
) -> None:
    found = matched("质量技术监督专项经费", text)
    assert (found.record_id, found.sure) == (record, sure)


def test_a_letter_about_two_projects_is_taken_apart() -> None:
    pieces = split_remarks(LETTER, [s.title for s in subjects()]).pieces
    found = match_all(pieces, subjects())
    assert [(m.record_id, m.place) for m in found] == [
        ("质量", "funds/total/initial"),
        ("质量", "indicators/k3f9/actual"),
        ("质量", "indicators/y6z5/target"),
        ("铁路", "funds/total/executed"),
        ("铁路", ""),
    ]


def test_a_heading_may_leave_out_the_code_before_a_name() -> None:
    pieces = split_remarks("一、图书馆免费开放资金\n1.群众", project_names(subjects())).pieces
    assert [(piece.project, piece.text) for piece in pieces] == [("图书馆免费开放资金", "群众")]


def test_the_one_record_at_hand_takes_what_names_no_project() -> None:
    (found,) = match_all([Piece("全年预算数请核对")], [subject("铁路")])
    assert (found.record_id, found.place) == ("铁路", "funds/total/annual")
    (other,) = match_all([Piece("全年预算数请核对", "另一个项目")], [subject("铁路")])
    assert (other.record_id, other.sure) == ("铁路", SUGGESTED)


def test_what_a_table_names_beside_a_remark_wins() -> None:
    piece = Piece("请核实", "铁路沿线安全环境整治", row="群众满意度", column="实际完成值")
    (found,) = match_all([piece], subjects())
    assert (found.place, found.sure) == ("indicators/m1/actual", CERTAIN)


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_text_breaks_the_matching(text: str, project: str) -> None:
    pieces = split_remarks(text).pieces
    for found in match_all([*pieces, Piece(text, project)], subjects()):
        assert found.sure in (CERTAIN, SUGGESTED, NONE)
        assert bool(found.record_id) or not found.place
