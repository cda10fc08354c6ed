"""`python -m tests.bench`: speed and memory as ratios measured in the same run.

Nothing is asserted: the table says which aims are reached, on a machine that it names.
"""

import argparse
import sys
from collections.abc import Callable

from tests.bench.edit import edit_lines
from tests.bench.export import export_lines
from tests.bench.figures import Line, table
from tests.bench.forms import forms_lines
from tests.bench.frozen import frozen_lines
from tests.bench.lists import lists_lines
from tests.bench.machine import machine_name
from tests.bench.start import start_lines
from tests.bench.turning import memory_lines

MEASURES: dict[str, Callable[[int], list[Line]]] = {
    "start": start_lines,
    "edit": edit_lines,
    "export": export_lines,
    "forms": forms_lines,
    "memory": memory_lines,
    "lists": lists_lines,
    "frozen": frozen_lines,
}


def main() -> int:
    """Measure what is wished and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(MEASURES))
    parser.add_argument("--runs", type=int, default=7, help="runs of each, after a first one")
    options = parser.parse_args()
    wished = options.measures or list(MEASURES)
    unknown = [name for name in wished if name not in MEASURES]
    if unknown:
        parser.error(f"no such measure: {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    print(machine_name(), flush=True)
    lines = [line for name in wished for line in MEASURES[name](max(1, options.runs))]
    print(f"\n{table(lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
