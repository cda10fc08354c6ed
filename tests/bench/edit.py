"""One edit's whole way, against a table that only shows another text."""

from tests.bench.children import python_child
from tests.bench.figures import Aim, Line, Sample
from tests.bench.records import EDITED_ROWS

_EDIT = Aim("at most", 8.0, of="figure")
_EDITS_A_RUN = 20


def edit_lines(runs: int) -> list[Line]:
    """Change, record, rules, sheet, pages and repaint on a long form."""
    arguments = [str(EDITED_ROWS), str(runs * _EDITS_A_RUN)]
    told = python_child("tests.bench.edit_cost", arguments, {"QT_QPA_PLATFORM": "offscreen"})
    bare = Sample(tuple(told["bare"]), "ms")
    return [
        Line(
            f"one edit, {EDITED_ROWS}-row form, to the repaint of the view",
            Sample(tuple(told["edit"]), "ms"),
            bare,
            "bare table",
            _EDIT,
        ),
        Line("of it: record, rules, sheet and pages", Sample(tuple(told["view"]), "ms")),
    ]
