"""What a list of targets would make and change, before anything is done."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.desk.forms import Form
from app.desk.imports.target_cells import FormPlaces, form_places, project_cells
from app.desk.imports.target_lines import Listed, Problem, TargetList
from app.desk.imports.target_rows import Item, RowMatch, cell_item
from app.desk.imports.untouched import Untouched
from app.desk.progress import GoOn, always
from app.model.faults import FaultError
from app.model.money import folded
from app.model.states import is_locked

if TYPE_CHECKING:
    from app.desk.workspace import Loaded, Workspace
    from app.store.values import Header

NEW = "new"
"""The decision that a listed project is none of those there are."""

BY_CODE, BY_NAME, DECIDED, MAKE, OPEN, LOCKED, CLOSED = (
    *("code", "name", "decided", "make", "open", "locked", "closed"),
)
"""How the record of a listed project was found: by its code, its name, or a person's word; it is
made; it is open, as a person has to say; it is locked; it cannot be opened."""

_ALIKE = 85
"""From this likeness on (0 to 100) a record's name is shown to the person."""
_SHOWN = 3


class Candidate(NamedTuple):
    """A record that a listed project may be."""

    record: str
    title: str
    form: str


class ProjectPlan(NamedTuple):
    """What happens with one project of the list.

    `items` are what may be ticked where there is a record; `fault` says why there is none to
    change (`locked`, `closed`).
    """

    listed: Listed
    found: str
    record: str = ""
    title: str = ""
    items: tuple[Item, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    fault: FaultError | None = None

    @property
    def key(self) -> str:
        """What names the project among those of the list."""
        return self.listed.key

    @property
    def idle(self) -> bool:
        """Whether the record says already what the list says."""
        return self.found in (BY_CODE, BY_NAME, DECIDED) and not self.items


class Plan(NamedTuple):
    """The whole list: projects in its order, lines with a problem, lines that are no data."""

    form: Form
    projects: tuple[ProjectPlan, ...]
    problems: tuple[Problem, ...]
    left_out: int

    @property
    def broken(self) -> tuple[Problem, ...]:
        """The lines that are not taken."""
        return tuple(problem for problem in self.problems if not problem.hint)


class Planner:
    """Finds the records of listed projects and what differs; changes nothing."""

    def __init__(
        self, space: "Workspace", form: Form, listed: TargetList, same: Mapping[str, str]
    ) -> None:
        self._space = space
        self._form = form
        self._listed = listed
        self._same = dict(same)
        self._untouched = Untouched(space)
        years = {project.year for project in listed.projects}
        self._headers = {year: _Known(space.all_headers(year)) for year in years}
        self._taken = {header.id for p in listed.projects for header in self._exact(p)}
        form_places(form.definition)

    def plan(self, go_on: GoOn = always) -> Plan | None:
        """Everything; none where a person stopped it."""
        projects: list[ProjectPlan] = []
        count = len(self._listed.projects)
        for listed in self._listed.projects:
            if not go_on(len(projects), count):
                return None
            projects.append(self.project(listed))
        return Plan(self._form, tuple(projects), self._listed.problems, self._listed.left_out)

    def decide(self, listed: Listed, decision: str) -> ProjectPlan:
        """Plan a project anew after a person said which record it is: an id, `new`, or neither."""
        self._same[listed.key] = decision
        return self.project(listed)

    def project(self, listed: Listed) -> ProjectPlan:
        """What happens with one project."""
        decided = self._same.get(listed.key, "")
        exact, own = self._exact(listed), self._form.definition.id
        same_form = [header for header in exact if header.form == own]
        candidates = self._candidates(listed, exact)
        if decided == NEW:
            return self._make(listed, candidates)
        if decided and self._space.holds(decided):
            return self._change(listed, decided, DECIDED, candidates)
        if len(same_form) == 1:
            by_code = listed.code and folded(same_form[0].project_code) == listed.code
            return self._change(listed, same_form[0].id, BY_CODE if by_code else BY_NAME, ())
        if candidates:
            return ProjectPlan(listed, OPEN, title=listed.name, candidates=candidates)
        return self._make(listed, ())

    def _make(self, listed: Listed, candidates: tuple[Candidate, ...]) -> ProjectPlan:
        if not listed.name:
            fault = FaultError("LIST_024", number=listed.code)
            return ProjectPlan(listed, CLOSED, title=listed.code, fault=fault)
        return ProjectPlan(listed, MAKE, title=listed.name, candidates=candidates)

    def _change(
        self, listed: Listed, record_id: str, found: str, candidates: tuple[Candidate, ...]
    ) -> ProjectPlan:
        title = listed.name
        try:
            loaded = self._space.load(record_id)
            title = self._space.title_of(record_id)
            places = form_places(loaded.form.definition)
        except FaultError as error:
            return ProjectPlan(listed, CLOSED, record_id, title, candidates=candidates, fault=error)
        items = self._items(listed, loaded, places)
        if items and is_locked(loaded.state):
            fault = FaultError("STATE_002", title=title)
            return ProjectPlan(listed, LOCKED, record_id, title, candidates=candidates, fault=fault)
        return ProjectPlan(listed, found, record_id, title, items, candidates)

    def _items(self, listed: Listed, loaded: "Loaded", places: FormPlaces) -> tuple[Item, ...]:
        record, language = loaded.record, self._space.language
        untouched = self._untouched.of(record.id)
        items = [
            item
            for place, text in project_cells(listed, places).items()
            if (item := cell_item(record, places, place, text, untouched, language))
        ]
        return (*items, *RowMatch(record, places, untouched, language).items(listed.indicators))

    # --- which records there are

    def _exact(self, listed: Listed) -> Sequence["Header"]:
        """The records of the year with the very code, else with the very name and no other code."""
        known = self._headers[listed.year]
        by_code = known.by_code.get(listed.code, ()) if listed.code else ()
        if by_code:
            return by_code
        named = known.by_name.get(folded(listed.name), ()) if listed.name else ()
        return [h for h in named if not (listed.code and h.project_code)]

    def _candidates(self, listed: Listed, exact: Sequence["Header"]) -> tuple[Candidate, ...]:
        """The records that a person may mean: several alike, another form's, a similar name."""
        found = exact or self._similar(listed)
        return tuple(Candidate(h.id, h.title, h.form) for h in found)

    def _similar(self, listed: Listed) -> Sequence["Header"]:
        from rapidfuzz import fuzz, process

        known = self._headers[listed.year]
        if not listed.name:
            return ()
        free = [
            (name, header)
            for name, headers in known.by_name.items()
            for header in headers
            if header.form == self._form.definition.id
            and header.id not in self._taken
            and not (listed.code and header.project_code)
        ]
        names = [name for name, _ in free]
        found = process.extract(
            folded(listed.name), names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_SHOWN
        )
        return [free[at][1] for _, _, at in found]


class _Known:
    """The lines of a year's ledger by code and by name."""

    def __init__(self, headers: Sequence["Header"]) -> None:
        self.by_code: dict[str, list[Header]] = {}
        self.by_name: dict[str, list[Header]] = {}
        for header in headers:
            if header.project_code:
                self.by_code.setdefault(folded(header.project_code), []).append(header)
            self.by_name.setdefault(folded(header.title), []).append(header)
