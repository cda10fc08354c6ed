"""Of the libraries for Windows come the locked ones, and of them what the program reaches."""

import zipfile
from pathlib import Path

import pytest

from common.stop import StopError
from tests.packaging.standins import library, qt_wheels, sha256, wheel
from windows.pe import read_library
from windows.wheels import (
    fetch,
    gather_runtime,
    installed_name,
    is_kept,
    qt_modules,
    trim_qt,
    unpack,
    windows_lock,
)

ROOT = Path(__file__).resolve().parents[2]
PYTHON = (3, 11, 9)
HASH = "sha256:" + "0" * 64


@pytest.mark.parametrize(
    ("marker", "holds"),
    [
        ("", True),
        (" ; sys_platform == 'win32'", True),
        (" ; sys_platform == 'linux'", False),
        (" ; platform_machine == 'aarch64' and sys_platform == 'linux'", False),
        (" ; platform_machine != 'aarch64' or sys_platform != 'linux'", True),
        (" ; os_name == 'nt' and platform_system == 'Windows'", True),
        (" ; python_full_version < '3.11.10'", True),
        (" ; python_version >= '3.12'", False),
    ],
)
def test_conditions_are_judged_for_windows_wherever_this_runs(
    marker: str, holds: bool, tmp_path: Path
) -> None:
    lock = tmp_path / "lock"
    lock.write_text(
        f"# made\nsome-thing==1.0{marker} \\\n    --hash={HASH} \\\n    --hash={HASH}\n"
    )
    wanted = [f"some-thing==1.0 --hash={HASH} --hash={HASH}"] if holds else []
    assert windows_lock(lock, PYTHON) == wanted


def test_the_project_s_lock_holds_one_qt_for_windows_and_no_pip() -> None:
    lines = windows_lock(ROOT / "requirements.lock", PYTHON)
    pins = [line.partition(" ")[0] for line in lines]
    assert [pin for pin in pins if pin.startswith("pyside6")] == ["pyside6-essentials==6.9.3"]
    assert not [pin for pin in pins if pin.startswith("pip==")]
    assert all("--hash=sha256:" in line for line in lines)


def test_wheels_are_taken_by_hash_from_a_folder(tmp_path: Path) -> None:
    source, target = tmp_path / "来源", tmp_path / "wheels"
    source.mkdir()
    target.mkdir()
    lines = qt_wheels(source)
    fetch(lines, PYTHON, target, str(source))
    assert sorted(path.name for path in target.glob("*.whl")) == [
        "pyside6_essentials-6.9.3-cp39-abi3-win_amd64.whl",
        "shiboken6-6.9.3-cp39-abi3-win_amd64.whl",
    ]


def test_a_wheel_that_was_changed_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = qt_wheels(tmp_path)
    with zipfile.ZipFile(next(tmp_path.glob("shiboken6*")), "a") as archive:
        archive.writestr("shiboken6/more.py", b"")
    target = tmp_path / "wheels"
    target.mkdir()
    with pytest.raises(StopError, match="没有下载下来"):
        fetch(lines, PYTHON, target, str(tmp_path))
    assert "hash" in capfd.readouterr().err.lower()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("docx/api.py", "docx/api.py"),
        ("tool-1.data/purelib/tool/a.py", "tool/a.py"),
        ("tool-1.data/platlib/tool/a.pyd", "tool/a.pyd"),
        ("tool-1.data/scripts/tool.py", None),
        ("tool-1.data/data/share/man/tool.1", None),
        ("tool-1.data/headers/tool.h", None),
    ],
)
def test_the_special_folders_of_a_wheel_go_where_pip_puts_them(
    name: str, expected: str | None
) -> None:
    assert installed_name(name) == expected


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PIL/_imaging.cp311-win_amd64.pyd", True),
        ("PIL/_avif.cp311-win_amd64.pyd", False),
        ("PIL/ImageTk.py", False),
        ("PIL/ImageText.py", True),
        ("lxml/etree.cp311-win_amd64.pyd", True),
        ("lxml/includes/libxml/tree.h", False),
        ("openpyxl/cell/cell.py", True),
        ("docx/py.typed", False),
        ("docx/templates/default.docx", True),
        ("shiboken6/shiboken6.abi3.lib", False),
        ("msgspec-0.22.0.dist-info/METADATA", True),
        ("msgspec-0.22.0.dist-info/licenses/LICENSE", True),
        ("msgspec-0.22.0.dist-info/RECORD", True),
        ("pip/__init__.py", False),
        ("pipeline/__init__.py", True),
        ("tzdata/zoneinfo/Asia/Shanghai", False),
        ("some/tests/test_it.py", False),
    ],
)
def test_of_a_library_stays_what_runs(name: str, kept: bool) -> None:
    assert is_kept(name) is kept


@pytest.mark.parametrize("name", ["../outside.py", "a/../../outside.py"])
def test_a_wheel_never_reaches_outside(name: str, tmp_path: Path) -> None:
    wheel(tmp_path, "bad", "1.0", "py3-none-any", {name: b""})
    with pytest.raises(StopError, match="outside"):
        unpack(tmp_path, tmp_path / "site" / "packages")
    assert not list(tmp_path.rglob("outside.py"))


def test_two_wheels_never_share_a_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        wheel(tmp_path, name, "1.0", "py3-none-any", {"shared/a.py": name.encode()})
    with pytest.raises(StopError, match=r"shared/a\.py"):
        unpack(tmp_path, tmp_path / "packages")


def test_every_way_of_importing_qt_counts(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "from PySide6.QtCore import QObject\nfrom PySide6 import QtSvg, QtGui as gui\n"
        "import PySide6.QtNetwork\nimport PySide6Other.QtNone\nfrom app.QtNone import x\n"
        "def late():\n    from PySide6.QtPrintSupport import QPrinter\n"
    )
    modules = {"QtCore", "QtSvg", "QtGui", "QtNetwork", "QtPrintSupport"}
    assert qt_modules([tmp_path / "a.py"]) == modules


def qt(tmp_path: Path) -> Path:
    for line in qt_wheels(tmp_path):
        assert line
    unpack(tmp_path, tmp_path / "packages")
    return tmp_path / "packages" / "PySide6"


def test_of_qt_stays_what_the_program_reaches_and_nothing_else(tmp_path: Path) -> None:
    folder = qt(tmp_path)
    trim_qt(folder, {"QtCore", "QtWidgets"})
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {
        *("__init__.py", "QtCore.pyd", "QtWidgets.pyd", "pyside6.abi3.dll"),
        *("Qt6Core.dll", "Qt6Gui.dll", "Qt6Svg.dll", "Qt6Widgets.dll"),
        *("msvcp140.dll", "msvcp140_1.dll", "vcruntime140.dll"),
        *("plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll"),
        *("plugins/styles/qmodernwindowsstyle.dll", "plugins/iconengines/qsvgicon.dll"),
        *("plugins/imageformats/qsvg.dll", "plugins/imageformats/qjpeg.dll"),
        "plugins/imageformats/qico.dll",
        *("translations/qtbase_zh_CN.qm", "translations/qtbase_en.qm"),
    }
    assert not (folder / "qml").exists()


def test_a_module_that_windows_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"QtDBus\.pyd"):
        trim_qt(qt(tmp_path), {"QtCore", "QtDBus"})


def test_the_newest_c_library_stays_alone_beside_python(tmp_path: Path) -> None:
    for place, version in (("", 38), ("PySide6", 44), ("shiboken6", 40)):
        folder = tmp_path / place
        folder.mkdir(exist_ok=True)
        (folder / "MSVCP140.dll").write_bytes(library(version=(14, version, 0, 0)))
    own = tmp_path / "rapidfuzz.libs" / "msvcp140-a4c2.dll"
    own.parent.mkdir()
    own.write_bytes(library(version=(14, 40, 0, 0)))
    gather_runtime(tmp_path)
    assert sorted(tmp_path.rglob("*.dll")) == [tmp_path / "msvcp140.dll", own]
    assert read_library(tmp_path / "msvcp140.dll").version == (14, 44, 0, 0)


def test_the_hash_of_a_stand_in_is_that_of_its_file(tmp_path: Path) -> None:
    line = wheel(tmp_path, "one", "1.0", "py3-none-any", {})
    assert line.endswith(sha256(next(tmp_path.glob("*.whl"))))
