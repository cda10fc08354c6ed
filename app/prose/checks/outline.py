"""The headings of a report that bear points, with what is written below each."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from app.model.money import parse_points
from app.prose.checks.report import Report
from app.prose.document import Passage

_POINTED = re.compile(
    r"^(?P<mark>[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.、]|（[0-9]+）|)"
    r"(?P<name>(?<=[）.、])[^。；（）]{2,32}|[^，。；（）]{2,24})（(?P<points>[0-9]{1,3}(?:\.[0-9]+)?)分）$"
)
_CODED = re.compile(r"^[A-Z][0-9]{1,3}(?P<name>[\u4e00-\u9fffA-Z（].{2,36})$")
_MAIN = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_GIVEN = re.compile(r"得(?:分)?(?:为|满分)*([0-9]+(?:\.[0-9]+)?)分|(不得分)")
_LONGEST = 40


class Item(NamedTuple):
    """A heading: its mark, its name, its weight where it bears one, and the text below it."""

    passage: Passage
    mark: str
    name: str
    weight: Decimal | None
    body: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """All that is written below the heading."""
        return "".join(passage.text for passage in self.body)

    @property
    def given(self) -> tuple[Passage, "re.Match[str]"] | None:
        """Where the text gives points for the last time."""
        found = [(p, match) for p in self.body for match in _GIVEN.finditer(p.text)]
        return found[-1] if found else None

    @property
    def score(self) -> Decimal | None:
        """The points that the text gives last, zero for 不得分, none where it gives none."""
        if self.given is None:
            return None
        match = self.given[1]
        return Decimal(0) if match[2] else parse_points(match[1])


def weighted_items(report: Report) -> tuple[Item, ...]:
    """The headings that end with their points: `（1）宣传（5分）`."""
    return tuple(_items(report, _POINTED))


def coded_items(report: Report) -> tuple[Item, ...]:
    """The headings that begin with a code of the indicator system: `B225 报销流程规范性`."""
    return tuple(_items(report, _CODED))


def _items(report: Report, pattern: "re.Pattern[str]") -> Iterator[Item]:
    passages = report.document.paragraphs
    heads = [(i, m) for i, p in enumerate(passages) if (m := _match(p, pattern))]
    for index, (at, match) in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else len(passages)
        body = []
        for passage in passages[at + 1 : end]:
            if _MAIN.match(passage.text) and len(passage.text) < _LONGEST:
                break
            body.append(passage)
        named = match.groupdict()
        weight = parse_points(named["points"]) if named.get("points") else None
        yield Item(passages[at], named.get("mark") or "", match["name"], weight, tuple(body))


def _match(passage: Passage, pattern: "re.Pattern[str]") -> "re.Match[str] | None":
    return pattern.match(passage.text) if len(passage.text) < _LONGEST else None
