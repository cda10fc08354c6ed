"""Start-up of the frozen program: against the same program from an environment."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.children import ROOT, environment
from tests.bench.figures import Aim, Line, Sample

_AIM = Aim("at most", 1.3)
_WINDOW = ["selftest", "--only", "window"]
"""Opens the window over an empty folder, paints the sample, and ends."""


def frozen_lines(runs: int) -> list[Line]:
    """Whole time of a start to the painted window and the end, frozen and from the environment."""
    what = "start to painted window and end: frozen"
    programs = sorted((ROOT / "dist").glob("ziping-*/ziping"))
    if not programs:
        return [Line(what, None, skipped="no frozen program: dev.py build")]
    own = [sys.executable, "-m", "app.cli"]
    frozen, source = [], []
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as name:
        # The first of each fills the caches of the disk.
        for run in range(runs + 1):
            pair = _seconds([str(programs[-1])], Path(name)), _seconds(own, Path(name))
            if run:
                frozen.append(1000 * pair[0])
                source.append(1000 * pair[1])
    samples = Sample(tuple(frozen), "ms"), Sample(tuple(source), "ms")
    return [Line(what, *samples, "environment", _AIM)]


def _seconds(program: Sequence[str], folder: Path) -> float:
    kept = {**environment({}), "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    if program[0] != sys.executable:
        kept = {key: kept[key] for key in kept if not key.startswith("PYTHON")}
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    done = subprocess.run(
        [*program, *_WINDOW], cwd=ROOT, env=kept, stdout=quiet, stderr=quiet, check=False
    )
    taken = time.perf_counter() - began
    if done.returncode != os.EX_OK:
        raise RuntimeError(f"{program[0]} ended with {done.returncode}")
    return taken
