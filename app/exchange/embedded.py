"""The record inside a workbook: put there on export, taken out again without loss."""

import contextlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from app.model.faults import FaultError, reason_of

SHEET = "_ziping"
"""The worksheet that holds the record; "very hidden", so that no menu shows it."""
MARK = "ziping.embedded/1"

_CHUNK = 15_000
"""Characters in a cell: at most 30,000 UTF-16 units, of 32,767 that a cell holds."""
_TOTAL_LIMIT = 100 * 2**20
_RATIO_LIMIT = 200
_RATIO_FROM = 10 * 2**20
"""Small files compress to any ratio; only above this size does it tell a bomb."""
_ENTRY_LIMIT = 10_000
_MEGABYTE = 2**20

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ParseError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,  # defusedxml's refusals and most of openpyxl's complaints are ValueErrors
)
"""What reading a damaged workbook ends in."""
DAMAGE_ANYWHERE = (*DAMAGE, AttributeError, RecursionError)
"""The same where looks and comments are read beside the values."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class WorkbookReadError(FaultError):
    """A workbook that cannot be read.

    IMPORT_001 no workbook, _002 password, _003 incomplete or damaged, _004 too large,
    _005 no record inside, _006 the file cannot be opened, _007 no list that
    can be read, _008 a web page under a workbook's name.
    """


def add_record(workbook: Any, record_json: str) -> None:
    """Put a record's JSON into an openpyxl workbook: mark and number of pieces, then the pieces."""
    add_json(workbook, SHEET, MARK, record_json)


def add_json(workbook: Any, sheet: str, mark: str, text: str) -> None:
    """Put JSON into a worksheet that no menu shows, in pieces that a cell holds."""
    worksheet = workbook.create_sheet(sheet)
    worksheet.sheet_state = "veryHidden"
    # In JSON an escape stands for the same character; in a workbook `_x0041_` would be one.
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", r"\\u005f", text)
    pieces = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    worksheet.append([mark, str(len(pieces))])
    for piece in pieces:
        worksheet.append([piece])
    for (target,) in worksheet.iter_rows(min_row=2, max_col=1):
        target.data_type = "s"


def read_embedded(path: Path) -> str:
    """Take the record's JSON out of a workbook.

    Raises:
        WorkbookReadError: there is none, or the file is none that can be read safely.
    """
    with reading(path):
        check_container(path)
        return _read(path)


@contextlib.contextmanager
def reading(path: Path, damage: tuple[type[Exception], ...] = DAMAGE) -> Iterator[None]:
    """Say what is wrong with a workbook in place of what a library raises over it.

    `damage` is what the library raises over a damaged file.

    Raises:
        WorkbookReadError: IMPORT_003 it is damaged, IMPORT_006 it cannot be opened.
    """
    try:
        yield
    except WorkbookReadError:
        raise
    except OSError as error:
        reason = reason_of(error)
        raise WorkbookReadError("IMPORT_006", file=path.name, reason=reason) from error
    except damage as error:
        raise WorkbookReadError("IMPORT_003", file=path.name) from error


def check_container(path: Path) -> None:
    """Make sure that a file is a workbook that can be opened without harm.

    Raises:
        WorkbookReadError: IMPORT_001 to _004.
        OSError, zipfile.BadZipFile: it cannot be opened, or is damaged.
    """
    with path.open("rb") as file:
        start = file.read(len(_OLE))
        if start == _OLE:
            code = "IMPORT_002" if _ENCRYPTED in file.read(_MEGABYTE) else "IMPORT_001"
            raise WorkbookReadError(code, file=path.name)
        if not start.startswith(_ZIP):
            raise WorkbookReadError("IMPORT_001", file=path.name)
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    _check_size(path, entries)
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise WorkbookReadError("IMPORT_001", file=path.name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookReadError("IMPORT_002", file=path.name)


def _check_size(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = total > _RATIO_FROM and total > packed * _RATIO_LIMIT
    if total > _TOTAL_LIMIT or bomb or len(entries) > _ENTRY_LIMIT:
        raise WorkbookReadError(
            "IMPORT_004",
            file=path.name,
            found=str(total // _MEGABYTE),
            limit=str(_TOTAL_LIMIT // _MEGABYTE),
        )


def _read(path: Path) -> str:
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is not installed")
    # openpyxl leaves a file that it opened itself open where reading fails.
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            return "".join(_pieces(workbook, path.name))
        finally:
            workbook.close()


def _pieces(workbook: Any, file: str) -> Iterator[str]:
    if SHEET not in workbook.sheetnames:
        raise WorkbookReadError("IMPORT_005", file=file)
    worksheet = workbook[SHEET]
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(values_only=True)
    mark = next(rows, ())
    if not mark or mark[0] != MARK:
        raise WorkbookReadError("IMPORT_005", file=file)
    for _ in range(int(mark[1])):
        piece = next(rows, ("",))[0]
        if not piece:
            raise ValueError("a piece is missing")
        yield str(piece)
