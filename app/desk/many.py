"""The same answer for many records at once: a text for a field, a degree for qualitative rows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.desk.batch import Batch, BatchResult
from app.desk.edits import choose_degree, set_steps
from app.desk.progress import GoOn, always
from app.model.change import Change
from app.model.definition import FieldsSection, IndicatorsSection, column_with_role
from app.model.faults import FaultError
from app.model.places import Place
from app.rules.families.qualitative import degrees_of
from app.rules.policy import effective_policy

if TYPE_CHECKING:
    from app.desk.workspace import Workspace


class Where(NamedTuple):
    """A cell of a stored record."""

    record: str
    place: Place


class Filled(NamedTuple):
    """What was written, and the cells that were left because their record is locked or gone."""

    result: BatchResult
    left: tuple[Where, ...]


class DegreeOffer(NamedTuple):
    """A degree that all of the rows know: its key and its wording."""

    key: str
    label: str


def takes_text(space: "Workspace", where: Where) -> bool:
    """Whether a cell is a field of the form that a text may be put into for many at once."""
    section = space.load(where.record).form.definition.section(where.place.section)
    return isinstance(section, FieldsSection) and where.place.row is None


def fill(space: "Workspace", cells: Iterable[Where], text: str, go_on: GoOn = always) -> Filled:
    """Put the same text into a field of many records, in one step that can be taken back."""
    batch, left = Batch(space), list[Where]()
    for where in cells:
        try:
            record = batch.loaded(where.record).record
            steps = set_steps(record, (where.place,), text)
            batch.change(where.record, Change("EDIT_SET", tuple(steps), "filled"))
        except FaultError:
            left.append(where)
    return Filled(batch.save(go_on), tuple(left))


def degrees_for(space: "Workspace", rows: Sequence[Where]) -> tuple[DegreeOffer, ...]:
    """The degrees that every one of these qualitative rows knows, best first."""
    offered: list[DegreeOffer] | None = None
    for where in rows:
        loaded = space.load(where.record)
        row = loaded.record.row(where.place.section, where.place.row or "")
        if row is None:
            continue
        policy = effective_policy(loaded.record, loaded.form.definition)
        rule = row.rule if isinstance(row.rule, dict) else {}
        here = [DegreeOffer(d.key, d.label) for d in degrees_of(policy, rule)]
        offered = here if offered is None else [offer for offer in offered if offer in here]
    return tuple(offered or ())


def choose(space: "Workspace", rows: Iterable[Where], key: str, go_on: GoOn = always) -> Filled:
    """Choose the same degree for qualitative rows of many records, in one step."""
    batch, left = Batch(space), list[Where]()
    for where in rows:
        try:
            change = _degree(batch, where, key)
            if change is None or not batch.change(where.record, change):
                left.append(where)
        except FaultError:
            left.append(where)
    return Filled(batch.save(go_on), tuple(left))


def _degree(batch: Batch, where: Where, key: str) -> Change | None:
    loaded = batch.loaded(where.record)
    row = Place(where.place.section, where.place.row, "")
    return choose_degree(loaded.record, loaded.form.definition, row, key)


def is_qualitative(space: "Workspace", where: Where) -> bool:
    """Whether a cell is the score of a row that waits for somebody to choose its degree."""
    section = space.load(where.record).form.definition.section(where.place.section)
    if not isinstance(section, IndicatorsSection):
        return False
    score = column_with_role(section, "score")
    return score is not None and where.place.field == score.id
