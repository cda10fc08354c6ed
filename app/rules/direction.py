"""Which way a value without an operator is meant."""

from typing import NamedTuple

from app.model.policy import Policy
from app.model.quantity import Quantity
from app.model.results import Step
from app.rules.tiers import tier_name


class Direction(NamedTuple):
    """The operator that holds, and how it was inferred (none where it was typed)."""

    operator: str
    inferred: tuple[Step, ...]


def direction(
    target: Quantity, texts: tuple[str, ...], tiers: tuple[str, ...], policy: Policy
) -> Direction:
    """The direction of a target: typed, else by tier, else by wording, else ≥ (design.md).

    Args:
        target: the target as read.
        texts: the indicator's name and the target as typed, for ceiling words (不超过 …).
        tiers: the row's tier names from the outermost inwards.
        policy: its `directions` and `ceiling_words`.
    """
    if target.operator:
        loose = (Step("OPERATOR_LOOSE", {"operator": target.operator}),) if target.loose else ()
        return Direction(target.operator, loose)
    for tier in reversed(tiers):
        for name, operator in policy.directions.items():
            if tier and tier_name(name) == tier:
                values = {"tier": tier, "operator": operator}
                return Direction(operator, (Step("DIRECTION_TIER", values),))
    for word in policy.ceiling_words:
        if any(word in text for text in texts):
            return Direction("≤", (Step("DIRECTION_WORDS", {"word": word, "operator": "≤"}),))
    return Direction("≥", (Step("DIRECTION_DEFAULT", {"operator": "≥"}),))
