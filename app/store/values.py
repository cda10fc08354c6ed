"""What the store takes and gives: headers, loaded records, history, drafts, events."""

from msgspec import Struct

from app.model.change import Change
from app.model.places import Place
from app.model.record import FormRecord


class HeaderValues(Struct, frozen=True):
    """What the ledger shows of a record and the record alone does not say.

    `total` is a number as printed, empty while there is none; the counts are of rows not yet
    scored, findings 必改 and findings 需核实; `facts` is what statistics add up, as JSON.
    """

    title: str
    unit: str
    department: str
    state: str
    total: str = ""
    grade: str = ""
    missing: int = 0
    errors: int = 0
    warnings: int = 0
    facts: str = ""


class Header(Struct, frozen=True):
    """One line of the ledger; times are UTC in ISO form."""

    seq: int
    id: str
    year: int | None
    form: str
    title: str
    unit: str
    department: str
    project_code: str
    unit_code: str
    fund_nature: str
    section: str
    state: str
    total: str
    grade: str
    missing: int
    errors: int
    warnings: int
    revision: int
    created: str
    changed: str
    deleted_at: str | None
    rounds: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """Where the next page begins: behind this line."""
        return (self.year or 0, self.seq)


class LedgerFilter(Struct, frozen=True):
    """Which lines of the ledger are wanted; empty values do not restrict.

    `search` looks into project, unit, department, project code and section, and takes the lines
    of `forms` as well: those whose title holds it. `section` none is any, empty is none named.
    """

    search: str = ""
    forms: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    section: str | None = None


class Figures(Struct, frozen=True, gc=False):
    """What sums are made of: a record's state and total, rows not scored, and findings 必改."""

    state: str
    total: str
    missing: int
    errors: int


class NewRecord(Struct, frozen=True):
    """A record to be taken in, with its resolved definition (JSON)."""

    record: FormRecord
    definition: str
    header: HeaderValues


class ChangedRecord(Struct, frozen=True):
    """A change of a stored record, with the record and header that it leads to.

    `revision` is the record's before the change: another one means that it was changed meanwhile.
    With a `state` the record is brought into that state too, for a `reason`.
    """

    change: Change
    record: FormRecord
    header: HeaderValues
    revision: int
    state: str = ""
    reason: str = ""


class LogEntry(Struct, frozen=True):
    """One entry of the operation log.

    `kind` is created, changed, deleted, restored, state, or what the desk names; `batch` joins
    the entries of one action on many records; `change` is the journal's line (JSON) of a change,
    `detail` whatever else there is to say (JSON or text), `title` the record's title of today.
    """

    seq: int
    time: str
    who: str
    kind: str
    record: str
    revision: int
    batch: str
    detail: str
    hash: str
    title: str = ""
    change: str = ""


class LogQuestion(Struct, frozen=True):
    """What to look for in the log; empty values do not restrict. `before` pages by `seq`.

    Where there is a `search`, a change of one of the `cells` is found too; `*` is any row.
    """

    record: str = ""
    search: str = ""
    cells: tuple[Place, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    batch: str = ""
    before: int = 0
    limit: int = 500


class LogGap(Struct, frozen=True):
    """A place where the log does not hold together.

    `kind` is missing (`count` entries from `seq` on), altered (the entry `seq`), or unlogged (a
    change of `record` that no entry names); `time` is that of the entry behind the gap.
    """

    kind: str
    seq: int
    count: int
    time: str
    record: str = ""


class Verdict(Struct, frozen=True):
    """Scores and findings as they were frozen at a state, with the program's version."""

    revision: int
    time: str
    program: str
    json: str


class StoredRecord(Struct, frozen=True):
    """A record as it was last queued or saved, and the definition it was filled under."""

    record: FormRecord
    revision: int
    state: str
    definition: str
    deleted: bool = False


class HistoryEntry(Struct, frozen=True):
    """One line of the journal."""

    revision: int
    time: str
    who: str
    change: Change


class Journal(Struct, frozen=True):
    """A record with its whole past: what travels from one database to another.

    `first` is the record before any change, `changes` lead from it to `record`; `stages` are the
    entries of the log about its states, as (time, who, detail).
    """

    first: FormRecord
    record: FormRecord
    definition: str
    header: HeaderValues
    state: str
    rounds: int
    changes: tuple[HistoryEntry, ...]
    stages: tuple[tuple[str, str, str], ...] = ()


class Draft(Struct, frozen=True):
    """The text of a cell that was open and not committed; `place` as text."""

    record_id: str
    place: str
    text: str
    time: str


class Saved(Struct, frozen=True):
    """A record is on the disk up to this revision: the commit has returned.

    Without a record (empty id), what failed before and belongs to none is on the disk now.
    """

    record_id: str
    revision: int
    time: str


class Failed(Struct, frozen=True):
    """A write did not succeed; unless `final`, it is kept and tried again.

    Attributes:
        code: the fault (STORE_NNN), with the `values` of its sentence.
        retries: how often in a row it was tried in vain.
        pending: how many writes wait.
        record_id: whose write it was, where it is `final`: refused as such, not tried again.
    """

    code: str
    values: dict[str, str]
    retries: int
    pending: int
    record_id: str = ""
    final: bool = False
