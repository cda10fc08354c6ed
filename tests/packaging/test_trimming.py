"""What a frozen program leaves out, and what it must not."""

import pytest

from common.trimming import FROM_SYSTEM, is_wanted, reached


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_en.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qt_help_zh_CN.qm", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("app/_data/forms/sample.json", True),
        ("libxcb-cursor.so.0", True),
        ("libxcb.so.1", False),
        ("libGL.so.1", False),
        ("liblzma.so.5", True),
        ("pillow.libs/libz.so.1", True),
    ],
)
def test_a_file_is_wanted_or_not(path: str, expected: bool) -> None:
    assert is_wanted(path) is expected


def test_only_libraries_that_something_loads_are_kept() -> None:
    linked = {
        "/env/window.so": ["libxcb-a.so.0", "libc.so.6"],
        "/usr/lib/libxcb-a.so.0": ["libxcb-b.so.0"],
    }
    binaries = [
        ("PySide6/window.so", "/env/window.so"),
        *((name, f"/usr/lib/{name}") for name in ("libxcb-a.so.0", "libxcb-b.so.0", "libgtk.so.3")),
    ]
    kept = reached(binaries, lambda source: linked.get(source, []))
    assert kept == {"PySide6/window.so", "libxcb-a.so.0", "libxcb-b.so.0"}


def test_the_c_library_is_never_taken_along() -> None:
    assert {"libc", "libm", "libpthread", "ld-linux-x86-64"} <= set(FROM_SYSTEM)
