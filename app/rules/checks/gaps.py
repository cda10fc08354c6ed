"""X10: a report that quotes a figure which the record does not hold, or has a gap left."""

import re
from collections.abc import Iterator
from functools import cache

from app.model.definition import ChapterSection
from app.model.places import Place
from app.model.results import Finding
from app.rules.checks.context import Context
from app.rules.columns import short
from app.rules.finding import finding
from app.rules.report_values import Gap, ReportValues, filled_text

_TO_FILL = re.compile(r"【请补充[：:]?([^【】]*)】")
_MOST_NAMED = 3


def gap_findings(context: Context) -> Iterator[Finding]:
    """At most three findings a chapter: blank figures, unknown names, gaps of the first draft."""

    @cache
    def values() -> ReportValues:
        return ReportValues(context.record, context.definition, context.scores)

    for section in context.definition.sections():
        if isinstance(section, ChapterSection):
            for item in section.items:
                place = Place(section.id, None, item.field)
                text = context.record.text(place) if item.field else ""
                if text:
                    yield from _of_chapter(place, text, filled_text(text, values).gaps)


def _of_chapter(place: Place, text: str, gaps: tuple[Gap, ...]) -> Iterator[Finding]:
    blank = [gap.label for gap in gaps if not gap.unknown]
    if blank:
        yield finding("X10", "warning", place, names=_named(blank))
    unknown = [gap for gap in gaps if gap.unknown]
    if unknown:
        tokens = _named([gap.token for gap in unknown])
        nearest = unknown[0].nearest if len(unknown) == 1 else ""
        yield finding(
            "X10",
            "warning",
            place,
            case="nearest" if nearest else "unknown",
            names=tokens,
            nearest=nearest,
        )
    wanted = [found.strip() for found in _TO_FILL.findall(text)]
    if wanted:
        yield finding("X10", "warning", place, case="draft", names=_named(wanted))


def _named(names: list[str]) -> str:
    """The first few names, each once, and how many more there are."""
    known = list(dict.fromkeys(short(name) or "……" for name in names))
    shown = "、".join(f"“{name}”" for name in known[:_MOST_NAMED])
    rest = len(known) - _MOST_NAMED
    return f"{shown}等{len(known)}处" if rest > 0 else shown
