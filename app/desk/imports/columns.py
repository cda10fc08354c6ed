"""Recognising the columns of a flat list by their heads, whatever their order and wording."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.exchange.flat import Flat
from app.locate import data_dir
from app.model.money import YUAN_IN, folded

IGNORED = "ignored"
"""The field of a column that is known and not taken."""

HEAD_ROWS = 40
"""A list's head stands in one of its first rows; titles may stand above."""
_DEEPEST = 3
_LIKELY = 72
"""From this likeness on (0 to 100) a wording is suggested for a head."""
_SAMPLES = 3

_BRACKETS = re.compile(r"[(\[【{][^()\[\]【】{}]*[)\]】}]")
_MARKS = re.compile(r"^(?:[*★※#]|[0-9]{1,2}[.、])+|[*:、,。]+$")
_UNITS = "|".join(sorted(YUAN_IN, key=len, reverse=True))
_UNIT_BEHIND = re.compile(rf"(?:[/:,_-]|单位:?)*({_UNITS})$")
_UNIT_INSIDE = re.compile(rf"[(\[【](?:[^()\[\]【】]*?[:,])?({_UNITS})[)\]】]")
_UNIT_ABOVE = re.compile(rf"单位[:为]?({_UNITS})")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:年|预算)")


class ListColumn(NamedTuple):
    """A column of a list: its head on one line, what it holds, and its first values.

    `field` is what a known wording says, empty where none does; `guess` is a suggestion for a
    person; `unit` is the money unit that the head names.
    """

    at: int
    label: str
    field: str
    guess: str
    unit: str
    samples: tuple[str, ...]


class ListTable(NamedTuple):
    """One worksheet as a list: its columns, and its rows from `first` (counted from 0) on.

    `year` and `money_unit` stand in the lines above the head; `sure` tells that enough heads are
    known to take it for a list of the kind that was asked for.
    """

    flat: Flat
    head: int
    first: int
    columns: tuple[ListColumn, ...]
    year: int | None
    money_unit: str
    sure: bool

    def rows(self) -> Iterable[tuple[int, tuple[str, ...]]]:
        """The rows below the head with their numbers in the file, from 1."""
        return ((at + 1, self.flat.rows[at]) for at in range(self.first, len(self.flat.rows)))


@cache
def wordings() -> Mapping[str, Sequence[str]]:
    """The known heads by field (`resources/list_columns.toml`), the surest first."""
    path = data_dir("resources") / "list_columns.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {field: tuple(folded(word) for word in words) for field, words in table.items()}


@lru_cache(maxsize=4096)
def bare_head(text: str) -> str:
    """A head as wordings are compared: without blanks, brackets, marks, and money units."""
    whole = folded(text)
    bare = _MARKS.sub("", _UNIT_BEHIND.sub("", _BRACKETS.sub("", whole)))
    return bare or whole


def money_unit_of(text: str) -> str:
    """The money unit that a head names (`年初预算数（万元）`), empty where it names none."""
    whole = folded(text)
    found = _UNIT_INSIDE.search(whole) or _UNIT_BEHIND.search(whole)
    unit = found[1] if found is not None and found.start() else ""
    return {"万": "万元", "亿": "亿元"}.get(unit, unit)


@lru_cache(maxsize=1024)
def fields_of(head: str, wanted: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The fields that a head is a known wording of, with how sure it is (0 is the surest)."""
    bare = bare_head(head)
    found = tuple(
        (words.index(bare), field)
        for field, words in wordings().items()
        if field in wanted and bare in words
    )
    return found or (((0, IGNORED),) if bare in wordings()[IGNORED] else ())


def suggested(head: str, wanted: tuple[str, ...]) -> str:
    """The field whose wording is most like an unknown head, empty where none is."""
    from rapidfuzz import fuzz, process

    bare = bare_head(head)
    words = {word: field for field in (*wanted, IGNORED) for word in wordings()[field]}
    found = process.extractOne(bare, words.keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    held = words[found[0]] if found is not None else ""
    return "" if held == IGNORED else held


def list_table(flat: Flat, wanted: tuple[str, ...], needed: tuple[str, ...]) -> ListTable | None:
    """A worksheet as a list.

    Args:
        flat: the worksheet.
        wanted: the fields that the list may have.
        needed: it is surely such a list where it has one of these and one field more.

    Returns:
        The list, or none where the worksheet has no two rows.
    """
    best = _best_head(flat, wanted)
    if best is None:
        return None
    head, depth = best
    depth = _whole_depth(flat, head, depth)
    heads = [_parts(flat, head, depth, column) for column in range(len(flat.rows[head]))]
    columns = _columns(flat, head + depth, heads, wanted)
    known = {column.field for column in columns} - {"", IGNORED}
    above = " ".join(dict.fromkeys(folded(t) for row in flat.rows[:head] for t in row if t))
    year, unit = _YEAR.search(above), _UNIT_ABOVE.search(above)
    return ListTable(
        flat=flat,
        head=head,
        first=head + depth,
        columns=columns,
        year=int(year[1]) if year else None,
        money_unit={"万": "万元", "亿": "亿元"}.get(unit[1], unit[1]) if unit else "",
        sure=bool(known & set(needed)) and len(known) > 1,
    )


def _best_head(flat: Flat, wanted: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the head stands and how many rows it has: where the most fields are known."""
    rows = flat.rows
    best, most = None, (0, 0)
    for at in range(min(HEAD_ROWS, len(rows))):
        for depth in range(1, min(_DEEPEST, len(rows) - at) + 1):
            heads = (_parts(flat, at, depth, column) for column in range(len(rows[at])))
            found = {field for parts in heads for _, field in _known(parts, wanted)} - {IGNORED}
            if (len(found), -depth) > most:
                best, most = (at, depth), (len(found), -depth)
    return best or _first_full(rows)


def _first_full(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The first row with the most different texts, where no head is known."""
    counts = [len({text for text in row if text}) for row in rows[:HEAD_ROWS]]
    return (counts.index(max(counts)), 1) if len(rows) > 1 and max(counts) > 1 else None


def _whole_depth(flat: Flat, head: int, depth: int) -> int:
    """The head's rows with those that its merged cells reach into."""
    while depth < _DEEPEST and head + depth < len(flat.rows):
        row = head + depth
        above, here = flat.rows[row - 1], flat.rows[row]
        own = [
            text and text == above[at] and (row, at) in flat.merged for at, text in enumerate(here)
        ]
        if not any(own) or all(own):
            break
        depth += 1
    return depth


def _parts(flat: Flat, head: int, depth: int, column: int) -> tuple[str, ...]:
    """The texts over a column from the topmost down, each once."""
    texts = (" ".join(flat.rows[row][column].split()) for row in range(head, head + depth))
    return tuple(dict.fromkeys(text for text in texts if text))


@lru_cache(maxsize=4096)
def _known(parts: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """What a column's heads say: the lowest one or all together, else one above."""
    if not parts:
        return ()
    own = [found for text in (parts[-1], "".join(parts)) if (found := fields_of(text, wanted))]
    if own:
        return min(own)
    above = (fields_of(text, wanted) for text in parts[-2::-1])
    return next((found for found in above if found), ())


def _columns(
    flat: Flat, first: int, heads: Sequence[tuple[str, ...]], wanted: tuple[str, ...]
) -> tuple[ListColumn, ...]:
    fields = _decided(heads, wanted)
    columns: list[ListColumn] = []
    labels: dict[str, int] = {}
    for index, parts in enumerate(heads):
        samples = _samples(flat, first, index)
        if not parts and not samples:
            continue
        label = " / ".join(parts)
        labels[label] = labels.get(label, 0) + 1
        if labels[label] > 1 or not label:
            label = f"{label}#{labels[label]}"
        field = fields.get(index, "")
        guess = "" if field or not parts else _guess(heads, index, fields, wanted)
        unit = next((u for u in map(money_unit_of, reversed(parts)) if u), "")
        columns.append(ListColumn(index, label, field, guess, unit, samples))
    return tuple(columns)


def _decided(heads: Sequence[tuple[str, ...]], wanted: tuple[str, ...]) -> dict[int, str]:
    """The field of each column that its wording decides; what two say alike is left open."""
    sure: list[tuple[int, int, str]] = []
    open_: list[tuple[int, tuple[str, ...]]] = []
    decided: dict[int, str] = {}
    for index, parts in enumerate(heads):
        found = _known(parts, wanted)
        if len(found) > 1:
            open_.append((index, tuple(field for _, field in found)))
        elif found and found[0][1] == IGNORED:
            decided[index] = IGNORED
        elif found:
            sure.append((found[0][0], index, found[0][1]))
    given: set[str] = set()
    ranks = Counter((rank, field) for rank, _, field in sure)
    for rank, index, field in sorted(sure):
        if field not in given and ranks[rank, field] == 1:
            decided[index] = field
        given.add(field)
    for index, fields in open_:
        left = [field for field in fields if field not in given]
        if len(left) == 1:
            given.add(left[0])
            decided[index] = left[0]
    return decided


def _guess(
    heads: Sequence[tuple[str, ...]],
    index: int,
    decided: Mapping[int, str],
    wanted: tuple[str, ...],
) -> str:
    """What a person may want an undecided column to be: never a field that is given already."""
    taken = set(decided.values())
    free = [field for _, field in _known(heads[index], wanted) if field not in taken]
    if len(free) > 1:
        # 单位 beside a target is what it is measured in.
        beside = decided.get(index - 1, "")
        return next(
            (f for f in free if f == "measure" and beside in ("target", "operator")), free[0]
        )
    found = free[0] if free else suggested(heads[index][-1], wanted)
    return "" if found in taken else found


def _samples(flat: Flat, first: int, column: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in flat.rows[first : first + 200]:
        text = " ".join(row[column].split())
        if text:
            found[text] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)
