"""Every file and module of a bundle has an owner, a licence that may be handed out, and a text."""

import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from common import describe, parts
from common.parts import Known, Owners, Part

NOTHING = Known({}, {}, [], {})
Install = Callable[..., None]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "环境" / "site-packages"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def install(site: Path) -> Install:
    """Install a distribution with one module: its licence in the words of its metadata."""

    def make(name: str, words: str, texts: tuple[str, ...] = ("LICENSE",)) -> None:
        info = site / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n{words}\n", "utf-8"
        )
        (site / name).mkdir()
        (site / name / "__init__.py").touch()
        (site / name / "fast.abi3.so").write_bytes(b"\x7fELF")
        files = [f"{name}/__init__.py", f"{name}/fast.abi3.so", f"{info.name}/METADATA"]
        for text in texts:
            (info / text).write_text("the licence", "utf-8")
            files.append(f"{info.name}/{text}")
        (info / "RECORD").write_text("".join(f"{file},,\n" for file in files), "utf-8")

    return make


def owners(site: Path) -> Owners:
    return Owners(importlib.metadata.distributions(path=[str(site)]))


def bundle(folder: Path, files: list[str]) -> Path:
    for name in files:
        path = folder / describe.INNER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\x7fELF")
    return folder


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules in the archive of the program."""
    names: list[str] = ["app.cli", "json.decoder", "tool", "tool.inner", "pyimod01_archive"]
    monkeypatch.setattr(describe, "modules_of", lambda program: names)
    return names


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("tool/fast.abi3.so", "tool"),
        ("tool-1.0.dist-info/METADATA", "tool"),
        ("libpython3.11.so.1.0", "Python"),
        ("python3.11/lib-dynload/_json.so", "Python"),
        ("base_library.zip", "Python"),
        ("app/_data/forms/a/form.toml", "ziping"),
        ("app/_data/resources/fonts/song.ttf", "font song"),
        ("libstrange.so.1", None),
        ("tool/other.so", None),
    ],
)
def test_a_file_has_the_owner_that_names_it(
    site: Path, install: Install, name: str, owner: str | None
) -> None:
    install("tool", "License-Expression: MIT")
    assert owners(site).of_file(name) == owner


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("tool", "tool"),
        ("tool.fast", "tool"),
        ("app.windows.app", "ziping"),
        ("email.message", "Python"),
        ("pyi_rth_pyside6", "pyinstaller"),
        ("strange", None),
    ],
)
def test_a_module_has_the_owner_that_names_it(
    site: Path, install: Install, name: str, owner: str | None
) -> None:
    install("tool", "License-Expression: MIT")
    assert owners(site).of_module(name) == owner


def test_a_whole_bundle_is_accounted_for(
    site: Path, install: Install, tmp_path: Path, modules: list[str]
) -> None:
    install("tool", "License-Expression: MIT")
    install("pyinstaller", "License: GPLv2-or-later with a special exception")
    known = parts.known_licences()
    folder = bundle(tmp_path / "b", ["tool/fast.abi3.so", "libffi.so.8", "base_library.zip"])
    made, unowned = describe.parts_of(folder, owners(site), known)
    assert unowned == []
    assert {part.name for part in made} >= {"tool", "ziping", "Python", "pyinstaller"}
    listed = describe.sbom(folder / describe.INNER, made, known, "测试")
    assert {entry["name"] for entry in listed["components"]} == {part.name for part in made}
    assert all(entry["licenses"][0]["expression"] for entry in listed["components"])
    (python,) = (entry for entry in listed["components"] if entry["name"] == "Python")
    assert {work["name"] for work in python["components"]} >= {"expat", "libmpdec"}


@pytest.mark.parametrize("stranger", ["libstrange.so.1", "module strange"])
def test_what_nobody_owns_stops_the_build(
    site: Path, install: Install, tmp_path: Path, modules: list[str], stranger: str
) -> None:
    install("tool", "License-Expression: MIT")
    install("pyinstaller", "License: MIT")
    files = ["tool/fast.abi3.so"]
    if stranger.startswith("module "):
        modules.append(stranger.removeprefix("module "))
    else:
        files.append(stranger)
    folder = bundle(tmp_path / "b", files)
    made, unowned = describe.parts_of(folder, owners(site), NOTHING)
    assert unowned == [stranger]
    assert any(stranger in sentence for sentence in parts.faults(made, unowned))


@pytest.mark.parametrize(
    ("words", "texts", "said"),
    [
        ("License-Expression: MIT", ("LICENSE",), []),
        ("License: MIT", ("COPYING.txt",), []),
        ("License-Expression: GPL-3.0-or-later", ("LICENSE",), ["不允许"]),
        ("License-Expression: AGPL-3.0-only OR LicenseRef-Shop", ("LICENSE",), ["不允许"]),
        ("License: BSD license (see license.txt)", ("LICENSE",), ["不规范"]),
        ("License-Expression: MIT", (), ["没有许可文本"]),
        ("Summary: none", ("LICENSE",), ["不规范"]),
    ],
)
def test_a_library_is_judged_by_its_own_words(
    site: Path, install: Install, words: str, texts: tuple[str, ...], said: list[str]
) -> None:
    install("tool", words, texts)
    distribution = owners(site).distributions["tool"]
    part = parts.distribution_part(distribution, ["tool/__init__.py"], NOTHING)
    found = parts.faults([part], [])
    assert len(found) == len(said)
    assert all(word in sentence for word, sentence in zip(said, found, strict=True))


def test_works_in_rust_are_read_from_the_list_in_the_wheel() -> None:
    listed = [
        {"name": "quick", "version": "0.1", "licenses": [{"expression": "MIT OR Apache-2.0"}]},
        {"name": "strict", "version": "2", "licenses": [{"expression": "GPL-3.0-only"}]},
        {"name": "silent", "version": "3"},
    ]
    text = json.dumps({"components": listed}).encode()
    part = Part("tool", "1", "MIT", {"LICENSE": b"a", "sboms-tool.cyclonedx.json": text}, ())
    other = Part("other", "1", "MIT", {"sboms-other.cdx.json": b"of another shape"}, ())
    names = [("quick 0.1", "MIT OR Apache-2.0"), ("strict 2", "GPL-3.0-only"), ("silent 3", "")]
    assert parts.inside([part, other], NOTHING) == {"tool": names}
    known = Known({}, {}, [{"part": "tool", "text": "", "names": [["zlib", "Zlib"]]}], {})
    assert parts.inside([part], known) == {"tool": [*names, ("zlib", "Zlib")]}
    found = parts.faults([part, other], [])
    assert ["strict" in each or "silent" in each for each in found] == [True, True]


def test_the_table_speaks_only_where_the_metadata_do_not(site: Path, install: Install) -> None:
    install("tool", "License: BSD license")
    install("other", "License-Expression: MIT")
    known = Known({"tool": "BSD-3-Clause", "other": "Zlib"}, {}, [], {})
    found = owners(site).distributions
    assert parts.distribution_part(found["tool"], [], known).licence == "BSD-3-Clause"
    assert parts.distribution_part(found["other"], [], known).licence == "MIT"


def test_idle_entries_of_the_table_are_named() -> None:
    known = Known({"gone": "MIT"}, {}, [{"part": "left", "text": "", "names": []}], {"tool": []})
    part = Part("tool", "1", "MIT", {"a": b""}, ())
    assert parts.idle([part], [], known) == ["gone", "left"]


def test_the_texts_of_the_table_are_there() -> None:
    known = parts.known_licences()
    names = {text for texts in known.texts.values() for text in texts}
    names |= {entry["text"] for entry in known.inside}
    assert [name for name in names if not (parts.LICENCES / name).read_bytes()] == []
    for licence in (*known.distributions.values(), *known.libraries.values()):
        assert parts.faults([Part("p", "1", licence, {"a": b""}, ())], []) == []


def test_the_modules_of_a_program_are_read_from_its_archive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inner = SimpleNamespace(toc={"tool": (), "app.cli": ()})
    archive = SimpleNamespace(
        toc={"PYZ.pyz": (), "start": (), "pyimod01": ()}, open_embedded_archive=lambda name: inner
    )
    readers = SimpleNamespace(CArchiveReader=lambda path: archive)
    monkeypatch.setattr("importlib.import_module", lambda name: readers)
    assert list(describe.modules_of(Path("ziping"))) == ["app.cli", "tool", "start"]
