"""One edit's whole way, against a table that only shows another text."""

from tests.bench.children import python_child
from tests.bench.figures import Aim, Line, Sample
from tests.bench.records import EDITED_ROWS

_EDIT = Aim("at most", 8.0, of="figure")
_FRAME = Aim("at most", 16.7, of="figure")
_JUDGED = Aim("at most", 3.0, of="figure")
_REVIEWED = Aim("at most", 50.0, of="figure")
_EDITS_A_RUN = 20
_OPENINGS_A_RUN = 1
_WAYS = (
    ("findings", "findings in view", _EDIT),
    ("sums", "worked sums and rule in view", _FRAME),
    ("many", "a finding in every row, in view", _FRAME),
    ("review", "findings of 预审 in view", _REVIEWED),
)
_PARTS = (
    ("apply", "record", None),
    ("score", "score", None),
    ("check", "check while typing", None),
    ("judged", "score and check together", _JUDGED),
    ("review", "check under 预审", _REVIEWED),
    ("sheet", "sheet and pages", None),
)


def edit_lines(runs: int) -> list[Line]:
    """Change, record, rules, sheet, pages and repaint on a long form."""
    arguments = [str(EDITED_ROWS), str(runs * _EDITS_A_RUN)]
    screen = {"QT_QPA_PLATFORM": "offscreen"}
    told = python_child("tests.bench.edit_cost", [*arguments, str(runs * _OPENINGS_A_RUN)], screen)
    parts = python_child("tests.bench.rules_cost", arguments, {})
    bare = Sample(tuple(told["bare"]), "ms")
    whole = f"one edit, {EDITED_ROWS}-row form, to the repaint"
    return [
        *(
            Line(f"{whole}: {name}", Sample(tuple(told[key]), "ms"), bare, "bare table", aim)
            for key, name, aim in _WAYS
        ),
        *(
            Line(f"of it: {name}", Sample(tuple(parts[key]), "ms"), aim=aim)
            for key, name, aim in _PARTS
        ),
        Line(
            f"opening a {EDITED_ROWS}-row record, findings in view",
            Sample(tuple(told["open"]), "ms"),
            bare,
            "bare table's edit",
        ),
        Line(
            "the same, worked sums in view",
            Sample(tuple(told["open_sums"]), "ms"),
            bare,
            "bare table's edit",
        ),
    ]
