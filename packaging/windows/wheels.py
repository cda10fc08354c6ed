"""The libraries for Windows, as the lock names them: fetched by hash, unpacked, trimmed."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement

from common.stop import StopError
from common.trimming import EXCLUDED_MODULES, is_wanted
from windows.pe import read_library

# Asked in full: pip itself would judge the lock's conditions by the system that it runs on.
WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "os_name": "nt",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}
# sqlite-utils asks for pip for its plug-ins, dateutil for the time zones of the world.
NEVER = frozenset({"pip", "tzdata"})

PLUGINS = (
    *("plugins/platforms/qwindows.dll", "plugins/platforms/qoffscreen.dll"),
    *("plugins/styles/qmodernwindowsstyle.dll", "plugins/iconengines/qsvgicon.dll"),
    *("plugins/imageformats/qsvg.dll", "plugins/imageformats/qjpeg.dll"),
    "plugins/imageformats/qico.dll",
)
TRANSLATIONS = ("translations/qtbase_zh_CN.qm", "translations/qtbase_en.qm")

# To compile against, to type-check, to run by hand, to test.
_DROPPED = (
    *("*.pyi", "*.lib", "*.exe", "*.h", "*.pxd", "*.pyx", "*.c", "*.cpp", "*/py.typed"),
    *("*/tests/*", "*/testing/*", "lxml/includes/*"),
    *("PIL/_avif*", "PIL/_webp*", "PIL/_imagingtk*"),
)
RUNTIME_LIBRARY = re.compile(r"(msvcp|vcruntime|concrt|vccorlib|vcamp|vcomp)140[a-z0-9_]*\.dll")


def windows_lock(lock: Path, version: tuple[int, int, int]) -> list[str]:
    """The lines of a universal lock that hold on 64-bit Windows: pins with their hashes."""
    dotted = ".".join(map(str, version))
    environment = {**WINDOWS, "python_version": dotted.rpartition(".")[0]}
    environment["python_full_version"] = environment["implementation_version"] = dotted
    text = lock.read_text("utf-8").replace("\\\n", " ")
    found = []
    for line in text.splitlines():
        pin, *hashes = line.split(" --hash=")
        if not pin.strip() or pin.lstrip().startswith("#"):
            continue
        wanted = Requirement(pin)
        holds = wanted.marker is None or wanted.marker.evaluate(environment)
        if holds and wanted.name not in NEVER:
            pinned = f"{wanted.name}{wanted.specifier}"
            found.append(" --hash=".join((pinned, *(each.strip() for each in hashes))))
    return found


def fetch(lines: Iterable[str], version: tuple[int, int, int], folder: Path, source: str) -> None:
    """Bring the wheels for Windows into an empty folder, each checked against the lock.

    `source` is a folder that holds them already; without one pip's package index is asked.

    Raises:
        StopError: pip cannot.
    """
    lock = folder / "windows.lock"
    lock.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    offline = ["--no-index", "--find-links", source] if source else []
    tag = f"{version[0]}{version[1]}"
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"),
        *("--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"),
        *("--platform", "win_amd64", "--implementation", "cp", "--python-version", tag),
        *("--abi", f"cp{tag}", "--abi", "abi3", "--abi", "none", *offline),
        *("--dest", str(folder), "--requirement", str(lock)),
    ]
    code = subprocess.run(command, check=False).returncode
    if code != 0:
        raise StopError(f"Windows 版的库没有下载下来（pip 返回 {code}，原因见上面的输出）。")


def unpack(folder: Path, target: Path) -> None:
    """Unpack every wheel as pip would install it, without its scripts and what is trimmed.

    Raises:
        StopError: two wheels hold the same file, or one reaches outside.
    """
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                name = installed_name(entry.filename)
                if entry.is_dir() or name is None or not is_kept(name):
                    continue
                path = target / name
                if ".." in PurePosixPath(name).parts or path.exists():
                    raise StopError(f"“{wheel.name}”中的 {entry.filename} 不能放进程序里。")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(entry))


def installed_name(name: str) -> str | None:
    """Where a wheel's file goes below site-packages; None for scripts, headers and the like."""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return name
    kind, _, inner = rest.partition("/")
    return inner if kind in ("purelib", "platlib") else None


def is_kept(name: str) -> bool:
    """Whether a file of a library serves the program; what of Qt does is asked later.

    What a library says of itself stays until licences and the list of parts are made from it.
    """
    if ".dist-info/" in name:
        return True
    module = name.partition(".")[0].replace("/", ".")
    excluded = any(f"{module}.".startswith(f"{each}.") for each in EXCLUDED_MODULES)
    dropped = any(fnmatchcase(name, pattern) for pattern in _DROPPED)
    ours = not name.startswith("PySide6/")
    return not dropped and not (ours and (excluded or not is_wanted(name)))


# ---- Qt: only what the program reaches -------------------------------------------------------


def qt_modules(sources: Iterable[Path]) -> set[str]:
    """The modules of PySide6 that source files import, such as `QtWidgets`."""
    found: set[str] = set()
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found |= {name.split(".")[1] for name in _imported(node) if name.count(".")}
    return found


def _imported(node: ast.AST) -> Iterator[str]:
    names: list[str] = []
    if isinstance(node, ast.ImportFrom) and node.module:
        direct = [f"{node.module}.{alias.name}" for alias in node.names]
        names = direct if node.module == "PySide6" else [node.module]
    elif isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    return (name for name in names if name.split(".")[0] == "PySide6")


def trim_qt(folder: Path, modules: set[str]) -> None:
    """Keep of PySide6 the modules, a few plug-ins, and what these are linked to, and no more.

    Raises:
        StopError: a module, plug-in or translation is not there.
    """
    wanted = [*(f"{module}.pyd" for module in sorted(modules)), *PLUGINS, *TRANSLATIONS]
    missing = [name for name in wanted if not (folder / name).is_file()]
    if missing:
        raise StopError(f"PySide6 里没有 {'、'.join(missing)}。")
    kept = linked(folder, {folder / name for name in wanted})
    kept |= set(folder.glob("*.py"))
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path not in kept:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def linked(folder: Path, start: set[Path]) -> set[Path]:
    """Files with all libraries directly in `folder` that they are linked to, step by step."""
    libraries = {path.name.lower(): path for path in folder.glob("*.dll")}
    kept, open_ones = set(start), set(start)
    while open_ones:
        path = open_ones.pop()
        needs = read_library(path).needs if path.suffix in (".dll", ".pyd") else ()
        new = {libraries[name] for name in needs if name in libraries} - kept
        kept |= new
        open_ones |= new
    return kept


def gather_runtime(runtime: Path) -> None:
    """Keep each library of Microsoft's C++ once: the newest, beside Python, where all find it.

    The launcher loads them from there; a machine need not have them installed.
    """
    found: dict[str, list[Path]] = {}
    for path in runtime.rglob("*.dll"):
        if RUNTIME_LIBRARY.fullmatch(path.name.lower()):
            found.setdefault(path.name.lower(), []).append(path)
    for name, paths in found.items():
        newest = max(sorted(paths), key=lambda path: read_library(path).version)
        content = newest.read_bytes()
        for path in paths:
            path.unlink()
        (runtime / name).write_bytes(content)
