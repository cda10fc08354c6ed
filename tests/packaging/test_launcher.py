"""The launchers are whole programs for Windows with nothing beside them but Windows."""

import re
import shutil
from pathlib import Path

import pytest

from common.stop import StopError
from tests.packaging.test_setup import look
from windows.launcher import COMPILER, CONSOLE, HERE, WINDOW, compile_launchers
from windows.pe import read_library
from windows.setup import Look
from windows.tree import system_libraries

__all__ = ["look"]

SOURCE = (HERE / "launcher.c").read_text("utf-8")
GUI, TEXT = 2, 3
has_compiler = pytest.mark.skipif(
    shutil.which(COMPILER) is None, reason="the compiler for Windows is not installed"
)


@has_compiler
def test_both_launchers_are_compiled_with_icon_version_and_manifest(
    tmp_path: Path, look: Look
) -> None:
    (tmp_path / "ziping.ico").write_bytes(look.icon.read_bytes())
    compile_launchers("python311.dll", "1.2.3", tmp_path, tmp_path)
    for name, subsystem in ((WINDOW, GUI), (CONSOLE, TEXT)):
        path = tmp_path / name
        content = path.read_bytes()
        assert read_library(path).version == (1, 2, 3, 0)
        assert read_library(path).needs <= system_libraries()
        assert b"longPathAware" in content
        assert b"PerMonitorV2" in content
        for told in ("绩效自评", "1.2.3", name, "python311.dll"):
            assert told.encode("utf-16-le") in content
        optional = int.from_bytes(content[0x3C:0x40], "little") + 24
        assert int.from_bytes(content[optional + 68 : optional + 70], "little") == subsystem
        flags = int.from_bytes(content[optional + 70 : optional + 72], "little")
        assert flags & 0x0160 == 0x0160  # random address with 64 bits, no code in data


@pytest.mark.slow
@has_compiler
def test_the_same_source_gives_the_same_bytes(tmp_path: Path, look: Look) -> None:
    made = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        (folder / "ziping.ico").write_bytes(look.icon.read_bytes())
        compile_launchers("python311.dll", "1.2.3", folder, folder)
        made.append((folder / WINDOW).read_bytes())
    assert made[0] == made[1]


def test_without_a_compiler_the_way_to_it_is_named(
    tmp_path: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StopError, match="gcc-mingw-w64-x86-64"):
        compile_launchers("python311.dll", "1.2.3", tmp_path, tmp_path)


def test_launcher_and_setup_ask_for_the_same_windows() -> None:
    (wanted,) = re.findall(r"OLDEST_BUILD (\d+)", SOURCE)
    assert f"!define OLDEST_BUILD {wanted}\n" in (HERE / "setup.nsi").read_text("utf-8")


def test_what_the_launcher_starts_is_what_the_tree_holds() -> None:
    assert r"\\start.py" in SOURCE
    assert r'L"\\runtime"' in SOURCE
