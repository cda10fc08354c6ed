"""The words by which people call the cells of a form: its own wording, and what is usual."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from app.locate import data_dir
from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FormDefinition,
    FundsSection,
    GoalColumn,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    SignaturesSection,
    TextSection,
)
from app.model.money import folded
from app.model.places import Place
from app.rules.columns import one_line

INDICATOR, MONEY, SINGLE = "indicator", "money", "single"
"""What a word names: a column of an indicator table, a column of money rows, or one cell."""


class Word(NamedTuple):
    """A word for a column (`section`, `field`), or for one cell; `own` is the form's wording."""

    text: str
    kind: str
    section: str
    field: str
    own: bool = True


class Mention(NamedTuple):
    """A word found in a text, from `start` to `end`."""

    start: int
    end: int
    word: Word


@cache
def _usual_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """How cells are usually called, by kind and role."""
    path = data_dir("resources") / "remark_words.toml"
    read: dict[str, dict[str, list[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return read


_BRACKETS = re.compile(r"[（(].*?[)）]")
_SHORTEST = 2


def words_of(definition: FormDefinition) -> tuple[Word, ...]:
    """All words of a form, the longest first."""
    found = [w for w in _all(definition) if len(w.text) >= _SHORTEST]
    first: dict[tuple[str, str, str, str], Word] = {}
    for word in found:
        first.setdefault((word.text, word.kind, word.section, word.field), word)
    return tuple(sorted(first.values(), key=lambda w: (-len(w.text), not w.own)))


def mentions(text: str, words: Sequence[Word], hidden: Sequence[tuple[int, int]]) -> list[Mention]:
    """The words that a text holds, by where they stand; a longer word hides those within it.

    Several words may stand at one spot (得分 of an indicator or of the money). `hidden` spans
    (names of indicators and projects) are no words.
    """
    taken: list[tuple[int, int]] = list(hidden)
    found: list[Mention] = []
    for word in words:
        start = text.find(word.text)
        while start >= 0:
            span = (start, start + len(word.text))
            if span in taken or not any(a < span[1] and span[0] < b for a, b in taken):
                found.append(Mention(*span, word))
                if span not in taken:
                    taken.append(span)
            start = text.find(word.text, start + 1)
    return sorted(found, key=lambda m: m.start)


def _all(definition: FormDefinition) -> Iterator[Word]:
    for section in definition.sections():
        match section:
            case IndicatorsSection() | RowsSection():
                yield from _of_table(section)
            case FundsSection():
                yield from _of_money(section)
            case GoalsSection():
                yield from _of_goals(section)
            case FieldsSection():
                yield from _of_fields(section)
            case TextSection(items=items) | SignaturesSection(items=items):
                labels = ((item.label, item.field) for item in items)
                yield from (_own(label, SINGLE, section.id, field) for label, field in labels)
            case ChapterSection(items=chapters):
                titles = ((c.title, c.field) for c in chapters if c.field)
                yield from (_own(title, SINGLE, section.id, field) for title, field in titles)
            case _:
                pass
    for total in definition.totals():
        for cell in total.cells:
            yield from _usual(
                _usual_words()["total"].get(cell.value, ()), SINGLE, total.id, cell.value
            )


def _of_table(section: IndicatorsSection | RowsSection) -> Iterator[Word]:
    for column in section.columns:
        yield _own(column.label, INDICATOR, section.id, column.id)
        usual = _usual_words()["indicator"].get(column.role, ())
        yield from _usual(usual, INDICATOR, section.id, column.id)


def _of_goals(section: GoalsSection) -> Iterator[Word]:
    for at, goal in enumerate(section.columns):
        yield _own(goal.label, SINGLE, section.id, goal.field)
        usual = _usual_words()["goals"].get(goal.role or _goal_role(at, section.columns), ())
        yield from _usual(usual, SINGLE, section.id, goal.field)


def _of_money(section: FundsSection) -> Iterator[Word]:
    usual, meant = _usual_words()["money"], dict[str, str]()
    meant |= {section.initial: "initial", section.denominator: "annual"}
    meant |= {section.numerator: "executed"}
    for column in section.columns:
        yield _own(column.label, MONEY, section.id, column.id)
        called = usual.get(meant.get(column.id, column.role), ())
        yield from _usual(called, MONEY, section.id, column.id)


def _of_fields(section: FieldsSection) -> Iterator[Word]:
    for line in section.lines:
        label = ""
        for item in line:
            if item.field and label:
                yield _own(label, SINGLE, section.id, item.field)
            label = item.label or label


def _goal_role(at: int, columns: Sequence[GoalColumn]) -> str:
    if at == 0:
        return "planned"
    return "done" if at == len(columns) - 1 else ""


def _own(label: str, kind: str, section: str, field: str) -> Word:
    bare = _BRACKETS.sub("", one_line(label)) or one_line(label)
    return Word(folded(bare).rstrip(":"), kind, section, field)


def _usual(texts: Sequence[str], kind: str, section: str, field: str) -> Iterator[Word]:
    return (Word(folded(text), kind, section, field, own=False) for text in texts)


def single_place(word: Word) -> Place:
    """The cell that a word for one cell names."""
    return Place(word.section, None, word.field)
