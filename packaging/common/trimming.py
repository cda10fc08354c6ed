"""What a frozen program leaves out, and why."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import PurePath

# Optional for the libraries that name them, or only there to build, to test or to install.
EXCLUDED_MODULES = [
    *("PySide6.QtNetwork", "PySide6.QtOpenGL", "PySide6.QtQml", "PySide6.QtQuick"),
    *("PIL.AvifImagePlugin", "PIL.ImageQt", "PIL.ImageTk", "PIL.WebPImagePlugin"),
    *("PIL.ImageCms", "PIL._imagingcms", "PIL._imagingft"),
    *("lxml.builder", "lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax"),
    # The same once more for newer processors.
    *("rapidfuzz.distance.metrics_cpp_avx2", "rapidfuzz.fuzz_cpp_avx2"),
    *("pip", "setuptools", "pkg_resources", "_distutils_hack", "wheel", "PyInstaller"),
    *("numpy", "pandas", "matplotlib", "fontTools", "IPython", "cryptography", "yaml"),
    *("tkinter", "_tkinter", "curses", "idlelib", "lib2to3", "pydoc_data", "turtledemo"),
    *("doctest", "ensurepip", "pdb", "test", "unittest", "venv"),
    # The program never goes on line: no OpenSSL that would have to be kept up to date.
    *("ssl", "_ssl", "_hashlib"),
    # GNU readline and GNU dbm are under the GPL alone.
    *("readline", "rlcompleter", "_gdbm", "dbm.gnu"),
]

METADATA = (
    *("msgspec", "openpyxl", "pypdfium2", "PySide6-Essentials", "python-calamine"),
    *("python-docx", "rapidfuzz", "reportlab", "sqlite-utils"),
)
"""Distributions whose versions the program tells."""

FROM_SYSTEM = (
    *("libc", "libm", "libdl", "libpthread", "librt", "libutil", "ld-linux-x86-64", "libresolv"),
    *("ld-linux-aarch64", "libgcc_s", "libstdc++"),
    *("libEGL", "libGL", "libX11", "libX11-xcb", "libXau", "libXdmcp", "libxcb"),
    *("libbrotlicommon", "libbrotlidec", "libbsd", "libbz2", "libcap", "libdbus-1", "libexpat"),
    *("libfontconfig", "libfreetype", "libgcrypt", "libglib-2.0", "libgpg-error"),
    *("libgthread-2.0", "liblz4", "libmd", "libpcre", "libpcre2-8", "libpng16", "libsystemd"),
    *("libz", "libzstd"),
)
"""Libraries that every Linux desktop has, as its own parts need them.

The desktop's copies fit its settings (fonts, bus) and are kept up to date by its maker.
"""

# Patterns of paths in the bundle; the first that fits decides.
_KEPT = (
    "PySide6/Qt/translations/qtbase_zh_CN.qm",
    "PySide6/Qt/translations/qtbase_en.qm",
)
_DROPPED = (
    "PySide6/Qt/translations/*",
    # Draws in QtQuick and is under the GPL.
    "*libqtvirtualkeyboardplugin*",
    # Only X11 and offscreen are wanted; a Wayland desktop runs X programs (XWayland).
    *("*/plugins/egldeviceintegrations/*", "*/plugins/wayland-*", "*/plugins/generic/*"),
    *("*/platforms/libqeglfs*", "*/platforms/libqlinuxfb*", "*/platforms/libqminimal*"),
    *("*/platforms/libqvkkhr*", "*/platforms/libqvnc*", "*/platforms/libqwayland*"),
    # Nothing is drawn with OpenGL, and starting a graphics driver for nothing can fail.
    "*/plugins/xcbglintegrations/*",
    *("*/plugins/networkinformation/*", "*/plugins/tls/*", "*/plugins/sqldrivers/*"),
    # The look is our own; the GTK theme would bring GTK along.
    "*/platformthemes/libqgtk3*",
    *("*/imageformats/libqpdf*", "*/imageformats/libqtga*", "*/imageformats/libqtiff*"),
    *("*/imageformats/libqwbmp*", "*/imageformats/libqwebp*", "*/imageformats/libqicns*"),
    *("*libQt6EglF*", "*libQt6Network*", "*libQt6OpenGL*", "*libQt6Pdf*", "*libQt6Qml*"),
    *("*libQt6Quick*", "*libQt6VirtualKeyboard*", "*libQt6Wayland*", "*libQt6WlShell*"),
    *("PySide6/QtNetwork*", "PySide6/QtOpenGL*", "PySide6/QtQml*", "PySide6/QtQuick*"),
    # reportlab's own fonts and pictures: the program embeds its own.
    "reportlab/fonts/*",
    *("dateutil/zoneinfo/*", "tzdata/*", "lxml/isoschematron/*", "lxml/html/*"),
    # What python-docx's own template was packed from.
    "docx/templates/default-docx-template/*",
    # The texts stand in the folder of licences.
    *("*.dist-info/licenses/*", "*.dist-info/sboms/*"),
)


def is_wanted(path: str) -> bool:
    """Whether a file, named as it would lie in the bundle, belongs there."""
    name = path.replace("\\", "/")
    if "/" not in name and name.split(".so")[0] in FROM_SYSTEM and ".so" in name:
        return False
    if any(fnmatchcase(name, pattern) for pattern in _KEPT):
        return True
    return not any(fnmatchcase(name, pattern) for pattern in _DROPPED)


def reached(
    binaries: Iterable[tuple[str, str]], imports: Callable[[str], Iterable[str]]
) -> set[str]:
    """The names in the bundle of the binaries that something there loads.

    A library of the system lies at the top of the bundle: it is there for the sake of a binary
    that may have been left out since.

    Args:
        binaries: names in the bundle, and the files they come from.
        imports: the names of the libraries that a file is linked to.
    """
    sources = dict(binaries)
    wanted = [name for name in sources if len(PurePath(name).parts) > 1]
    kept = set(wanted)
    while wanted:
        for library in imports(sources[wanted.pop()]):
            if library in sources and library not in kept:
                kept.add(library)
                wanted.append(library)
    return kept
