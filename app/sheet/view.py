"""What every section's layout looks at."""

from decimal import Decimal
from typing import NamedTuple

from app.model.definition import FormDefinition
from app.model.money import plain
from app.model.record import FormRecord
from app.model.results import Score, Scores


class LayoutView(NamedTuple):
    """The record on its way to paper; `row_height` is the least height of a row in mm."""

    definition: FormDefinition
    record: FormRecord
    scores: Scores
    row_height: float


def points_text(points: Decimal | None) -> str:
    """Points or weights as printed: `25`, `9.87`, nothing where there are none."""
    return "" if points is None else plain(points)


def total_text(value: str, scores: Scores) -> str:
    """The total weight, the total or the grade as printed, nothing where there is none yet."""
    scored = any(score.points is not None for score in scores.rows.values())
    texts = {
        "weight": points_text(scores.weight) if scores.weight else "",
        "score": points_text(scores.total) if scored else "",
        "grade": scores.grade,
    }
    return texts[value]


def score_mark(score: Score | None) -> str:
    """What the screen shows of a score: typed by hand, not yet scored, or not counted."""
    if score is None:
        return ""
    if score.entered is not None:
        return "entered"
    if not score.counted:
        return "part"
    return "unscored" if score.points is None else ""
