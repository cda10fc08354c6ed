"""Tier names as they are compared: without line breaks and without the weight in brackets."""

import re
from decimal import Decimal
from functools import lru_cache

from app.model.money import folded

_WEIGHT = re.compile(r"\(([0-9]+(?:\.[0-9]+)?)(?:分|%)\)$")


@lru_cache(maxsize=4096)
def tier_name(text: str) -> str:
    """`经济效益⏎指标` is `经济效益指标`, `产出指标（50分）` is `产出指标`.

    A name that is nothing but its weight stays, so that two of them are two tiers.
    """
    whole = folded(text)
    return _WEIGHT.sub("", whole) or whole


@lru_cache(maxsize=4096)
def declared_weight(text: str) -> Decimal | None:
    """The weight that a tier names itself, as local forms do: `产出指标（50分）` gives 50."""
    found = _WEIGHT.search(folded(text))
    return None if found is None else Decimal(found[1])
