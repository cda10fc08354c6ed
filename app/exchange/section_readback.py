"""Reading a section's workbook back by what stands in it, however it was saved, sorted or moved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.exchange.cell_kinds import CellKinds, cell_kinds
from app.exchange.flat import Flat, read_flat
from app.exchange.section_book import (
    ACTUAL,
    DATA_SHEET,
    GAP,
    HEAD_OF_PROJECT,
    HEADS,
    KEY,
    NAME,
    NO_CODE,
    NUMBER,
    OPEN,
    REASON,
    SCHEMA,
    TARGET,
    TIERS,
    UNIT,
    WEIGHT,
    Key,
    SectionBook,
    parse_key,
)
from app.exchange.workbook_values import CELL_LIMIT, cell_length
from app.model.money import folded

BROKEN, JOINED, LONG = "TAKE_BROKEN", "TAKE_JOINED", "TAKE_LONG"
"""Why an open cell cannot be taken: it shows an error or an empty formula, belongs to a cell it was
merged with, or is as long as a cell can be, so that its end may be missing."""

_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|Err:[0-9]{3}")
_OURS = re.compile(r"_ziping\w*", re.IGNORECASE)
_HEADS = {folded(text): column for column, text in enumerate(HEADS)}
_COMPARED = (TIERS, NAME, TARGET, UNIT, WEIGHT)
_NOTHING = CellKinds(frozenset(), frozenset(), frozenset())


class ReturnedLine(NamedTuple):
    """A row that came back: where it stands, what it says it is, and its texts by column.

    `code` and `project` are what the line over it says; `faults` names the open columns that
    cannot be taken, and why; columns that a merged cell hides are not among `texts`.
    """

    sheet: str
    line: int
    key: Key | None
    code: str
    project: str
    texts: Mapping[int, str]
    faults: Mapping[int, str]

    @property
    def name(self) -> str:
        """What the row is called."""
        return self.texts.get(NAME, "")


class ReturnedHead(NamedTuple):
    """A line over a project's rows that came back, and whose it says it is."""

    line: int
    key: Key | None
    text: str


class ReturnedBook(NamedTuple):
    """A workbook that came back: its rows, and what was sent with it where that is still inside."""

    path: Path
    lines: tuple[ReturnedLine, ...]
    heads: tuple[ReturnedHead, ...]
    sent: SectionBook | None


def read_section_book(path: Path) -> ReturnedBook:
    """Read a workbook that a section gave back; without any row of such a list it is empty.

    Raises:
        WorkbookReadError: IMPORT_NNN it cannot be read at all.
    """
    flats = read_flat(path, hidden=True)
    kinds = cell_kinds(path)
    lines: list[ReturnedLine] = []
    heads: list[ReturnedHead] = []
    for flat in flats:
        if not _OURS.fullmatch(flat.name):
            reader = _Reader(flat, kinds.get(flat.name, _NOTHING))
            lines += reader.lines()
            heads += reader.heads
    return ReturnedBook(path, tuple(lines), tuple(heads), _sent(flats))


def _sent(flats: Sequence[Flat]) -> SectionBook | None:
    for flat in flats:
        if flat.name.casefold().startswith(DATA_SHEET) and flat.rows and flat.rows[0][0] == SCHEMA:
            text = "".join(row[0] for row in flat.rows[1:])
            try:
                return msgspec.json.decode(text, type=SectionBook)
            except msgspec.DecodeError:
                return None
    return None


class _Reader:
    """Reads one worksheet: heads say where the columns stand, keys do where heads are missing."""

    def __init__(self, flat: Flat, kinds: CellKinds) -> None:
        self._flat = flat
        self._kinds = kinds
        self._columns: Mapping[int, int] = {}
        self._code = self._project = ""
        self.heads: list[ReturnedHead] = []

    def lines(self) -> Iterator[ReturnedLine]:
        """Its rows in their order."""
        for at, texts in enumerate(self._flat.rows):
            heads = _heads(texts)
            if heads:
                self._columns = heads
                continue
            key, column = _key(texts)
            columns = self._columns
            if column is not None and columns.get(KEY) != column:
                columns = {c: column - KEY + c for c in range(len(HEADS)) if column - KEY + c >= 0}
            if not columns:
                continue
            if self._is_project(texts, columns, key):
                text = _at(texts, columns, TIERS)
                self._code, self._project = _code_and_name(text)
                self.heads.append(ReturnedHead(at + 1, key, text))
                continue
            line = self._line(at, columns, key)
            if key is not None or any(line.texts.get(c) for c in (NAME, TARGET, *OPEN)):
                yield line

    @staticmethod
    def _is_project(texts: Sequence[str], columns: Mapping[int, int], key: Key | None) -> bool:
        if key is not None:
            return not key.row
        number = folded(_at(texts, columns, NUMBER))
        return number.startswith(HEAD_OF_PROJECT) and number[len(HEAD_OF_PROJECT) :].isdecimal()

    def _line(self, at: int, columns: Mapping[int, int], key: Key | None) -> ReturnedLine:
        texts: dict[int, str] = {}
        faults: dict[int, str] = {}
        for column in (*_COMPARED, *OPEN):
            position = columns.get(column)
            if position is None or position >= len(self._flat.rows[at]):
                continue
            text = self._flat.rows[at][position]
            fault = self._fault(at, position, text) if column in OPEN else ""
            if fault:
                faults[column] = fault
            elif (at, position) not in self._flat.merged:
                texts[column] = text
        where = self._flat.name, at + 1
        return ReturnedLine(*where, key, self._code, self._project, texts, faults)

    def _fault(self, row: int, column: int, text: str) -> str:
        position = row, column
        if position in self._flat.merged:
            return JOINED
        empty = not text and position in self._kinds.formulas
        if empty or position in self._kinds.errors or _ERROR.fullmatch(text):
            return BROKEN
        return LONG if cell_length(text) >= CELL_LIMIT else ""


def _code_and_name(text: str) -> tuple[str, str]:
    code, _, name = text.partition(GAP) if GAP in text else text.partition(" ")
    return "" if code == NO_CODE else code.strip(), name.strip()


def _heads(texts: Sequence[str]) -> Mapping[int, int]:
    """Where the columns stand by a row of heads, empty where it is none."""
    found: dict[int, int] = {}
    for at, text in enumerate(texts):
        column = _HEADS.get(folded(text))
        if column is not None:
            found.setdefault(column, at)
    known = ACTUAL in found or REASON in found
    return found if known and (NAME in found or KEY in found) else {}


def _key(texts: Sequence[str]) -> tuple[Key | None, int | None]:
    for at in range(len(texts) - 1, -1, -1):
        key = parse_key(texts[at]) if "@" in texts[at] else None
        if key is not None:
            return key, at
    return None, None


def _at(texts: Sequence[str], columns: Mapping[int, int], column: int) -> str:
    position = columns.get(column)
    return texts[position] if position is not None and position < len(texts) else ""
