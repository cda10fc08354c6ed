"""What follows from one edit, step by step and without a window.

`python -m tests.bench.rules_cost ROWS EDITS` prints the milliseconds of every step.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from app.desk.view import shipped_metrics
from app.model.change import Change, Set, apply
from app.model.places import Place
from app.model.record import FormRecord
from app.paper.layout import paginate
from app.rules.checking import check
from app.rules.scoring import score
from app.sheet.layout import SheetLayout
from tests.bench.records import bench_form, long_record

T = TypeVar("T")

_SECTION, _COLUMN = "indicators", "actual"
_SEEN = 8
_WARM_UP = 10


class Steps:
    """Takes one record from edit to edit and notes what each step took."""

    def __init__(self, rows: int) -> None:
        form = bench_form()
        self._definition = form.definition
        self._record = long_record(form, rows)
        self._layout = SheetLayout()
        self._metrics = shipped_metrics()
        names = ("apply", "score", "check", "judged", "review", "sheet")
        self.taken: dict[str, list[float]] = {name: [] for name in names}

    def edit(self, number: int) -> None:
        """Type a value, and work out all that follows from it."""
        definition = self._definition
        record = self._timed("apply", lambda: self._changed(number))
        scores = self._timed("score", lambda: score(record, definition))
        self._timed("check", lambda: check(record, definition, scores))
        self.taken["judged"].append(self.taken["score"][-1] + self.taken["check"][-1])
        self._timed("review", lambda: check(record, definition, scores, review=True))
        self._timed(
            "sheet",
            lambda: [
                paginate(sheet, self._metrics)
                for sheet in self._layout.sheets(definition, record, scores)
            ],
        )
        self._record = record

    def _changed(self, number: int) -> FormRecord:
        row = self._record.rows(_SECTION)[number % _SEEN]
        step = Set(Place(_SECTION, row.id, _COLUMN), row.cells.get(_COLUMN), f"{100 + number}组")
        return apply(self._record, Change("EDIT_SET", (step,)))

    def _timed(self, name: str, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        made = work()
        self.taken[name].append((time.perf_counter() - began) * 1000)
        return made


def main(arguments: list[str]) -> int:
    """Edit a long record and print what each step took."""
    rows, edits = int(arguments[0]), int(arguments[1])
    steps = Steps(rows)
    gc.freeze()
    gc.disable()  # as in the program, where garbage is collected between edits
    for number in range(edits + _WARM_UP):
        steps.edit(number)
        gc.collect(0)
    print(json.dumps({name: values[_WARM_UP:] for name, values in steps.taken.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
