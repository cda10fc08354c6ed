"""The installed tree is whole, and what would not run on a bare Windows is named."""

import importlib.metadata
import sys
from pathlib import Path

import pytest

from common.stop import StopError
from tests.packaging.standins import library, project, python_archive, qt_wheels, sha256, wheel
from windows import tree as subject
from windows.embedded import Python, open_archive
from windows.tree import faults, finish, put_together, system_libraries
from windows.wheels import trim_qt

TAG = "{}{}".format(*sys.version_info)


@pytest.fixture
def python(tmp_path: Path) -> Python:
    path = python_archive(tmp_path, TAG)
    return open_archive(path, sha256(path))


@pytest.fixture
def unfinished(tmp_path: Path, python: Python) -> Path:
    libraries = tmp_path / "wheels"
    libraries.mkdir()
    qt_wheels(libraries)
    wheel(libraries, "tool", "1.0", "py3-none-any", {"tool/__init__.py": b"x = 1\n"})
    put_together(python, libraries, tmp_path / "安装", project(tmp_path / "源码"))
    return tmp_path / "安装"


@pytest.fixture
def installed(unfinished: Path, python: Python) -> Path:
    finish(python, unfinished)
    return unfinished


def test_the_layout_is_this_file_by_file(installed: Path) -> None:
    files = {path.relative_to(installed).as_posix() for path in installed.rglob("*.*")}
    compiled = {name for name in files if "__pycache__/" in name}
    runtime = "runtime"
    packages = f"{runtime}/Lib/site-packages"
    assert {name for name in files - compiled if "site-packages" not in name} == {
        *(f"{runtime}/{name}" for name in ("start.py", "LICENSE.txt", f"python{TAG}._pth")),
        *(f"{runtime}/{name}" for name in (f"python{TAG}.dll", f"python{TAG}.zip", "python3.dll")),
        *(f"{runtime}/{name}.pyd" for name in ("_sqlite3", "_ctypes", "_decimal", "_lzma", "_bz2")),
        *(f"{runtime}/{name}.pyd" for name in ("_elementtree", "pyexpat", "_socket", "select")),
        f"{runtime}/unicodedata.pyd",
        *(f"{runtime}/{name}.dll" for name in ("sqlite3", "msvcp140", "msvcp140_1")),
        f"{runtime}/vcruntime140.dll",
    }
    program = {name for name in files - compiled if name.startswith(f"{packages}/app/")}
    assert program == {
        *(f"{packages}/app/{name}" for name in ("__init__.py", "windows/app.py")),
        *(f"{packages}/app/_data/{n}" for n in ("forms/x/form.toml", "policies/a.toml")),
        *(f"{packages}/app/_data/{n}" for n in ("i18n/words.zh.toml", "resources/fonts/song.ttf")),
    }
    assert f"{packages}/tool/__init__.py" in files
    assert f"{packages}/PySide6/QtNetwork.pyd" not in files
    assert f"{packages}/app/windows/__pycache__/app.cpython-{TAG}.pyc" in compiled
    assert not [name for name in compiled if "old." in name]


def test_a_whole_tree_has_no_faults(installed: Path) -> None:
    assert faults(installed) == []


def test_libraries_tell_their_versions_still_and_their_licences_no_more(installed: Path) -> None:
    packages = str(installed / "runtime" / "Lib" / "site-packages")
    (tool,) = importlib.metadata.distributions(name="tool", path=[packages])
    assert tool.version == "1.0"
    left = {path.name for path in installed.glob("runtime/Lib/site-packages/*.dist-info/*")}
    assert not left & {"RECORD", "LICENSE"}


def test_compiled_modules_do_not_depend_on_the_time_of_their_source(installed: Path) -> None:
    found = list(installed.rglob("*.pyc"))
    assert found
    for path in found:
        flags = int.from_bytes(path.read_bytes()[4:8], "little")
        assert flags == 0b01  # checked by hash, and never asked again
        assert str(installed).encode() not in path.read_bytes()


def test_another_python_compiles_no_modules(tmp_path: Path, python: Python) -> None:
    other = python._replace(version=(3, 99, 0))
    with pytest.raises(StopError, match=r"Python 3\.99"):
        subject.compile_modules(other, tmp_path)


def test_a_library_that_windows_does_not_bring_is_missed(installed: Path) -> None:
    path = installed / "runtime" / "Lib" / "site-packages" / "tool" / "fast.pyd"
    path.write_bytes(library(["KERNEL32.dll", "VCOMP140.dll", "api-ms-win-crt-math-l1-1-0.dll"]))
    (fault,) = faults(installed)
    assert fault == "runtime/Lib/site-packages/tool/fast.pyd：缺少 vcomp140.dll。"


def test_a_library_elsewhere_in_the_tree_is_not_found_by_windows(installed: Path) -> None:
    packages = installed / "runtime" / "Lib" / "site-packages"
    (packages / "other").mkdir()
    (packages / "other" / "deep.dll").write_bytes(library())
    (packages / "tool" / "fast.pyd").write_bytes(library(["deep.dll"]))
    assert [fault.partition("：")[2] for fault in faults(installed)] == ["缺少 deep.dll。"]
    (packages / "tool.libs").mkdir()
    (packages / "other" / "deep.dll").rename(packages / "tool.libs" / "deep.dll")
    assert faults(installed) == []


def test_a_file_for_another_system_is_named(installed: Path) -> None:
    (installed / "runtime" / "linux.pyd").write_bytes(b"\x7fELF")
    (fault,) = faults(installed)
    assert "runtime/linux.pyd：不是 64 位 Windows 文件" in fault


def test_names_too_long_for_windows_and_trees_too_large_are_named(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (installed / "runtime" / ("长" * 70)).mkdir()
    (installed / "runtime" / ("长" * 70) / ("名" * 60)).write_text("")
    monkeypatch.setattr(subject, "UNPACKED", 100)
    long, large = faults(installed)
    assert "路径有 139 个字" in long
    assert "最多 0 MB" in large


def test_the_list_of_the_system_s_libraries_holds_none_of_ours() -> None:
    found = system_libraries()
    assert "kernel32.dll" in found
    ours = {name for name in found if name.startswith(("python", "qt6", "msvcp", "vcruntime"))}
    assert not ours


def test_qt_is_trimmed_to_the_modules_that_the_program_imports(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (installed / "runtime/Lib/site-packages/PySide6/QtWidgets.pyd").is_file()
    assert not (installed / "runtime/Lib/site-packages/PySide6/QtCore.pyd").is_file()
    with pytest.raises(StopError):
        trim_qt(installed / "runtime/Lib/site-packages/PySide6", {"QtCore"})
