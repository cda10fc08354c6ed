"""Statistics as tables: tables of the ledger grouped by one dimension or two, and added up."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct

from app.desk.statistics.dimensions import DIMENSIONS, Slice, key_name, ordered
from app.desk.statistics.entries import AMOUNTS, Entries, Entry, grade_order
from app.desk.statistics.measures import MEASURES, Figure, Group, is_weighted
from app.model.faults import FaultError
from app.model.money import folded, round_half_up

REST = "*"
"""The key of the columns of a cross table that stand together in its last one."""
_MOST_COLUMNS = 8
"""More columns than there are fillings could not be told apart in a chart."""


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """What statistics show.

    `by` and `by2` name dimensions; a cross table shows the first of the `measures`. `plot` names
    the measures that are drawn, the first one where it is empty. `filters` holds the keys that
    are looked at, by dimension. `year` is none for all years.
    """

    by: str
    by2: str = ""
    measures: tuple[str, ...] = ("records",)
    plot: tuple[str, ...] = ()
    chart: Literal["", "bar", "stacked", "line"] = "bar"
    year: int | None = None
    filters: dict[str, tuple[str, ...]] = {}


class Column(NamedTuple):
    """A column: its measure, and the group of the second dimension that it looks at (none: all)."""

    measure: str
    key: str | None = None


class Row(NamedTuple):
    """A group with its figures, one for each column, and the tables behind each of them."""

    key: str
    figures: tuple[Figure, ...]
    behind: tuple[tuple[Entry, ...], ...]


class Missing(NamedTuple):
    """What the figures do not hold, in numbers of tables.

    Attributes:
        unscored: their totals are not whole (未评).
        exempt: 不参评, not counted at all.
        other_forms: of forms that earn no points, not counted at all.
        amounts: tables without an amount, by the amount's name.
        unweighted: whole totals without a budget to weigh them by.
        doubles: project codes that several tables of one year bear.
        unread: titles of tables whose figures cannot be had.
        stopped: the reading was stopped.
        rounding: the exact sums of the amounts that differ from the sums of printed ones.
    """

    unscored: int
    exempt: int
    other_forms: int
    amounts: dict[str, int]
    unweighted: int
    doubles: int
    unread: tuple[str, ...]
    stopped: bool
    rounding: dict[str, Decimal]


class Statistics(NamedTuple):
    """The answer to a question: rows in order, their sum, and what is missing."""

    question: Question
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    missing: Missing
    entries: tuple[Entry, ...]


def statistics(entries: Entries, question: Question) -> Statistics:
    """Group and add up.

    Raises:
        FaultError: STATISTICS_001 a dimension or a measure does not exist; STATISTICS_002 a
            measure does not suit a dimension of parts.
    """
    refuse_unknown(question)
    chosen, exempt, other = select(entries, question)
    slices = [Slice(entry) for entry in chosen]
    groups = _groups(slices, question.by)
    whole = _whole(groups, slices, question.by)
    columns, divide = _columns(whole, question)
    rows = tuple(_row(key, groups[key], columns, divide) for key in ordered(question.by, groups))
    return Statistics(
        question,
        columns,
        rows,
        _row("", whole, columns, divide),
        missing_of(chosen, exempt, other, entries),
        tuple(chosen),
    )


def refuse_unknown(question: Question) -> None:
    """Refuse a question that names what does not exist.

    Raises:
        FaultError: STATISTICS_001 or STATISTICS_002.
    """
    named = [question.by, *filter(None, [question.by2]), *question.filters]
    wrong = [name for name in named if name not in DIMENSIONS]
    measures = [*question.measures, *question.plot]
    wrong += [name for name in measures if name not in MEASURES]
    if wrong or not question.measures or question.by == question.by2:
        known = "、".join([*DIMENSIONS, *MEASURES])
        raise FaultError("STATISTICS_001", found=(wrong or [question.by2])[0], known=known)
    if any(DIMENSIONS[name].parts for name in (question.by, question.by2) if name):
        unfit = [name for name in measures if not MEASURES[name].of_parts]
        if unfit:
            raise FaultError("STATISTICS_002", measure=unfit[0])


def keys_of(entries: Entries, dimension: str) -> list[str]:
    """The keys of a dimension that some tables have, in their order."""
    every = [Slice(entry) for entry in (*entries.scored, *entries.unscored)]
    return ordered(dimension, _groups(every, dimension))


def with_keys(question: Question, entries: Entries, language: str = "zh") -> Question:
    """A question whose filters may name groups by their words (已签章), with the keys instead."""
    filters: dict[str, tuple[str, ...]] = {}
    for name, wanted in question.filters.items():
        words = {key_name(name, key, language): key for key in keys_of(entries, name)}
        filters[name] = tuple(words.get(key, key) for key in wanted)
    return msgspec.structs.replace(question, filters=filters)


def select(entries: Entries, question: Question) -> tuple[list[Entry], int, int]:
    """The tables that a question looks at, and how many are left out: 不参评, of other forms."""
    of_year = entries.of_year(question.year)
    by_form = "form" in question.filters
    candidates = [*of_year.scored, *(of_year.unscored if by_form else ())]
    kept = [entry for entry in candidates if _passes(entry, question.filters)]
    with_state = "state" in (question.by, question.by2, *question.filters)
    counted = [entry for entry in kept if entry.counted or with_state]
    return counted, len(kept) - len(counted), 0 if by_form else len(of_year.unscored)


def _passes(entry: Entry, filters: dict[str, tuple[str, ...]]) -> bool:
    return all(
        any(key in keys for key, _ in DIMENSIONS[name].split(Slice(entry)))
        for name, keys in filters.items()
    )


def _groups(slices: Sequence[Slice], dimension: str) -> dict[str, list[Slice]]:
    # Grades that nobody earned are told as well.
    grades = grade_order([part.entry for part in slices]) if dimension == "grade" else ()
    groups: dict[str, list[Slice]] = {grade: [] for grade in grades}
    split = DIMENSIONS[dimension].split
    for part in slices:
        for key, piece in split(part):
            groups.setdefault(key, []).append(piece)
    return groups


def _whole(
    groups: dict[str, list[Slice]], slices: Sequence[Slice], dimension: str
) -> Sequence[Slice]:
    """What the sum looks at: all slices, or all parts of them that some group holds."""
    if not DIMENSIONS[dimension].parts:
        return slices
    return [part for parts in groups.values() for part in parts]


_Divide = Callable[[Sequence[Slice]], dict[str | None, Sequence[Slice]]]


def _columns(whole: Sequence[Slice], question: Question) -> tuple[tuple[Column, ...], _Divide]:
    """The columns, and how the slices of a row are divided among them; none: all of them."""
    if not question.by2:
        return tuple(Column(name) for name in question.measures), lambda parts: {None: parts}
    measure, dimension = question.measures[0], question.by2
    keys = ordered(dimension, _groups(whole, dimension))
    shown = keys if len(keys) <= _MOST_COLUMNS else keys[: _MOST_COLUMNS - 1]
    last = [REST] if len(shown) < len(keys) else []

    def divide(parts: Sequence[Slice]) -> dict[str | None, Sequence[Slice]]:
        groups = _groups(parts, dimension)
        divided: dict[str | None, Sequence[Slice]] = {key: groups.get(key, ()) for key in shown}
        rest = [piece for key, pieces in groups.items() if key not in divided for piece in pieces]
        divided[REST] = rest
        divided[None] = [piece for pieces in groups.values() for piece in pieces]
        return divided

    return tuple(Column(measure, key) for key in (*shown, *last, None)), divide


def _row(key: str, parts: Sequence[Slice], columns: Sequence[Column], divide: _Divide) -> Row:
    kept = {name: Group(pieces) for name, pieces in divide(parts).items()}
    figures = tuple(MEASURES[column.measure].figure(kept[column.key]) for column in columns)
    return Row(key, figures, tuple(kept[column.key].entries for column in columns))


def missing_of(chosen: Sequence[Entry], exempt: int, other: int, entries: Entries) -> Missing:
    """What the figures of some tables do not hold."""
    counted = [entry for entry in chosen if entry.counted]
    whole = [entry for entry in counted if entry.total is not None]
    amounts = {name: sum(name not in e.amounts for e in counted) for name in AMOUNTS}
    return Missing(
        unscored=len(counted) - len(whole),
        exempt=exempt,
        other_forms=other,
        amounts={name: number for name, number in amounts.items() if number},
        unweighted=sum(not is_weighted(entry) for entry in whole),
        doubles=doubles(counted),
        unread=entries.unread,
        stopped=not entries.whole,
        rounding=_rounding(counted),
    )


def doubles(entries: Sequence[Entry]) -> int:
    """How many project codes stand in several tables of one year."""
    seen: dict[tuple[int | None, str], int] = {}
    for entry in entries:
        code = folded(entry.header.project_code)
        if code:
            seen[entry.header.year, code] = seen.get((entry.header.year, code), 0) + 1
    return sum(number > 1 for number in seen.values())


def _rounding(entries: Sequence[Entry]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for name in AMOUNTS:
        exact = sum((e.exact[name] for e in entries if name in e.exact), Decimal(0))
        printed = sum((e.amounts[name] for e in entries if name in e.amounts), Decimal(0))
        if round_half_up(exact, 2) != printed:
            found[name] = exact
    return found
