"""What the checks of one indicator row look at."""

from decimal import Decimal
from typing import NamedTuple

from app.model.money import is_blank, parse_points
from app.model.places import Place
from app.model.policy import Policy
from app.model.record import Row
from app.model.results import Score
from app.rules.checks.codes import threshold
from app.rules.columns import REASON, Columns, short


class RowView(NamedTuple):
    """A row with its score; `printed` is the score that a foreign table printed.

    `tiers` are the tier names that hold for it, `year` is the table's, `review` asks for
    suspicion as well; `limits` are the form's own thresholds, in pairs of code and value.
    """

    row: Row
    kind: str
    score: Score
    columns: Columns
    policy: Policy
    printed: Decimal | None
    tiers: tuple[str, ...] = ()
    year: int | None = None
    review: bool = False
    limits: tuple[tuple[str, Decimal], ...] = ()

    def limit(self, code: str) -> Decimal:
        """The threshold of a check: the form's own, else the usual one."""
        return threshold(code, dict(self.limits))

    def given(self) -> Decimal | None:
        """The points that stand for the row: typed, else printed, else computed."""
        known = (self.score.entered, self.printed, self.score.points)
        return next((points for points in known if points is not None), None)

    def is_printed(self) -> bool:
        """Whether a foreign table printed points that the row's weight allows."""
        weight = self.score.weight
        return self.printed is not None and weight is not None and 0 <= self.printed <= weight

    def place(self, column: str) -> Place:
        """The place of one of the row's cells."""
        return Place(self.columns.section, self.row.id, column)

    def text(self, column: str) -> str:
        """The text of a cell, empty where the form has no such column."""
        return self.row.text(column) if column else ""

    def name(self) -> str:
        """The row's name as a finding quotes it; its innermost tier where it has none."""
        texts = (self.text(c) for c in (self.columns.name, *reversed(self.columns.tiers)))
        return short(next((text for text in texts if not is_blank(text)), ""))

    def has_reason(self) -> bool:
        """Whether a reason was given for a score typed by hand."""
        return not is_blank(self.row.text(REASON))


def printed_points(text: str) -> Decimal | None:
    """A printed score, none for a dash or a blank."""
    return parse_points(text) if text else None
