"""One answer for many findings: the same text for a field, the same degree for qualitative rows."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QWidget

from app.desk.check_all import Item, Mended
from app.desk.goal_texts import fill_goals, goal_text, takes_goal
from app.desk.many import Filled, Where, choose, degrees_for, fill, is_qualitative, takes_text
from app.desk.progress import GoOn
from app.model.results import Finding
from app.windows.dialogs import Messages

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

_CODES = ("C3", "W4")
"""必填项没有填写, and 未评: what one answer may settle in many tables."""


class Answer(NamedTuple):
    """What will be done: called with `go_on`, and the sentence that tells it."""

    work: Callable[..., Mended]
    told: str


def is_answerable(finding: Finding) -> bool:
    """Whether findings of this kind may take one answer together."""
    return finding.code in _CODES


def takes_answer(space: "Workspace", item: Item) -> bool:
    """Whether this very finding can be answered together with others."""
    where = _where(item)
    return any(takes(space, where) for takes in (takes_text, is_qualitative, takes_goal))


def ask_answer(space: "Workspace", items: Sequence[Item], parent: QWidget) -> Answer | None:
    """Ask for the one answer to the ticked findings; none where the person gave up.

    Where the ticked ones differ, those like the first are asked for.
    """
    wanted = [item for item in items if is_answerable(item.finding)]
    texts = [item for item in wanted if takes_text(space, _where(item))]
    if texts:
        return _ask_text(space, [i for i in texts if i.cell == texts[0].cell], parent)
    rows = [item for item in wanted if is_qualitative(space, _where(item))]
    if rows:
        return _ask_degree(space, rows, parent)
    goals = [item for item in wanted if takes_goal(space, _where(item))]
    return _ask_goal(space, goals, parent) if goals else None


def _ask_text(space: "Workspace", items: Sequence[Item], parent: QWidget) -> Answer | None:
    about = QCoreApplication.translate("CheckMany", "{cell}: the same text for {count} forms")
    about = about.replace("{cell}", items[0].cell).replace("{count}", str(len(items)))
    text, taken = QInputDialog.getText(
        parent, QCoreApplication.translate("CheckMany", "One answer for many"), about
    )
    if not taken or not text.strip():
        return None
    work = partial(_done, items, partial(fill, space, [_where(i) for i in items], text.strip()))
    return Answer(
        work, QCoreApplication.translate("CheckMany", "{count} cells in {forms} forms were filled.")
    )


def _ask_degree(space: "Workspace", items: Sequence[Item], parent: QWidget) -> Answer | None:
    rows = [_where(item) for item in items]
    offers = degrees_for(space, rows)
    if not offers:
        return None
    about = QCoreApplication.translate(
        "CheckMany", "The degree that these {count} indicators reached"
    )
    labels = [offer.label for offer in offers]
    label, taken = QInputDialog.getItem(
        parent,
        QCoreApplication.translate("CheckMany", "One answer for many"),
        about.replace("{count}", str(len(items))),
        labels,
        0,
        False,
    )
    if not taken:
        return None
    key = offers[labels.index(label)].key
    work = partial(_done, items, partial(choose, space, rows, key))
    return Answer(
        work,
        QCoreApplication.translate(
            "CheckMany", "{count} indicators in {forms} forms got their degree."
        ),
    )


def _ask_goal(space: "Workspace", items: Sequence[Item], parent: QWidget) -> Answer | None:
    about = QCoreApplication.translate(
        "CheckMany",
        "{cell}: put together for {count} forms, each from the actuals of its own indicators, for "
        "example:\n\n{text}\n\nIt is a first text: add what only you know.",
    )
    first = space.load(items[0].record.id)
    text = goal_text(first.record, first.form.definition)
    about = about.replace("{cell}", items[0].cell).replace("{count}", str(len(items)))
    write = QCoreApplication.translate("CheckMany", "Write")
    cancel = QCoreApplication.translate("CheckMany", "Cancel")
    if not Messages(parent).ask(about.replace("{text}", text), write, cancel):
        return None
    work = partial(_done, items, partial(fill_goals, space, [_where(i) for i in items]))
    return Answer(
        work, QCoreApplication.translate("CheckMany", "{count} cells in {forms} forms were filled.")
    )


def _done(items: Sequence[Item], work: Callable[[GoOn], Filled], *, go_on: GoOn) -> Mended:
    filled = work(go_on)
    titles = {_where(item): item.record.title for item in items}
    left = tuple(titles[where] for where in filled.left)
    count = len(items) - len(left) if filled.result.id else 0
    return Mended(filled.result.id, count, len(filled.result.changed), left)


def _where(item: Item) -> Where:
    return Where(item.record.id, item.finding.place)
