"""What the programs and libraries of a folder need of the system's C and C++ libraries."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

LIMITS = {"GLIBC": (2, 31), "GLIBCXX": (3, 4, 28), "CXXABI": (1, 3, 12)}
"""Debian 11 and the desktops of its age (麒麟 V10 SP1, 统信 20): glibc 2.31, GCC 10."""

_MAGIC = b"\x7fELF"
_NEED = re.compile(r"Name: (GLIBC|GLIBCXX|CXXABI)_([0-9.]+)")
_LIBRARY = re.compile(r"\(NEEDED\).*\[(.+)\]")

Version = tuple[int, ...]


def binaries(folder: Path) -> Iterator[Path]:
    """The ELF files below a folder; links lead to one of them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == _MAGIC:
                    yield path


def needs(path: Path) -> dict[str, Version]:
    """The newest version that a file needs of each versioned library."""
    found: dict[str, Version] = {}
    for name, text in _NEED.findall(_read(path, "-V")):
        version = tuple(int(part) for part in text.split("."))
        found[name] = max(version, found.get(name, ()))
    return found


def libraries(path: Path) -> list[str]:
    """The shared libraries that a file is linked to."""
    return _LIBRARY.findall(_read(path, "-d"))


def too_new(folder: Path, limits: dict[str, Version] | None = None) -> list[str]:
    """The files that would not load on the oldest desktop, a sentence each."""
    found = []
    for path in binaries(folder):
        for name, version in needs(path).items():
            limit = (limits or LIMITS)[name]
            if version > limit:
                needed, allowed = (".".join(map(str, v)) for v in (version, limit))
                where = path.relative_to(folder)
                found.append(f"{where} 需要 {name} {needed}，最多只能是 {allowed}。")
    return found


def newest(folder: Path) -> dict[str, Version]:
    """The newest version that anything in a folder needs of each versioned library."""
    found: dict[str, Version] = {}
    for path in binaries(folder):
        for name, version in needs(path).items():
            found[name] = max(version, found.get(name, ()))
    return found


def lacking(folder: Path, from_system: frozenset[str]) -> list[str]:
    """Libraries that are neither in the folder nor on every desktop, a sentence each."""
    inside = {path.name for path in folder.rglob("*.so*")}
    found = []
    for path in binaries(folder):
        for library in libraries(path):
            if library not in inside and library.partition(".so")[0] not in from_system:
                found.append(f"{path.relative_to(folder)} 需要 {library}，它没有带上。")
    return found


def strip(folder: Path) -> None:
    """Take the symbols for debugging out of every file."""
    for path in binaries(folder):
        # The program carries its modules behind its end, where stripping would cut them off.
        if path.suffix == ".so" or ".so." in path.name:
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def _read(path: Path, option: str) -> str:
    command = ["readelf", "-W", option, str(path)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env={"LC_ALL": "C"}, check=True
    )
    return done.stdout
