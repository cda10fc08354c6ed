"""A smaller libicudata: of the data for 800 languages those that the program's window can need.

Qt links to ICU, whose data are 32 MB in one library. They are a table of named items; the items
kept are copied byte for byte. ICU falls back to its root data for what is not there.
"""

import struct
import subprocess
import tempfile
from pathlib import Path

LANGUAGES = ("root", "en", "en_US", "en_US_POSIX", "zh", "zh_CN", "zh_Hans", "zh_Hans_CN")
_ALIGNMENT = 16


def wanted(item: str) -> bool:
    """Whether an item of the data is kept: no language of its own, or one that is spoken here."""
    folder, _, name = item.rpartition("/")
    if name.endswith(".cnv"):
        return name == "gb18030.cnv"
    if not name.endswith(".res") or folder.endswith(("translit", "rbnf", "brkitr")):
        # Dictionaries that break Thai or Khmer into words, spelled-out numbers, other scripts.
        return not folder.endswith(("translit", "rbnf")) and not name.endswith(".dict")
    stem = name.removesuffix(".res")
    language = stem.partition("_")[0]
    is_language = 2 <= len(language) <= 3 and language.isalpha() and language.islower()
    return stem in LANGUAGES or not is_language


def trimmed(data: bytes) -> bytes:
    """ICU's common data (version 1, "CmnD") with the wanted items alone.

    Raises:
        ValueError: it is something else.
    """
    start = struct.unpack_from("<H", data)[0]
    if data[2:4] != b"\xda\x27" or data[12:16] != b"CmnD":
        raise ValueError("no common data of ICU")
    (count,) = struct.unpack_from("<I", data, start)
    entries = [struct.unpack_from("<II", data, start + 4 + 8 * n) for n in range(count)]
    ends = [*(place for _, place in entries[1:]), len(data) - start]
    items = []
    for (name_at, place), end in zip(entries, ends, strict=True):
        name = data[start + name_at : data.index(b"\0", start + name_at)]
        if wanted(name.decode("ascii").partition("/")[2]):
            items.append((name, data[start + place : start + end]))
    return data[:start] + _table(items)


def _table(items: list[tuple[bytes, bytes]]) -> bytes:
    names, places = [], []
    at = 4 + 8 * len(items)
    for name, _ in items:
        names.append(at)
        at += len(name) + 1
    text = b"".join(name + b"\0" for name, _ in items)
    body = bytearray()
    first = -at % _ALIGNMENT
    for _, content in items:
        places.append(at + first + len(body))
        body += content + bytes(-len(content) % _ALIGNMENT)
    table = b"".join(struct.pack("<II", *pair) for pair in zip(names, places, strict=True))
    return struct.pack("<I", len(items)) + table + text + bytes(first) + bytes(body)


def shrink(library: Path) -> None:
    """Put a library with the wanted data alone in place of ICU's own."""
    symbol, place, size = _symbol(library)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "icu.dat").write_bytes(trimmed(library.read_bytes()[place : place + size]))
        made = folder / library.name
        renamed = ".data=.rodata,alloc,load,readonly,data,contents"
        aligned = f".rodata={_ALIGNMENT}"
        options = ["-shared", "-soname", library.name, "-z", "noexecstack"]
        same = f"{symbol}=_binary_icu_dat_start"
        for command in (
            ["ld", "-r", "-b", "binary", "-o", "icu.o", "icu.dat"],
            ["objcopy", "--rename-section", renamed, "--set-section-alignment", aligned, "icu.o"],
            ["ld", *options, f"--defsym={same}", "-o", str(made), "icu.o"],
            ["strip", "--strip-unneeded", str(made)],
        ):
            subprocess.run(command, cwd=folder, check=True)
        library.write_bytes(made.read_bytes())


def _symbol(library: Path) -> tuple[str, int, int]:
    """The name of the data, and where they lie in the file: the library maps it one to one."""
    command = ["readelf", "-W", "--dyn-syms", str(library)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    for line in done.stdout.splitlines():
        parts = line.split()
        if len(parts) == 8 and parts[7].startswith("icudt") and parts[7].endswith("_dat"):
            return parts[7], int(parts[1], 16), int(parts[2], 0)
    raise ValueError(f"no data in {library.name}")
