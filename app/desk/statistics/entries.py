"""The tables of the ledger with their figures, as statistics and the summary count them."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.desk.facts import Facts, decode_facts, encode_facts, facts_of
from app.desk.forms import gallery
from app.desk.headers import header_values
from app.desk.progress import GoOn, always
from app.desk.view import judged
from app.model.faults import DefinitionError, FaultError
from app.model.money import round_half_up
from app.model.states import EXEMPT, is_locked
from app.store.values import Header, HeaderValues
from app.version import VERSION

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

AMOUNTS = ("initial", "annual", "executed")
"""The amounts of a table, as `Facts` names them."""
_KEPT = ("title", "unit", "department", "state", "total", "grade", "missing", "errors", "warnings")
"""What a header holds of `HeaderValues` besides the facts."""


class Entry:
    """One table with its figures.

    Amounts are in 万元 as printed, two decimals half up, so that a reader can add them again
    (users.md, decision 3). A table that is 不参评 has neither amounts nor points.
    """

    def __init__(self, header: Header, facts: Facts) -> None:
        self.header = header
        self.counted = header.state != EXEMPT
        self.facts = facts if self.counted else Facts()

    @property
    def id(self) -> str:
        """The record's id."""
        return self.header.id

    @cached_property
    def total(self) -> Decimal | None:
        """The total, none where it is not whole (未评) or does not count."""
        header = self.header
        whole = self.counted and header.total and not header.missing
        return Decimal(header.total) if whole else None

    @cached_property
    def grade(self) -> str:
        """The grade as the table's policy names it, empty where the total is not whole."""
        return self.header.grade if self.total is not None else ""

    @cached_property
    def exact(self) -> dict[str, Decimal]:
        """The amounts that can be read, unrounded."""
        return {name: Decimal(text) for name in AMOUNTS if (text := getattr(self.facts, name))}

    @cached_property
    def amounts(self) -> dict[str, Decimal]:
        """The amounts that can be read, as printed."""
        return {name: round_half_up(value, 2) for name, value in self.exact.items()}


class Entries(NamedTuple):
    """The tables that were found; `unscored` are those of forms that earn no points, `unread`
    the titles of those whose figures cannot be had; `whole` tells that nobody stopped the reading.
    """

    scored: tuple[Entry, ...]
    unscored: tuple[Entry, ...]
    unread: tuple[str, ...]
    whole: bool

    def of_year(self, year: int | None) -> "Entries":
        """The tables of one year; of all years where none is given."""
        if year is None:
            return self
        parts = (tuple(e for e in es if e.header.year == year) for es in self[:2])
        scored, unscored = parts
        return self._replace(scored=scored, unscored=unscored)


def read_entries(space: "Workspace", year: int | None = None, go_on: GoOn = always) -> Entries:
    """The tables of a year, or of all years, without opening those whose figures are up to date.

    Figures of another version of the program are worked out anew and kept; those of a locked
    table (已签章 and beyond) stay as they were frozen.
    """
    found = space.store.facts(year)
    known = [(header, decode_facts(text)) for header, text in found]
    stale = [header for header, facts in known if _is_stale(header, facts)]
    renewed: dict[str, Entry] = {}
    unread: list[str] = []
    whole = True
    for done, header in enumerate(stale):
        if not go_on(done, len(stale)):
            whole = False
            break
        try:
            renewed[header.id] = _renewed(space, header)
        except FaultError:
            unread.append(header.title)
    entries = [renewed.get(header.id) or Entry(header, facts or Facts()) for header, facts in known]
    points = {form: _earns_points(form) for form in {entry.header.form for entry in entries}}
    scored = tuple(entry for entry in entries if points[entry.header.form])
    unscored = tuple(entry for entry in entries if not points[entry.header.form])
    return Entries(scored, unscored, tuple(unread), whole)


def _is_stale(header: Header, facts: Facts | None) -> bool:
    if facts is None or not facts.program:
        return True
    return facts.program != VERSION and not is_locked(header.state)


def _renewed(space: "Workspace", header: Header) -> Entry:
    loaded = space.load(header.id)
    view = judged(loaded.record, loaded.form.definition)
    if is_locked(header.state):
        facts = facts_of(view, loaded.form.definition)
        kept = {name: getattr(header, name) for name in _KEPT}
        values = HeaderValues(**kept, facts=encode_facts(facts))
    else:
        values = header_values(view, loaded.form.definition)
        facts = decode_facts(values.facts) or Facts()
    space.store.refresh_header(view.record, values)
    shown = {name: getattr(values, name) for name in _KEPT if name != "state"}
    return Entry(msgspec.structs.replace(header, **shown), facts)


def _earns_points(form_id: str) -> bool:
    try:
        return gallery().form(form_id).definition.earns_points()
    except DefinitionError:  # a form that is gone was scored while it was there
        return True


def grade_order(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The grades that the tables can earn, the best first, as their policies name them."""
    order: list[str] = []
    for form in sorted({entry.header.form for entry in entries}):
        try:
            grades = gallery().form(form).definition.policy.grades
        except DefinitionError:
            continue
        order += [grade.name for grade in grades if grade.name not in order]
    earned = {entry.grade for entry in entries} - {""}
    # Grades of an office's own policy, the best first by the totals that they were given for.
    others = sorted(earned - set(order), key=lambda name: _best(entries, name), reverse=True)
    return (*order, *others) if earned <= set(order) else _by_totals(entries, order, others)


def _best(entries: Sequence[Entry], grade: str) -> Decimal:
    return max(e.total for e in entries if e.grade == grade and e.total is not None)


def _by_totals(
    entries: Sequence[Entry], known: Sequence[str], others: Sequence[str]
) -> tuple[str, ...]:
    """Where an office names grades otherwise, those that were earned."""
    earned = [name for name in known if any(e.grade == name for e in entries)]
    return tuple(sorted([*earned, *others], key=lambda n: _best(entries, n), reverse=True))
