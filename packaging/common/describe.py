"""Puts licences and a list of parts (CycloneDX) into a frozen folder, and judges them.

packaging/describe.py runs it in the Python that froze the folder.
"""

import hashlib
import importlib
import importlib.metadata
import json
import platform
import re
import shutil
import sqlite3
import subprocess
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.version import VERSION
from common import parts as subject
from common.contents import ROOT
from common.parts import BOOTLOADER, OWN, PYTHON, Known, Owners, Part

INNER = "_internal"
SBOM = "ziping.cdx.json"
LICENCE_FOLDER = "licences"
NATIVE = re.compile(r"\.so(\.|$)|\.(dll|pyd|exe)$")
README = """本程序（Ziping 绩效自评 {version}）按 MIT 许可分发，见 ziping 文件夹。
它带有下列各部分，每部分的许可文本在同名文件夹里；机器可读的清单是上一层的 {sbom}。
Qt（PySide6、shiboken6）按 LGPL-3.0 使用：它的库是单独的文件（在 {libraries}），
可以换成自己编译的同一版本。

"""


def main(arguments: Sequence[str]) -> int:
    """Describe a bundle; 1 where something in it must not be handed out."""
    folder = Path(arguments[0])
    known = subject.known_licences()
    owners = Owners(importlib.metadata.distributions())
    made, unowned = parts_of(folder, owners, known)
    found = subject.faults(made, unowned)
    found += [
        f"许可表里的“{n}”没有用到，请删去。"
        for n in subject.idle(made, owners.distributions, known)
    ]
    write_texts(folder / LICENCE_FOLDER, made, INNER)
    listed = sbom(folder / INNER, made, known, platform.platform())
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    (folder / SBOM).write_text(text + "\n", encoding="utf-8")
    print("\n".join(found) or f"许可清单：{len(made)} 个部分，全部可以分发。")
    return 1 if found else 0


def parts_of(folder: Path, owners: Owners, known: Known) -> tuple[list[Part], list[str]]:
    """The parts of a bundle, and the files and modules that belong to none."""
    contents: dict[str, list[str]] = defaultdict(list)
    unowned: list[str] = []
    libraries: list[str] = []
    for name in files_of(folder):
        owner = owners.of_file(name)
        if owner is None and subject.library_licence(name, known.libraries):
            libraries.append(name)
        elif owner is None:
            unowned.append(name)
        else:
            contents[owner].append(name)
    for module in modules_of(folder / OWN):
        module_owner = owners.of_module(module)
        if module_owner is None:
            unowned.append(f"module {module}")
        else:
            contents[module_owner].append(f"module {module}")
    contents[BOOTLOADER].append(OWN)
    made = [part_of(name, names, owners, known) for name, names in sorted(contents.items())]
    made += [_library(name, known) for name in sorted(libraries)]
    return made, unowned


def files_of(folder: Path) -> Iterator[str]:
    """The files inside, as they lie in an environment; links lead to one of them."""
    for path in sorted((folder / INNER).rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder / INNER).as_posix()


def modules_of(program: Path) -> Iterator[str]:
    """The modules in the archive that is attached to the program."""
    # Of the environment that freezes; nothing else has it.
    readers = importlib.import_module("PyInstaller.archive.readers")

    archive = readers.CArchiveReader(str(program))
    for name in archive.toc:
        inner = archive.open_embedded_archive(name) if name.endswith(".pyz") else None
        if inner is not None:
            yield from sorted(inner.toc)
        elif not name.startswith("pyimod") and "pyz" not in name.lower():
            yield name


def part_of(name: str, contents: Sequence[str], owners: Owners, known: Known) -> Part:
    """A part by its name, with its licence and its texts."""
    texts = subject.more_texts(name, known)
    if name == OWN:
        return Part(name, VERSION, "MIT", _file(ROOT / "LICENSE"), tuple(contents))
    if name == PYTHON:
        version = platform.python_version()
        return Part(name, version, "PSF-2.0", texts, tuple(contents))
    if name.startswith("font "):
        text = _file(ROOT / "resources" / "fonts" / f"OFL-{name.removeprefix('font ')}.txt")
        return Part(name, VERSION, "OFL-1.1", text, tuple(contents))
    made = subject.distribution_part(owners.distributions[name], contents, known)
    return made._replace(texts={**made.texts, **texts})


def _file(path: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes()}


def _library(name: str, known: Known) -> Part:
    """A library of the machine that froze the program, with its Debian package's words."""
    licence = subject.library_licence(name, known.libraries)
    package, version = _package(name)
    if name.startswith("libsqlite3"):
        version = sqlite3.sqlite_version
    text = Path("/usr/share/doc") / package / "copyright"
    if package and text.is_file():
        return Part(name, version, licence, {"copyright": text.read_bytes()}, (name,))
    stored = ROOT / "packaging" / "licences" / f"{name.partition('.')[0]}.txt"
    return Part(name, version, licence, _file(stored) if stored.is_file() else {}, (name,))


def _package(name: str) -> tuple[str, str]:
    """The Debian package and version of a library, empty where there is none."""
    told = _said("ldconfig", "-p")
    path = next((line.split(" => ")[1] for line in told if f"\t{name} " in line), "")
    for each in (path, str(Path(path).resolve()), path.removeprefix("/usr")):
        for line in _said("dpkg-query", "-S", each) if each else ():
            package = line.partition(": ")[0].partition(":")[0].partition(",")[0]
            version = _said("dpkg-query", "-W", "-f", "${Version}", package)
            return package, version[0] if version else ""
    return "", ""


def _said(*command: str) -> list[str]:
    program = shutil.which(command[0], path="/usr/sbin:/usr/bin:/sbin:/bin")
    if program is None:
        return []
    done = subprocess.run(
        [program, *command[1:]], capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout.splitlines()


# ---- what is written -------------------------------------------------------------------------


def write_texts(folder: Path, made: Sequence[Part], libraries: str) -> None:
    """Write the licence texts, a folder a part, and what they are the licences of."""
    shutil.rmtree(folder, ignore_errors=True)
    lines = []
    for part in made:
        lines.append(f"{part.name} {part.version}：{part.licence}\n")
        target = folder / part.name.replace(" ", "-")
        target.mkdir(parents=True)
        for name, text in part.texts.items():
            (target / name).write_bytes(text)
    head = README.format(version=VERSION, sbom=SBOM, libraries=libraries)
    (folder / "README.txt").write_text(head + "".join(lines), encoding="utf-8")


def sbom(folder: Path, made: Sequence[Part], known: Known, system: str) -> dict[str, Any]:
    """The parts as CycloneDX 1.6 asks for it; the same bundle gives the same text.

    The contents of the parts are named as they lie in `folder`.
    """
    inner = subject.inside(made, known)
    components = [component(folder, part, inner.get(part.name, [])) for part in made]
    refs = [entry["bom-ref"] for entry in components]
    own = f"{OWN}@{VERSION}"
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(digest[:32])}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "bundle",
                "name": OWN,
                "version": VERSION,
            },
            "properties": [{"name": "ziping:platform", "value": system}],
        },
        "components": components,
        "dependencies": [
            {"ref": "bundle", "dependsOn": refs},
            {"ref": own, "dependsOn": [ref for ref in refs if ref != own]},
        ],
    }


def component(folder: Path, part: Part, inner: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A part as a component: its licence, its native files with checksums, works inside it."""
    ref = f"{part.name}@{part.version}"
    entry: dict[str, Any] = {
        "type": "application" if part.name == OWN else "library",
        "bom-ref": ref,
        "name": part.name,
        "version": part.version,
        "licenses": [{"expression": part.licence}],
        "properties": [{"name": "ziping:contents", "value": str(len(part.contents))}],
    }
    below = [
        {
            "type": "file",
            "bom-ref": f"{ref}/{name}",
            "name": name,
            "hashes": [{"alg": "SHA-256", "content": _digest(folder / name)}],
        }
        for name in part.contents
        if NATIVE.search(name) and not name.startswith("module ")
    ]
    for name, licence in inner:
        licences = [{"expression": licence}]
        below.append(
            {"type": "library", "bom-ref": f"{ref}/{name}", "name": name, "licenses": licences}
        )
    return {**entry, "components": below} if below else entry


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
