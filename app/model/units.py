"""Units of indicator values: their spellings, and which ones can be converted."""

import re
from decimal import Decimal

from app.model.money import YUAN_IN, exact_quotient

_MULTIPLES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
}

_LIST = """
% ‰ 百分点 个百分点 百分比 元 千元 万元 百万元 亿元
个 家 家次 户 户次 人 人次 人天 人日 次 次数 场 场次 期 期次 篇 份 册 本 张 条 项 件
批 批次 组 种 类 台 套 辆 艘 架 支 只 头 株 棵 栋 座 处 所 间 块 段 名 位 例 起 宗 笔
幅 枚 副 把 盏 根 口 眼 集 部 版 班 班次 课时 学时 站 村 镇 乡 县 片 包 箱 标箱
吨 千克 公斤 克 kg 公里 千米 米 厘米 毫米 km m 平方米 平方公里 立方米 亩 公顷 升
千瓦时 千瓦 度 分 级 倍 天 日 工作日 个工作日 小时 分钟 秒 周 月 个月 季度 年
辆次 车次 台次 架次 艘次 趟 趟次 项次 例次 门 节 款 则 幢 学期 °C ℃ 微克 毫克 分贝
平方 立方 mg ug μg
"""
KNOWN = frozenset(_LIST.split())
"""Units that are recognised after a number (domain.md, section 5.1)."""

_SPELLINGS = {
    "百分比": "%",
    "个百分点": "百分点",
    "个工作日": "工作日",
    "个月": "月",
    "日": "天",
    "人日": "人天",
    "次数": "次",
    "°C": "℃",
    "km": "公里",
    "千米": "公里",
    "m": "米",
    "kg": "千克",
    "公斤": "千克",
    "平方": "平方米",
    "立方": "立方米",
    "mg": "毫克",
    "ug": "微克",
    "μg": "微克",
    "m2": "平方米",
    "m3": "立方米",
    "L": "升",
}

# Unit -> the unit it is measured in, and how many of those it holds.
_BASES: dict[str, tuple[str, Decimal]] = {
    **{unit: ("元", value) for unit, value in YUAN_IN.items() if unit.endswith("元")},
    "%": ("%", Decimal(1)),
    "‰": ("%", Decimal("0.1")),
    "公里": ("米", Decimal(1_000)),
    "米": ("米", Decimal(1)),
    "厘米": ("米", Decimal("0.01")),
    "毫米": ("米", Decimal("0.001")),
    "吨": ("千克", Decimal(1_000)),
    "千克": ("千克", Decimal(1)),
    "克": ("千克", Decimal("0.001")),
    "毫克": ("千克", Decimal("0.000001")),
    "微克": ("千克", Decimal("0.000000001")),
    # In thirds of a square metre, of which a 亩 (one fifteenth of a 公顷) holds a whole number.
    "平方公里": ("平方米", Decimal(3_000_000)),
    "公顷": ("平方米", Decimal(30_000)),
    "亩": ("平方米", Decimal(2_000)),
    "平方米": ("平方米", Decimal(3)),
    "小时": ("分钟", Decimal(60)),
    "分钟": ("分钟", Decimal(1)),
    "年": ("月", Decimal(12)),
    "季度": ("月", Decimal(3)),
    "月": ("月", Decimal(1)),
}

BARE_MULTIPLES = ("百万", "千万", "万", "亿")
"""Multiples that people write without a unit: `60万`."""

_KNOWN_PATTERN = "|".join(sorted(map(re.escape, KNOWN), key=len, reverse=True))
_MULTIPLE_PATTERN = "|".join(sorted(_MULTIPLES, key=len, reverse=True))
_BARE_PATTERN = "|".join(BARE_MULTIPLES)
UNIT_PATTERN = (
    rf"(?:(?:{_KNOWN_PATTERN}|(?:{_MULTIPLE_PATTERN})(?:{_KNOWN_PATTERN}))"
    rf"(?:[/·](?:m[23]|[^\W\d_]{{1,4}}))*|{_BARE_PATTERN})"
)
"""A regular expression for a unit behind a number, with its multiple (`万人次`, `万元/家`)."""


def normal_unit(unit: str) -> str:
    """The usual spelling of a unit: `个百分点` is `百分点`, `日` is `天`."""
    parts = unit.strip("()[]").replace("·", "/").split("/")
    return "/".join(_SPELLINGS.get(part, part) for part in parts)


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """The value in another unit, or none where the two cannot be compared."""
    if unit == into:
        return value
    found, wanted = _measured(unit, into), _measured(into, unit)
    if found[0] != wanted[0]:
        return None
    return exact_quotient(value * found[1], wanted[1])


def _measured(unit: str, beside: str) -> tuple[str, Decimal]:
    """The base unit and how many of it the unit holds."""
    if unit in BARE_MULTIPLES:
        unit += "元" if "元" in beside.partition("/")[0] else _split(beside)[1]
    head, slash, rest = unit.partition("/")
    multiple, inner = ("", head) if head in _BASES else _split(head)
    base, factor = _BASES.get(normal_unit(inner), (normal_unit(inner), Decimal(1)))
    return base + slash + rest, factor * _MULTIPLES.get(multiple, Decimal(1))


def _split(unit: str) -> tuple[str, str]:
    """`万人次` into its multiple and the unit it multiplies."""
    for multiple in _MULTIPLES:
        if unit.startswith(multiple) and unit[len(multiple) :] in KNOWN:
            return multiple, unit[len(multiple) :]
    return "", unit
