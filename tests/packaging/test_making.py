"""From the lock and Python's archive to a setup and a portable zip, all with stand-ins."""

import re
import sys
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from app.desk.folders import MARKERS
from app.version import VERSION
from tests.packaging.standins import (
    documents,
    library,
    project,
    python_archive,
    qt_wheels,
    sha256,
    wheel,
)
from windows import making, portable
from windows.described import describe
from windows.embedded import Python
from windows.launcher import CONSOLE, WINDOW
from windows.making import main
from windows.setup import HERE
from windows.tree import put_together

TAG = "{}{}".format(*sys.version_info)
SETUP = f"ziping-{VERSION}-windows-x64-setup.exe"
ARCHIVE = f"ziping-{VERSION}-windows-x64-portable.zip"


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Arguments for a build whose compiler and NSIS are stood in for as well."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    source = tmp_path / "库"
    source.mkdir()
    lines = qt_wheels(source)
    lines += [wheel(source, "tool", "1.0", "py3-none-any", {"tool/__init__.py": b""})]
    lock = tmp_path / "lock"
    lock.write_text("\n".join(lines) + "\n")
    archive = python_archive(tmp_path, TAG)

    def compile_launchers(name: str, version: str, work: Path, target: Path) -> None:
        for each in (WINDOW, CONSOLE):
            (target / each).write_bytes(library(["KERNEL32.dll"]))

    def write_setup(python: object, version: str, tree: Path, look: object, target: Path) -> None:
        names = sorted(path.name for path in tree.iterdir())
        target.write_text("\n".join(names))

    def described(tree: Path, python: Python) -> list[str]:
        return describe(tree, python, documents(tmp_path / "doc"))

    root = project(tmp_path / "源码")
    monkeypatch.setattr(making, "put_together", partial(put_together, root=root))
    monkeypatch.setattr(making, "compile_launchers", compile_launchers)
    monkeypatch.setattr(making, "write_setup", write_setup)
    monkeypatch.setattr(making, "describe", described)
    return [
        *("--python-zip", str(archive), "--python-sha256", sha256(archive)),
        *("--wheels", str(source), "--lock", str(lock), "-o", str(tmp_path / "成品")),
    ]


def test_a_setup_and_a_portable_zip_come_out(
    given: Sequence[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == 0
    out = tmp_path / "成品"
    assert sorted(path.name for path in out.iterdir()) == [ARCHIVE, SETUP]
    said = capsys.readouterr().out
    assert sha256(out / ARCHIVE) in said
    # What a setup writes, the next one and the uninstaller remove.
    script = (HERE / "setup.nsi").read_text("utf-8")
    for name in (out / SETUP).read_text().splitlines():
        assert re.search(rf'(Delete|RMDir /r|Rename) "\$INSTDIR\\{re.escape(name)}"', script), name
    # The installed program is not a portable one.
    assert portable.MARKER not in (out / SETUP).read_text().splitlines()
    with zipfile.ZipFile(out / ARCHIVE) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        top = f"Ziping-{VERSION}"
        assert {name.split("/")[0] for name in names} == {top}
        wanted = {WINDOW, CONSOLE, "portable.ini", "使用说明.txt", "runtime/start.py"}
        wanted |= {"licences/README.txt", "licences/tool/LICENSE", "ziping.cdx.json"}
        assert {f"{top}/{name}" for name in wanted} <= set(names)
        readme = archive.read(f"{top}/使用说明.txt").decode("utf-8-sig")
        assert f"绩效自评 {VERSION}" in readme
        assert readme.count("\r\n") == readme.count("\n")


def test_the_marker_is_one_that_the_program_looks_for() -> None:
    assert portable.MARKER in MARKERS


@pytest.mark.slow
def test_the_same_parts_give_the_same_archive(given: Sequence[str], tmp_path: Path) -> None:
    assert main(given) == 0
    first = sha256(tmp_path / "成品" / ARCHIVE)
    assert main(given) == 0
    assert sha256(tmp_path / "成品" / ARCHIVE) == first


def test_a_wrong_archive_stops_before_anything_is_made(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given[given.index("--python-sha256") + 1] = "0" * 64
    assert main(given) == 2
    assert "SHA-256" in capsys.readouterr().err
    assert not (tmp_path / "成品").exists()


def test_a_program_that_would_not_start_is_not_packed(
    given: Sequence[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(name: str, version: str, work: Path, target: Path) -> None:
        (target / WINDOW).write_bytes(library(["libwinpthread-1.dll"]))

    monkeypatch.setattr(making, "compile_launchers", broken)
    assert main(given) == 2
    assert "Ziping.exe：缺少 libwinpthread-1.dll。" in capsys.readouterr().err
    assert list((tmp_path / "成品").iterdir()) == []
