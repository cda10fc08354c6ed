"""The workspace: the store and the record that is open, for the windows."""

import contextlib
import getpass
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.desk.document import Document
from app.desk.files import read_record_file
from app.desk.forms import OWN_FORMS, Form, gallery
from app.desk.moving import moved
from app.desk.names import DEPARTMENT, PROJECT, UNIT, name_of, place_of
from app.desk.policies import (
    OPEN_STATES,
    OfficePolicy,
    apply,
    chosen,
    departs,
    read_setting,
    setting_name,
    setting_text,
    with_policy,
)
from app.desk.records import complete, duplicate, new_record
from app.desk.related import CODE, Table, related_records
from app.desk.texts import catalogue, fault_sentence
from app.desk.transfers import begun_from
from app.desk.view import View, Viewer, judged
from app.model.change import Change
from app.model.change import apply as after
from app.model.definition import FormDefinition
from app.model.faults import DefinitionError, FaultError
from app.model.money import plain
from app.model.places import Place, parse_place
from app.model.record import FormRecord, JsonValue
from app.model.states import EMPTY, FILLING
from app.store.store import Store
from app.store.values import Header, HeaderValues, HistoryEntry, StoredRecord
from app.store.writer import Event

PAGE = 100
"""Headers read at a time."""


class OpenRecord(NamedTuple):
    """A record on the desk with its form."""

    id: str
    form: Form
    document: Document


class Draft(NamedTuple):
    """The text of a cell that was open when the program ended."""

    place: Place
    text: str


class YearResult(NamedTuple):
    """How many records took an office's policy, and how many were left as they are.

    Left are those that are signed or beyond (已签章 …), those that cannot be read, and those that
    were not reached because somebody stopped it.
    """

    changed: int
    left: int


class Workspace:
    """One data folder. Every committed change is queued to the store at once."""

    def __init__(self, folder: Path, language: str = "zh") -> None:
        self.folder = folder
        self.language = language
        self.texts = catalogue(language)
        self._listener: Callable[[Event], None] = lambda event: None
        self._viewers: dict[str, Viewer] = {}
        self.opened: OpenRecord | None = None
        self._who = user_name()
        self._asked: tuple[int | None, str] = (None, "")
        self._last: Header | None = None
        self._policies: dict[str, OfficePolicy | None] = {}
        self._store = Store.open(folder / "ziping.db", self._heard)
        gallery().offer_own(folder / OWN_FORMS)

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Hear what the store has saved or failed to save; called from the store's thread."""
        self._listener = listener

    def _heard(self, event: Event) -> None:
        self._listener(event)

    # --- the ledger

    def headers(self, year: int | None, search: str) -> Sequence[Header]:
        """The first page of the ledger."""
        self._asked = (year, search)
        return self._page(None)

    def more_headers(self) -> Sequence[Header]:
        """The ledger's next page."""
        return self._page(self._last) if self._last is not None else ()

    def _page(self, after: Header | None) -> Sequence[Header]:
        year, search = self._asked
        key = after.key if after is not None else None
        headers = self._store.headers(year=year, search=search, limit=PAGE, after_key=key)
        self._last = headers[-1] if len(headers) == PAGE else None
        return headers

    def holds(self, record_id: str) -> bool:
        """Whether the ledger holds a record."""
        try:
            return not self._store.load(record_id).deleted
        except FaultError:
            return False

    def years(self) -> Sequence[int]:
        """The years that have records, the newest first."""
        return self._store.years()

    # --- records

    def open(self, record_id: str) -> OpenRecord:
        """Put a stored record on the desk.

        Raises:
            FaultError: it is gone, or its form is not at hand.
        """
        record, form = self._load(record_id)
        return self._put_on_desk(record, form)

    def create(self, form_id: str, year: int, name: str) -> OpenRecord:
        """A new empty record, with the project's name if it is known."""
        form = gallery().form(form_id)
        record = new_record(form, year)
        place = place_of(form.definition, PROJECT)
        if name.strip() and place is not None:
            fields = {**record.fields(place.section), place.field: name.strip()}
            record = msgspec.structs.replace(
                record, sections={**record.sections, place.section: fields}
            )
        return self._take_in(self._as_the_office_says(record, form), form)

    def sample(self, form_id: str) -> OpenRecord:
        """The filled sample of a form as a record of one's own."""
        form = gallery().form(form_id)
        return self._take_in(duplicate(complete(gallery().sample(form_id), form.definition)), form)

    def import_file(self, path: Path) -> OpenRecord:
        """A record file or an exported workbook as a record of one's own."""
        record, form = read_record_file(path)
        return self._take_in(duplicate(record), form)

    def duplicate(self, record_id: str) -> OpenRecord:
        """A second record with the same content."""
        record, form = self._load(record_id)
        return self._take_in(self._as_the_office_says(duplicate(record), form), form)

    def carry_over(self, record_id: str, year: int, form_id: str = "") -> OpenRecord:
        """Begin another year's record from one (沿用上年), or another form's from it.

        What was planned stays, what was reached is empty; the old texts and points stand beside.
        """
        record, form = self._load(record_id)
        into = gallery().form(form_id or record.form)
        made = begun_from(record, form.definition, into.definition.id, year)
        return self._take_in(self._as_the_office_says(made, into), into)

    def move(self, record_id: str, form_id: str) -> OpenRecord:
        """A copy of a record in another form; what has no place there is kept in it."""
        record, _ = self._load(record_id)
        into = gallery().form(form_id)
        return self._take_in(duplicate(moved(record, into)), into)

    def title_of(self, record_id: str) -> str:
        """The project's name of a stored record."""
        record, form = self._load(record_id)
        return name_of(form.definition, record, PROJECT)

    def delete(self, record_id: str) -> None:
        """Take a record out of the ledger; `restore` brings it back."""
        if self.opened is not None and self.opened.id == record_id:
            self.opened = None
        self._store.delete(record_id)

    def restore(self, record_id: str) -> None:
        """Bring a deleted record back."""
        self._store.restore(record_id)

    def _load(self, record_id: str) -> tuple[FormRecord, Form]:
        """A stored record under the definition that it was filled with."""
        stored = self._store.load(record_id)
        form = form_of(stored)
        return complete(stored.record, form.definition), form

    def _take_in(self, record: FormRecord, form: Form) -> OpenRecord:
        version = form.definition.version
        record = msgspec.structs.replace(record, form_version=version, form_hash=form.hash)
        view = self._viewer(form).view(record)
        self._store.create(record, form.resolved(), header_values(view, form.definition))
        return self._put_on_desk(record, form)

    def _put_on_desk(self, record: FormRecord, form: Form) -> OpenRecord:
        if self.opened is not None and self.opened.id != record.id:
            self._store.snapshot(self.opened.id, "closed")
        document = Document(form.definition, record, self._keeper(form), self._viewer(form))
        self.opened = OpenRecord(record.id, form, document)
        return self.opened

    def _viewer(self, form: Form) -> Viewer:
        if form.hash not in self._viewers:
            self._viewers[form.hash] = Viewer(form.definition)
        return self._viewers[form.hash]

    def _keeper(self, form: Form) -> Callable[[Change, View], None]:
        def keep(change: Change, view: View) -> None:
            opened = self.opened
            if opened is not None and opened.document.review:
                # The ledger counts what is wrong, not what a reviewer would ask.
                view = judged(view.record, form.definition)
            values = header_values(view, form.definition)
            self._store.save_change(view.record.id, change, view.record, values, self._who)

        return keep

    def names(self, document: Document) -> tuple[str, str]:
        """The project's and the unit's name as the form shows them."""
        definition, record = document.definition, document.record
        return name_of(definition, record, PROJECT), name_of(definition, record, UNIT)

    # --- the year's policy (年度口径)

    def year_policy(self, year: int, form_id: str) -> OfficePolicy | None:
        """What the office chose for a year and a form, none where nothing was chosen."""
        name = setting_name(year, form_id)
        if name not in self._policies:
            self._policies[name] = read_setting(self.setting(name))
        return self._policies[name]

    def set_year_policy(
        self,
        year: int,
        form_id: str,
        policy_id: str | None,
        own: Mapping[str, JsonValue] | None = None,
        go_on: Callable[[int, int], bool] = lambda _done, _count: True,
    ) -> YearResult:
        """Choose the policy of a year and a form, for its records too, one change each.

        Args:
            year: the year of the records.
            form_id: their form.
            policy_id: a named policy, none for the form's own.
            own: what the office does otherwise, by key of the policy.
            go_on: told before each record how many are done and how many there are; false
                stops, and the records not reached keep what they have.

        Raises:
            DefinitionError: no such policy, or a key that is wrong; nothing happened.
        """
        office = chosen(policy_id, own or {})
        nothing = office.policy is None and not office.own
        name = setting_name(year, form_id)
        self._policies[name] = None if nothing else office
        self.put_setting(name, setting_text(self._policies[name]))
        changed = left = 0
        headers = self._headers_of(year, form_id)
        for done, header in enumerate(headers):
            if not go_on(done, len(headers)):
                return YearResult(changed, left + len(headers) - done)
            if header.state not in OPEN_STATES:
                left += 1
                continue
            try:
                changed += self._take_policy(header.id, office)
            except FaultError:
                left += 1
        return YearResult(changed, left)

    def departs(self, record: FormRecord) -> bool:
        """Whether a record is scored otherwise than its office's policy says: a mark to show."""
        office = self.year_policy(record.year, record.form) if record.year is not None else None
        if office is None and not record.policy:
            return False
        try:
            opened = self.opened
            here = opened is not None and opened.id == record.id
            form = opened.form if opened is not None and here else gallery().form(record.form)
        except DefinitionError:
            return bool(record.policy)  # its form is not at hand
        return departs(record, form.definition, office)

    def _as_the_office_says(self, record: FormRecord, form: Form) -> FormRecord:
        office = self.year_policy(record.year, record.form) if record.year is not None else None
        return record if office is None else with_policy(record, form.definition, office)

    def _headers_of(self, year: int, form_id: str) -> Sequence[Header]:
        found: list[Header] = []
        key: tuple[int, int] | None = None
        while page := self._store.headers(year=year, limit=PAGE, after_key=key):
            found += [header for header in page if header.form == form_id]
            key = page[-1].key
        return found

    def _take_policy(self, record_id: str, office: OfficePolicy) -> bool:
        """Put a record under a policy; on the desk it can be undone there."""
        if self.opened is not None and self.opened.id == record_id:
            document = self.opened.document
            return document.commit(apply(document.record, document.definition, office))
        stored = self._store.load(record_id)
        definition = form_of(stored).definition
        record = complete(stored.record, definition)
        change = apply(record, definition, office)
        if change is None:
            return False
        view = judged(after(record, change), definition)
        values = header_values(view, definition)
        values = msgspec.structs.replace(values, state=stored.state)
        self._store.save_change(record_id, change, view.record, values, self._who)
        return True

    def related(self, document: Document) -> tuple[FormRecord, ...]:
        """The other records of the same project at hand, found by its code, else by its name.

        The document brings its form along: the form's file may be gone.
        """
        record, definition = document.record, document.definition
        wanted = record.codes.get(CODE, "").strip() or name_of(definition, record, PROJECT)
        if not wanted:
            return ()
        others = [h for h in self._store.headers(search=wanted, limit=PAGE) if h.id != record.id]
        tables: list[Table] = []
        for header in others:
            with contextlib.suppress(FaultError):
                stored = self._store.load(header.id)
                tables.append((stored.record, form_of(stored).definition))
        return related_records(record, definition, tables)

    # --- drafts, history, settings

    def put_draft(self, record_id: str, place: Place, text: str) -> None:
        """Keep the open cell's text."""
        self._store.put_draft(record_id, place, text)

    def clear_draft(self, record_id: str, place: Place) -> None:
        """Forget the text of a cell that was open."""
        self._store.clear_draft(record_id, place)

    def draft(self, record_id: str) -> Draft | None:
        """The text that was being typed when the program ended."""
        for kept in self._store.drafts():
            if kept.record_id == record_id:
                return Draft(parse_place(kept.place), kept.text)
        return None

    def history(self, record_id: str, place: Place | None = None) -> Sequence[HistoryEntry]:
        """The changes of a record, or of one place, the newest first."""
        return self._store.history(record_id, place)

    def setting(self, name: str) -> str:
        """A setting of this data folder, empty where it was never set."""
        return self._store.get_setting(name) or ""

    def put_setting(self, name: str, value: str) -> None:
        """Set a setting of this data folder."""
        self._store.put_setting(name, value)

    # --- the end

    def flush(self, seconds: float) -> bool:
        """Wait until everything is on disk; false where that takes longer."""
        return self._store.flush(seconds)

    def pending(self) -> Sequence[FormRecord]:
        """Records with changes that are not on disk."""
        return self._store.pending()

    def save_copy(self, path: Path) -> None:
        """Copy everything elsewhere, with what could not be saved here.

        Raises:
            FaultError: the copy cannot be made.
        """
        self._store.save_copy(path)

    def close(self) -> None:
        """Save and close; what cannot be saved is given up, the person was asked before."""
        if not self._store.close(3.0):
            self._store.abandon()

    def sentence(self, fault: FaultError) -> str:
        """The one sentence of a fault."""
        return fault_sentence(fault, self.language)


def user_name() -> str:
    """The name of the person as the system knows it, empty where it does not."""
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""


def form_of(stored: StoredRecord) -> Form:
    """The form at hand if the record was filled under it, else the stored definition."""
    record = stored.record
    with contextlib.suppress(DefinitionError):
        form = gallery().form(record.form)
        if form.hash == record.form_hash or not record.form_hash:
            return form
    return _former(stored.definition, record.form_hash)


@lru_cache(maxsize=64)
def _former(definition: str, digest: str) -> Form:
    """A form as it once was; records that share it share all that is known of it."""
    return Form(msgspec.json.decode(definition, type=FormDefinition), digest, Path())


def header_values(view: View, definition: FormDefinition) -> HeaderValues:
    """What the ledger shows of a record."""
    record, scores = view.record, view.scores
    standing = [f for f in view.findings if not f.explained]
    scored = any(score.points is not None for score in scores.rows.values())
    return HeaderValues(
        title=name_of(definition, record, PROJECT),
        unit=name_of(definition, record, UNIT),
        department=name_of(definition, record, DEPARTMENT),
        state=FILLING if is_begun(record, definition) else EMPTY,
        total=plain(scores.total) if scored else "",
        grade=scores.grade,
        missing=scores.missing,
        errors=sum(f.severity == "error" for f in standing),
        warnings=sum(f.severity == "warning" for f in standing),
    )


def is_begun(record: FormRecord, definition: FormDefinition) -> bool:
    """Whether anything but the project's name was filled in."""
    name = place_of(definition, PROJECT)
    for section in definition.sections():
        fields = record.fields(section.id)
        if any(text for key, text in fields.items() if name != Place(section.id, None, key)):
            return True
        if any(text for row in record.money(section.id).values() for text in row.values()):
            return True
        template = {cell for row in getattr(section, "template", ()) for cell in row.values()}
        for row in record.rows(section.id):
            if any(text and text not in template for text in row.cells.values()):
                return True
    return False
