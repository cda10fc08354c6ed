"""From a record to everything that is shown: scores, findings, sheets and pages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.locate import data_dir
from app.model.definition import FormDefinition
from app.model.record import FormRecord
from app.model.results import Finding, Scores
from app.paper.layout import paginate
from app.paper.metrics import Metrics
from app.paper.pages import Pagination
from app.rules.checking import check
from app.rules.scoring import score
from app.sheet.layout import SheetLayout

FACES = ("song", "hei", "kai")


class View(NamedTuple):
    """A record with all that follows from it; `pages` has one pagination for each part."""

    record: FormRecord
    scores: Scores
    findings: tuple[Finding, ...]
    pages: tuple[Pagination, ...]


class Viewer:
    """Makes views of one form's records, remembering what did not change."""

    def __init__(self, definition: FormDefinition, metrics: Metrics | None = None) -> None:
        self.definition = definition
        self.metrics = metrics or shipped_metrics()
        self._layout = SheetLayout()

    def view(
        self, record: FormRecord, *, review: bool = False, related: tuple[FormRecord, ...] = ()
    ) -> View:
        """Score, check, lay out and paginate a record.

        `review` looks for what is suspicious too (预审), `related` are other tables of the project.
        """
        scores = score(record, self.definition)
        findings = check(record, self.definition, scores, related=related, review=review)
        sheets = self._layout.sheets(self.definition, record, scores)
        pages = tuple(paginate(sheet, self.metrics) for sheet in sheets)
        return View(record, scores, findings, pages)


def judged(
    record: FormRecord,
    definition: FormDefinition,
    *,
    review: bool = False,
    related: tuple[FormRecord, ...] = (),
) -> View:
    """A record scored and checked, without its pages."""
    scores = score(record, definition)
    findings = check(record, definition, scores, related=related, review=review)
    return View(record, scores, findings, ())


@cache
def shipped_metrics() -> Metrics:
    """The metrics of the shipped faces."""
    folder = data_dir("resources") / "fonts"
    return Metrics.from_json((folder / f"{face}.metrics.json").read_bytes() for face in FACES)


@cache
def font_files() -> Mapping[str, Path]:
    """The font file of each shipped face."""
    folder = data_dir("resources") / "fonts"
    return {face: folder / f"{face}.ttf" for face in FACES}
