"""The words of official forms, and what a label of a blank form says by them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from app.locate import data_dir

_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_ODD = re.compile(r"[^\w]+")
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
_ID_LENGTH = 16


@cache
def words() -> dict[str, Any]:
    """The word lists of `resources/form_words.toml`."""
    path = data_dir("resources") / "form_words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def flat(text: str) -> str:
    """A label without blanks and line ends."""
    return _BLANKS.sub("", text)


def bare(text: str) -> str:
    """A label without blanks and what it says in brackets."""
    return _BRACKETS.sub("", flat(text)).rstrip("：:") or flat(text)


def says(text: str, name: str) -> bool:
    """Whether a label holds one of the words of a list."""
    return holds(text, words()[name])


def holds(text: str, wanted: Iterable[str]) -> bool:
    """Whether a label holds one of some words."""
    label = flat(text)
    return bool(label) and any(word in label for word in wanted)


def role_of(text: str, table: str) -> str:
    """The first role of a table of words that a label has, empty where none."""
    label = bare(text)
    found = (role for role, wanted in words()[table].items() if holds(label, wanted))
    return next(found, "") if label else ""


def is_weight(text: str) -> bool:
    """Whether a text is points such as `10` or `2.5`."""
    return _NUMBER.fullmatch(text.strip()) is not None


class Names:
    """Gives ids that are not taken: known ones for known labels, else the label itself."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def new(self, label: str, otherwise: str) -> str:
        """An id for a label; `otherwise` where the label has nothing to make one of."""
        known = words()["ids"].get(flat(label)) or words()["ids"].get(bare(label))
        made = known or _ODD.sub("", bare(label))[:_ID_LENGTH].strip("_") or otherwise
        return self.free(made)

    def free(self, wanted: str) -> str:
        """This id, with a number where it is taken."""
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}{number}"
        self._taken.add(name)
        return name
