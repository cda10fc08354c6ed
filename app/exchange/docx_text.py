"""Reading the words of a Word document: its paragraphs and its tables, and nothing else of it.

A document comes from anywhere. Only its main part is opened, never unpacked to disk, and its XML
may define nothing: no entities, no references to files outside.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.model.faults import FaultError, reason_of
from app.prose.document import Block, Document, Row, build

PART = "word/document.xml"
"""The part of a document that holds its text."""

_LARGEST = 64 * 2**20
_RATIO = 200
_RATIO_FROM = 8 * 2**20
"""A small part compresses to any ratio; only above this size does it tell a bomb."""
_ENTRIES = 10_000
_MOST_CELLS = 200
"""A table is never wider; a cell that claims to span more is damaged or hostile."""
_MEGABYTE = 2**20

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_HIDDEN = frozenset(("del", "moveFrom", "instrText", "delText", "pict", "txbxContent"))
"""What was struck out, fields' commands, and boxes that stand beside the text."""


class DocumentReadError(FaultError):
    """A Word document that cannot be read.

    REPORT_001 no Word document, _002 password, _003 damaged, _004 too large.
    """


def read_docx(path: Path) -> Document:
    """The paragraphs and tables of a document; lines count paragraphs and rows of tables.

    Raises:
        DocumentReadError: it is none, or none that can be read safely.
        FaultError: FILE_001 it is missing, FILE_002 it cannot be opened.
    """
    try:
        return build(_Reader().blocks(_body(_part(path), path)))
    except DocumentReadError:
        raise
    except FileNotFoundError as error:
        raise FaultError("FILE_001", file=str(path)) from error
    except OSError as error:
        raise FaultError("FILE_002", file=str(path), reason=reason_of(error)) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        ParseError,
        DefusedXmlException,
        RecursionError,
        RuntimeError,
        ValueError,
    ) as error:
        raise DocumentReadError("REPORT_003", file=path.name) from error


def _part(path: Path) -> bytes:
    """The XML of the main part, read no further than a document can be large."""
    with path.open("rb") as file:
        start = file.read(len(_OLE))
        if start == _OLE:
            code = "REPORT_002" if _ENCRYPTED in file.read(_MEGABYTE) else "REPORT_001"
            raise DocumentReadError(code, file=path.name)
        if not start.startswith(_ZIP):
            raise DocumentReadError("REPORT_001", file=path.name)
        try:
            return _unpacked(file, path)
        except OSError as error:  # a damaged archive names places that no file has
            raise DocumentReadError("REPORT_003", file=path.name) from error


def _unpacked(file: BinaryIO, path: Path) -> bytes:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if PART not in names or len(names) > _ENTRIES:
            raise DocumentReadError("REPORT_001", file=path.name)
        entry = archive.getinfo(PART)
        if entry.flag_bits & 1:
            raise DocumentReadError("REPORT_002", file=path.name)
        _check_size(entry, path)
        with archive.open(entry) as part:
            data = part.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _too_large(len(data), path)
    return data


def _check_size(entry: zipfile.ZipInfo, path: Path) -> None:
    size = entry.file_size
    bomb = size > _RATIO_FROM and size > entry.compress_size * _RATIO
    if size > _LARGEST or bomb:
        raise _too_large(size, path)


def _too_large(size: int, path: Path) -> DocumentReadError:
    found, limit = str(size // _MEGABYTE), str(_LARGEST // _MEGABYTE)
    return DocumentReadError("REPORT_004", file=path.name, found=found, limit=limit)


def _body(data: bytes, path: Path) -> Element:
    """The body of the document, its names brought to those of the usual edition."""
    root = fromstring(data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()), forbid_dtd=True)
    body: Element | None = root.find(f"{_W}body")
    if body is None:
        raise DocumentReadError("REPORT_003", file=path.name)
    return body


class _Reader:
    """Counts the lines of a document while it reads them."""

    def __init__(self) -> None:
        self._line = 0

    def blocks(self, holder: Element) -> Iterator[Block]:
        """The paragraphs and tables of the body, those inside content controls included."""
        for element in holder:
            if element.tag == f"{_W}p":
                self._line += 1
                text = _text(element)
                if text.strip():
                    yield Block(self._line, text)
            elif element.tag == f"{_W}tbl":
                rows = tuple(self._rows(element))
                if rows:
                    yield Block(rows[0].line, rows=rows)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"):
                yield from self.blocks(element)

    def _rows(self, table: Element) -> Iterator[Row]:
        for row in table.iter(f"{_W}tr"):
            self._line += 1
            yield Row(self._line, tuple(_cells(row)))


def _cells(row: Element) -> Iterator[str]:
    """The cells of a row by its grid: a wide cell is followed by empty ones, one that goes on
    from above is empty.
    """
    count = 0
    for cell in row.iter(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        yield "" if goes_on else "\n".join(_text(p) for p in cell.iter(f"{_W}p"))
        wide = int(span.get(f"{_W}val", "1")) if span is not None else 1
        if not 0 <= wide <= _MOST_CELLS or count > _MOST_CELLS:
            raise ValueError("a cell spans too much")
        count += max(1, wide)
        yield from ("" for _ in range(wide - 1))


def _text(element: Element) -> str:
    """The words of a paragraph as they are read."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: Element, parts: list[str]) -> None:
    for child in element:
        name = child.tag.removeprefix(_W)
        if name == "t":
            parts.append(child.text or "")
        elif name in ("tab", "br", "cr"):
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name not in _HIDDEN and child.tag.startswith(_W):
            _gather(child, parts)
