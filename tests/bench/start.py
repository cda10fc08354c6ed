"""Start-up and memory: the program against a bare window with a table."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.bench.children import Started, start_window, x_screen
from tests.bench.figures import Aim, Line, Sample
from tests.bench.records import LEDGER_RECORDS, LONG_ROWS, fill_ledger

_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_BARE = "tests.bench.bare_table"
_START = Aim("at most", 1.5)


def start_lines(runs: int) -> list[Line]:
    """Time to a painted, usable window, and the peak of its memory."""
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as folder:
        fill_ledger(Path(folder))
        lines = _on_screen(folder, runs, "offscreen", _OFFSCREEN)
        with x_screen() as screen:
            if screen is None:
                lines.append(Line("start, X screen", None, skipped="no Xvfb here"))
            else:
                lines.extend(_on_screen(folder, runs, "X screen", screen))
    return lines


def _on_screen(folder: str, runs: int, name: str, screen: Mapping[str, str]) -> list[Line]:
    ours: list[Started] = []
    bare: list[Started] = []
    program = ("tests.bench.program_window", [folder, str(LEDGER_RECORDS)])
    # The first of each fills the caches of the disk.
    for run in range(runs + 1):
        one, other = start_window(*program, screen), start_window(_BARE, [], screen)
        if run:
            ours.append(one)
            bare.append(other)
    what = f"{LONG_ROWS}-row form, {LEDGER_RECORDS} records, {name}"
    lines = [
        Line(
            f"start to painted window: {what}",
            Sample(tuple(1000 * s.seconds for s in ours), "ms"),
            Sample(tuple(1000 * s.seconds for s in bare), "ms"),
            "bare table",
            _START,
        )
    ]
    if ours[0].memory and bare[0].memory:
        lines.append(
            Line(
                f"peak memory: {what}",
                Sample(tuple(s.memory for s in ours), "MB"),
                Sample(tuple(s.memory for s in bare), "MB"),
                "bare table",
            )
        )
    return lines
