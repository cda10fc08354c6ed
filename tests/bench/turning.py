"""The memory of a program in which one record after another is opened.

`python -m tests.bench.turning DATA EARLY` prints the peak in MB before the first record of a
data folder is opened, after the first EARLY ones and after all of them.
"""

import json
import sys
import tempfile
from pathlib import Path

from app.desk.workspace import Workspace
from tests.bench.children import python_child
from tests.bench.figures import Aim, Line, Sample
from tests.bench.machine import peak_memory
from tests.bench.records import LONG_ROWS, bench_form, fill_with, long_record

TURNED = 1000
"""Records that are opened in turn."""
_EARLY = 300
"""The memories of rows are full by then."""
_LEAK = Aim("at most", 1.2)


def memory_lines(_runs: int) -> list[Line]:
    """What stays of records that were opened and left."""
    with tempfile.TemporaryDirectory(prefix="ziping-bench-") as folder:
        form = bench_form()
        fill_with(Path(folder), (long_record(form, LONG_ROWS, n) for n in range(TURNED)))
        told = python_child("tests.bench.turning", [folder, str(_EARLY)], {})
    if not told["all"]:
        return [Line("peak memory, records opened in turn", None, skipped="not told here")]
    return [
        Line(
            f"peak memory: {TURNED} records of {LONG_ROWS} rows opened in turn",
            Sample((told["all"],), "MB"),
            Sample((told["early"],), "MB"),
            f"the first {_EARLY}",
            _LEAK,
        ),
        Line("of it before the first", Sample((told["before"],), "MB")),
    ]


def main(arguments: list[str]) -> int:
    """Open every record of a data folder and print what the process held at most."""
    folder, early = Path(arguments[0]), int(arguments[1])
    workspace = Workspace(folder)
    told = {"before": peak_memory(), "early": 0.0}
    ids: list[str] = []
    page = workspace.headers(None, "")
    while page:
        ids += [header.id for header in page]
        page = workspace.more_headers()
    for opened, record_id in enumerate(ids, 1):
        workspace.open(record_id).document.set_review(opened % 2 == 0)
        if opened == early:
            told["early"] = peak_memory()
    told["all"] = peak_memory()
    workspace.close()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
