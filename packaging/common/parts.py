"""What a bundle is made of: each of its files and modules, and the part that it belongs to."""

import importlib.metadata
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from common.contents import ROOT
from common.spdx import LicenceError, is_allowed

LICENCES = ROOT / "packaging" / "licences"
LICENCE_NAMES = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "OFL*")
BOOTLOADER = "pyinstaller"
PYTHON = "Python"
OWN = "ziping"


class Part(NamedTuple):
    """A work of one origin: its licence as SPDX, its licence texts by name, what it consists of."""

    name: str
    version: str
    licence: str
    texts: dict[str, bytes]
    contents: tuple[str, ...]


class Known(NamedTuple):
    """What packaging/licences/licences.toml says."""

    distributions: dict[str, str]
    libraries: dict[str, str]
    inside: list[dict[str, Any]]
    texts: dict[str, list[str]]


def known_licences(folder: Path = LICENCES) -> Known:
    """Read the table of licences that the parts themselves do not state."""
    return Known(**tomllib.loads((folder / "licences.toml").read_text("utf-8")))


class Owners:
    """Who owns a file or a module: looked up in what the distributions say of themselves."""

    def __init__(self, distributions: Iterable[importlib.metadata.Distribution]) -> None:
        self.distributions = {_name(d): d for d in distributions}
        self._files: dict[str, str] = {}
        self._modules: dict[str, str] = {}
        for name, distribution in self.distributions.items():
            for file in distribution.files or ():
                path = PurePosixPath(str(file).replace("\\", "/"))
                self._files[path.as_posix()] = name
                if path.suffix in (".py", ".so", ".pyd"):
                    self._modules[module_of(path)] = name

    def of_file(self, name: str) -> str | None:
        """The part that a file belongs to, by its path in the bundle; none for a system's file."""
        if name.startswith("app/_data/resources/fonts/") and name.endswith(".ttf"):
            return f"font {PurePosixPath(name).stem}"
        if name.startswith("app/"):
            return OWN
        # What Python itself installs is in no distribution's list.
        python = ("libpython", "python3", "base_library.zip", "lib-dynload/")
        return self._files.get(name) or (PYTHON if name.startswith(python) else None)

    def of_module(self, name: str) -> str | None:
        """The part that a module in the program's archive belongs to."""
        top = name.partition(".")[0]
        if top == "app" or name == "start":
            return OWN
        if name.startswith(("pyi", "_pyi", "struct")) and top not in sys.stdlib_module_names:
            return BOOTLOADER
        found = self._modules.get(name) or self._modules.get(top)
        standard = top in sys.stdlib_module_names or top.startswith("_sysconfigdata")
        return found or (PYTHON if standard else None)


def module_of(path: PurePosixPath) -> str:
    """The dotted name of the module that a file holds."""
    parts = [*path.parts[:-1], path.name.partition(".")[0]]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def distribution_part(
    distribution: importlib.metadata.Distribution, contents: Sequence[str], known: Known
) -> Part:
    """A distribution as a part: its licence in its own words where they are SPDX."""
    name = _name(distribution)
    said = {key: str(value) for key, value in distribution.metadata.json.items()}
    stated = said.get("license_expression") or said.get("license", "")
    licence = stated if _is_expression(stated) else known.distributions.get(_plain(name), stated)
    texts = {}
    for file in distribution.files or ():
        named = any(fnmatchcase(file.name.upper(), p.upper()) for p in LICENCE_NAMES)
        kept = named or "/licenses/" in str(file) or "/sboms/" in str(file)
        if ".dist-info" in str(file) and kept:
            texts[_inner(str(file))] = Path(str(file.locate())).read_bytes()
    return Part(name, distribution.version, licence, texts, tuple(contents))


def faults(parts: Sequence[Part], unowned: Sequence[str]) -> list[str]:
    """Why a bundle must not be handed out, a sentence each."""
    found = [f"不知道“{name}”从哪里来，不能确定它的许可。" for name in sorted(unowned)]
    for part in parts:
        try:
            if not is_allowed(part.licence):
                found.append(f"“{part.name}”的许可“{part.licence}”不允许随程序分发。")
        except LicenceError:
            found.append(f"“{part.name}”的许可“{part.licence}”写得不规范，请在表中注明。")
        if not part.texts:
            found.append(f"“{part.name}”没有许可文本，请放进 packaging/licences。")
        for name, licence in crates(part):
            if not _is_expression(licence) or not is_allowed(licence):
                found.append(f"“{part.name}”里的“{name}”的许可“{licence}”不允许随程序分发。")
    return found


def idle(parts: Sequence[Part], distributions: Iterable[str], known: Known) -> list[str]:
    """The entries of the table that say nothing: no distribution of that name is used at all."""
    names = {_plain(name) for name in [*distributions, *(part.name for part in parts)]}
    wanted = [*known.distributions, *known.texts, *(entry["part"] for entry in known.inside)]
    return sorted({name for name in wanted if _plain(name) not in names})


def inside(parts: Sequence[Part], known: Known) -> dict[str, list[tuple[str, str]]]:
    """Works of others inside a part: names and licences by the name of the part."""
    found = {part.name: crates(part) for part in parts if crates(part)}
    for entry in known.inside:
        if any(part.name == entry["part"] for part in parts):
            found.setdefault(entry["part"], []).extend(map(tuple, entry["names"]))
    return found


def crates(part: Part) -> list[tuple[str, str]]:
    """The works in Rust inside a part, with their licences, as cargo lists them in its wheel."""
    found: list[tuple[str, str]] = []
    for name, text in part.texts.items():
        if name.endswith(".cyclonedx.json"):
            for entry in json.loads(text)["components"]:
                said = [each.get("expression", "") for each in entry.get("licenses", [])]
                found.append((f"{entry['name']} {entry['version']}", " AND ".join(said)))
    return found


def more_texts(name: str, known: Known, folder: Path = LICENCES) -> dict[str, bytes]:
    """The texts that the project keeps for a part."""
    names = [*known.texts.get(name, ())]
    names += [entry["text"] for entry in known.inside if entry["part"] == name]
    return {text: (folder / text).read_bytes() for text in names}


def library_licence(name: str, table: Mapping[str, str]) -> str:
    """The licence of a system's library by the start of its file's name; empty if unknown."""
    return next((table[start] for start in table if name.startswith(start)), "")


def _is_expression(text: str) -> bool:
    try:
        is_allowed(text)
    except LicenceError:
        return False
    # One word such as PSFL parses too; it has to be a name that is known.
    return " " in text or is_allowed(text)


def _name(distribution: importlib.metadata.Distribution) -> str:
    return str(distribution.metadata["Name"])


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")


def _inner(file: str) -> str:
    inner = file.replace("\\", "/").partition(".dist-info/")[2].removeprefix("licenses/")
    return inner.replace("/", "-")
