"""The findings of all records in one list (全部检查, 预审), kept up with what changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.batch import Batch
from app.desk.captions import caption
from app.desk.facts import decode_facts
from app.desk.headers import header_values
from app.desk.progress import GoOn, always
from app.desk.related import Table, related_records
from app.desk.reports import path_of
from app.desk.view import View, judged
from app.model.change import Change, Set
from app.model.definition import FormDefinition
from app.model.faults import FaultError
from app.model.money import folded
from app.model.places import RECORD, Place
from app.model.record import SetAside
from app.model.results import FROM_FINANCE, Finding
from app.model.states import EXEMPT, is_locked
from app.store.values import Header, HeaderValues
from app.version import VERSION

if TYPE_CHECKING:
    from app.desk.workspace import Loaded, Workspace

_AT_HAND = 64
"""Tables kept in memory to be compared with others of their project."""
_MOST_TABLES = 20
"""Tables that one project may have in a year: a name that more records bear names no project."""
_SET_ASIDE = Place(RECORD, None, "set_aside")


class Checked(NamedTuple):
    """A record of the list: what it is called, whose it is, and where it stands."""

    id: str
    title: str
    section: str
    state: str
    year: int | None


class Item(NamedTuple):
    """A finding of a record: what its cell is called, and its place by index (`indicators[3]`)."""

    record: Checked
    finding: Finding
    cell: str
    path: str


class Unread(NamedTuple):
    """A record that could not be checked, and why."""

    record: Checked
    fault: FaultError


class _Known(NamedTuple):
    """What a record was checked at, and what was found."""

    revision: int
    state: str
    items: tuple[Item, ...]
    fault: FaultError | None = None


class AllChecks:
    """Checks the records of a year, or of all years; those not assessed (不参评) are left out.

    The tables of one project and year are compared with each other. On the way the ledger's
    figures are brought up to date where another version of the program found them out; what is
    locked keeps the figures that it was signed with.
    """

    def __init__(self, space: "Workspace", year: int | None = None, *, review: bool = False):
        self._space = space
        self.year = year
        self.review = review
        self._known: dict[str, _Known] = {}
        self._order: list[str] = []
        self._headers: dict[str, Header] = {}
        self._facts: dict[str, str] = {}
        self._partners = _Partners(())
        self._tables: dict[str, Table] = {}

    def run(self, go_on: GoOn = always) -> bool:
        """Check all of them; false where it was stopped: the records reached are in the list."""
        self._known.clear()
        self._read_ledger()
        for done, record_id in enumerate(self._order):
            if not go_on(done, len(self._order)):
                return False
            self._check(record_id)
        self._tables.clear()
        return True

    def follow(self, go_on: GoOn = always) -> bool:
        """Check what was changed since, and the tables beside it; whether there was any."""
        self._space.flush(_PATIENCE)
        before = dict(self._headers)
        was = self._partners
        self._read_ledger()
        changed = [i for i in self._order if i in self._known and self._is_stale(i)]
        changed += [i for i in self._order if i not in before]
        gone = [i for i in self._known if i not in self._headers]
        touched = set(changed)
        for record_id in (*changed, *gone):
            touched.update(was.of(record_id), self._partners.of(record_id))
            self._known.pop(record_id, None)
        again = [i for i in self._order if i in touched and (i in self._known or i in changed)]
        for done, record_id in enumerate(again):
            if not go_on(done, len(again)):
                break
            self._check(record_id)
        self._tables.clear()
        return bool(changed or gone)

    def items(self) -> list[Item]:
        """All findings in the order of the ledger."""
        known = (self._known.get(i) for i in self._order)
        return [item for entry in known if entry is not None for item in entry.items]

    def unread(self) -> list[Unread]:
        """The records that could not be checked."""
        known = ((i, self._known.get(i)) for i in self._order)
        return [
            Unread(_checked(self._headers[i]), entry.fault)
            for i, entry in known
            if entry is not None and entry.fault is not None
        ]

    @property
    def records(self) -> int:
        """How many records were checked."""
        return sum(entry.fault is None for entry in self._known.values())

    def _is_stale(self, record_id: str) -> bool:
        known, header = self._known[record_id], self._headers[record_id]
        return (known.revision, known.state) != (header.revision, header.state)

    def _read_ledger(self) -> None:
        lines = [line for line in self._space.store.facts(self.year) if line[0].state != EXEMPT]
        self._order = [header.id for header, _ in lines]
        self._headers = {header.id: header for header, _ in lines}
        self._facts = {header.id: facts for header, facts in lines}
        self._partners = _Partners(self._headers.values())
        self._tables.clear()

    def _check(self, record_id: str) -> None:
        header = self._headers[record_id]
        try:
            loaded = self._space.load(record_id)
            view = self._judge(header, loaded)
        except FaultError as fault:
            self._known[record_id] = _Known(header.revision, header.state, (), fault)
            return
        items = items_of(_checked(header), view, loaded.form.definition, self._space.language)
        self._known[record_id] = _Known(loaded.revision, loaded.state, items)

    def _judge(self, header: Header, loaded: "Loaded") -> View:
        record, definition = loaded.record, loaded.form.definition
        tables = [self._table(other) for other in self._partners.of(header.id)]
        known = (table for table in tables if table is not None)
        related = related_records(record, definition, known)
        alone = not self.review and not related
        facts = self._facts[header.id]
        if alone or is_stale(facts):
            plain = judged(record, definition)
            refresh(self._space, (header, facts), plain, definition)
            if alone:
                return plain
        return judged(record, definition, review=self.review, related=related)

    def _table(self, record_id: str) -> Table | None:
        if record_id not in self._tables:
            try:
                loaded = self._space.load(record_id)
            except FaultError:
                return None
            if len(self._tables) >= _AT_HAND:
                self._tables.clear()
            self._tables[record_id] = loaded.record, loaded.form.definition
        return self._tables[record_id]


_PATIENCE = 1.0
"""Seconds to wait for the disk before the ledger is read."""


class _Partners:
    """Which records may belong to one project and year, from the ledger alone."""

    def __init__(self, headers: Iterable[Header]) -> None:
        self._groups: dict[tuple[int | None, str], list[str]] = defaultdict(list)
        self._keys: dict[str, list[tuple[int | None, str]]] = {}
        for header in headers:
            names = {folded(text) for text in (header.project_code, header.title)} - {""}
            self._keys[header.id] = [(header.year, name) for name in names]
            for key in self._keys[header.id]:
                self._groups[key].append(header.id)

    def of(self, record_id: str) -> list[str]:
        """The others that bear a record's code or name."""
        groups = (self._groups[key] for key in self._keys.get(record_id, ()))
        found = (i for group in groups if len(group) <= _MOST_TABLES for i in group)
        return [i for i in dict.fromkeys(found) if i != record_id]


def items_of(
    record: Checked, view: View, definition: FormDefinition, language: str
) -> tuple[Item, ...]:
    """The findings of a record with the names of their cells."""
    return tuple(
        Item(
            record,
            finding,
            caption(finding.place, definition, view.record, language),
            path_of(finding.place, view),
        )
        for finding in view.findings
    )


def refresh(
    space: "Workspace", line: tuple[Header, str], view: View, definition: FormDefinition
) -> bool:
    """Bring a line of the ledger up to date where its figures are not; whether they were not.

    `line` is what `Store.facts` gives, `view` the record scored and checked by itself. A locked
    record that has figures keeps them: they were signed.
    """
    header, facts = line
    values = header_values(view, definition)
    if is_locked(header.state) and decode_facts(facts) is not None:
        return False
    named = (name for name in HeaderValues.__struct_fields__ if name != "facts")
    known = HeaderValues(**{name: getattr(header, name) for name in named}, facts=facts)
    if msgspec.structs.replace(values, state=header.state) == known:
        return False
    space.store.refresh_header(view.record, values)
    return True


def is_stale(facts: str) -> bool:
    """Whether a record's facts were found out by another version of the program, or never."""
    known = decode_facts(facts)
    return known is None or known.program != VERSION


def _checked(header: Header) -> Checked:
    return Checked(header.id, header.title, header.section, header.state, header.year)


class Mended(NamedTuple):
    """What was done to many findings: the batch in the log, findings, records, and what was left.

    `left` names the projects whose findings could not be taken: locked meanwhile, or changed.
    """

    batch: str
    findings: int
    records: int
    left: tuple[str, ...]


def fix_all(space: "Workspace", items: Sequence[Item], go_on: GoOn = always) -> Mended:
    """Apply the certain fix of each finding that has one, all of them in one batch.

    Raises:
        StoreError: the disk does not take it; nothing is written.
    """
    batch, done, left = Batch(space), 0, list[str]()
    for item in items:
        if item.finding.fix is None:
            continue
        try:
            done += batch.change(item.record.id, item.finding.fix)
        except FaultError:
            left.append(item.record.title)
    return _saved(batch, done, left, go_on)


def is_explainable(finding: Finding) -> bool:
    """Whether a reason can set a finding aside: 必改 stands, a remark of finance is answered."""
    return finding.severity != "error" and finding.source != FROM_FINANCE


def explain_all(
    space: "Workspace", items: Sequence[Item], reason: str, go_on: GoOn = always
) -> Mended:
    """Set findings aside with one reason, all of them in one batch; 必改 are never set aside.

    Raises:
        FaultError: CHECKALL_001 the reason is missing.
        StoreError: the disk does not take it; nothing is written.
    """
    if not reason.strip():
        raise FaultError("CHECKALL_001")
    by_record: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if is_explainable(item.finding):
            by_record[item.record.id].append(item)
    batch, done, left = Batch(space), 0, list[str]()
    for record_id, chosen in by_record.items():
        try:
            old = batch.loaded(record_id).record.set_aside
            new = _with_reasons(old, [item.finding for item in chosen], reason.strip())
            step = Set(_SET_ASIDE, old, new)
            if new != old and batch.change(record_id, Change("EDIT_EXPLAIN", (step,))):
                done += len(chosen)
        except FaultError:
            left += [chosen[0].record.title] * len(chosen)
    return _saved(batch, done, left, go_on)


def _with_reasons(
    old: tuple[SetAside, ...], findings: Collection[Finding], reason: str
) -> tuple[SetAside, ...]:
    wanted = {(f.code, str(f.place)): SetAside(f.code, str(f.place), reason) for f in findings}
    changed = [wanted.pop((a.code, a.place), a) for a in old]
    return (*changed, *wanted.values())


def _saved(batch: Batch, done: int, left: list[str], go_on: GoOn) -> Mended:
    result = batch.save(go_on)
    if not result.id:
        return Mended("", 0, 0, tuple(left))
    return Mended(result.id, done, len(result.changed), tuple(left))
