"""Which way a value without an operator is meant."""

import re
from typing import NamedTuple

from app.model.money import folded
from app.model.policy import Policy
from app.model.quantity import Quantity
from app.model.results import Step
from app.rules.tiers import tier_name


class Direction(NamedTuple):
    """The operator that holds, and how it was inferred (none where it was typed)."""

    operator: str
    inferred: tuple[Step, ...]


_CEILING_NAMES = re.compile(
    "(?:成本|预算|费用|支出|经费|造价|投资)[^,、]{0,2}控制[率数]|超支|死亡率|发案率|违规率|流失率|损耗率|缺陷率"
    "|不合格率|(?:事故|投诉|信访|差错|失误)(?:[^,、]{0,3}(?:率|数|量|起)|$)|成本|费用|造价|单价"
)
"""Words in an indicator's name whose less is better (domain.md 5.1, 11).

控制 alone is none: of 高血压随访控制数 more is better.
"""

_FLOOR_NAMES = (
    "(?:办结|处理|处置|处结|回复|答复|响应|及时|完成|满意|达标|合格|覆盖|整改|化解|受理|调处|知晓|规范|准确"
    "|节约|降低|下降|减少|压减|有效|查处|结案|公开)[^,、]{0,2}(?:率|度|比例|幅度|额|性|量|数)"
)
"""Names whose more is better although such a word stands in them (`投诉办结率`, `成本节约率`)."""

_TASKS = "完成[0-9]+[项个件]"


def direction(
    target: Quantity, texts: tuple[str, ...], tiers: tuple[str, ...], policy: Policy
) -> Direction:
    """The direction of a target: typed, else by tier, else by wording, else ≥ (design.md).

    The number of a fall (`下降5%`) is its size: the name speaks of what falls, so that more is
    better whatever the name or the tier.

    Args:
        target: the target as read.
        texts: the indicator's name and the target as typed, for ceiling words (不超过 …).
        tiers: the row's tier names from the outermost inwards.
        policy: its `directions` and `ceiling_words`.
    """
    if target.operator:
        return Direction(target.operator, _typed(target))
    if target.trend == "down":
        return Direction("≥", (_inferred("DIRECTION_FALL", "≥"),))
    for tier in reversed(tiers):
        for name, operator in policy.directions.items():
            if tier and tier_name(name) == tier:
                values = {"tier": tier, "operator": operator}
                return Direction(operator, (Step("DIRECTION_TIER", values),))
    return _by_words(texts, policy) or Direction("≥", (_inferred("DIRECTION_DEFAULT", "≥"),))


def _typed(target: Quantity) -> tuple[Step, ...]:
    """What was read into an operator that was typed."""
    found = []
    if target.loose:
        found.append(_inferred("OPERATOR_LOOSE", target.operator))
    if target.doubled:
        found.append(_inferred("OPERATOR_DOUBLED", target.operator))
    return tuple(found)


def _by_words(texts: tuple[str, ...], policy: Policy) -> Direction | None:
    for word in policy.ceiling_words:
        if any(word in text for text in texts):
            return Direction("≤", (_inferred("DIRECTION_WORDS", "≤", word=word),))
    name = folded(texts[0]) if texts else ""
    if re.search(_FLOOR_NAMES, name) is None:
        found = _CEILING_NAMES.search(name)
        if found is not None:
            return Direction("≤", (_inferred("DIRECTION_NAME", "≤", word=found[0]),))
    if any(re.match(_TASKS, folded(text)) for text in texts[1:]):
        return Direction("=", (_inferred("DIRECTION_TASKS", "="),))
    return None


def _inferred(code: str, operator: str, **values: str) -> Step:
    return Step(code, {"operator": operator, **values})
