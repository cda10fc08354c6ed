"""Shared heads, labels beside amounts, texts and lines, sums, and values that stand twice."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sheet.sums import summed
from tests.sheet.tables import positions, sheets_of
from tests.wide import wide_form, wide_record

FULL = {
    "head": {"project": "修路", "unit": "交通局"},
    "money": {"all": {"plan": "300", "paid": "300.00"}, "one": {"plan": "300", "paid": "300.00"}},
    "state": {"used": {"how": "按规定使用"}},
    "goals": {"period": "三年修完全县的路。", "year": "今年修完十公里。"},
    "ledger": [
        {"name": "路面", "opening": "10.00", "got": "200.00", "paid": "205.50", "closing": "4.50"},
        {"name": "路灯", "got": "1,000", "paid": "0.00", "closing": "1,000"},
    ],
    "aims": [{"name": "里程", "target": "≥10公里", "actual": "12公里"}],
}
LAID_OUT = [
    "head: 基础\n信息x2 项目 修路",
    "head: 单位 交通局 总分 .",
    "again: 项目 修路",
    "money: .x2 计划： 300 到位： 300.00",
    "money: 省级 300 省级 300.00",
    "state: 管理x3 . 情况 问题",
    "state: 使用 按规定使用 .",
    "state: 执行 . .",
    "goals: 目标 三年修完全县的路。 今年修完十公里。",
    "ledger: 明细x6 名称x3 收入 支出x3 年末x3",
    "ledger: 来源 本年x2",
    "ledger: 年初",
    "ledger: 路面 10.00 200.00 205.50 4.50",
    "ledger: 路灯 . 1,000 0.00 1,000",
    "ledger: 合计 10.00 1,200.00 205.50 1,004.50",
    "texts: 分析x2 一 .",
    "texts: 二 .",
    "aims: 指标x2 名称 指标值 完成值 完成率 原因",
    "aims: 里程 ≥10公里 12公里 . .",
]


def told(section: str, text: str, rowspan: int) -> str:
    return (text or ".") + (f"x{rowspan}" if rowspan > 1 else "")


def test_the_wide_form_is_laid_out_row_for_row() -> None:
    (sheet,) = sheets_of(wide_record(**FULL), wide_form())
    rows = [
        f"{row.section}: " + " ".join(told(row.section, c.text, c.rowspan) for c in row.cells)
        for row in sheet.rows
    ]
    assert rows == LAID_OUT


@pytest.mark.parametrize("record", [wide_record(), wide_record(**FULL)])
def test_every_position_is_covered_once(record: object) -> None:
    (sheet,) = sheets_of(record, wide_form())  # type: ignore[arg-type]
    covered = positions(sheet)
    assert len(covered) == len(set(covered)) == len(sheet.rows) * len(sheet.columns)


def test_a_cover_has_no_lines_its_own_height_and_its_labels_at_the_left() -> None:
    (sheet,) = sheets_of(wide_record(**FULL), wide_form())
    first = sheet.rows[0]
    assert first.min_height == 12.0
    assert [(c.border, c.align) for c in first.cells[1:]] == [(False, "left"), (False, "center")]


def test_a_value_that_stands_twice_is_typed_once() -> None:
    (sheet,) = sheets_of(wide_record(**FULL), wide_form())
    typed, printed = sheet.rows[0].cells[2], sheet.rows[2].cells[1]
    assert (typed.kind, printed.kind, printed.place) == ("input", "computed", None)


@pytest.mark.parametrize(
    ("texts", "sum_"),
    [
        (["1,000.00", "0.5"], "1,000.50"),
        (["1000", "0.5"], "1000.5"),
        (["", "—", "7"], "7"),
        (["", "/"], ""),
        (["3", "三"], ""),
        (["3", "2万元"], ""),
    ],
)
def test_amounts_are_added_as_they_were_typed(texts: list[str], sum_: str) -> None:
    assert summed(texts) == sum_


AMOUNTS = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2)


@given(st.lists(AMOUNTS, min_size=1))
def test_a_sum_is_exact(amounts: list[Decimal]) -> None:
    assert Decimal(summed([f"{amount:f}" for amount in amounts])) == sum(amounts)
