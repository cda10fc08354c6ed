"""Every file of the tree for Windows has an origin, a licence and a text."""

import json
import sys
from pathlib import Path

import pytest

from tests.packaging.standins import (
    documents,
    library,
    project,
    python_archive,
    qt_wheels,
    sha256,
    wheel,
)
from windows.described import RUNTIME, TOOLS, describe
from windows.embedded import Python, open_archive
from windows.launcher import WINDOW
from windows.tree import put_together

TAG = "{}{}".format(*sys.version_info)


@pytest.fixture
def python(tmp_path: Path) -> Python:
    path = python_archive(tmp_path, TAG)
    return open_archive(path, sha256(path))


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels"
    folder.mkdir()
    qt_wheels(folder)
    wheel(folder, "tool", "1.0", "py3-none-any", {"tool/__init__.py": b"", "tool/a.pyd": library()})
    return folder


@pytest.fixture
def tree(tmp_path: Path, python: Python, wheels: Path) -> Path:
    put_together(python, wheels, tmp_path / "程序", project(tmp_path / "源码"))
    (tmp_path / "程序" / WINDOW).write_bytes(library())
    return tmp_path / "程序"


def test_every_part_is_listed_with_licence_and_text(
    tree: Path, python: Python, tmp_path: Path
) -> None:
    assert describe(tree, python, documents(tmp_path / "doc")) == []
    made = json.loads((tree / "ziping.cdx.json").read_text("utf-8"))
    found = {part["name"]: part for part in made["components"]}
    others = {"Python", RUNTIME, "ziping", "font song"}
    assert set(found) == {
        *("PySide6_Essentials", "shiboken6", "tool"),
        *others,
        *(name for name, _, _ in TOOLS),
    }
    assert found["Python"]["version"] == ".".join(map(str, python.version))
    for name in found:
        assert any((tree / "licences" / name.replace(" ", "-")).iterdir()), name
    readme = (tree / "licences" / "README.txt").read_text("utf-8")
    assert r"runtime\Lib\site-packages\PySide6" in readme


def test_native_files_are_listed_with_their_checksums(
    tree: Path, python: Python, tmp_path: Path
) -> None:
    describe(tree, python, documents(tmp_path / "doc"))
    made = json.loads((tree / "ziping.cdx.json").read_text("utf-8"))
    hashes = {
        tree / each["name"]: each["hashes"][0]["content"]
        for part in made["components"]
        for each in part.get("components", ())
        if each["type"] == "file"
    }
    native = {p for p in tree.rglob("*") if p.suffix in (".exe", ".dll", ".pyd")}
    assert set(hashes) == native
    assert all(sha256(path) == digest for path, digest in hashes.items())


def test_a_file_of_nobody_stops_the_build(tree: Path, python: Python, tmp_path: Path) -> None:
    (tree / "runtime" / "Lib" / "site-packages" / "stray.dll").write_bytes(library())
    (tree / "runtime" / "deep").mkdir()
    (tree / "runtime" / "deep" / "a.dll").write_bytes(library())
    found = describe(tree, python, documents(tmp_path / "doc"))
    assert len(found) == 2
    assert "stray.dll" in found[0]


def test_a_licence_that_forbids_handing_out_stops_the_build(
    python: Python, wheels: Path, tmp_path: Path
) -> None:
    wheel(wheels, "closed", "1.0", "py3-none-any", {"closed.py": b""}, licence="AGPL-3.0-only")
    put_together(python, wheels, tmp_path / "程序", project(tmp_path / "源码"))
    (fault,) = describe(tmp_path / "程序", python, documents(tmp_path / "doc"))
    assert "closed" in fault
    assert "AGPL-3.0-only" in fault


def test_tools_without_a_text_stop_the_build(tree: Path, python: Python, tmp_path: Path) -> None:
    found = describe(tree, python, tmp_path / "none")
    assert [fault.partition("”")[0].strip("“") for fault in found] == [n for n, _, _ in TOOLS]
