"""What the store takes and gives: headers, loaded records, history, drafts, events."""

from msgspec import Struct

from app.model.change import Change
from app.model.record import FormRecord


class HeaderValues(Struct, frozen=True):
    """What the ledger shows of a record and the record alone does not say.

    `total` is a number as printed, empty while there is none; the counts are of rows not yet
    scored, findings 必改 and findings 需核实.
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

    @property
    def key(self) -> tuple[int, int]:
        """Where the next page begins: behind this line."""
        return (self.year or 0, self.seq)


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


class Draft(Struct, frozen=True):
    """The text of a cell that was open and not committed; `place` as text."""

    record_id: str
    place: str
    text: str
    time: str


class Saved(Struct, frozen=True):
    """A record is on the disk up to this revision: the commit has returned."""

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
