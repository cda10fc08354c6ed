"""S1, R1: points within their weight, and the reviewer's points beside the unit's."""

from collections.abc import Iterator
from decimal import Decimal

from app.model.money import plain
from app.model.places import Place
from app.model.results import Finding, Score
from app.rules.finding import finding


def limit_findings(
    score: Score, given: Decimal | None, place: Place, row: str
) -> Iterator[Finding]:
    """The points that stand for a row, and the reviewer's.

    Args:
        score: the row's score.
        given: the unit's own points: typed, else printed, else computed; none for 未评.
        place: the score's cell; the reviewer's has no cell of its own on the form.
        row: the row's name.
    """
    weight, reviewed = score.weight, score.reviewed
    if weight is not None and given is not None and not 0 <= given <= weight:
        values = {"row": row, "weight": plain(weight), "expected": f"0–{plain(weight)}"}
        yield finding("S1", "error", place, found=plain(given), **values)
    if reviewed is None:
        return
    if weight is not None and not 0 <= reviewed <= weight:
        values = {"row": row, "weight": plain(weight), "expected": f"0–{plain(weight)}"}
        yield finding("S1", "error", place, case="reviewed", found=plain(reviewed), **values)
    elif given is not None and given != reviewed:
        yield finding(
            "R1",
            "info",
            place,
            found=plain(reviewed),
            own=plain(given),
            difference=f"{reviewed - given:+f}",
            row=row,
        )
