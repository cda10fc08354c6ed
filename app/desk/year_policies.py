"""The year's policy (年度口径): what an office chose for a year and a form."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.desk.forms import Form, gallery
from app.desk.headers import header_values
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
from app.desk.progress import GoOn, always
from app.desk.view import judged
from app.model.change import apply as after
from app.model.faults import DefinitionError, FaultError
from app.model.record import FormRecord, JsonValue
from app.store.values import Header

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


class YearResult(NamedTuple):
    """How many records took an office's policy, and how many were left as they are.

    Left are those that are signed or beyond (已签章 …), those that cannot be read, and those that
    were not reached because somebody stopped it.
    """

    changed: int
    left: int


class YearPolicies:
    """The policies that an office chose, by year and form."""

    def __init__(self, space: "Workspace") -> None:
        self._space = space
        self._policies: dict[str, OfficePolicy | None] = {}

    def of(self, year: int, form_id: str) -> OfficePolicy | None:
        """What the office chose for a year and a form, none where nothing was chosen."""
        name = setting_name(year, form_id)
        if name not in self._policies:
            self._policies[name] = read_setting(self._space.setting(name))
        return self._policies[name]

    def choose(
        self,
        year: int,
        form_id: str,
        policy_id: str | None,
        own: Mapping[str, JsonValue] | None = None,
        go_on: GoOn = always,
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
        self._space.put_setting(name, setting_text(self._policies[name]))
        changed = left = 0
        headers = self.headers_of(year, form_id)
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
        office = self.of(record.year, record.form) if record.year is not None else None
        if office is None and not record.policy:
            return False
        try:
            opened = self._space.opened
            here = opened is not None and opened.id == record.id
            form = opened.form if opened is not None and here else gallery().form(record.form)
        except DefinitionError:
            return bool(record.policy)  # its form is not at hand
        return departs(record, form.definition, office)

    def laid_on(self, record: FormRecord, form: Form) -> FormRecord:
        """A new record under the policy of its office, where one was chosen."""
        office = self.of(record.year, record.form) if record.year is not None else None
        return record if office is None else with_policy(record, form.definition, office)

    def headers_of(self, year: int, form_id: str) -> Sequence[Header]:
        """The records of a year and a form."""
        return [header for header in self._space.all_headers(year) if header.form == form_id]

    def _take_policy(self, record_id: str, office: OfficePolicy) -> bool:
        """Put a record under a policy; on the desk it can be undone there."""
        if self._space.opened is not None and self._space.opened.id == record_id:
            document = self._space.opened.document
            return document.commit(apply(document.record, document.definition, office))
        loaded = self._space.load(record_id)
        definition = loaded.form.definition
        change = apply(loaded.record, definition, office)
        if change is None:
            return False
        view = judged(after(loaded.record, change), definition)
        values = header_values(view, definition)
        self._space.store.save_change(record_id, change, view.record, values, self._space.who)
        return True
