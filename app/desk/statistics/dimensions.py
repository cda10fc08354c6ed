"""The dimensions that tables are grouped by: their values, words and order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from app.desk.facts import TierFact
from app.desk.forms import gallery
from app.desk.stages import STATE_WORDS
from app.desk.statistics.entries import Entry
from app.desk.texts import catalogue, sentence
from app.model.states import FILLER_STATES

BLANK = ""
"""The key of tables without a value in a dimension."""
UNSCORED = "?"
"""The key of tables without a whole total in the dimension of grades."""
_EXECUTION = "execution"
_OWN = "="
"""What goes before the name of a first tier, whatever a form calls it."""


class Slice(NamedTuple):
    """A table, or the part of it that a dimension of parts looks at: a block, or a finding."""

    entry: Entry
    tier: TierFact | None = None
    code: str = ""


class Dimension(NamedTuple):
    """How tables are grouped.

    `split` gives the key and slice of each group that a slice belongs to: one group, but for a
    dimension of `parts` (first tiers, findings), where a table may belong to several or to none.
    """

    name: str
    split: Callable[[Slice], Iterable[tuple[str, Slice]]]
    parts: bool = False


def _by_text(name: str) -> Dimension:
    def split(part: Slice) -> Iterable[tuple[str, Slice]]:
        text = getattr(part.entry.header, name)
        return ((" ".join(str(text).split()) if text else BLANK, part),)

    return Dimension(name, split)


def _by_grade(part: Slice) -> Iterable[tuple[str, Slice]]:
    entry = part.entry
    return ((UNSCORED if entry.total is None else entry.grade or BLANK, part),)


def _by_tier(part: Slice) -> Iterable[tuple[str, Slice]]:
    for tier in part.entry.facts.tiers:
        key = _EXECUTION if tier.kind == _EXECUTION else _OWN + tier.name
        yield key, part._replace(tier=tier)


def _by_finding(part: Slice) -> Iterable[tuple[str, Slice]]:
    for code in part.entry.facts.findings:
        yield code, part._replace(code=code)


DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        _by_text("year"),
        _by_text("department"),
        _by_text("unit"),
        _by_text("fund_nature"),
        _by_text("section"),
        _by_text("form"),
        _by_text("state"),
        Dimension("grade", _by_grade),
        Dimension("tier", _by_tier, parts=True),
        Dimension("finding", _by_finding, parts=True),
    )
}
_WORDS = {
    "year": "STATISTICS_YEAR",
    "department": "STATISTICS_DEPARTMENT",
    "unit": "STATISTICS_OFFICE",
    "fund_nature": "STATISTICS_NATURE",
    "section": "STATISTICS_SECTION",
    "form": "STATISTICS_FORM",
    "state": "STATISTICS_STATE",
    "grade": "STATISTICS_GRADE",
    "tier": "STATISTICS_TIER",
    "finding": "STATISTICS_FINDING",
}
_FIXED = {
    ("grade", UNSCORED): "STATISTICS_UNSCORED",
    ("grade", BLANK): "STATISTICS_NO_GRADE",
    ("tier", _EXECUTION): "STATISTICS_EXECUTION",
}


def dimension_name(name: str, language: str = "zh") -> str:
    """What a dimension is called."""
    return sentence(_WORDS[name], language)


def key_name(dimension: str, key: str, language: str = "zh") -> str:
    """What a group of a dimension is called."""
    code = _FIXED.get((dimension, key), "STATISTICS_BLANK" if key == BLANK else "")
    if dimension == "state" and key in STATE_WORDS:
        code = STATE_WORDS[key]
    if code:
        return sentence(code, language)
    if dimension == "form":
        return gallery().title(key)
    if dimension == "finding":
        named = catalogue(language).check_text(key, "name")
        return key if named == key else f"{key} {named}"
    return key.removeprefix(_OWN) if dimension == "tier" else key


def ordered(dimension: str, groups: Mapping[str, Sequence[Slice]]) -> list[str]:
    """The keys of groups in the order of a table: years, states and grades in their own, all
    others by how many tables they hold; what is blank stands last.
    """
    own = _own_order(dimension, groups)
    if own is not None:
        rank = {key: number for number, key in enumerate(own)}
        known = sorted(groups, key=lambda key: rank.get(key, len(rank)))
    elif dimension == "finding":
        known = sorted(groups, key=lambda key: (-findings_in(groups[key]), key))
    else:
        known = sorted(groups, key=lambda key: (-len(groups[key]), key))
    last = [key for key in (BLANK, UNSCORED) if key in groups]
    return [key for key in known if key not in last] + last


def _own_order(dimension: str, groups: Mapping[str, Sequence[Slice]]) -> Sequence[str] | None:
    match dimension:
        case "year":
            return sorted(groups)
        case "state":
            return FILLER_STATES
        case "grade" | "tier":
            return list(groups)
        case _:
            return None


def findings_in(parts: Iterable[Slice]) -> int:
    """How many findings stand in some tables; of one code where the slices look at one."""
    return sum(
        part.entry.facts.findings[part.code]
        if part.code
        else sum(part.entry.facts.findings.values())
        for part in parts
    )
