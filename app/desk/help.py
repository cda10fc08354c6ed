"""The in-program help: chapters of a guide, each belonging to places of the window."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.locate import data_dir

START = "start"
"""The place that stands for the program as a whole."""

_GROUP = "## "
_TITLE = "### "
_PLACES = re.compile(r"<!-- ([\w -]+) -->")
_MARKS = re.compile(r"[*`|]")


class Chapter(NamedTuple):
    """A chapter of the guide.

    `group` is the heading above it, `text` its Markdown without title, `places` name where F1
    leads to it: section kinds of the paper, panels of the window, rooms and dialogs.
    """

    group: str
    title: str
    text: str
    places: tuple[str, ...]


def help_text(language: str) -> str:
    """The guide as Markdown in a language, Chinese where there is no other."""
    folder = data_dir("i18n")
    wanted = folder / f"help.{language}.md"
    path = wanted if wanted.is_file() else folder / "help.zh.md"
    return path.read_text(encoding="utf-8")


def chapters(language: str) -> tuple[Chapter, ...]:
    """The chapters of the guide in their order."""
    found: list[Chapter] = []
    for block in help_text(language).split(f"\n{_GROUP}")[1:]:
        group, *parts = block.split(f"\n{_TITLE}")
        for part in parts:
            title, _, text = part.partition("\n")
            named = _PLACES.search(text)
            places = tuple(named[1].split()) if named else ()
            found.append(Chapter(group.strip(), title, _PLACES.sub("", text).strip(), places))
    return tuple(found)


def chapter_for(guide: Sequence[Chapter], place: str) -> Chapter:
    """The chapter of a place; the first one where no chapter knows it."""
    return next((chapter for chapter in guide if place in chapter.places), guide[0])


def matching(guide: Sequence[Chapter], text: str) -> tuple[Chapter, ...]:
    """The chapters that hold every word of a text, those with all words in the title first."""
    words = text.casefold().split()
    found = [chapter for chapter in guide if _holds(f"{chapter.title}\n{chapter.text}", words)]
    return tuple(sorted(found, key=lambda chapter: not _holds(chapter.title, words)))


def _holds(text: str, words: Sequence[str]) -> bool:
    plain = _MARKS.sub("", text).casefold()
    return all(word in plain for word in words)
