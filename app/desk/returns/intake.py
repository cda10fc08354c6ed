"""Remarks on their way in: read and matched to the records at hand, before a person decides."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.desk.returns.answers import cell_name
from app.desk.returns.files import read_remarks
from app.desk.returns.log import PASTED
from app.desk.returns.match import Matched, Subject, match_all, project_names
from app.desk.returns.split import split_remarks
from app.model.definition import (
    ChapterSection,
    FieldsSection,
    FundsSection,
    GoalsSection,
    IndicatorsSection,
    RowsSection,
    SignaturesSection,
    TextSection,
)
from app.model.places import Place
from app.model.record import PLACEHOLDER
from app.model.remarks import WHOLE, meant_place, place_text
from app.model.states import APPROVED, RESUBMITTED, RETURNED, SUBMITTED
from app.store.values import Header

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

_MOST = 300
"""So many records of a year are all looked at; of more, only those that finance has."""
_HANDED_IN = (SUBMITTED, RESUBMITTED, RETURNED, APPROVED)


class Intake(NamedTuple):
    """Remarks with what they were matched to, how many lines were none, and how they came in."""

    found: tuple[Matched, ...]
    dropped: int
    source: str


def year_of(space: "Workspace") -> int | None:
    """The newest year in which finance has records, else the newest with records at all."""
    years = [h.year for h in space.all_headers() if h.state in _HANDED_IN and h.year]
    return max(years, default=next(iter(space.years()), None))


def headers_of(space: "Workspace", year: int | None) -> Sequence[Header]:
    """The records that remarks may mean: all of a year, or where they are many, those handed in."""
    headers = space.all_headers(year)
    if len(headers) > _MOST:
        headers = [h for h in headers if h.state in _HANDED_IN]
    return headers


def subjects_of(space: "Workspace", record_ids: Sequence[str]) -> tuple[Subject, ...]:
    """Records as remarks are matched to them.

    Raises:
        FaultError: one is gone.
    """
    loaded = [(record_id, space.load(record_id)) for record_id in record_ids]
    return tuple(Subject(i, at.record, at.form.definition) for i, at in loaded)


def from_text(text: str, subjects: Sequence[Subject], source: str = PASTED) -> Intake:
    """The remarks in a text that was typed or pasted."""
    split = split_remarks(text, project_names(subjects))
    return Intake(tuple(match_all(split.pieces, subjects)), split.dropped, source)


def from_file(path: Path, subjects: Sequence[Subject], language: str) -> Intake:
    """The remarks in a file.

    Raises:
        FaultError: what is wrong with the file, or that there are none in it.
    """
    read = read_remarks(path, subjects, language)
    return Intake(tuple(match_all(read.pieces, subjects)), read.dropped, read.source)


def place_name(subject: Subject, place: str, language: str) -> str:
    """What a place in a record is called."""
    meant = meant_place(subject.record, place)
    return cell_name(meant, subject.definition, subject.record, language)


def places_of_record(subject: Subject, language: str) -> list[tuple[str, str]]:
    """The places that a remark can mean, in the form's order: as text, and what each is called.

    The form as a whole comes first; empty tier rows are left out.
    """
    places = [WHOLE, *_places(subject)]
    return [
        (place_text(p), cell_name(p, subject.definition, subject.record, language)) for p in places
    ]


def _places(subject: Subject) -> list[Place]:
    found: list[Place] = []
    for section in subject.definition.sections():
        match section:
            case FieldsSection():
                items = [item for line in section.lines for item in line if item.field]
                found += [Place(section.id, None, item.field) for item in items]
            case FundsSection():
                found += [
                    Place(section.id, r.id, c.id) for r in section.rows for c in section.columns
                ]
            case GoalsSection(columns=items):
                found += [Place(section.id, None, item.field) for item in items]
            case TextSection(items=items) | SignaturesSection(items=items):
                found += [Place(section.id, None, item.field) for item in items]
            case ChapterSection(items=items):
                found += [Place(section.id, None, item.field) for item in items if item.field]
            case IndicatorsSection() | RowsSection():
                for row in subject.record.rows(section.id):
                    if row.kind != PLACEHOLDER:
                        found.append(Place(section.id, row.id, ""))
                        found += [Place(section.id, row.id, c.id) for c in section.columns]
            case _:
                pass
    totals = [
        Place(t.id, None, c.value) for t in subject.definition.totals() for c in t.cells if c.value
    ]
    return [*found, *totals]
