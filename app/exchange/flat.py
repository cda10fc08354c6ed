"""Reading flat lists: workbooks of every office program, and text with separators, as texts."""

import csv
import datetime
import io
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.cell_kinds import cell_kinds, has_percents
from app.exchange.embedded import WorkbookReadError, check_container, reading
from app.model.money import plain

TEXT_FILES = (".csv", ".txt", ".tsv")
LIST_FILES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", *TEXT_FILES)
"""The suffixes of files that are read as flat lists."""

ROW_LIMIT = 100_000
COLUMN_LIMIT = 500
_SIZE_LIMIT = 100 * 2**20
_ENCODINGS = ("utf-8-sig", "gb18030")
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_WEB = (b"<html", b"<!doctype", b"<table", b"<?xml")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


class Flat(NamedTuple):
    """One worksheet as texts: rows of equal length, from cell A1 on.

    A merged cell's text stands in each of its cells, `merged` names those that do not own it, as
    (row, column) from 0. `cut` tells that rows beyond the limit were left out.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: frozenset[tuple[int, int]] = frozenset()
    cut: bool = False


def read_flat(path: Path, *, hidden: bool = False) -> tuple[Flat, ...]:
    """The visible worksheets of a workbook, the hidden ones too if wanted, or a text file's table.

    Numbers become texts without exponent or trailing zeros, in xlsx as per cent (98%) where they
    are shown so; dates read 2026-03-05, formulas are their last values. A code of more than 15
    digits that was kept as a number is already cut by the program that wrote it: it comes back
    with its zeros.

    Raises:
        WorkbookReadError: IMPORT_002 password, _003 damaged, _004 too large, _006 cannot be
            opened, _007 no list at all, _008 a web page under a workbook's name.
    """
    with reading(path):
        size = path.stat().st_size
        if size > _SIZE_LIMIT:
            raise _too_large(path, size)
        with path.open("rb") as file:
            head = file.read(2**20)
        if path.suffix.lower() in TEXT_FILES and not head.startswith((_ZIP, _OLE)):
            return (_text_table(path),)
        _check_head(path, head)
        return _worksheets(path, hidden=hidden)


def _too_large(path: Path, size: int) -> WorkbookReadError:
    megabyte = 2**20
    values = {"found": str(size // megabyte), "limit": str(_SIZE_LIMIT // megabyte)}
    return WorkbookReadError("IMPORT_004", file=path.name, **values)


def _check_head(path: Path, head: bytes) -> None:
    if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:16].lower().startswith(_WEB):
        raise WorkbookReadError("IMPORT_008", file=path.name)
    if head.startswith(_ZIP):
        if path.suffix.lower() != ".ods":
            check_container(path)
    elif not head.startswith(_OLE):
        raise WorkbookReadError("IMPORT_007", file=path.name)
    elif _PASSWORD in head:
        raise WorkbookReadError("IMPORT_002", file=path.name)


def _worksheets(path: Path, *, hidden: bool) -> tuple[Flat, ...]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))
        visible = calamine.SheetVisibleEnum.Visible
        sheets = workbook.sheets_metadata
        names = [sheet.name for sheet in sheets if hidden or sheet.visible == visible]
        kinds = cell_kinds(path) if has_percents(path) else {}
        percents = {name: kind.percents for name, kind in kinds.items()}
        return tuple(_worksheet(workbook, n, percents.get(n, frozenset())) for n in names)
    except calamine.PasswordError as error:
        raise WorkbookReadError("IMPORT_002", file=path.name) from error
    except calamine.CalamineError as error:
        raise WorkbookReadError("IMPORT_003", file=path.name) from error


def _worksheet(workbook: Any, name: str, percents: frozenset[tuple[int, int]]) -> Flat:
    sheet = workbook.get_sheet_by_name(name)
    rows: list[list[str]] = []
    given = sheet.to_python(skip_empty_area=False, nrows=ROW_LIMIT + 1)
    for values in given[:ROW_LIMIT]:
        rows.append([text_of(value) for value in values[:COLUMN_LIMIT]])
    for row, column in percents:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = _as_percent(rows[row][column])
    while rows and not any(rows[-1]):
        rows.pop()
    merged = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                if (row, column) != (top, left):
                    rows[row][column] = rows[top][left]
                    merged.add((row, column))
    return _flat(name, rows, frozenset(merged), len(given) > ROW_LIMIT)


def _flat(name: str, rows: list[list[str]], merged: frozenset[tuple[int, int]], cut: bool) -> Flat:
    width = max((len(row) for row in rows), default=0)
    return Flat(name, tuple(tuple(row + [""] * (width - len(row))) for row in rows), merged, cut)


def _as_percent(text: str) -> str:
    try:
        return plain(Decimal(text) * 100) + "%"
    except InvalidOperation:
        return text


def text_of(value: Any) -> str:  # noqa: PLR0911 (one line a kind of value)
    """A cell's value as the text that a person would read there."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case int():
            return str(value)
        case float():
            return plain(Decimal(repr(value)))
        case datetime.datetime():
            at_midnight = value.time() == datetime.time()
            return f"{value:%Y-%m-%d}" if at_midnight else f"{value:%Y-%m-%d %H:%M}"
        case datetime.date():
            return f"{value:%Y-%m-%d}"
        case _:
            return str(value).strip()


def _text_table(path: Path) -> Flat:
    data = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise WorkbookReadError("IMPORT_007", file=path.name)
    if "\0" in text:
        raise WorkbookReadError("IMPORT_007", file=path.name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t,;，", key=first.count)
    rows: list[list[str]] = []
    csv.field_size_limit(_SIZE_LIMIT)
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        if len(rows) == ROW_LIMIT:
            return _flat(path.stem, rows, frozenset(), cut=True)
        rows.append([cell.strip() for cell in row[:COLUMN_LIMIT]])
    while rows and not any(rows[-1]):
        rows.pop()
    return _flat(path.stem, rows, frozenset(), cut=False)
