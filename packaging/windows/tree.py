"""The installed tree: put together, compiled, and asked whether it is whole."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from common.budget import UNPACKED, excess
from common.contents import ROOT, shipped_data
from common.stop import StopError
from common.trimming import is_wanted
from windows import wheels
from windows.embedded import Python
from windows.embedded import unpack as unpack_python
from windows.pe import NotWindowsError, read_library

HERE = Path(__file__).resolve().parent
RUNTIME = "runtime"
PACKAGES = "Lib/site-packages"
# A person's own folders take up to half of the 260 characters that programs can rely on.
LONGEST_NAME = 130


def put_together(python: Python, libraries: Path, tree: Path, root: Path = ROOT) -> None:
    """Fill an empty folder with Python, libraries and program; the launchers come beside.

    `describe` and `finish` come after.

    Raises:
        StopError: something does not fit together.
    """
    runtime = tree / RUNTIME
    packages = runtime / PACKAGES
    packages.mkdir(parents=True)
    unpack_python(python, runtime)
    wheels.unpack(libraries, packages)
    shutil.copy2(HERE / "start.py", runtime / "start.py")
    sources = copy_program(root, packages)
    wheels.trim_qt(packages / "PySide6", wheels.qt_modules(sources))
    wheels.gather_runtime(runtime)
    drop_idle_runtime(runtime)


def finish(python: Python, tree: Path) -> None:
    """Take out what only told of the libraries' files and licences, and compile the modules.

    Raises:
        StopError: they cannot be compiled.
    """
    packages = tree / RUNTIME / PACKAGES
    for path in packages.glob("*.dist-info/**/*"):
        told = path.name in ("RECORD", "INSTALLER")
        if path.is_file() and (told or not is_wanted(path.relative_to(packages).as_posix())):
            path.unlink()
    compile_modules(python, packages)


def copy_program(root: Path, packages: Path) -> list[Path]:
    """Copy the program's modules and data as its wheel holds them; returns the modules."""
    sources = sorted((root / "app").rglob("*.py"))
    for path in sources:
        _copy(path, packages / path.relative_to(root))
    for path, folder in shipped_data(root):
        _copy(path, packages / folder / path.name)
    return sources


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def drop_idle_runtime(runtime: Path) -> None:
    """Drop the libraries of Microsoft's C++ that nothing is linked to."""
    while True:
        needed = {need for path in binaries(runtime) for need in read_library(path).needs}
        idle = [
            path
            for path in runtime.glob("*.dll")
            if wheels.RUNTIME_LIBRARY.fullmatch(path.name.lower())
            and path.name.lower() not in needed
        ]
        for path in idle:
            path.unlink()
        if not idle:
            return


def compile_modules(python: Python, packages: Path) -> None:
    """Compile all modules, once and for all: the program writes nothing into its own folder.

    Raises:
        StopError: this Python makes no modules for that one, or one cannot be compiled.
    """
    if sys.version_info[:2] != python.version[:2]:
        wanted = "{}.{}".format(*python.version)
        raise StopError(f"请用 Python {wanted} 运行打包命令：编译出的模块只适合同一版本。")
    # Sets are stored in the order of their hashes: the same source is to give the same files.
    done = subprocess.run(
        [
            *(sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"),
            *("-s", str(packages), "-p", PACKAGES, str(packages)),
        ],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        check=False,
    )
    if done.returncode != 0:
        raise StopError("有模块没有编译成功，原因见上面的输出。")


# ---- is it whole? ----------------------------------------------------------------------------


def binaries(folder: Path) -> Iterable[Path]:
    """Each program and library below a folder."""
    return (path for path in folder.rglob("*") if path.suffix in (".exe", ".dll", ".pyd"))


def faults(tree: Path) -> list[str]:
    """What would not work on a Windows that has nothing of ours, a sentence each."""
    found = []
    system = system_libraries()
    for path in sorted(binaries(tree)):
        name = path.relative_to(tree).as_posix()
        try:
            needs = read_library(path).needs
        except NotWindowsError as error:
            found.append(f"{name}：不是 64 位 Windows 文件（{error}）。")
            continue
        there = system | reachable(tree, path)
        missing = sorted(n for n in needs - there if not n.startswith("api-ms-win-"))
        found += [f"{name}：缺少 {need}。" for need in missing]
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if len(name) > LONGEST_NAME:
            found.append(f"{name}：路径有 {len(name)} 个字，最多 {LONGEST_NAME} 个。")
    return found + excess(tree, UNPACKED)


def system_libraries() -> frozenset[str]:
    """The libraries that Windows brings along."""
    lines = (HERE / "system.txt").read_text("ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def reachable(tree: Path, path: Path) -> set[str]:
    """The libraries of the tree that Windows finds when it loads a file."""
    runtime = tree / RUNTIME
    packages = runtime / PACKAGES
    folders = {path.parent, runtime, packages / "shiboken6", packages / "PySide6"}
    folders |= set(packages.glob("*.libs"))
    return {each.name.lower() for folder in folders for each in folder.glob("*.dll")}
