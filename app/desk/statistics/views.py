"""Saved views: the questions that come with the program, and those of the office."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

from app.desk.statistics.tables import Question
from app.locate import data_dir
from app.model.faults import FaultError

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

_SETTING = "statistics/views"


class SavedView(NamedTuple):
    """A question with a name; `all_years` tells that it compares years, `own` that the office made
    it.
    """

    name: str
    question: Question
    all_years: bool = False
    own: bool = False


class _Shipped(Struct, frozen=True, forbid_unknown_fields=True):
    zh: str
    en: str
    by: str
    by2: str = ""
    measures: tuple[str, ...] = ("records",)
    plot: tuple[str, ...] = ()
    chart: str = "bar"
    all_years: bool = False


class _Views(Struct, frozen=True, forbid_unknown_fields=True):
    views: tuple[_Shipped, ...]


class _Own(Struct, frozen=True):
    name: str
    question: Question
    all_years: bool = False


@cache
def shipped_views(language: str = "zh") -> tuple[SavedView, ...]:
    """The views that come with the program (`resources/statistics_views.toml`)."""
    text = (data_dir("resources") / "statistics_views.toml").read_bytes()
    found = msgspec.toml.decode(text, type=_Views).views
    return tuple(_shipped(view, language) for view in found)


def _shipped(view: _Shipped, language: str) -> SavedView:
    given = {name: getattr(view, name) for name in ("by", "by2", "measures", "plot", "chart")}
    question = msgspec.convert(given, Question)
    return SavedView(view.en if language == "en" else view.zh, question, view.all_years)


def views(space: "Workspace") -> tuple[SavedView, ...]:
    """All views: the office's own behind those that come with the program.

    An own view takes the place of a shipped one of its name.
    """
    own = _own(space)
    names = {view.name for view in own}
    shipped = [view for view in shipped_views(space.language) if view.name not in names]
    return (*shipped, *(SavedView(v.name, v.question, v.all_years, True) for v in own))


def save_view(space: "Workspace", name: str, question: Question, *, all_years: bool) -> None:
    """Keep a question under a name, in place of an earlier one; the year is asked anew each time.

    Raises:
        FaultError: STATISTICS_003 the name is blank.
    """
    name = " ".join(name.split())
    if not name:
        raise FaultError("STATISTICS_003")
    kept = msgspec.structs.replace(question, year=None)
    others = [view for view in _own(space) if view.name != name]
    _write(space, [*others, _Own(name, kept, all_years)])


def delete_view(space: "Workspace", name: str) -> None:
    """Forget an own view."""
    _write(space, [view for view in _own(space) if view.name != name])


def find_view(space: "Workspace", name: str) -> SavedView:
    """The view of a name.

    Raises:
        FaultError: STATISTICS_004 there is none.
    """
    known = views(space)
    wanted = " ".join(name.split())
    for view in known:
        if view.name == wanted:
            return view
    raise FaultError("STATISTICS_004", name=name, known="、".join(view.name for view in known))


def _own(space: "Workspace") -> Sequence[_Own]:
    """What the office saved; what another version wrote and this one cannot read is left out."""
    text = space.setting(_SETTING)
    if not text:
        return ()
    try:
        found = msgspec.json.decode(text, type=list[msgspec.Raw])
    except msgspec.DecodeError:
        return ()
    own: list[_Own] = []
    for raw in found:
        try:
            own.append(msgspec.json.decode(raw, type=_Own))
        except msgspec.DecodeError:
            continue
    return own


def _write(space: "Workspace", kept: Sequence[_Own]) -> None:
    space.put_setting(_SETTING, msgspec.json.encode(kept).decode())
