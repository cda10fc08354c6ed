"""What the checks of a report look at."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from app.model.policy import Grade
from app.model.results import Finding
from app.prose.document import Document, Passage
from app.prose.grid import Grid, grids_of
from app.prose.quantities import Quantity, Sentence, quantities, sentences
from app.rules.checks.context import Context

_FISCAL = re.compile(r"(20[0-4][0-9])年度")
_HEAD = 60


class Report(Struct, frozen=True, dict=True):
    """A report with the grades that hold and, where one is given, its table."""

    document: Document
    grades: tuple[Grade, ...] = ()
    context: Context | None = None

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The tables as numbers."""
        return grids_of(self.document)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences with a quantity, in their order."""
        found = (s for p in self.document.passages for s in sentences(p))
        return tuple(s for s in found if s.quantities)

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """All numbers of texts and tables, in their base units."""
        said = (q.value for s in self.sentences for q in s.quantities)
        cells = (n.value for g in self.grids for line in g.lines for n in line.numbers.values())
        return frozenset((*said, *cells))

    @cached_property
    def year(self) -> int | None:
        """The fiscal year that the report is about: the first that its opening names."""
        if self.context is not None and self.context.record.year is not None:
            return self.context.record.year
        for passage in self.document.passages[:_HEAD]:
            found = _FISCAL.search(passage.text)
            if found:
                return int(found[1])
        return None

    def quantities(self) -> Iterator[Quantity]:
        """All quantities in their order."""
        for passage in self.document.passages:
            yield from quantities(passage)

    def passages(self) -> tuple[Passage, ...]:
        """All paragraphs and sentences of cells, in their order."""
        return self.document.passages


def once(found: Iterator[Finding]) -> Iterator[Finding]:
    """Each mistake once, where it stands first: the same words again are a copy of it."""
    seen: set[tuple[str, str, str]] = set()
    for each in found:
        key = each.code, each.found, each.expected
        if key not in seen:
            seen.add(key)
            yield each
