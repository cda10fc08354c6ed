"""The environment that freezes the program: made from the lock alone, used for nothing else."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from common.contents import ROOT
from common.stop import StopError

LOCK = ROOT / "requirements-freeze.lock"
STAMP = "ziping-ready"


def python_of(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / "bin" / "python"


def fingerprint(lock: Path, python: str) -> str:
    """What an environment is made from: the lock and the Python."""
    return hashlib.sha256(lock.read_bytes() + python.encode()).hexdigest()


def make(folder: Path, wheels: Path | None = None, lock: Path = LOCK) -> Path:
    """Make the environment unless there is one of this very lock; returns its Python.

    Args:
        folder: where it lies.
        wheels: a folder to install from instead of the index.
        lock: what is in it, with hashes.

    Raises:
        StopError: it could not be made.
    """
    wanted = fingerprint(lock, f"{sys.executable} {sys.version}")
    stamp = folder / STAMP
    python = python_of(folder)
    if stamp.is_file() and stamp.read_text("ascii") == wanted and python.exists():
        return python
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(folder)], "打包用的环境没有建成")
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    options = ["--require-hashes", "--only-binary", ":all:", *source, "-r", str(lock)]
    install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    run([str(python), *install, *options], "打包用的库没有装上")
    stamp.write_text(wanted, "ascii")
    return python


def run(command: Sequence[str], otherwise: str) -> None:
    """Run a command in the project's folder.

    Raises:
        StopError: it failed; `otherwise` says what that means.
    """
    code = subprocess.call(list(command), cwd=ROOT, env=own_environment())
    if code != 0:
        raise StopError(f"{otherwise}（{Path(command[0]).name} 返回 {code}，原因见上面的输出）。")


def own_environment() -> dict[str, str]:
    """The variables of this process without those that point Python elsewhere."""
    foreign = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "QT_PLUGIN_PATH")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    # The order of sets must not show in what is made.
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
