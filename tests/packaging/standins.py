"""Stand-ins for what a build for Windows is given: libraries, wheels, the archive of Python."""

import hashlib
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from common.contents import ROOT
from windows.described import TOOLS
from windows.embedded import NEEDED
from windows.pe import AMD64, PLUS

SECTION = 0x1000


def library(
    needs: Iterable[str] = (),
    delayed: Iterable[str] = (),
    version: tuple[int, int, int, int] | None = None,
    machine: int = AMD64,
) -> bytes:
    """A library for Windows with nothing in it but what it is linked to, and its version."""
    body = bytearray()
    places = []
    for names, step, field in ((list(needs), 20, 12), (list(delayed), 32, 4)):
        table = len(body) if names else None
        body += bytes(step * (len(names) + 1 if names else 0))
        for number, name in enumerate(names):
            start = (table or 0) + number * step + field
            struct.pack_into("<I", body, start, SECTION + len(body))
            body += name.encode() + b"\0"
        places.append(0 if table is None else SECTION + table)
    if version is not None:
        high, low = version[0] << 16 | version[1], version[2] << 16 | version[3]
        body += struct.pack("<IIII", 0xFEEF04BD, 0x10000, high, low)
    directories = bytearray(16 * 8)
    struct.pack_into("<I", directories, 8, places[0])
    struct.pack_into("<I", directories, 13 * 8, places[1])
    optional = struct.pack("<H", PLUS) + bytes(110) + bytes(directories)
    head = b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0) + optional
    offset = len(head) + 40
    head += struct.pack("<8sIIIIIIHHI", b".rdata", len(body), SECTION, len(body), offset, *[0] * 5)
    return head + bytes(body)


def wheel(
    folder: Path,
    name: str,
    version: str,
    tag: str,
    files: Mapping[str, bytes],
    licence: str = "MIT",
) -> str:
    """Write a wheel; returns its line for a lock."""
    path = folder / f"{name.lower()}-{version}-{tag}.whl"
    about = f"{name.lower()}-{version}.dist-info"
    said = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
    inner = {
        **files,
        f"{about}/METADATA": f"{said}License-Expression: {licence}\n".encode(),
        f"{about}/WHEEL": f"Wheel-Version: 1.0\nTag: {tag}\n".encode(),
        f"{about}/licenses/LICENSE": f"licence of {name}".encode(),
    }
    listed = [*inner, f"{about}/RECORD"]
    inner[f"{about}/RECORD"] = "".join(f"{each},,\n" for each in listed).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in inner.items():
            archive.writestr(each, content)
    return f"{name.replace('_', '-')}=={version} --hash=sha256:{sha256(path)}"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def project(root: Path) -> Path:
    """A source tree with one module of each kind and a file of each folder of data."""
    (root / "app" / "windows").mkdir(parents=True)
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (root / "app" / "__init__.py").write_text("")
    (root / "app" / "windows" / "app.py").write_text("from PySide6.QtWidgets import QWidget\n")
    (root / "app" / "__pycache__").mkdir()
    (root / "app" / "__pycache__" / "old.cpython-311.pyc").write_bytes(b"")
    for name in ("forms/x/form.toml", "i18n/words.zh.toml", "i18n/update.py", "policies/a.toml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    (root / "resources" / "fonts").mkdir(parents=True)
    (root / "resources" / "fonts" / "song.ttf").write_bytes(b"")
    return root


def documents(folder: Path) -> Path:
    """Debian's folder of documents with the texts of the tools for building."""
    for _, package, _ in TOOLS:
        (folder / package).mkdir(parents=True, exist_ok=True)
        (folder / package / "copyright").write_text(f"licence of {package}")
    return folder


def python_archive(folder: Path, tag: str = "311", *, without: Iterable[str] = ()) -> Path:
    """The embeddable CPython: every part by name, none with anything in it."""
    path = folder / f"python-{tag[0]}.{tag[1:]}.9-embed-amd64.zip"
    runtime = ("vcruntime140.dll", "vcruntime140_1.dll")
    extra = ("python.exe", "pythonw.exe", "python.cat", "_ssl.pyd", "libcrypto-3.dll")
    names = [*NEEDED, *extra, f"python{tag}.dll", f"python{tag}.zip", f"python{tag}._pth"]
    with zipfile.ZipFile(path, "w") as archive:
        for name in (name for name in names if name not in without):
            version = (14, 38, 0, 0) if name in runtime else None
            native = name.endswith((".dll", ".pyd", ".exe"))
            archive.writestr(name, library(["KERNEL32.dll"], version=version) if native else b"x")
    return path


def qt_wheels(folder: Path) -> list[str]:
    """Wheels of PySide6 and shiboken6 that hold a little of everything; returns lock lines."""
    runtime = {
        f"PySide6/{name}.dll": library(["KERNEL32.dll"], version=(14, 44, 35211, 0))
        for name in ("msvcp140", "msvcp140_1", "vcruntime140", "vcomp140")
    }
    modules = {
        f"PySide6/Qt{name}.pyd": library([f"Qt6{name}.dll", "pyside6.abi3.dll", "python3.dll"])
        for name in ("Core", "Gui", "Widgets", "Network", "Quick")
    }
    libraries = {
        "PySide6/Qt6Core.dll": library(["MSVCP140.dll", "VCRUNTIME140.dll", "KERNEL32.dll"]),
        "PySide6/Qt6Gui.dll": library(["Qt6Core.dll", "MSVCP140_1.dll", "d3d11.dll"]),
        "PySide6/Qt6Widgets.dll": library(["Qt6Gui.dll", "api-ms-win-crt-heap-l1-1-0.dll"]),
        "PySide6/Qt6Svg.dll": library(["Qt6Gui.dll"]),
        "PySide6/Qt6Network.dll": library(["Qt6Core.dll"]),
        "PySide6/Qt6Quick.dll": library(["Qt6Network.dll"]),
        "PySide6/opengl32sw.dll": library(),
        "PySide6/pyside6.abi3.dll": library(["shiboken6.abi3.dll", "Qt6Core.dll"]),
    }
    plugins = {
        f"PySide6/plugins/{name}.dll": library(["Qt6Gui.dll"])
        for name in (
            *("platforms/qwindows", "platforms/qoffscreen", "platforms/qdirect2d"),
            *("styles/qmodernwindowsstyle", "imageformats/qico", "imageformats/qjpeg"),
            *("imageformats/qwebp", "platforminputcontexts/qtvirtualkeyboardplugin"),
        )
    }
    plugins |= {
        "PySide6/plugins/imageformats/qsvg.dll": library(["Qt6Svg.dll"]),
        "PySide6/plugins/iconengines/qsvgicon.dll": library(["Qt6Svg.dll"]),
    }
    texts = {
        f"PySide6/{name}": b"x"
        for name in (
            *("__init__.py", "QtCore.pyi", "designer.exe", "qml/QtQuick/qmldir"),
            *("translations/qtbase_zh_CN.qm", "translations/qtbase_en.qm"),
            *("translations/qtbase_de.qm", "translations/designer_zh_CN.qm"),
        )
    }
    texts["PySide6/__init__.py"] = b""
    files = runtime | modules | libraries | plugins | texts
    shiboken = {
        "shiboken6/__init__.py": b"",
        "shiboken6/Shiboken.pyd": library(["shiboken6.abi3.dll", "python3.dll"]),
        "shiboken6/shiboken6.abi3.dll": library(["MSVCP140.dll"]),
        "shiboken6/msvcp140.dll": library(["KERNEL32.dll"], version=(14, 30, 0, 0)),
    }
    tag = "cp39-abi3-win_amd64"
    return [
        wheel(folder, "PySide6_Essentials", "6.9.3", tag, files),
        wheel(folder, "shiboken6", "6.9.3", tag, shiboken),
    ]
