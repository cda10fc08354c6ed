"""Remarks out of files: marked workbooks, lists of remarks, letters, and plain text."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from app.desk.files import read_record_file
from app.desk.names import PROJECT, name_of
from app.desk.returns.log import LETTER, WORKBOOK
from app.desk.returns.match import Subject, project_names
from app.desk.returns.split import Piece, split_remarks
from app.desk.returns.words import words_of
from app.desk.text_files import read_text_file
from app.desk.texts import sentence
from app.desk.view import Viewer
from app.exchange.flat import LIST_FILES, read_flat
from app.exchange.remark_workbook import (
    MarkedCell,
    MarkedSheet,
    column_letters,
    heads_over,
    read_marked_workbook,
)
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.money import folded
from app.model.remarks import place_text
from app.sheet.sheet import Cell

MARKED = (".xlsx", ".xlsm")
"""Workbooks whose comments and colours can be read."""
LETTERS = (".docx",)
FILES = (*LIST_FILES, *LETTERS)
"""The suffixes of files that remarks are read from."""

_LARGEST = 4 * 2**20


class Read(NamedTuple):
    """What a file held: its remarks, how many lines were none, and what kind of file it was."""

    pieces: tuple[Piece, ...]
    dropped: int
    source: str


def read_remarks(path: Path, subjects: Sequence[Subject], language: str = "zh") -> Read:
    """The remarks in a file, for the records at hand.

    Raises:
        FaultError: RETURN_003 no kind of file that remarks are read from; RETURN_004 there is no
            remark in it; IMPORT_NNN, REPORT_NNN, FILE_NNN it cannot be read.
    """
    suffix = path.suffix.lower()
    projects = project_names(subjects)
    if suffix in MARKED:
        read = _of_workbook(path, subjects, projects, language)
    elif suffix in LETTERS:
        read = _of_letter(path, projects)
    elif suffix == ".txt":
        split = split_remarks(read_text_file(path, _LARGEST), projects)
        read = Read(split.pieces, split.dropped, LETTER)
    elif suffix in LIST_FILES:
        flats = read_flat(path)
        pieces = [p for flat in flats for p in _of_list(flat.name, flat.rows, projects)]
        read = Read(tuple(pieces), 0, WORKBOOK)
    else:
        raise FaultError("RETURN_003", file=path.name)
    if not read.pieces:
        raise FaultError("RETURN_004", file=path.name)
    return read


def _of_letter(path: Path, projects: Sequence[str]) -> Read:
    from app.exchange.docx_text import read_docx

    document = read_docx(path)
    tables = [[row.cells for row in table.rows] for table in document.tables]
    inside = {row.line for table in document.tables for row in table.rows}
    text = "\n".join(text for line, text in document.raw if line not in inside)
    split = split_remarks(text, projects)
    listed = [piece for table in tables for piece in _of_list("", table, projects)]
    return Read((*split.pieces, *listed), split.dropped, LETTER)


# ---- lists of remarks ----------------------------------------------------------------------

_HEADS: Mapping[str, re.Pattern[str]] = {
    "text": re.compile(
        r".*(?:意见|存在.*问题|问题描述|具体问题|退回原因|修改要求|整改要求|审核结果|修改内容)$|^问题$"
    ),
    "project": re.compile(r"^(?:项目名称|项目|被退回项目|预算项目名称)$"),
    "code": re.compile(r"^(?:项目编码|项目代码|编码)$"),
    "row": re.compile(r"^(?:指标名称|三级指标|指标|绩效指标|涉及指标|对应指标)$"),
    "column": re.compile(r"^(?:位置|栏目|栏次|列|所在栏|涉及栏目|内容|字段)$"),
}
_HEAD_ROWS = 30


def _of_list(name: str, rows: Sequence[Sequence[str]], projects: Sequence[str]) -> list[Piece]:
    """The remarks of a list with heads, a line each: 项目名称 | 指标名称 | 存在问题."""
    found = _heads_of(rows)
    if found is None:
        return []
    start, heads = found
    pieces: list[Piece] = []
    project = ""
    for at, row in enumerate(rows[start + 1 :], start + 2):
        texts = {key: row[c].strip() if c < len(row) else "" for key, c in heads.items()}
        project = texts.get("code") or texts.get("project") or project
        line, column = texts.get("row", ""), texts.get("column", "")
        origin = f"{name}!{column_letters(heads['text'] + 1)}{at}" if name else ""
        for said in split_remarks(texts["text"], projects).pieces:
            known = said.project or project
            pieces.append(Piece(said.text, known, line, column, origin))
    return pieces


def _heads_of(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        heads: dict[str, int] = {}
        for column, text in enumerate(row):
            bare = "".join(text.split())
            kinds = (k for k, p in _HEADS.items() if k not in heads and p.match(bare))
            kind = next(kinds, "") if len(bare) <= _LONGEST_HEAD else ""
            if kind:
                heads[kind] = column
        if "text" in heads and len(heads) > 1:
            return at, heads
    return None


_LONGEST_HEAD = 12


# ---- marked workbooks ----------------------------------------------------------------------


def _of_workbook(
    path: Path, subjects: Sequence[Subject], projects: Sequence[str], language: str
) -> Read:
    sheets = read_marked_workbook(path)
    own = _own_cells(path)
    pieces: list[Piece] = []
    for sheet in sheets:
        listed = _of_list(sheet.name, sheet.rows, projects)
        cells, project, record_id = own.get(sheet.name, ({}, "", ""))
        aligned = _aligned(cells, sheet.rows)
        ours = {at for at, cell in aligned.items() if folded(cell.text) == _at(sheet, at)}
        found = [*_marked(sheet, ours, language), *_rewritten(sheet, aligned, language)]
        if cells:
            pieces += [_owned(piece, at, aligned, project, record_id) for at, piece in found]
        else:
            pieces += _foreign(sheet, found, subjects)
        pieces += listed
    return Read(tuple(_once(pieces)), 0, WORKBOOK)


_At = tuple[int, int]
"""A worksheet's row and column from 1."""
_Cells = dict[_At, Cell]


def _own_cells(path: Path) -> dict[str, tuple[_Cells, str, str]]:
    """By worksheet the cells as this program wrote them, the project and the record's id."""
    from app.exchange.xlsx import cells_by_row, sheet_title

    try:
        record, form = read_record_file(path)
    except FaultError:
        return {}  # somebody else's workbook
    viewer = Viewer(form.definition)
    project = name_of(form.definition, record, PROJECT)
    found: dict[str, tuple[_Cells, str, str]] = {}
    taken: set[str] = set()
    for pages in viewer.view(record).pages:
        rows = cells_by_row(pages, viewer.metrics)
        cells = {(at, column): c for at, row in enumerate(rows, 1) for column, c in row.items()}
        found[sheet_title(pages.sheet.title, taken)] = (cells, project, record.id)
    return found


def _aligned(cells: _Cells, rows: Sequence[Sequence[str]]) -> _Cells:
    """The same cells where they stand now: rows may have been put in or taken out since."""
    if not cells:
        return {}
    count = max(row for row, _ in cells)
    ours = [
        tuple(folded(c.text) for (row, _), c in sorted(cells.items()) if row == at and _is_word(c))
        for at in range(1, count + 1)
    ]
    theirs = [tuple(folded(text) for text in row if _is_text(text)) for row in rows]
    moved: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            moved |= dict(zip(range(a + 1, b + 1), range(c + 1, d + 1), strict=False))
    return {(moved[row], column): c for (row, column), c in cells.items() if row in moved}


def _is_word(cell: Cell) -> bool:
    return _is_text(cell.text)


def _is_text(text: str) -> bool:
    """Whether a text is certainly none that a workbook holds as a number."""
    return bool(text) and re.fullmatch(r"[\d.,%\s-]*", text) is None


def _at(sheet: MarkedSheet, at: _At) -> str:
    """The text of a cell, folded; empty outside of what is filled."""
    row, column = at
    inside = row <= len(sheet.rows) and column <= len(sheet.rows[row - 1])
    return folded(sheet.rows[row - 1][column - 1]) if inside else ""


def _marked(sheet: MarkedSheet, ours: set[_At], language: str) -> list[tuple[_At, Piece]]:
    """The marks of a worksheet in words; neighbouring colours in a row are one remark.

    What stands in brackets in the cells of `ours` nobody added: they read as we wrote them.
    """
    found: list[tuple[_At, Piece]] = []
    by_row: dict[int, list[MarkedCell]] = {}
    for mark in sheet.marks:
        same = (mark.row, mark.column) in ours and not mark.red
        words = [*mark.notes, *([mark.added] if mark.added and not same else [])]
        origin = f"{sheet.name}!{column_letters(mark.column)}{mark.row}"
        for text in dict.fromkeys(words):
            found.append(((mark.row, mark.column), Piece(text, origin=origin)))
        if mark.coloured and not words:
            by_row.setdefault(mark.row, []).append(mark)
    for row, marks in by_row.items():
        several = len(marks) >= _WHOLE_ROW
        texts = [sheet.rows[row - 1][mark.column - 1] for mark in marks]
        for mark, text in zip(marks[:1] if several else marks, texts, strict=False):
            origin = f"{sheet.name}!{column_letters(mark.column)}{row}"
            said = " ".join(t for t in texts if t) if several else text
            words_said = sentence("RETURN_COLOURED", language, text=" ".join(said.split())[:80])
            found.append(((row, mark.column), Piece(words_said, row=said, origin=origin)))
    return sorted(found, key=lambda f: f[0])


_WHOLE_ROW = 3
"""So many coloured cells of a row mean the row."""


def _rewritten(sheet: MarkedSheet, aligned: _Cells, language: str) -> Iterable[tuple[_At, Piece]]:
    """Cells of our own workbook in which another text stands than we wrote."""
    marked = {(mark.row, mark.column) for mark in sheet.marks if mark.added}
    for (row, column), cell in sorted(aligned.items()):
        inside = row <= len(sheet.rows) and column <= len(sheet.rows[row - 1])
        text = sheet.rows[row - 1][column - 1] if inside else ""
        if cell.place is None or (row, column) in marked or not _differs(cell.text, text):
            continue
        before = folded(cell.text)
        added = text[len(cell.text) :].strip() if before and text.startswith(cell.text) else ""
        said = added or sentence("RETURN_REWRITTEN", language, old=cell.text or "—", new=text)
        yield (row, column), Piece(said, origin=f"{sheet.name}!{column_letters(column)}{row}")


def _differs(ours: str, theirs: str) -> bool:
    """Whether somebody wrote another text; numbers may come back in another form."""
    if not theirs or folded(ours) == folded(theirs):
        return False
    return not (_number(ours) == _number(theirs) and _number(ours) is not None)


def _number(text: str) -> float | None:
    bare = folded(text).replace(",", "")
    try:
        return round(float(bare.rstrip("%")) / (100 if bare.endswith("%") else 1), 8)
    except ValueError:
        return None


def _owned(piece: Piece, at: _At, cells: _Cells, project: str, record_id: str) -> Piece:
    row, cell = at[0], cells.get(at)
    if cell is None or cell.place is None:
        # Between two cells, or on a label: the row it stands in says the most.
        beside = [c for (r, _), c in sorted(cells.items()) if r == row and c.place is not None]
        cell = beside[0] if beside else None
        place = cell.place if cell is not None else None
        text = place_text(place) if place is not None and len(beside) == 1 else ""
    else:
        text = place_text(cell.place)
    return piece._replace(project=project, record_id=record_id, place=text)


def _foreign(
    sheet: MarkedSheet, found: Iterable[tuple[_At, Piece]], subjects: Sequence[Subject]
) -> list[Piece]:
    """Marks in somebody else's workbook, with the project, the row and the head around them."""
    known = _known_words(s.definition for s in subjects)
    project = _project_of(sheet)
    pieces: list[Piece] = []
    for (row, column), piece in found:
        head = heads_over(sheet, MarkedCell(row, column), known)
        texts = [text for text in sheet.rows[row - 1] if text]
        pieces.append(piece._replace(project=project, row=" ".join(texts), column=head))
    return pieces


def _known_words(definitions: Iterable[FormDefinition]) -> dict[str, str]:
    found: dict[str, str] = {}
    for definition in {id(d): d for d in definitions}.values():
        totals = {total.id for total in definition.totals()}
        for word in words_of(definition):
            if word.section not in totals:  # a total's label stands before several cells
                found.setdefault(word.text, word.kind)
    return found


def _project_of(sheet: MarkedSheet) -> str:
    """The text right of 项目名称, else the worksheet's own name."""
    for row in sheet.rows[:_HEAD_ROWS]:
        for at, text in enumerate(row):
            if "".join(text.split()).rstrip("：:") == "项目名称":
                return next((t for t in row[at + 1 :] if t), "")
    return sheet.name


def _once(pieces: Iterable[Piece]) -> Iterable[Piece]:
    """Remarks without those said twice about the same cell."""
    return dict.fromkeys(pieces)
