"""V3, V4, V5, V7: targets of no measure, of the wrong direction, of 0, or inside the name."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.change import Change, Set
from app.model.money import YUAN_IN, folded, is_blank
from app.model.quantity import Quantity, parse_quantity
from app.model.record import SCORED
from app.model.results import Finding
from app.rules.checks.ratios import bare_name, is_part_of_whole
from app.rules.checks.row import RowView
from app.rules.finding import finding, with_fix
from app.rules.tiers import tier_name
from app.rules.values import read_values

_SOFT = (
    "促进|提升|提高|改善|增强|保障|推动|推进|影响|加强|优化|维护|带动|发展|效果|效益|显著|持续|及时"
)
_MEASURED = "(?:率|度|比例|占比|比重|数量?|次|天|时间|金额)$"
_FLOOR_WORDS = ("不低于", "不少于", "不小于", "至少")
_BAD = (
    "投诉|事故|死亡|不合格|差错|违规|违法|超标|逾期|缺陷|故障|返工|流失|发病|感染|纠纷|上访"
    "|成本|支出|费用|价|时间|时限|时长|天数|期限|消耗|能耗|排放|控制"
)
_GOOD = (
    "完成|抽检|检测|检查|巡查|培训|建设|新建|改造|服务|补助|资助|救助|覆盖|发放|采购|购置|宣传|印发"
    "|新增|培育|开展|举办|组织|受益|惠及|种植|造林|整治"
)
_NO_COUNT = frozenset(("", "%", "‰", "百分点", "分", "倍", "级"))
_HUNDRED = Decimal(100)
_VALUE_IN_NAME = (
    r"(?P<name>.*?[^\s：:，,≥≤=＝><＞＜])[\s：:，,]*"
    r"(?P<value>(?:≥|≤|≧|≦|>=|<=|=|＝|>|<|＞|＜|不低于|不少于|不小于|不超过|不高于|不大于|至少"
    r"|(?<=[：:]))"
    r"\s*[0-9][0-9.,]*\s*[^0-9\s，,。；;：:≥≤=<>]{0,8})[。；;]?\s*"
)


def aim_findings(view: RowView) -> Iterator[Finding]:
    """The checks of a row's target against its name and its tier."""
    if view.kind != SCORED or not view.columns.name or not view.columns.target:
        return
    if is_blank(view.text(view.columns.target)):
        yield from _target_in_name(view)
        return
    target = read_values(view.row, view.columns).target
    if target.is_number:
        yield from _zero(view, target)
        yield from _against_words(view, target)
        if view.review:
            yield from _unmeasurable(view, target)
            yield from _against_tier(view, target)


def _target_in_name(view: RowView) -> Iterator[Finding]:
    """V7: `抽检批次≥200组` as a name, and nothing in the target cell."""
    text = view.text(view.columns.name)
    match = re.fullmatch(_VALUE_IN_NAME, text.strip(), re.DOTALL)
    if match is None or not parse_quantity(match["value"]).is_number:
        return
    name, value = match["name"].strip(), match["value"].strip()
    place = view.place(view.columns.name)
    column = view.columns.label_of(view.columns.target)
    found = finding("V7", "warning", place, found=value, row=view.name(), column=column)
    if len(name) > 1:
        target = view.place(view.columns.target)
        stored = view.row.cells.get(view.columns.target)
        steps = (Set(place, text, name), Set(target, stored, value))
        found = with_fix(found, Change("target_from_name", steps, how="fixed"))
    yield found


def _zero(view: RowView, target: Quantity) -> Iterator[Finding]:
    """V5: 0 as a target allows no ratio; `=0` and `≤0` say what is meant."""
    if target.number == 0 and target.operator in ("", "≥"):
        place = view.place(view.columns.target)
        found = view.text(view.columns.target).strip()
        yield finding("V5", "info", place, found=found, row=view.name())


def _against_words(view: RowView, target: Quantity) -> Iterator[Finding]:
    """V4: the operator in the target cell against the words of the name."""
    name = folded(view.text(view.columns.name))
    if target.operator in ("≥", ">"):
        words = tuple(w for w in view.policy.ceiling_words if len(w) > 1)
    elif target.operator in ("≤", "<"):
        words = _FLOOR_WORDS
    else:
        return
    word = next((word for word in words if word in name), "")
    if word:
        place = view.place(view.columns.target)
        values = {"row": view.name(), "word": word, "operator": target.operator}
        yield finding("V4", "warning", place, found=target.operator, **values)


def _unmeasurable(view: RowView, target: Quantity) -> Iterator[Finding]:
    """V3: `促进质量提升：100%`: nobody can count that."""
    name = bare_name(view.text(view.columns.name))
    if target.number != _HUNDRED or target.unit not in ("%", "") or re.search(_MEASURED, name):
        return
    word = re.search(_SOFT, name)
    if word is not None:
        place = view.place(view.columns.target)
        values = {"row": view.name(), "word": word[0]}
        yield finding("V3", "warning", place, found=target.shown(), **values)


def _against_tier(view: RowView, target: Quantity) -> Iterator[Finding]:
    """V4 in 预审: a cost that should be reached, a count or a good rate that should stay low."""
    place, name = view.place(view.columns.target), folded(view.text(view.columns.name))
    values = {"row": view.name(), "operator": target.operator}
    directions = {tier_name(tier): way for tier, way in view.policy.directions.items()}
    way = next((directions[t] for t in reversed(view.tiers) if t in directions), "")
    if target.operator in ("≥", ">") and way == "≤" and target.unit in YUAN_IN:
        yield finding("V4", "info", place, case="cost", found=target.operator, **values)
    if target.operator not in ("≤", "<") or way or re.search(_BAD, name):
        return
    many = target.unit not in _NO_COUNT | YUAN_IN.keys() and re.search(_GOOD, name)
    if many or is_part_of_whole(name):
        yield finding("V4", "info", place, case="count", found=target.operator, **values)
