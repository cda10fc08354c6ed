"""Sending to sections (发股室填报): which sections there are, and the workbook of each."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.facts import decode_facts
from app.desk.forms import Form
from app.desk.names import PROJECT, UNIT, name_of
from app.desk.progress import GoOn, always
from app.desk.related import CODE
from app.desk.sections.last_year import LastYear
from app.exchange.files import safe_file_name
from app.exchange.section_book import SectionBook, SentProject, SentRow
from app.exchange.section_workbook import made_at, write_section_book
from app.model.definition import IndicatorsSection, TableColumn
from app.model.faults import FaultError
from app.model.money import folded, is_blank
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.model.record import PART, SCORED, FormRecord, Row
from app.model.states import is_locked
from app.rules.columns import Columns, columns_of, one_line
from app.rules.families.qualitative import degrees_of
from app.rules.policy import effective_policy
from app.rules.rows import facts_of

if TYPE_CHECKING:
    from app.desk.workspace import Workspace
    from app.store.values import Header

NO_SECTION = "未分股室"
"""Where the records without 责任股室 go."""
SENT = "sections/sent"
"""The setting that keeps the last sending of each section: token and time."""
_BETWEEN = "／"


class SectionCount(NamedTuple):
    """A section of the year: its projects, their indicators, those not yet scored, those locked."""

    name: str
    projects: int
    indicators: int
    missing: int
    locked: int


class Sent(NamedTuple):
    """What was made for a section; without `path` it had nothing to fill in.

    `left` are the titles of the projects that are locked and were not sent.
    """

    section: str
    path: Path | None
    projects: int
    rows: int
    left: tuple[str, ...]


def section_of(name: str) -> str:
    """A section's name on one line, 未分股室 where none is given."""
    return " ".join(name.split()) or NO_SECTION


def year_of(space: "Workspace", year: int | None) -> int:
    """The year asked for, else the latest that has records.

    Raises:
        FaultError: SECTION_001 there is no record at all.
    """
    years = [year] if year is not None else list(space.years())
    if not years:
        raise FaultError("SECTION_001")
    return years[0]


def sections_of(space: "Workspace", year: int) -> tuple[SectionCount, ...]:
    """The sections that have records of a year, those without one last."""
    found: dict[str, list[tuple[Header, int]]] = {}
    for header, text in space.store.facts(year):
        facts = decode_facts(text)
        indicators = facts.indicators if facts is not None else 0
        found.setdefault(folded(section_of(header.section)), []).append((header, indicators))
    counts = [
        SectionCount(
            section_of(members[0][0].section),
            len(members),
            sum(indicators for _, indicators in members),
            sum(header.missing for header, _ in members),
            sum(is_locked(header.state) for header, _ in members),
        )
        for members in found.values()
    ]
    return tuple(sorted(counts, key=lambda count: (count.name == NO_SECTION, count.name)))


def send(
    space: "Workspace", year: int, names: Sequence[str], folder: Path, go_on: GoOn = always
) -> tuple[Sent, ...]:
    """Write a workbook for each section that is named, beside whatever stands in the folder.

    Raises:
        FaultError: SECTION_002 there is no such section; EXPORT_NNN a file cannot be written.
    """
    known = {folded(count.name): count for count in sections_of(space, year)}
    for name in names:
        if folded(section_of(name)) not in known:
            raise FaultError("SECTION_002", section=section_of(name), year=str(year))
    last_year = LastYear(space, year)
    sent: list[Sent] = []
    for done, name in enumerate(names):
        if not go_on(done, len(names)):
            break
        sent.append(_send(space, year, section_of(name), folder, last_year))
    return tuple(sent)


def _send(space: "Workspace", year: int, section: str, folder: Path, last_year: LastYear) -> Sent:
    book, left = _book(space, year, section, last_year)
    rows = sum(len(project.rows) for project in book.projects)
    if not rows:
        return Sent(section, None, 0, 0, left)
    path = _free(folder, safe_file_name(f"{year}年度填报表_{section}"))
    write_section_book(book, path)
    kept = sent_before(space)
    kept[_key(year, section)] = (book.token, book.made)
    space.put_setting(SENT, msgspec.json.encode(kept).decode())
    space.store.note("exported", "", path.name, space.who)
    return Sent(section, path, len(book.projects), rows, left)


def sent_before(space: "Workspace") -> dict[str, tuple[str, str]]:
    """The last sending of each section by year and name: its token and its time."""
    try:
        text = space.setting(SENT) or "{}"
        return msgspec.json.decode(text, type=dict[str, tuple[str, str]])
    except msgspec.DecodeError:
        return {}


def latest_sending(space: "Workspace", book: SectionBook) -> tuple[str, str]:
    """Token and time of the last sending to the section of a workbook, empty where none is kept."""
    return sent_before(space).get(_key(book.year, book.section), ("", ""))


def _key(year: int, section: str) -> str:
    return f"{year}/{folded(section)}"


def _free(folder: Path, name: str) -> Path:
    """A path where nothing stands: a section's own answer may lie there under the same name."""
    number, path = 1, folder / f"{name}.xlsx"
    while path.exists():
        number += 1
        path = folder / f"{name}（{number}）.xlsx"
    return path


def _book(
    space: "Workspace", year: int, section: str, last_year: LastYear
) -> tuple[SectionBook, tuple[str, ...]]:
    projects: list[SentProject] = []
    left: list[str] = []
    for header in space.all_headers(year):
        if folded(section_of(header.section)) != folded(section):
            continue
        if is_locked(header.state):
            left.append(header.title)
            continue
        loaded = space.load(header.id)
        rows = sent_rows(loaded.record, loaded.form, last_year)
        if rows:
            definition = loaded.form.definition
            name = name_of(definition, loaded.record, PROJECT)
            unit = name_of(definition, loaded.record, UNIT)
            code = loaded.record.codes.get(CODE, "").strip()
            made = SentProject(header.id, loaded.revision, code, name, unit, tuple(rows))
            projects.append(made)
    projects.sort(key=lambda project: (project.code, project.name))
    token, moment = secrets.token_hex(6), made_at(datetime.now())
    return SectionBook(token, section, year, moment, tuple(projects)), tuple(left)


def sent_rows(record: FormRecord, form: Form, last_year: LastYear | None) -> list[SentRow]:
    """The rows of a record in which a section has something to fill in."""
    made: list[SentRow] = []
    for section in form.definition.indicators():
        columns = columns_of(section)
        if not (columns.actual or columns.deviation):
            continue
        for row in record.rows(section.id):
            if facts_of(row, columns).kind in (SCORED, PART) and not is_blank(columns.name_of(row)):
                before = last_year.actual(record, form, row, columns) if last_year else ""
                made.append(_sent_row(record, form, section, row, before))
    return made


def _sent_row(
    record: FormRecord, form: Form, section: IndicatorsSection, row: Row, before: str
) -> SentRow:
    columns = columns_of(section)
    target = f"{row.text(columns.operator)}{row.text(columns.target)}"
    unit = row.text(columns.unit).strip()
    return SentRow(
        section=section.id,
        row=row.id,
        tiers=tiers_text(row, columns),
        name=columns.name_of(row),
        target=target,
        unit=unit or parse_quantity(row.text(columns.target)).unit,
        weight=row.text(columns.weight),
        before=before,
        actual=columns.actual,
        actual_text=row.text(columns.actual),
        reason=columns.deviation,
        reason_text=row.text(columns.deviation),
        choices=_choices(record, form, section, row),
    )


def tiers_text(row: Row, columns: Columns) -> str:
    """The tiers over a row on one line."""
    tiers = (one_line(row.text(tier)) for tier in columns.tiers)
    return _BETWEEN.join(tier for tier in tiers if tier)


def _choices(
    record: FormRecord, form: Form, section: IndicatorsSection, row: Row
) -> tuple[str, ...]:
    """What may stand as actual value: the column's choices, else the degrees of a row in words."""
    columns = columns_of(section)
    actual: TableColumn | None = next((c for c in section.columns if c.role == "actual"), None)
    if actual is not None and actual.choices:
        return actual.choices
    rule = row.rule if isinstance(row.rule, dict) else {}
    worded = parse_quantity(row.text(columns.target)).kind == "qualitative"
    if rule.get("family", "qualitative" if worded else "") != "qualitative":
        return ()
    degrees = degrees_of(effective_policy(record, form.definition), row.rule)
    return tuple(degree.label for degree in degrees)


def place_of(row: SentRow, column: int) -> Place:
    """The place in the record that an open cell of a row stands for."""
    return Place(row.section, row.row, row.field(column))
