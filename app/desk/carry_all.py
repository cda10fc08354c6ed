"""沿用上年 for all projects at once: who goes on, who ended, who is there already, who is new."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from app.desk.batch import Batch, BatchResult
from app.desk.forms import Form, gallery
from app.desk.imports.targets import usual_form
from app.desk.names import PROJECT, place_of
from app.desk.outcome import OK, Outcome
from app.desk.progress import GoOn, always
from app.desk.records import new_record
from app.desk.texts import sentence
from app.desk.transfers import begun_from
from app.desk.workspace import Workspace, workspace_at
from app.model.faults import FaultError
from app.model.money import folded
from app.model.record import FormRecord
from app.model.states import EXEMPT

if TYPE_CHECKING:
    from app.store.values import Header

GOES_ON, ENDED, THERE, NO_FORM = "goes_on", "ended", "there", "no_form"
"""What is proposed for a project: it goes on; it seems to have ended (不参评); next year's record
is there already; its form is not at hand."""

_WORDS = {
    GOES_ON: "CARRY_GOES_ON",
    ENDED: "CARRY_ENDED",
    THERE: "CARRY_THERE",
    NO_FORM: "CARRY_NO_FORM",
}


class CarryLine(NamedTuple):
    """One record of last year and what is proposed for it."""

    record: str
    title: str
    code: str
    section: str
    form: str
    form_title: str
    found: str


class CarryPlan(NamedTuple):
    """The records of a year, beside those of the year that they are carried into."""

    from_year: int
    year: int
    lines: tuple[CarryLine, ...]

    def proposed(self) -> frozenset[str]:
        """The records that are carried over unless a person says otherwise."""
        return frozenset(line.record for line in self.lines if line.found == GOES_ON)


def carry_plan(space: Workspace, from_year: int, year: int) -> CarryPlan:
    """What is proposed for each record of a year.

    Raises:
        FaultError: CARRY_001 the year has no records, _002 it is the same year.
    """
    if year == from_year:
        raise FaultError("CARRY_002", year=str(year))
    before = space.all_headers(from_year)
    if not before:
        raise FaultError("CARRY_001", year=str(from_year))
    there = _There(space.all_headers(year))
    at_hand = frozenset(gallery().ids())
    lines = (_line(header, there, at_hand) for header in before)
    return CarryPlan(from_year, year, tuple(lines))


class _There:
    """The projects that a year has already, under each form: codes decide where both have one."""

    def __init__(self, headers: Sequence["Header"]) -> None:
        self._codes = {(header.form, folded(header.project_code)) for header in headers}
        self._named: dict[tuple[str, str], set[str]] = {}
        for header in headers:
            known = self._named.setdefault((header.form, folded(header.title)), set())
            known.add(folded(header.project_code))

    def has(self, header: "Header") -> bool:
        """Whether the year has a record of the same project."""
        code, name = folded(header.project_code), folded(header.title)
        if code and (header.form, code) in self._codes:
            return True
        codes = self._named.get((header.form, name), set()) if name else set()
        return bool(codes) and (not code or "" in codes)


def _line(header: "Header", there: _There, at_hand: Collection[str]) -> CarryLine:
    found = GOES_ON
    if there.has(header):
        found = THERE
    elif header.form not in at_hand:
        found = NO_FORM
    elif header.state == EXEMPT:
        found = ENDED
    return CarryLine(
        record=header.id,
        title=header.title,
        code=header.project_code,
        section=header.section,
        form=header.form,
        form_title=gallery().title(header.form),
        found=found,
    )


def carry_out(
    space: Workspace,
    plan: CarryPlan,
    records: Collection[str],
    names: Sequence[str] = (),
    form: Form | None = None,
    go_on: GoOn = always,
) -> BatchResult:
    """Begin the records of the new year, together or not at all.

    Plans, texts and last year's figures beside go along; states, evidence and remarks do not.

    Args:
        space: the data folder.
        plan: what was proposed.
        records: the records of last year that go on.
        names: projects that are new, each an empty record of `form`.
        form: the form of the new ones.
        go_on: told how far the work is; false stops it.

    Raises:
        StoreError: the disk does not take it.
    """
    batch, wanted = Batch(space), [line for line in plan.lines if line.record in records]
    for at, line in enumerate(wanted):
        if not go_on(at, 2 * len(wanted)):
            return BatchResult("", (), ())
        record, under, *_ = space.load(line.record)
        made = begun_from(record, under.definition, record.form, plan.year)
        batch.create(made, gallery().form(record.form))
    for name in names:
        if name.strip() and form is not None:
            batch.create(_named(form, plan.year, name.strip()), form)
    count = len(wanted)
    return batch.save(lambda done, of: go_on(count + done * count // of, 2 * count))


def _named(form: Form, year: int, name: str) -> FormRecord:
    record = new_record(form, year)
    place = place_of(form.definition, PROJECT)
    if place is None:
        return record
    fields = {**record.fields(place.section), place.field: name}
    return msgspec.structs.replace(record, sections={**record.sections, place.section: fields})


def found_word(found: str, language: str) -> str:
    """What is proposed for a project, in words."""
    return sentence(_WORDS[found], language)


class CarryOrder(NamedTuple):
    """What the command line asked for: the years, records that ended, names that are new."""

    from_year: int
    year: int | None
    ended: tuple[str, ...]
    names: tuple[str, ...]
    form: str
    yes: bool


def carry_all(data: Path | None, order: CarryOrder, language: str) -> Outcome:
    """`ziping carry-all`: show what goes on; with `yes` do it."""
    with workspace_at(data, language) as space:
        plan = carry_plan(space, order.from_year, order.year or order.from_year + 1)
        unknown = [name for name in order.ended if name not in {p.record for p in plan.lines}]
        if unknown:
            raise FaultError("CARRY_003", record=unknown[0], year=str(order.from_year))
        records = plan.proposed() - set(order.ended)
        lines = [_told(line, records, language) for line in plan.lines]
        lines += [f"{sentence('CARRY_NEW', language)}　{name}" for name in order.names]
        values: dict[str, Any] = {
            "from_year": plan.from_year,
            "year": plan.year,
            "projects": [p._asdict() | {"carried": p.record in records} for p in plan.lines],
        }
        if not order.yes:
            lines.append(sentence("LIST_NOT_DONE", language))
            return Outcome("\n".join(lines), values | {"done": False}, OK)
        form = gallery().form(order.form or usual_form(space))
        result = carry_out(space, plan, records, order.names, form)
        lines.append(carried_text(plan, result, language))
        done = {"done": True, "batch": result.id, "created": result.created}
        return Outcome("\n".join(lines), values | done, OK)


def carried_text(plan: CarryPlan, result: BatchResult, language: str) -> str:
    """What was done, in one sentence."""
    count = str(len(result.created))
    return sentence("CARRY_DONE", language, count=count, year=str(plan.year))


def _told(line: CarryLine, records: Collection[str], language: str) -> str:
    found = line.found if line.found != GOES_ON or line.record in records else ENDED
    parts = (found_word(found, language), line.code, line.title, line.form_title, line.record)
    return "　".join(part for part in parts if part)
