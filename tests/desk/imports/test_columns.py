"""Which column of a list holds what, by its head."""

import pytest

from app.desk.imports.columns import (
    IGNORED,
    ListTable,
    bare_head,
    list_table,
    money_unit_of,
    wordings,
)
from app.desk.imports.target_fields import FIELDS, NEEDED
from app.exchange.flat import Flat

PLAIN = ("项目编码", "项目名称", "三级指标", "指标值", "分值")
DATA = ("0331", "道路养护", "养护里程", "200公里", "20")


def table(*rows: tuple[str, ...], merged: frozenset[tuple[int, int]] = frozenset()) -> ListTable:
    width = max(map(len, rows))
    whole = tuple((*row, *[""] * (width - len(row))) for row in rows)
    found = list_table(Flat("表", whole, merged), FIELDS, NEEDED)
    assert found is not None
    return found


def fields(found: ListTable) -> list[str]:
    return [column.field for column in found.columns]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_wordings_and_the_first_is_sure(field: str) -> None:
    head = ("项目编码" if field != "project_code" else "项目名称", wordings()[field][0])
    assert fields(table(head, ("甲", "乙")))[1] == field


def test_only_what_a_person_must_decide_stands_under_two_fields() -> None:
    words = [word for field in FIELDS for word in wordings()[field]]
    assert {word for word in words if words.count(word) > 1} == {"单位"}


@pytest.mark.parametrize(
    ("head", "bare", "unit"),
    [
        ("年初预算数（万元）", "年初预算数", "万元"),
        ("年初\n预算数 (单位：元)", "年初预算数", "元"),
        ("*年初预算数：", "年初预算数", ""),
        ("年初预算数/万", "年初预算数", "万元"),
        ("１．三级指标（必填）", "三级指标", ""),
        ("（万元）", "(万元)", ""),
        ("单元", "单", "元"),
    ],
)
def test_a_head_is_compared_without_marks_and_units(head: str, bare: str, unit: str) -> None:
    assert (bare_head(head), money_unit_of(head)) == (bare, unit)


def test_titles_stand_above_and_say_year_and_unit() -> None:
    found = table(
        ("云溪县2025年度项目绩效目标表",) * 5,
        ("编制单位：财政局", "", "", "", "单位：万元"),
        PLAIN,
        DATA,
    )
    assert (found.head, found.first, found.year, found.money_unit) == (2, 3, 2025, "万元")
    assert fields(found) == ["project_code", "project_name", "tier3", "target", "weight"]


def test_two_rows_of_heads_are_read_together() -> None:
    top = ("项目编码", "项目名称", "实施期", "实施期", "年度", "年度")
    low = ("", "", "三级指标", "指标值", "备注", "指标值")
    found = table(top, low, ("0331", "道路", "里程", "600", "", "200"))
    assert (found.head, found.first) == (0, 2)
    assert fields(found) == ["project_code", "project_name", "tier3", "", IGNORED, "target"]


def test_a_merged_head_reaches_as_far_as_its_cells() -> None:
    merged = frozenset({(1, 0), (1, 1)})
    found = table(
        (*PLAIN[:2], "指标", "指标"), (*PLAIN[:2], "名称甲", "说明乙"), DATA, merged=merged
    )
    assert found.first == 2
    assert found.columns[2].label == "指标 / 名称甲"


def test_what_two_columns_say_alike_is_left_to_the_person() -> None:
    found = table((*PLAIN, "指标值"), (*DATA, "180公里"))
    assert fields(found) == ["project_code", "project_name", "tier3", "", "weight", ""]
    assert [found.columns[at].guess for at in (3, 5)] == ["target", "target"]


@pytest.mark.parametrize(
    ("head", "field", "guess"),
    [
        (("项目名称", "单位", "三级指标", "指标值"), "", "unit"),
        (("项目名称", "三级指标", "指标值", "单位"), "", "measure"),
        (("项目名称", "实施单位", "指标值", "单位"), "measure", ""),
        (("项目名称", "指标值", "计量单位", "单位"), "unit", ""),
    ],
)
def test_an_ambiguous_head_is_decided_only_by_the_others(
    head: tuple[str, ...], field: str, guess: str
) -> None:
    column = table(head, ("甲", "乙", "丙", "丁")).columns[head.index("单位")]
    assert (column.field, column.guess) == (field, guess)


def test_a_likely_wording_is_suggested_and_never_decided() -> None:
    found = table(("项目编码", "项目名称", "年度指标数值", "我的心情"), ("1", "2", "3", "4"))
    assert [(c.field, c.guess) for c in found.columns[2:]] == [("", "target"), ("", "")]


def test_a_sheet_that_is_no_such_list_is_not_sure() -> None:
    assert not table(("姓名", "年龄"), ("甲", "40")).sure
    assert not table(("项目名称", "年龄"), ("甲", "40")).sure
    assert list_table(Flat("空", (("一个字",),)), FIELDS, NEEDED) is None
