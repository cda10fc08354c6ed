"""Names of items: whether the text and a table speak of the same one."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

_MARKS = re.compile(r"[（）()、，,。；:：“”\"‘’'《》\s及和与]")
_TAG = re.compile(r"^[（(]([^（）()]{2,12})[）)]")
_ALIKE = 0.5
_WHOLE = 8


class Name(NamedTuple):
    """A name: who is in charge of it (in brackets before it), and its bare words."""

    tag: str
    core: str


@lru_cache(maxsize=8192)
def name_of(text: str) -> Name:
    """`（特设处）特设安全监管项目` as its tag and its words without marks."""
    tag = _TAG.match(text)
    rest = text[tag.end() :] if tag else text
    return Name(tag[1] if tag else "", _MARKS.sub("", rest))


@lru_cache(maxsize=65536)
def same(one: Name, two: Name) -> bool:
    """Whether two names mean one item: the same words, or the same tag before like words."""
    if not one.core or not two.core:
        return False
    if one.tag and two.tag:
        if one.tag != two.tag:
            return False
        return one.core == two.core or _ratio(one.core, two.core) >= _ALIKE
    return one.core == two.core and len(one.core) >= _WHOLE


def closest(name: Name, known: Iterable[Name]) -> Name | None:
    """The one of several names that means the item, by its very words or by the most alike."""
    alike = [other for other in known if same(name, other)]
    return max(alike, key=lambda other: _ratio(name.core, other.core), default=None)


def _ratio(one: str, two: str) -> float:
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
