"""Whether a text gives a reason, or only fills its cell."""

import re
from functools import lru_cache

from app.model.money import folded

_NOTHING = re.compile(
    r"[0\-\u2014\u2013_/\\*.。,，、;；…~]*|(?:暂?无|没有|无?偏差|无原因|暂时没有|空)[。.]?"
)
"""What counts as no reason (domain.md 5.2, #120): signs, zeros, and words for nothing."""

_FIGURE = re.compile(r"[0-9][0-9.]*%?")


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether a reason is blank, `无`, `0`, `/`, `—`, `暂无` or the like."""
    return _NOTHING.fullmatch(folded(text)) is not None


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a number alone stands where words are wanted."""
    return _FIGURE.fullmatch(folded(text)) is not None
