"""TrueType files: which glyph a character has, and a font file with only the glyphs in use.

Reading whole fonts of 14 MB for a page of text costs more than the page. Here the index tables are
read once and kept, and the outlines are read from the file glyph by glyph when a document is saved.
"""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x01, 0x08, 0x20, 0x40, 0x80
_COPIED_TABLES = ("cvt ", "fpgm", "prep")
_CHECKSUM_MAGIC = 0xB1B0AFBA


class FontFileError(Exception):
    """A font file is missing, damaged or without TrueType outlines (`glyf`)."""


class _Group(NamedTuple):
    start: int
    end: int
    glyph: int


class TrueTypeFace:
    """One face of a TrueType file.

    Attributes:
        name: the PostScript name.
        ascent, descent, cap_height, bbox, italic_angle, weight: in thousandths of an em, degrees.
    """

    def __init__(self, path: Path) -> None:
        """Read the index tables.

        Raises:
            FontFileError: the file cannot be used.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self._read(file)
        except (OSError, struct.error, IndexError, KeyError, ValueError) as error:
            raise FontFileError(str(path)) from error

    def _read(self, file: BufferedReader) -> None:
        count = struct.unpack(">4xH6x", file.read(12))[0]
        records = [struct.unpack(">4s4xLL", file.read(16)) for _ in range(count)]
        self._tables = {tag.decode("latin1"): (offset, size) for tag, offset, size in records}
        self._head = self._table(file, "head")
        self._hhea = self._table(file, "hhea")
        self._maxp = self._table(file, "maxp")
        units, long_offsets = (
            struct.unpack_from(">H", self._head, 18)[0],
            struct.unpack_from(">h", self._head, 50)[0],
        )
        self._scale: float = 1000 / units
        self._glyphs: int = struct.unpack_from(">H", self._maxp, 4)[0]
        self._offsets = _numbers("I" if long_offsets else "H", self._table(file, "loca"))
        self._offset_unit = 1 if long_offsets else 2
        self._glyf = self._tables["glyf"][0]
        self._metrics = self._read_metrics(self._table(file, "hmtx"))
        self._groups = _character_groups(self._table(file, "cmap"))
        self._starts = [group.start for group in self._groups]
        self._copied = {
            tag: self._table(file, tag) for tag in _COPIED_TABLES if tag in self._tables
        }
        self._describe(file)

    def _table(self, file: BufferedReader, tag: str) -> bytes:
        offset, size = self._tables[tag]
        file.seek(offset)
        data = file.read(size)
        if len(data) != size:
            raise ValueError(tag)
        return data

    def _read_metrics(self, data: bytes) -> list[tuple[int, int]]:
        full = struct.unpack_from(">H", self._hhea, 34)[0]
        values = _numbers("H", data)
        pairs = list(zip(values[: 2 * full : 2], values[1 : 2 * full : 2], strict=True))
        advance = pairs[-1][0]
        return pairs + [(advance, bearing) for bearing in values[2 * full :]]

    def _describe(self, file: BufferedReader) -> None:
        box = struct.unpack_from(">4h", self._head, 36)
        self.bbox = tuple(round(value * self._scale) for value in box)
        os2 = self._table(file, "OS/2")
        version, self.weight = struct.unpack_from(">H2xH", os2)
        ascent, descent = struct.unpack_from(">hh", os2, 68)
        self.ascent, self.descent = round(ascent * self._scale), round(descent * self._scale)
        height = struct.unpack_from(">h", os2, 88)[0] if version > 1 else ascent
        self.cap_height = round(height * self._scale)
        self.italic_angle = struct.unpack_from(">i", self._table(file, "post"), 4)[0] / 65536
        self.name = _postscript_name(self._table(file, "name"))

    def glyph(self, character: str) -> int:
        """The glyph of a character, 0 where the face has none."""
        code = ord(character)
        index = bisect_right(self._starts, code) - 1
        if index < 0:
            return 0
        group = self._groups[index]
        return group.glyph + code - group.start if code <= group.end else 0

    def advance(self, glyph: int) -> float:
        """The width of a glyph in thousandths of an em."""
        return self._metrics[glyph][0] * self._scale

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file whose glyph n is `glyphs[n]` (0, the missing glyph, comes first).

        Raises:
            FontFileError: the file cannot be read any more.
        """
        try:
            with self.path.open("rb") as file:
                used, outlines = self._outlines(file, glyphs)
        except (OSError, struct.error, IndexError) as error:
            raise FontFileError(str(self.path)) from error
        offsets = array("I", [0])
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        metrics = array("H", [value for glyph in used for value in self._metrics[glyph]])
        head = bytearray(self._head)
        struct.pack_into(">L", head, 8, 0)
        struct.pack_into(">h", head, 50, 1)
        tables = {
            **self._copied,
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": self._hhea[:34] + struct.pack(">H", len(used)) + self._hhea[36:],
            "hmtx": _big_endian(metrics),
            "loca": _big_endian(offsets),
            "maxp": self._maxp[:4] + struct.pack(">H", len(used)) + self._maxp[6:],
        }
        return _font_file(tables)

    def _outlines(
        self, file: BufferedReader, glyphs: Sequence[int]
    ) -> tuple[list[int], list[bytes]]:
        used = list(glyphs)
        numbers = {glyph: number for number, glyph in reversed(list(enumerate(used)))}
        found: dict[int, bytes] = {}
        # In the order of the file: a cold disk reads forwards.
        for glyph in sorted(set(used)):
            found[glyph] = self._outline(file, glyph)
        outlines = []
        for glyph in used:  # grows: the parts of composite glyphs are appended
            data = found[glyph] if glyph in found else self._outline(file, glyph)
            if data and data[0] & 0x80:
                data = _renumbered(data, used, numbers)
            outlines.append(data + bytes(-len(data) % 4))
        return used, outlines

    def _outline(self, file: BufferedReader, glyph: int) -> bytes:
        start = self._offsets[glyph] * self._offset_unit
        size = self._offsets[glyph + 1] * self._offset_unit - start
        file.seek(self._glyf + start)
        return file.read(size)


def _numbers(code: str, data: bytes) -> "array[int]":
    """Big-endian numbers; `code` is "H" (16 bits) or "I" (32 bits)."""
    values = array(code, data)
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _big_endian(values: "array[int]") -> bytes:
    return _numbers(values.typecode, values.tobytes()).tobytes()


def _renumbered(data: bytes, used: list[int], numbers: dict[int, int]) -> bytes:
    """A composite glyph that names its parts by their new numbers; unknown parts are added."""
    changed = bytearray(data)
    position = 10
    flags = _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", changed, position)
        if part not in numbers:
            numbers[part] = len(used)
            used.append(part)
        struct.pack_into(">H", changed, position + 2, numbers[part])
        position += 8 if flags & _WORDS else 6
        position += 2 if flags & _SCALE else 4 if flags & _XY_SCALE else 0
        position += 8 if flags & _TWO_BY_TWO else 0
    return bytes(changed)


def _character_groups(cmap: bytes) -> list[_Group]:
    """The runs of characters with consecutive glyphs, from the widest Unicode table."""
    tables: dict[int, int] = {}
    for index in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * index)
        if (platform == 0 and encoding != 5) or (platform == 3 and encoding in (1, 10)):
            tables.setdefault(struct.unpack_from(">H", cmap, offset)[0], offset)
    if 12 in tables:
        start = tables[12] + 16
        count = struct.unpack_from(">L", cmap, start - 4)[0]
        values = struct.iter_unpack(">LLL", cmap[start : start + 12 * count])
        return [_Group(*group) for group in values]
    return _basic_plane_groups(cmap, tables[4])


def _basic_plane_groups(cmap: bytes, offset: int) -> list[_Group]:
    doubled = struct.unpack_from(">H", cmap, offset + 6)[0]
    count = doubled // 2
    columns = [offset + 14, *(offset + 16 + doubled * n for n in (1, 2, 3))]
    ends, starts, deltas, ranges = (struct.unpack_from(f">{count}H", cmap, at) for at in columns)
    groups = []
    for index in range(count):
        for code in range(starts[index], ends[index] + 1) if ranges[index] else ():
            at = columns[3] + 2 * index + ranges[index] + 2 * (code - starts[index])
            glyph = struct.unpack_from(">H", cmap, at)[0] if at + 2 <= len(cmap) else 0
            if glyph:
                groups.append(_Group(code, code, (glyph + deltas[index]) & 0xFFFF))
        if not ranges[index] and starts[index] != 0xFFFF:
            first = (starts[index] + deltas[index]) & 0xFFFF
            groups.append(_Group(starts[index], ends[index], first))
    return groups


def _postscript_name(data: bytes) -> str:
    count, storage = struct.unpack_from(">2xHH", data)
    for index in range(count):
        platform, name, size, at = struct.unpack_from(">H4xHHH", data, 6 + 12 * index)
        if name == 6:
            text = data[storage + at : storage + at + size]
            found = text.decode("utf-16-be" if platform in (0, 3) else "latin1")
            return "".join(c for c in found if c.isascii() and (c.isalnum() or c in "-_"))
    raise ValueError("name")


def _font_file(tables: dict[str, bytes]) -> bytes:
    names = sorted(tables)
    power = len(names).bit_length() - 1
    header = struct.pack(
        ">LHHHH", 0x10000, len(names), 16 << power, power, 16 * len(names) - (16 << power)
    )
    position = 12 + 16 * len(names)
    directory = b""
    body = b""
    head_at = 0
    for name in names:
        data = tables[name]
        if name == "head":
            head_at = position
        directory += struct.pack(
            ">4sLLL", name.encode("latin1"), _checksum(data), position, len(data)
        )
        padded = data + bytes(-len(data) % 4)
        body += padded
        position += len(padded)
    file = bytearray(header + directory + body)
    struct.pack_into(">L", file, head_at + 8, (_CHECKSUM_MAGIC - _checksum(bytes(file))) % 2**32)
    return bytes(file)


def _checksum(data: bytes) -> int:
    return sum(_numbers("I", data + bytes(-len(data) % 4))) % 2**32
