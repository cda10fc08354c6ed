"""The workspace: the store and the record that is open, for the windows."""

import contextlib
import getpass
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from app.desk.document import Document
from app.desk.files import read_record_file
from app.desk.folders import data_folder
from app.desk.forms import OWN_FORMS, Form, gallery
from app.desk.headers import header_values
from app.desk.moving import moved
from app.desk.names import PROJECT, UNIT, name_of, place_of
from app.desk.records import complete, duplicate, new_record
from app.desk.related import CODE, Table, related_records
from app.desk.texts import catalogue, fault_sentence
from app.desk.transfers import begun_from
from app.desk.view import View, Viewer, judged
from app.desk.year_policies import YearPolicies
from app.model.change import Change
from app.model.definition import FormDefinition
from app.model.faults import DefinitionError, FaultError
from app.model.places import Place, parse_place
from app.model.record import FormRecord, JsonValue
from app.model.states import is_locked
from app.store.store import Store
from app.store.values import Figures, Header, HistoryEntry, LedgerFilter, StoredRecord
from app.store.writer import Event

PAGE = 100
"""Headers read at a time."""


class OpenRecord(NamedTuple):
    """A record on the desk with its form."""

    id: str
    form: Form
    document: Document
    state: str


class Draft(NamedTuple):
    """The text of a cell that was open when the program ended."""

    place: Place
    text: str


class Loaded(NamedTuple):
    """A stored record in its form's normal form, with its state and the number of its changes."""

    record: FormRecord
    form: Form
    state: str
    revision: int


class Workspace:
    """One data folder. Every committed change is queued to the store at once.

    Args:
        folder: the data folder.
        language: of what is told.
        own_forms: offer the bureau's own forms beside the shipped ones.
        take_over: open it also where another machine left it without closing it.
    """

    def __init__(
        self,
        folder: Path,
        language: str = "zh",
        *,
        own_forms: bool = True,
        take_over: bool = False,
    ) -> None:
        self.folder = folder
        self.language = language
        self.texts = catalogue(language)
        self._listener: Callable[[Event], None] = lambda event: None
        self._viewers: dict[str, Viewer] = {}
        self.opened: OpenRecord | None = None
        self.who = user_name()
        self.policies = YearPolicies(self)
        self._asked: tuple[int | None, LedgerFilter] = (None, LedgerFilter())
        self._last: Header | None = None
        self._policies_at: dict[str, tuple[int, JsonValue]] = {}
        self.store = Store.open(folder / "ziping.db", self._heard, take_over)
        gallery().offer_own(folder / OWN_FORMS if own_forms else None)

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Hear what the store has saved or failed to save; called from the store's thread."""
        self._listener = listener

    def _heard(self, event: Event) -> None:
        self._listener(event)

    # --- the ledger

    def headers(
        self,
        year: int | None,
        search: str,
        states: tuple[str, ...] = (),
        section: str | None = None,
    ) -> Sequence[Header]:
        """The first page of the ledger.

        Args:
            year: of one year, none for all.
            search: what is looked for in project, unit, code, section and the form's title.
            states: only records in these states, none for any.
            section: only records of this section in charge, none for any.
        """
        named = search.strip().casefold()
        # Every save shows the ledger anew: without a search the forms are not asked for.
        forms = self.store.forms() if named else ()
        found = tuple(form for form in forms if named in gallery().title(form).casefold())
        self._asked = (year, LedgerFilter(search, found, states, section))
        return self._page(None)

    def figures(self) -> Sequence[Figures]:
        """The figures of all records that were asked for, also of those on later pages."""
        return self.store.figures(*self._asked)

    def departing(self, headers: Iterable[Header]) -> frozenset[str]:
        """The records that are scored otherwise than their office's policy says (decision 10)."""
        lines = list(headers)
        stale = [h.id for h in lines if self._policies_at.get(h.id, (-1, None))[0] != h.revision]
        read = self.store.record_policies(stale)
        for header in lines:
            if header.id in read:
                self._policies_at[header.id] = header.revision, read[header.id]
        return frozenset(header.id for header in lines if self._departs(header))

    def _departs(self, header: Header) -> bool:
        _, policy = self._policies_at.get(header.id, (0, None))
        record = FormRecord(header.form, 1, header.id, header.year, policy=policy)
        return self.policies.departs(record)

    def more_headers(self) -> Sequence[Header]:
        """The ledger's next page."""
        return self._page(self._last) if self._last is not None else ()

    def _page(self, after: Header | None) -> Sequence[Header]:
        year, only = self._asked
        key = after.key if after is not None else None
        headers = self.store.headers(year=year, limit=PAGE, after_key=key, only=only)
        self._last = headers[-1] if len(headers) == PAGE else None
        return headers

    def holds(self, record_id: str) -> bool:
        """Whether the ledger holds a record."""
        try:
            return not self.store.load(record_id).deleted
        except FaultError:
            return False

    def all_headers(self, year: int | None = None) -> Sequence[Header]:
        """Every line of the ledger, of one year or of all."""
        return [header for header, _ in self.store.facts(year)]

    def years(self) -> Sequence[int]:
        """The years that have records, the newest first."""
        return self.store.years()

    # --- records

    def open(self, record_id: str) -> OpenRecord:
        """Put a stored record on the desk.

        Raises:
            FaultError: it is gone, or its form is not at hand.
        """
        loaded = self.load(record_id)
        return self._put_on_desk(loaded.record, loaded.form, loaded.state)

    def reread(self, record_ids: Container[str]) -> None:
        """Put the open record on the desk anew, where it is among those changed elsewhere."""
        if self.opened is not None and self.opened.id in record_ids:
            self.open(self.opened.id)

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
        return self._take_in(self.policies.laid_on(record, form), form)

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
        record, form, *_ = self.load(record_id)
        return self._take_in(self.policies.laid_on(duplicate(record), form), form)

    def carry_over(self, record_id: str, year: int, form_id: str = "") -> OpenRecord:
        """Begin another year's record from one (沿用上年), or another form's from it.

        What was planned stays, what was reached is empty; the old texts and points stand beside.
        """
        record, form, *_ = self.load(record_id)
        into = gallery().form(form_id or record.form)
        made = begun_from(record, form.definition, into.definition.id, year)
        return self._take_in(self.policies.laid_on(made, into), into)

    def move(self, record_id: str, form_id: str) -> OpenRecord:
        """A copy of a record in another form; what has no place there is kept in it."""
        record = self.load(record_id).record
        into = gallery().form(form_id)
        return self._take_in(duplicate(moved(record, into)), into)

    def title_of(self, record_id: str) -> str:
        """The project's name of a stored record."""
        record, form, *_ = self.load(record_id)
        return name_of(form.definition, record, PROJECT)

    def delete(self, record_id: str) -> None:
        """Take a record out of the ledger; `restore` brings it back."""
        if self.opened is not None and self.opened.id == record_id:
            self.opened = None
        self.store.delete(record_id, self.who)

    def restore(self, record_id: str) -> None:
        """Bring a deleted record back."""
        self.store.restore(record_id, self.who)

    def load(self, record_id: str) -> Loaded:
        """A stored record under the definition that it was filled with.

        Raises:
            FaultError: it is gone, or its form is not at hand.
        """
        stored = self.store.load(record_id)
        form = form_of(stored)
        record = complete(stored.record, form.definition)
        return Loaded(record, form, stored.state, stored.revision)

    def _take_in(self, record: FormRecord, form: Form) -> OpenRecord:
        version = form.definition.version
        record = msgspec.structs.replace(record, form_version=version, form_hash=form.hash)
        view = self._viewer(form).view(record)
        values = header_values(view, form.definition)
        self.store.create(record, form.resolved(), values, self.who)
        return self._put_on_desk(record, form, values.state)

    def _put_on_desk(self, record: FormRecord, form: Form, state: str) -> OpenRecord:
        if self.opened is not None and self.opened.id != record.id:
            self.store.snapshot(self.opened.id, "closed")
        document = Document(form.definition, record, self._keeper(form), self._viewer(form))
        document.locked = is_locked(state)
        self.opened = OpenRecord(record.id, form, document, state)
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
            self.store.save_change(view.record.id, change, view.record, values, self.who)

        return keep

    def names(self, document: Document) -> tuple[str, str]:
        """The project's and the unit's name as the form shows them."""
        definition, record = document.definition, document.record
        return name_of(definition, record, PROJECT), name_of(definition, record, UNIT)

    def related(self, document: Document) -> tuple[FormRecord, ...]:
        """The other records of the same project at hand, found by its code, else by its name.

        The document brings its form along: the form's file may be gone.
        """
        record, definition = document.record, document.definition
        wanted = record.codes.get(CODE, "").strip() or name_of(definition, record, PROJECT)
        if not wanted:
            return ()
        others = [h for h in self.store.headers(search=wanted, limit=PAGE) if h.id != record.id]
        tables: list[Table] = []
        for header in others:
            with contextlib.suppress(FaultError):
                stored = self.store.load(header.id)
                tables.append((stored.record, form_of(stored).definition))
        return related_records(record, definition, tables)

    # --- drafts, history, settings

    def put_draft(self, record_id: str, place: Place, text: str) -> None:
        """Keep the open cell's text."""
        self.store.put_draft(record_id, place, text)

    def clear_draft(self, record_id: str, place: Place) -> None:
        """Forget the text of a cell that was open."""
        self.store.clear_draft(record_id, place)

    def draft(self, record_id: str) -> Draft | None:
        """The text that was being typed when the program ended."""
        for kept in self.store.drafts():
            if kept.record_id == record_id:
                return Draft(parse_place(kept.place), kept.text)
        return None

    def history(self, record_id: str, place: Place | None = None) -> Sequence[HistoryEntry]:
        """The changes of a record, or of one place, the newest first."""
        return self.store.history(record_id, place)

    def setting(self, name: str) -> str:
        """A setting of this data folder, empty where it was never set."""
        return self.store.get_setting(name) or ""

    def put_setting(self, name: str, value: str) -> None:
        """Set a setting of this data folder."""
        self.store.put_setting(name, value)

    # --- the end

    def flush(self, seconds: float) -> bool:
        """Wait until everything is on disk; false where that takes longer."""
        return self.store.flush(seconds)

    def pending(self) -> Sequence[FormRecord]:
        """Records with changes that are not on disk."""
        return self.store.pending()

    def save_copy(self, path: Path) -> None:
        """Copy everything elsewhere, with what could not be saved here.

        Raises:
            FaultError: the copy cannot be made.
        """
        self.store.save_copy(path)

    def close(self) -> None:
        """Save and close; what cannot be saved is given up, the person was asked before."""
        if not self.store.close(3.0):
            self.store.abandon()

    def sentence(self, fault: FaultError) -> str:
        """The one sentence of a fault."""
        return fault_sentence(fault, self.language)


@contextlib.contextmanager
def workspace_at(data: Path | None, language: str) -> Iterator[Workspace]:
    """The data folder, none the usual one, for one command; it is closed when that ends.

    Raises:
        FaultError: it cannot be opened, or another window has it.
    """
    space = Workspace(data_folder(data), language)
    try:
        yield space
    finally:
        space.close()


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
