"""Letters, chats and lists of remarks, taken apart; nobody's name is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.returns.split import split_remarks
from tests.desk.returns.material import CHAT, LETTER

NAMES = ("张小三", "李小四", "王科长", "赵小六", "钱某某")


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("年初预算数未填", ["年初预算数未填"]),
        ("1.甲不对\n2.乙不对", ["甲不对", "乙不对"]),
        ("1、甲不对；2、乙不对；3、丙不对。", ["甲不对", "乙不对", "丙不对。"]),
        ("（一）甲不对\n（二）乙不对", ["甲不对", "乙不对"]),
        ("(1)甲不对;(2)乙不对", ["甲不对", "乙不对"]),
        ("①甲不对②乙不对", ["甲不对②乙不对"]),
        ("①甲不对；②乙不对", ["甲不对", "乙不对"]),
        ("一是甲不对；\n二是乙不对", ["甲不对", "乙不对"]),
        ("- 甲不对\n• 乙不对\n※丙不对", ["甲不对", "乙不对", "丙不对"]),
        ("执行率应为98.73%，不是97.8%", ["执行率应为98.73%，不是97.8%"]),
        ("应为 1.5 万元，完成 3.2 万元", ["应为 1.5 万元，完成 3.2 万元"]),
        ("-3.5不对", ["-3.5不对"]),
        ("存在以下问题：1.甲不对；2.乙不对", ["甲不对", "乙不对"]),
        ("一、资金方面\n1.甲不对", ["甲不对"]),
        ("陈小七 9:05 甲不对", ["甲不对"]),
        ("陈小七  2026-04-12 09:05:11\n甲不对", ["甲不对"]),
        ("2026/4/12 09:05 陈小七：甲不对", ["甲不对"]),
        ("陈股长：甲不对", ["甲不对"]),
        ("陈小七：\n甲不对", ["甲不对"]),
        ("@陈小七 甲不对", ["甲不对"]),
        ("余额：应为3万元", ["余额：应为3万元"]),
        ("截至12:00前填的数不对", ["截至12:00前填的数不对"]),
        ("收到\n好的\n[图片]\n谢谢！", []),
        ("", []),
        (" \r\n\t\r\n", []),
        ("１．甲不对\r\n２．乙不对", ["甲不对", "乙不对"]),
    ],
)
def test_a_text_becomes_its_remarks(text: str, remarks: list[str]) -> None:
    assert [piece.text for piece in split_remarks(text).pieces] == remarks


@pytest.mark.parametrize(
    ("heading", "project", "rest"),
    [
        ("“道路养护项目”：", "道路养护项目", []),
        ("《道路养护》项目：甲不对", "道路养护", ["甲不对"]),
        ("【道路养护经费】", "道路养护经费", []),
        ("一、道路养护", "道路养护", []),
        ("道路养护（20260001）：", "道路养护（20260001）", []),
        ("20260001：", "20260001", []),
        ("项目名称：道路养护", "道路养护", []),
        ("道路养护项目：甲不对", "道路养护项目", ["甲不对"]),
        ("“群众满意度”：甲不对", "", ["“群众满意度”：甲不对"]),
        ("偏差原因：甲不对", "", ["偏差原因：甲不对"]),
        ("“道路养护项目”的完成值不对", "", ["“道路养护项目”的完成值不对"]),
    ],
)
def test_a_heading_names_the_project_of_what_follows(
    heading: str, project: str, rest: list[str]
) -> None:
    found = split_remarks(f"{heading}\n1.乙不对", ["道路养护", "20260001"]).pieces
    assert [piece.text for piece in found] == [*rest, "乙不对"]
    assert {piece.project for piece in found} == {project}


def test_a_line_broken_by_the_page_is_put_together_again() -> None:
    text = "1.“监督检查”的实际完成值照抄指标值，请按实际检查的家次填\n写并说明来源；\n2.乙不对"
    first, second = split_remarks(text).pieces
    assert first.text.endswith("请按实际检查的家次填写并说明来源")
    assert second.text == "乙不对"


@pytest.mark.parametrize("text", [LETTER, CHAT])
def test_no_name_of_a_person_is_kept_and_what_is_left_out_is_counted(text: str) -> None:
    split = split_remarks(text, ["质量技术监督专项经费", "铁路沿线安全环境整治"])
    assert len(split.pieces) == 5
    assert split.dropped > 3
    assert [name for piece in split.pieces for name in NAMES if name in str(piece)] == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("某县财政局关于退回2025年度绩效自评材料的函", 0),
        ("经审核，存在以下问题，请于4月20日前修改后重新报送：", 0),
        ("请附关于项目调整的通知", 1),
        ("以下问题未答复：上年的结余说明", 1),
    ],
)
def test_the_frame_of_a_letter_is_no_remark(line: str, kept: int) -> None:
    assert len(split_remarks(f"{line}\n一、满意度未附问卷").pieces) == kept + 1


@pytest.mark.parametrize("piece", ["（", "1、", "“", "请于", "12:00 ", "@a ", "【", "第一，", " "])
def test_a_hostile_paste_is_taken_apart_in_no_time(piece: str) -> None:
    assert len(split_remarks(piece * 40_000, ["道路养护"]).pieces) <= 1


@given(st.text(alphabet="一二1.、；（）①\n：“”项目甲 14:02@{}<>", max_size=120))
def test_splitting_never_fails_and_adds_nothing(text: str) -> None:
    for piece in split_remarks(text, ["甲项目"]).pieces:
        assert piece.text.strip()
        assert set(piece.text) <= set(text)
