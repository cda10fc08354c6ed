"""An open record: its view, its undo, and the open cell's provisional text."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

import msgspec

from app.desk.edits import set_steps
from app.desk.view import View, Viewer
from app.model.change import Change, Set, Step, apply, invert
from app.model.definition import FormDefinition, FundsSection, IndicatorsSection
from app.model.faults import FaultError
from app.model.money import parse_points
from app.model.places import RECORD, Place
from app.model.record import FormRecord, JsonValue
from app.model.results import Scores

Keeper = Callable[[Change, View], None]
"""Keeps a committed change: called with the change and the view after it."""


class Document:
    """A record on the desk. Each committed change is one undo step and one journal row."""

    def __init__(
        self, definition: FormDefinition, record: FormRecord, keep: Keeper, viewer: Viewer | None
    ) -> None:
        self.definition = definition
        self._viewer = viewer or Viewer(definition)
        self._keep = keep
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._review = False
        self._related: tuple[FormRecord, ...] = ()
        self.locked = False
        self.view = self._seen(record)
        self.provisional: View | None = None

    @property
    def record(self) -> FormRecord:
        """The record as committed."""
        return self.view.record

    @property
    def shown(self) -> View:
        """What the screen shows: with the open cell's text, where a cell is open."""
        return self.provisional or self.view

    @property
    def viewer(self) -> Viewer:
        """The maker of views."""
        return self._viewer

    @property
    def review(self) -> bool:
        """Whether the findings of 预审 are among those shown."""
        return self._review

    def set_review(self, on: bool, related: tuple[FormRecord, ...] = ()) -> View:
        """Look as the reviewer would, or no longer; the view then follows every edit so.

        Args:
            on: whether to look for what is suspicious too.
            related: other tables of the same project, to be compared.
        """
        self._review, self._related = on, related if on else ()
        self.view = self._seen(self.record)
        if self.provisional is not None:
            self.provisional = self._seen(self.provisional.record)
        return self.shown

    @property
    def undo_name(self) -> str:
        """The message code of the change that undo takes back, empty where there is none."""
        return self._undo[-1].name if self._undo and not self.locked else ""

    @property
    def redo_name(self) -> str:
        """The message code of the change that redo repeats, empty where there is none."""
        return self._redo[-1].name if self._redo and not self.locked else ""

    def commit(self, change: Change | None) -> bool:
        """Apply a change, keep it, and make it undoable; false where there is nothing to do.

        Raises:
            ChangeError: the change does not fit; nothing happened.
            FaultError: STATE_001 the record is locked (已签章 and beyond).
        """
        self.provisional = None
        if change is None:
            return False
        if self.locked and not goes_beside(change):
            raise FaultError("STATE_001")
        if change.how == "pasted":
            change = self._settled(change)
        if not change.steps:
            return False
        self._take(change)
        self._undo.append(change)
        self._redo.clear()
        return True

    def undo(self) -> Change | None:
        """Take the last change back; the change that did so, or none."""
        self.provisional = None
        if not self._undo or self.locked:
            return None
        change = self._undo.pop()
        self._redo.append(change)
        back = invert(change)
        self._take(back)
        return back

    def redo(self) -> Change | None:
        """Repeat the change taken back last; the change that did so, or none."""
        self.provisional = None
        if not self._redo or self.locked:
            return None
        change = self._redo.pop()
        self._undo.append(change)
        again = msgspec.structs.replace(change, how="redone")
        self._take(again)
        return again

    def preview(self, places: Iterable[Place], text: str) -> View:
        """Show the open cell's text as if it were committed; nothing is kept."""
        if self.locked:
            return self.shown
        steps = set_steps(self.record, places, text)
        if steps:
            record = apply(self.record, Change("EDIT_SET", tuple(steps)))
            self.provisional = self._seen(record)
        else:
            self.provisional = None
        return self.shown

    def drop_preview(self) -> None:
        """Forget the open cell's text."""
        self.provisional = None

    def _take(self, change: Change) -> None:
        self.view = self._seen(apply(self.record, change))
        self._keep(change, self.view)

    def _seen(self, record: FormRecord) -> View:
        return self._viewer.view(record, review=self._review, related=self._related)

    def _settled(self, change: Change) -> Change:
        """A pasted score that the rule gives anyway (`25`, `25.00`) is none typed by hand."""
        columns = {
            (section.id, column.id)
            for section in self.definition.sections()
            if isinstance(section, FundsSection | IndicatorsSection)
            for column in section.columns
            if column.role == "score"
        }
        typed = [s for s in change.steps if isinstance(s, Set) and _column(s.place) in columns]
        if not typed:
            return change
        scores = self._viewer.view(apply(self.record, change)).scores
        steps: list[Step] = []
        for step in change.steps:
            if step in typed and isinstance(step, Set):
                steps.extend(_settled_score(step, scores))
            else:
                steps.append(step)
        return msgspec.structs.replace(change, steps=tuple(steps))


def goes_beside(change: Change) -> bool:
    """Whether a change touches nothing of the form: evidence, and what finance remarked."""
    beside = [Place(RECORD, None, name) for name in ("evidence", "returns")]
    return all(isinstance(step, Set) and step.place in beside for step in change.steps)


def _is(text: JsonValue, points: Decimal) -> bool:
    return isinstance(text, str) and parse_points(text) == points


def _column(place: Place) -> tuple[str, str]:
    return place.section, place.field


def _settled_score(step: Set, scores: Scores) -> Iterator[Set]:
    score = scores.rows.get(f"{step.place.section}/{step.place.row}")
    if score is not None and score.computed is not None and _is(step.new, score.computed):
        step = msgspec.structs.replace(step, new=None)
    if step.new != step.old:
        yield step
