"""The evidence of a record: numbered by the form's rows, and what a person does with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.desk.captions import caption, row_title
from app.desk.edits import clean
from app.desk.evidence.files import KeptFile
from app.desk.records import new_row_id
from app.model.change import Change, Set
from app.model.definition import FormDefinition, FundsSection, IndicatorsSection, RowsSection
from app.model.places import RECORD, Place, parse_place
from app.model.record import EVIDENCE_KIND, PLACEHOLDER, SIGNED_SCAN, Evidence, FormRecord, Row
from app.rules.columns import columns_of
from app.rules.rows import facts_of
from app.sheet.tiers import tier_columns, tier_runs

EVIDENCE = Place(RECORD, None, "evidence")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NAME_LIMIT = 120
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,8}\Z")


class Entry(NamedTuple):
    """One file with its number (`3.1-①`) and what the row is called that it proves.

    `row` is empty for the form as a whole, and where the row was deleted.
    """

    evidence: Evidence
    number: str
    row: str


class RowNumber(NamedTuple):
    """A row that evidence can belong to: its place as text, its number, and its name."""

    place: str
    number: str
    name: str


def entries_of(record: FormRecord, definition: FormDefinition) -> tuple[Entry, ...]:
    """The evidence in the order of the form's rows, that of the form as a whole first.

    Signed scans prove nothing of the content and are left out.
    """
    rows = row_numbers(record, definition)
    at = {row.place: number for number, row in enumerate(rows)}
    proving = [item for item in record.evidence if item.kind != SIGNED_SCAN]
    ordered = sorted(proving, key=lambda item: at.get(item.place, -1))
    made: list[Entry] = []
    counts: dict[str, int] = {}
    for item in ordered:
        known = at.get(item.place)
        row = rows[known] if known is not None else RowNumber("", "0", "")
        counts[row.number] = counts.get(row.number, 0) + 1
        made.append(Entry(item, f"{row.number}-{circled(counts[row.number])}", row.name))
    return tuple(made)


def circled(number: int) -> str:
    """A number in a circle as lists of evidence have it, in brackets from 21 on."""
    return _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"({number})"


def row_numbers(record: FormRecord, definition: FormDefinition) -> tuple[RowNumber, ...]:
    """The rows that evidence can belong to, in the order of the form.

    `3.1` is the first row of the third first tier, counted through all tables; `0.1` the first
    row of the money. Rows that say nothing have no number, unless they have evidence.
    """
    used = {item.place for item in record.evidence}
    made: list[RowNumber] = []
    money = block = 0
    for section in definition.sections():
        if isinstance(section, FundsSection):
            for line in section.rows:
                money += 1
                place = Place(section.id, line.id, "")
                name = caption(place, definition, record)
                made.append(RowNumber(str(place), f"0.{money}", name))
        elif isinstance(section, IndicatorsSection | RowsSection):
            blocks = list(_blocks(section, record, used))
            for number, rows in enumerate(blocks, start=block + 1):
                for index, row in enumerate(rows, start=1):
                    place = Place(section.id, row.id, "")
                    name = "".join(row_title(section, row).split())
                    made.append(RowNumber(str(place), f"{number}.{index}", name))
            block += len(blocks)
    return tuple(made)


def _blocks(
    section: IndicatorsSection | RowsSection, record: FormRecord, used: set[str]
) -> Iterator[list[Row]]:
    """The rows of a table that say something, first tier by first tier."""
    rows = record.rows(section.id)
    tiers = tier_columns(section)[:1]
    starts = tier_runs(rows, tiers)[0] if tiers else [index == 0 for index in range(len(rows))]
    block: list[Row] = []
    for row, begins in zip(rows, starts, strict=True):
        if begins and block:
            yield block
            block = []
        if _says_something(section, row) or f"{section.id}/{row.id}" in used:
            block.append(row)
    if block:
        yield block


def _says_something(section: IndicatorsSection | RowsSection, row: Row) -> bool:
    if isinstance(section, IndicatorsSection):
        return facts_of(row, columns_of(section)).kind != PLACEHOLDER
    return any(text.strip() for text in row.cells.values())


def row_place(place: Place | None, record: FormRecord, definition: FormDefinition) -> str:
    """The place of the row that a cell lies in, empty where no evidence can belong to it."""
    if place is None or not place.row:
        return ""
    section = definition.section(place.section)
    row = str(Place(place.section, place.row, ""))
    if isinstance(section, FundsSection):
        return row if any(line.id == place.row for line in section.rows) else ""
    if isinstance(section, IndicatorsSection | RowsSection):
        return row if record.row(section.id, place.row) is not None else ""
    return ""


def known_row(text: str, record: FormRecord, definition: FormDefinition) -> str:
    """A row named by its place (`indicators/k3f9`) or its number (`3.1`); empty: the whole form.

    Raises:
        ValueError: the form has no such row.
    """
    if not text:
        return ""
    for row in row_numbers(record, definition):
        if text in (row.place, row.number):
            return row.place
    section, _, rest = text.partition("/")
    place = row_place(parse_place(f"{section}/{rest}/x"), record, definition) if rest else ""
    if not place:
        raise ValueError(text)
    return place


# ---- what a person does ----------------------------------------------------------------------


def attach(
    record: FormRecord,
    place: str,
    files: Iterable[tuple[str, KeptFile]],
    kind: str = EVIDENCE_KIND,
) -> Change | None:
    """Add kept files, each with its name, to a row; what the row has already is not added twice.

    `kind` is that of the `Evidence`: a signed scan belongs to the form as a whole.
    """
    taken = {item.id for item in record.evidence}
    known = {(item.place, item.sha256) for item in record.evidence if item.kind == kind}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    new: list[Evidence] = []
    for name, kept in files:
        if (place, kept.sha256) in known:
            continue
        known.add((place, kept.sha256))
        made = new_row_id(taken)
        taken.add(made)
        called = _named(name, kept.suffix)
        new.append(Evidence(made, place, called, kept.sha256, kept.size, kept.pages, now, kind))
    return _change("EVIDENCE_ADD", record, (*record.evidence, *new))


def detach(record: FormRecord, ids: Iterable[str]) -> Change | None:
    """Take files off the record; they stay in the data folder, so that undo brings them back."""
    gone = set(ids)
    return _change(
        "EVIDENCE_REMOVE", record, tuple(item for item in record.evidence if item.id not in gone)
    )


def rename(record: FormRecord, evidence_id: str, name: str) -> Change | None:
    """Give a file another name; its suffix stays. An empty name changes nothing."""
    item = _found(record, evidence_id)
    if item is None or not " ".join(clean(name).split()):
        return None
    return _replaced(
        "EVIDENCE_RENAME", record, evidence_id, name=_named(name, suffix_of(item.name))
    )


def move(record: FormRecord, ids: Iterable[str], place: str) -> Change | None:
    """Let files prove another row; they come behind those that it has."""
    chosen = set(ids)
    rest = [item for item in record.evidence if item.id not in chosen or item.place == place]
    moved = [
        msgspec.structs.replace(item, place=place)
        for item in record.evidence
        if item.id in chosen and item.place != place
    ]
    return _change("EVIDENCE_MOVE", record, (*rest, *moved))


def set_pages(record: FormRecord, evidence_id: str, pages: int) -> Change | None:
    """Say how many pages a file has on paper, where the program does not know or is wrong."""
    return _replaced("EVIDENCE_PAGES", record, evidence_id, pages=max(0, pages))


def put_smaller(record: FormRecord, smaller: dict[str, KeptFile]) -> Change | None:
    """Put shrunk pictures in the place of others, by the id of the evidence."""
    items = tuple(
        item
        if (kept := smaller.get(item.id)) is None
        else msgspec.structs.replace(
            item,
            name=str(Path(item.name).with_suffix(kept.suffix)),
            sha256=kept.sha256,
            size=kept.size,
            pages=kept.pages,
        )
        for item in record.evidence
    )
    return _change("EVIDENCE_SHRINK", record, items)


def _replaced(code: str, record: FormRecord, evidence_id: str, **values: object) -> Change | None:
    items = tuple(
        msgspec.structs.replace(item, **values) if item.id == evidence_id else item
        for item in record.evidence
    )
    return _change(code, record, items)


def _found(record: FormRecord, evidence_id: str) -> Evidence | None:
    return next((item for item in record.evidence if item.id == evidence_id), None)


def _change(name: str, record: FormRecord, items: Sequence[Evidence]) -> Change | None:
    if tuple(items) == record.evidence:
        return None
    return Change(name, (Set(EVIDENCE, record.evidence, tuple(items)),))


def _named(name: str, suffix: str) -> str:
    """A file's name on one line, with its suffix, not longer than a list can show."""
    line = " ".join(clean(name).split())
    stem = line.removesuffix(suffix_of(line)) if suffix_of(line).lower() == suffix.lower() else line
    ending = suffix_of(line) if stem != line else suffix
    return stem[: _NAME_LIMIT - len(ending)].rstrip() + ending


def suffix_of(name: str) -> str:
    """The suffix of a file's name, empty where what stands behind the dot is none."""
    found = _SUFFIX.search(name)
    return found.group() if found else ""
