"""Loading all forms: reading, extending and checking them, against TOML's reader alone."""

import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from app.desk.forms import Gallery, gallery
from tests.bench.figures import Aim, Line, Sample

_ALL = Aim("at most", 50.0, of="figure")


def forms_lines(runs: int) -> list[Line]:
    """Time to load every form that is shipped."""
    folder = gallery().shipped_folder
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/form.toml"))]
    ours, bare = [], []
    # The first of each fills the caches of the disk.
    for run in range(runs + 1):
        one, other = _timed(lambda: _load(folder)), _timed(lambda: _parse(texts))
        if run:
            ours.append(one)
            bare.append(other)
    name = f"load all {len(texts)} forms"
    return [Line(name, Sample(tuple(ours), "ms"), Sample(tuple(bare), "ms"), "tomllib alone", _ALL)]


def _load(folder: Path) -> None:
    Gallery(folder).usable()


def _parse(texts: list[str]) -> None:
    for text in texts:
        tomllib.loads(text)


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
