"""What a Windows program or library needs and says of itself, read from its own bytes."""

import struct
from pathlib import Path
from typing import NamedTuple

AMD64 = 0x8664
PLUS = 0x20B  # the optional header of a 64-bit file
IMPORTS, DELAYED = 1, 13  # places in the table of directories
FIXED_VERSION = struct.pack("<I", 0xFEEF04BD)


class NotWindowsError(ValueError):
    """A file is no 64-bit program or library of Windows."""


class _Section(NamedTuple):
    address: int
    size: int
    offset: int


class Library(NamedTuple):
    """The libraries a file is linked to, in lower case, at start or on first use; its version."""

    needs: frozenset[str]
    version: tuple[int, int, int, int]


def read_library(path: Path) -> Library:
    """Read a program or library for Windows.

    Raises:
        NotWindowsError: it is none, or one for another processor.
    """
    data = path.read_bytes()
    try:
        return _library(data)
    except (struct.error, ValueError) as error:
        raise NotWindowsError(f"{path.name}: {error}") from error


def _library(data: bytes) -> Library:
    if data[:2] != b"MZ":
        raise NotWindowsError("no program")
    (start,) = struct.unpack_from("<I", data, 0x3C)
    if data[start : start + 4] != b"PE\0\0":
        raise NotWindowsError("no program")
    machine, count = struct.unpack_from("<HH", data, start + 4)
    (size,) = struct.unpack_from("<H", data, start + 20)
    optional = start + 24
    (magic,) = struct.unpack_from("<H", data, optional)
    if (machine, magic) != (AMD64, PLUS):
        raise NotWindowsError(f"made for processor {machine:#x}")
    sections = _sections(data, optional + size, count)
    directories = optional + 112
    needs = _names(data, sections, directories + IMPORTS * 8, 20, 12)
    needs |= _names(data, sections, directories + DELAYED * 8, 32, 4)
    return Library(frozenset(needs), _version(data))


def _sections(data: bytes, start: int, count: int) -> list[_Section]:
    """The sections: 40 bytes each, of which address and size in memory and in the file count."""
    found = []
    for number in range(count):
        memory, address, size, offset = struct.unpack_from("<IIII", data, start + number * 40 + 8)
        found.append(_Section(address, max(memory, size), offset))
    return found


def _names(
    data: bytes, sections: list[_Section], directory: int, step: int, field: int
) -> set[str]:
    """The names in a table of imports, whose entries are `step` bytes and end with an empty one."""
    (table,) = struct.unpack_from("<I", data, directory)
    if table == 0:
        return set()
    names: set[str] = set()
    place = _offset(sections, table)
    while True:
        (name,) = struct.unpack_from("<I", data, place + field)
        if name == 0:
            return names
        first = _offset(sections, name)
        names.add(data[first : data.index(b"\0", first)].decode("ascii").lower())
        place += step


def _offset(sections: list[_Section], address: int) -> int:
    """Where in the file an address in memory lies."""
    for section in sections:
        if section.address <= address < section.address + section.size:
            return address - section.address + section.offset
    raise NotWindowsError(f"address {address:#x} is in no section")


def _version(data: bytes) -> tuple[int, int, int, int]:
    place = data.find(FIXED_VERSION)
    if place < 0:
        return (0, 0, 0, 0)
    high, low = struct.unpack_from("<II", data, place + 8)
    return (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)
