"""P1, P6: rates above a hundred percent, and values that do not suit their indicator's name."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from app.model.money import folded
from app.model.quantity import Quantity
from app.model.record import SCORED
from app.model.results import Finding
from app.rules.checks.row import RowView
from app.rules.finding import finding
from app.rules.values import read_values

_PARTS = """
合格 覆盖 满意 及格 普及 知晓 达标 入学 签约 查处 立案 整改 办结 及时 准确 成活 出勤 有效 优良 优秀
到课 参保 接种 建档 通过 公开 合规 规范 完好 保存 巩固 毕业 就业 入住 受益 回收 响应 处置 处理 发现
检出 治愈 登记 验收 支持 认可 投诉 差错 流失 死亡 发病 感染 不合格 未达标
"""
_PART_RATE = rf"(?:{'|'.join(_PARTS.split())})(?:率|比例)|满意程?度|知晓度|认可度"
"""A part of a whole: never above 100 %. Completion and growth may exceed it (domain.md P1)."""

_NO_RATE = "[频效功税利汇速费曲倍斜概]率|[血]?比例尺"
_COUNTED = "数量|人数|次数|个数|件数|户数|场次|批次|人次|家次|面积|金额|里程|篇数|项数"
_SHARES = frozenset(("%", "‰", "百分点"))
_NO_COUNT = frozenset(("", "分", "倍", "级", "成", "折", *_SHARES))
_OF_COUNTS = frozenset(("rate", "tasks", "deduction", "mixed"))
"""Rules that make the rate themselves, or that count incidents."""

_HUNDRED = Decimal(100)


def ratio_findings(view: RowView) -> Iterator[Finding]:
    """P1 where a part exceeds its whole, P6 where name and value are of two kinds."""
    if view.kind != SCORED or not view.columns.name:
        return
    name = bare_name(view.text(view.columns.name))
    values = read_values(view.row, view.columns)
    cells = ((view.columns.actual, values.actual), (view.columns.target, values.target))
    if is_part_of_whole(name):
        yield from _above_whole(view, cells)
    yield from _other_kind(view, name, cells[::-1])


@lru_cache(maxsize=8192)
def bare_name(name: str) -> str:
    """A name without white space and without what a bracket adds behind it."""
    return re.sub(r"\([^()]*\)$", "", folded(name)).rstrip("：:。;,")


@lru_cache(maxsize=8192)
def is_part_of_whole(name: str) -> bool:
    """Whether a name tells a share of a whole, such as 合格率 or 满意度."""
    return re.search(f"(?:{_PART_RATE})$", bare_name(name)) is not None


def _above_whole(view: RowView, cells: tuple[tuple[str, Quantity], ...]) -> Iterator[Finding]:
    for column, quantity in cells:
        number = quantity.number
        if not quantity.is_number or number is None or quantity.trend:
            continue
        if quantity.unit in ("%", "") and number > _HUNDRED:
            values = {"row": view.name(), "column": view.columns.label_of(column)}
            found = quantity.shown()
            yield finding(
                "P1", "warning", view.place(column), found=found, expected="≤ 100%", **values
            )
            return


def _other_kind(
    view: RowView, name: str, cells: tuple[tuple[str, Quantity], ...]
) -> Iterator[Finding]:
    rate = re.search("(?:率|比例|占比|比重)$", name) and not re.search(f"(?:{_NO_RATE})$", name)
    counted = re.search(f"(?:{_COUNTED})$", name)
    if not rate and not counted:
        return
    for column, quantity in cells:
        if not quantity.is_number or quantity.trend or not quantity.number:
            continue
        values = {"row": view.name(), "column": view.columns.label_of(column)}
        counts = quantity.unit not in _NO_COUNT and "/" not in quantity.unit
        if rate and counts and view.score.rule not in _OF_COUNTS:
            yield finding("P6", "warning", view.place(column), found=quantity.shown(), **values)
            return
        if counted and quantity.unit in _SHARES:
            found = quantity.shown()
            yield finding("P6", "info", view.place(column), case="count", found=found, **values)
            return
