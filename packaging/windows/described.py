"""Licences and the list of parts (CycloneDX) of the tree for Windows."""

import importlib.metadata
import json
from collections import defaultdict
from pathlib import Path

from common import parts as subject
from common.describe import LICENCE_FOLDER, SBOM, part_of, sbom, write_texts
from common.parts import OWN, PYTHON, Owners, Part
from windows.embedded import Python
from windows.wheels import RUNTIME_LIBRARY

RUNTIME = "Microsoft Visual C++ Runtime"
# What compiler and NSIS put of themselves into launchers, setup and uninstaller: the package of
# Debian with the text, and the licence. All three allow programs under any licence.
TOOLS = (
    ("mingw-w64", "mingw-w64-x86-64-dev", "ZPL-2.1"),
    ("libgcc", "gcc-mingw-w64-base", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    ("NSIS", "nsis", "Zlib AND LicenseRef-LZMA-CPL-exception"),
)
DOCUMENTS = Path("/usr/share/doc")
INNER = "runtime/Lib/site-packages"


def describe(tree: Path, python: Python, documents: Path = DOCUMENTS) -> list[str]:
    """Put licences and list into a tree; returns why it must not be handed out, a sentence each.

    To be done before modules are compiled, and while libraries still tell which files are theirs.
    """
    known = subject.known_licences()
    owners = Owners(importlib.metadata.distributions(path=[str(tree / INNER)]))
    made, unowned = parts_of(tree, python, owners, known)
    others = tools(documents)
    found = subject.faults([part for part in made if part.name != RUNTIME], unowned)
    found += [f"“{part.name}”没有许可文本，请安装它的软件包。" for part in others if not part.texts]
    made += others
    write_texts(tree / LICENCE_FOLDER, made, f"{INNER}/PySide6".replace("/", "\\"))
    system = "Windows 10 1809 x86-64"
    text = json.dumps(sbom(tree, made, known, system), ensure_ascii=False, indent=1)
    (tree / SBOM).write_text(text + "\n", encoding="utf-8")
    return found


def parts_of(
    tree: Path, python: Python, owners: Owners, known: subject.Known
) -> tuple[list[Part], list[str]]:
    """The parts of a tree, and the files that belong to none."""
    contents: dict[str, list[str]] = defaultdict(list)
    unowned: list[str] = []
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if path.is_file():
            owner = owner_of(name, owners)
            (contents[owner] if owner else unowned).append(name)
    made = []
    for name, files in sorted(contents.items()):
        if name == PYTHON:
            made.append(_python(tree, python, files, known))
        elif name == RUNTIME:
            made.append(_runtime(tree, files))
        else:
            made.append(part_of(name, files, owners, known))
    return made, unowned


def owner_of(name: str, owners: Owners) -> str | None:
    """The part that a file of the tree belongs to."""
    if name.startswith(f"{INNER}/"):
        return owners.of_file(name.removeprefix(f"{INNER}/"))
    top, _, inner = name.partition("/")
    if not inner or inner == "start.py":
        return OWN
    if top != "runtime" or "/" in inner:
        return None
    return RUNTIME if RUNTIME_LIBRARY.fullmatch(inner.lower()) else PYTHON


def _python(tree: Path, python: Python, files: list[str], known: subject.Known) -> Part:
    texts = {"LICENSE.txt": (tree / "runtime" / "LICENSE.txt").read_bytes()}
    texts |= subject.more_texts(PYTHON, known)
    return Part(PYTHON, ".".join(map(str, python.version)), "PSF-2.0", texts, tuple(files))


def _runtime(tree: Path, files: list[str]) -> Part:
    """Microsoft's libraries: "Distributable Code", which may be handed out with a program.

    Python's own licence file holds the terms that are to be handed on with it.
    """
    texts = {"LICENSE.txt": (tree / "runtime" / "LICENSE.txt").read_bytes()}
    return Part(RUNTIME, "14", "LicenseRef-Microsoft-Distributable-Code", texts, tuple(files))


def tools(documents: Path) -> list[Part]:
    """The parts that the tools for building leave in what they build."""
    found = []
    for name, package, licence in TOOLS:
        text = documents / package / "copyright"
        texts = {"copyright": text.read_bytes()} if text.is_file() else {}
        found.append(Part(name, "", licence, texts, ()))
    return found
