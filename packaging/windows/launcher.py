"""The two programs that a person starts: compiled for Windows, with icon, version and manifest."""

import subprocess
from pathlib import Path

from common.stop import StopError

HERE = Path(__file__).resolve().parent
COMPILER = "x86_64-w64-mingw32-gcc"
RESOURCES = "x86_64-w64-mingw32-windres"

WINDOW = "Ziping.exe"
CONSOLE = "ziping-cli.exe"
"""The same program for a console, which waits for it and reads what it prints."""


def compile_launchers(library: str, version: str, work: Path, target: Path) -> None:
    """Compile both launchers for a Python library such as `python311.dll`.

    The icon is `ziping.ico` in the folder `work`.

    Raises:
        StopError: a tool is not there or fails.
    """
    for name, flags in ((WINDOW, ["-mwindows"]), (CONSOLE, ["-mconsole", "-DCONSOLE"])):
        resources = work / f"{name}.o"
        numbers = ",".join([*version.split("."), "0", "0", "0"][:4])
        run(
            *(RESOURCES, "-c", "65001", "-I", str(work), "-I", str(HERE)),
            *(f"-DVERSION_NUMBERS={numbers}", f'-DVERSION_TEXT=\\"{version}\\"'),
            *(f'-DFILE_NAME=\\"{name}\\"', str(HERE / "launcher.rc"), str(resources)),
        )
        run(
            *(COMPILER, "-std=c11", "-Wall", "-Wextra", "-Werror", "-Os", "-s", "-municode"),
            *("-finput-charset=UTF-8", "-static", "-Wl,--no-insert-timestamp", *flags),
            *(f'-DPYTHON_LIBRARY="{library}"', str(HERE / "launcher.c"), str(resources)),
            *("-o", str(target / name)),
        )


def run(*command: str) -> None:
    """Run a tool for building.

    Raises:
        StopError: it is not installed or fails.
    """
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise StopError(
            f"缺少工具 {command[0]}。Debian 上请安装：apt install nsis gcc-mingw-w64-x86-64"
        ) from error
    if done.returncode != 0:
        report = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
        raise StopError(f"{command[0]} 没有做成（返回 {done.returncode}）：\n{report}")
