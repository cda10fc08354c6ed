"""导入资金数: the amounts of an accounting export for a year's records, shown before taken."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.batch import Batch, BatchResult
from app.desk.imports.columns import ListTable, list_table
from app.desk.imports.fund_fields import (
    MONEY_FIELDS,
    NAMING,
    WANTED,
    Feed,
    column_in,
    money_section,
    proposed_below,
    row_in,
    row_wordings,
)
from app.desk.imports.fund_lines import (
    EXACT_DIGITS,
    FundList,
    FundProblem,
    FundProject,
    read_funds,
    usual_rows,
)
from app.desk.imports.mapping import ListMapping, proposed, recalled, remember
from app.desk.imports.untouched import FUNDS, LISTED, Ask, Untouched
from app.desk.progress import GoOn, always
from app.desk.related import CODE
from app.exchange.flat import LIST_FILES, read_flat
from app.model.change import Change, Set
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.money import YUAN_IN, exact_quotient, folded, plain, round_half_up, shown_amount
from app.model.places import CODES, Place
from app.model.states import is_locked
from app.rules.amounts import Money

if TYPE_CHECKING:
    from app.desk.workspace import Loaded, Workspace
    from app.store.values import Header

FILES = LIST_FILES
"""The suffixes of files that an export may have."""
LOCKED, NAMED, SUMMED, FACTOR, FILLED = "locked", "named", "summed", "factor", "filled"
NEGATIVE = "negative"
"""Why an amount is not ticked: the record is locked; it was found by its name only; its lines
may hold the same money twice; it is about 10,000 times another amount (元 and 万元 mixed up);
another amount was typed there."""
_ALIKE = 60
"""From this likeness on (0 to 100) a record's name is shown to the person."""
_SHOWN = 3
_TEN_THOUSAND = (Decimal(9_000), Decimal(11_000))
"""How many times an amount is another one of the same cell where the units were mixed up."""
_NEARLY = (Decimal(3_000), Decimal(30_000))
"""The same between budget and execution of a project."""


class FundCell(NamedTuple):
    """A cell that the export would set; texts are in the form's unit, `new` with all decimals.

    `old_shown` and `new_shown` are as the form prints them; `lines` says of how many lines the
    amount is the sum.
    """

    record: str
    title: str
    place: Place
    row: str
    column: str
    unit: str
    old: str
    new: str
    project: str
    lines: int
    doubt: str = ""

    @property
    def key(self) -> tuple[str, Place]:
        """What names the cell."""
        return self.record, self.place

    @property
    def old_shown(self) -> str:
        """What stands there, as printed."""
        return shown_amount(self.old)

    @property
    def new_shown(self) -> str:
        """What would stand there, as printed."""
        return shown_amount(self.new)


class Unmatched(NamedTuple):
    """A project of the export without a record, and the records that it may be."""

    project: FundProject
    alike: tuple["Header", ...]


class FundPlan(NamedTuple):
    """All that an export would change, and what does not fit together.

    `agreeing` counts the cells that hold the amount already; `without` are the year's records
    with money that the export does not name; `rows` says which row a fund source feeds.
    """

    year: int
    cells: tuple[FundCell, ...]
    agreeing: int
    unmatched: tuple[Unmatched, ...]
    without: tuple["Header", ...]
    listed: FundList
    problems: tuple[FundProblem, ...]
    rows: Mapping[str, str]


class FundFile(NamedTuple):
    """An export: its worksheets that are lists, and what is known of their columns.

    `rows` are the rows below the total that the year's forms have, by their wording.
    """

    path: Path
    tables: tuple[ListTable, ...]
    mapping: ListMapping
    kept: ListMapping | None
    year: int
    rows: tuple[str, ...]


def open_funds(space: "Workspace", path: Path, year: int | None = None) -> FundFile:
    """Read a file and recognise its columns.

    The year is that asked for, else that of its title where it has records, else the latest.

    Raises:
        WorkbookReadError: it cannot be read.
        FaultError: LIST_001 no worksheet looks like a list; FUNDS_002 there are no records.
    """
    found = [table for flat in read_flat(path) if (table := list_table(flat, WANTED, NAMING))]
    tables = tuple(table for table in found if table.sure) or tuple(found[:1])
    if not tables:
        raise FaultError("LIST_001", file=path.name)
    known = space.years()
    if year is None:
        named = [table.year for table in tables if table.year in known]
        year = next(iter([*named, *known]), None) or datetime.date.today().year - 1
    if year not in known:
        raise FaultError("FUNDS_002", year=str(year))
    rows = row_wordings(_definitions(space, year))
    kept = recalled(space, tables)
    mapping = proposed(tables, kept)
    below = {
        label: field
        for label, field in proposed_below(tables, rows).items()
        if not mapping.columns.get(label) and field not in mapping.columns.values()
    }
    mapping = msgspec.structs.replace(mapping, columns=mapping.columns | below)
    return FundFile(path, tables, mapping, kept, year, rows)


def _definitions(space: "Workspace", year: int) -> Iterator[FormDefinition]:
    """The forms of a year's records, each once, read from one record of each."""
    seen: set[str] = set()
    for header in space.all_headers(year):
        if header.form not in seen:
            seen.add(header.form)
            try:
                yield space.load(header.id).form.definition
            except FaultError:
                continue


def plan_funds(
    space: "Workspace", file: FundFile, mapping: ListMapping, go_on: GoOn = always
) -> FundPlan | None:
    """What an export would change; none where a person stopped it.

    Raises:
        FaultError: LIST_002 to _006 or FUNDS_001, the mapping does not fit.
    """
    listed = read_funds(file.tables, mapping, file.year)
    rows = usual_rows(listed.sources, file.rows) | mapping.rows
    planner = _Planner(space, file.year, listed, mapping.same, rows)
    for done, project in enumerate(listed.projects):
        if not go_on(done, len(listed.projects)):
            return None
        planner.take_in(project)
    return planner.plan()


def take_funds(
    space: "Workspace",
    cells: Sequence[FundCell],
    ticked: Collection[tuple[str, Place]],
    list_name: str,
    go_on: GoOn = always,
) -> BatchResult:
    """Write the ticked cells, all or none, each record in one step.

    Raises:
        FaultError: STATE_002 a record was locked meanwhile; STORE_NNN the disk does not take it.
    """
    batch = Batch(space)
    by_record: dict[str, list[FundCell]] = {}
    for cell in cells:
        if cell.key in ticked:
            by_record.setdefault(cell.record, []).append(cell)
    for record_id, wanted in by_record.items():
        record = batch.loaded(record_id).record
        texts = {cell.place: cell.new for cell in wanted}
        steps = tuple(Set(place, record.value(place), text) for place, text in texts.items())
        batch.change(record_id, Change(FUNDS, steps, "imported"))
    result = batch.save(go_on)
    if result.id:
        space.store.note(LISTED, "", list_name, space.who, result.id)
    return result


def usual_ticks(plan: FundPlan) -> frozenset[tuple[str, Place]]:
    """What is ticked before a person looks: what nobody need doubt."""
    return frozenset(cell.key for cell in plan.cells if not cell.doubt)


def keep_mapping(space: "Workspace", file: FundFile, mapping: ListMapping) -> None:
    """Use a mapping for the next export with the same heads as well."""
    remember(space, file.tables, mapping)


class _Planner:
    def __init__(
        self,
        space: "Workspace",
        year: int,
        listed: FundList,
        same: Mapping[str, str],
        rows: Mapping[str, str],
    ) -> None:
        self._space, self._year, self._listed = space, year, listed
        self._same, self._rows = same, rows
        self._headers = {header.id: header for header in space.all_headers(year)}
        self._by_code: dict[str, list[Header]] = {}
        for header in self._headers.values():
            if header.project_code.strip():
                self._by_code.setdefault(folded(header.project_code), []).append(header)
        self._codes = Counter(project.code for project in listed.projects)
        certain = [p.code for p in listed.projects if self._is_certain(p)]
        self._coded = {h.id for code in certain for h in self._by_code.get(code, ())}
        self._untouched = Untouched(space)
        self._asks: dict[str, Ask] = {}
        self._problems: list[FundProblem] = []
        self._cells: dict[tuple[str, Place], FundCell] = {}
        self._agreeing = 0
        self._unmatched: list[Unmatched] = []
        self._met: set[str] = set()

    def plan(self) -> FundPlan:
        """What was found."""
        without = [
            h for h in self._headers.values() if h.id not in self._met and self._has_money(h)
        ]
        return FundPlan(
            self._year,
            tuple(self._cells.values()),
            self._agreeing,
            tuple(self._unmatched),
            tuple(without),
            self._listed,
            (*self._listed.problems, *dict.fromkeys(self._problems)),
            self._rows,
        )

    def take_in(self, project: FundProject) -> None:
        """Find a project's records and what differs in them."""
        decided = self._headers.get(self._same.get(project.key, ""))
        if decided is not None:
            found = [decided]
        else:
            found = self._by_code.get(project.code, []) if self._is_certain(project) else []
        named = not found
        if named:
            alike = self._alike(project)
            found = [h for h in alike if folded(h.title) == folded(project.name)][:1]
            if not found:
                self._unmatched.append(Unmatched(project, alike))
        for header in found:
            self._met.add(header.id)
            if not project.broken:
                self._record(project, header, named=named)

    def _is_certain(self, project: FundProject) -> bool:
        """Whether a code names one project of the export; a cut one may stand for several."""
        return bool(project.code) and self._codes[project.code] == 1

    def _alike(self, project: FundProject) -> tuple["Header", ...]:
        """The records that a project may be: a suggestion, never a decision.

        A cut code still begins as the whole one does.
        """
        from rapidfuzz import fuzz, process

        free = [
            header
            for header in self._headers.values()
            if header.id not in self._coded
            and not (project.code and not project.destroyed and header.project_code.strip())
        ]
        begun = project.code[:EXACT_DIGITS] if project.destroyed else ""
        same = [
            header
            for header in free
            if begun.isdecimal()
            and len(folded(header.project_code)) == len(project.code)
            and folded(header.project_code).startswith(begun)
        ]
        names = [folded(header.title) for header in free]
        found = process.extract(
            folded(project.name), names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_SHOWN
        )
        likely = [free[at] for _, _, at in found] if project.name else []
        return tuple({header.id: header for header in (*same, *likely)}.values())[:_SHOWN]

    def _load(self, record_id: str) -> "Loaded | None":
        try:
            return self._space.load(record_id)
        except FaultError:
            return None

    def _has_money(self, header: "Header") -> bool:
        loaded = self._load(header.id)
        return loaded is not None and money_section(loaded.form.definition) is not None

    # --- the cells of a record

    def _record(self, project: FundProject, header: "Header", *, named: bool) -> None:
        loaded = self._load(header.id)
        section = money_section(loaded.form.definition) if loaded is not None else None
        if loaded is None or section is None:
            return
        sums = project.sums(self._rows)
        money = Money(section, loaded.record)
        for feed, yuan in sums.items():
            cell = self._cell(project, header, money, feed, yuan)
            if cell is None:
                continue
            doubt = LOCKED if is_locked(loaded.state) else NAMED if named else ""
            doubt = doubt or (SUMMED if project.doubtful else "")
            doubt = doubt or self._doubt(cell, money, sums, feed)
            self._put(cell._replace(doubt=doubt), project)
        self._code(project, loaded, header, named=named)

    def _cell(
        self, project: FundProject, header: "Header", money: Money, feed: Feed, yuan: Decimal
    ) -> FundCell | None:
        """The cell that an amount belongs to, none where the form has none or it says the same."""
        section = money.section
        row, column = row_in(section, feed.row), column_in(section, feed.money)
        if not row or not column:
            return None
        new = exact_quotient(yuan, YUAN_IN[section.unit])
        old = money.text(row, column)
        if _agrees(money.value(row, column), new):
            self._agreeing += 1
            return None
        count = project.lines_of(feed, self._rows)
        labels = money.row_labels[row], money.labels[column], section.unit
        place = money.place(row, column)
        name = project.name or project.code
        return FundCell(header.id, header.title, place, *labels, old, plain(new), name, count)

    def _doubt(self, cell: FundCell, money: Money, sums: Mapping[Feed, Decimal], feed: Feed) -> str:
        new, row = Decimal(cell.new), cell.place.row or ""
        old = money.value(row, cell.place.field)
        if new < 0:
            return NEGATIVE
        if old is not None and _is_factor(new, old, _TEN_THOUSAND):
            return FACTOR
        for other in MONEY_FIELDS:
            if other == feed.money:
                continue
            column = column_in(money.section, other)
            given = sums.get(Feed(other, feed.row))
            beside = money.value(row, column) if column and given is None else None
            if given is not None:
                beside = exact_quotient(given, YUAN_IN[money.section.unit])
            if beside is not None and _is_factor(new, beside, _NEARLY):
                return FACTOR
        if money.is_blank(row, cell.place.field):
            return ""
        ask = self._asks.setdefault(cell.record, self._untouched.of(cell.record))
        return "" if ask(cell.place, cell.old) else FILLED

    def _code(
        self, project: FundProject, loaded: "Loaded", header: "Header", *, named: bool
    ) -> None:
        """Offer the code to a record that was found by its name and has none."""
        place = Place(CODES, None, CODE)
        if project.code and not project.destroyed and not header.project_code.strip():
            doubt = LOCKED if is_locked(loaded.state) else NAMED if named else ""
            cell = FundCell(
                *(header.id, header.title, place, "", "", "", loaded.record.text(place)),
                *(project.code, project.name, 1, doubt),
            )
            self._put(cell, project)

    def _put(self, cell: FundCell, project: FundProject) -> None:
        """Offer a cell, but where another project of the export is this record too."""
        held = self._cells.setdefault(cell.key, cell)
        if held.project != cell.project:
            values = (("title", cell.title), ("name", held.project), ("other", cell.project))
            line = project.lines[0]
            self._problems.append(FundProblem("FUNDS_SHARED", line.sheet, line.row, values))
            self._cells[cell.key] = held._replace(doubt=held.doubt or NAMED)


def _agrees(old: Decimal | None, new: Decimal) -> bool:
    """Whether a cell holds the amount already, if only rounded as people round it."""
    if old is None:
        return False
    exponent = old.as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    return old == new or (old == round_half_up(new, decimals) and old != 0)


def _is_factor(one: Decimal, two: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    if not one or not two:
        return False
    ratio = abs(one / two)
    return bounds[0] <= max(ratio, 1 / ratio) <= bounds[1]
