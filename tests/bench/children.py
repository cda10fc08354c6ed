"""Processes that are measured from outside."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 180
_BYTECODE = tempfile.TemporaryDirectory(prefix="ziping-bench-")


class Started(NamedTuple):
    """A window's way: seconds from the start of its process to the paint, and its peak in MB."""

    seconds: float
    memory: float


def start_window(module: str, arguments: Sequence[str], screen: Mapping[str, str]) -> Started:
    """Start a module that prints the moment of its first paint."""
    began = time.perf_counter()
    told = python_child(module, arguments, screen)
    return Started(told["painted"] - began, told["memory"])


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a child: compiled modules are kept, as on a person's machine."""
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": _BYTECODE.name, **extra}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def python_child(module: str, arguments: Sequence[str], extra: Mapping[str, str]) -> Any:
    """Run a module in a process of its own; what its last line says, as JSON.

    Raises:
        RuntimeError: it failed, or said nothing.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(extra),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        raise RuntimeError(f"{module} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return json.loads(lines[-1])


def timed(command: Sequence[str], made: Path) -> float:
    """Seconds that a whole process takes to make a file.

    Raises:
        RuntimeError: it did not make it.
    """
    made.unlink(missing_ok=True)
    began = time.perf_counter()
    done = subprocess.run(
        list(command),
        cwd=ROOT,
        env=environment({}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,  # and no timeout: waiting with one looks only every 50 ms
    )
    taken = time.perf_counter() - began
    # Not the exit code: an export of a record with findings ends with 1.
    if not made.is_file():
        raise RuntimeError(f"{command[0]} ended with {done.returncode} and made no {made.name}")
    return taken


@contextlib.contextmanager
def x_screen() -> Iterator[Mapping[str, str] | None]:
    """The environment of a real X screen of its own, none where Xvfb is not installed."""
    program = shutil.which("Xvfb")
    if program is None:
        yield None
        return
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writer), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader, encoding="ascii") as told:
            number = told.readline().strip()
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"} if number else None
    finally:
        server.terminate()
        server.wait(10)
