"""The forms as they are offered when a record begins: their words and what they look like."""

from typing import NamedTuple

from app.desk.forms import Gallery, gallery
from app.desk.records import new_record
from app.desk.view import Viewer
from app.paper.operations import operations
from app.paper.pages import Operation

RECENT = "forms/recent"
"""The setting that names the forms used last, the latest first."""
_KEPT = 8


class FormOffer(NamedTuple):
    """A form to choose: its id, title, legal basis, when to use it, and whether it is in daily
    use; `recent` tells that it was used before.
    """

    id: str
    title: str
    basis: str
    use: str
    daily: bool
    recent: bool


class Picture(NamedTuple):
    """The first page of an empty form: its size in mm and what is drawn on it."""

    width: float
    height: float
    operations: tuple[Operation, ...]


def form_offers(recent: str = "", forms: Gallery | None = None) -> tuple[FormOffer, ...]:
    """The forms at hand: those used last, then those in daily use, then the others.

    Args:
        recent: the setting RECENT.
        forms: where to look, the program's own gallery if none is given.
    """
    used = recent.split()
    offers: list[FormOffer] = []
    known = forms or gallery()
    # A form that is out of order is told of elsewhere.
    found = [form.definition for form in known.usable()]
    for form in sorted(found, key=lambda form: form.place):
        daily = form.group == "daily"
        offer = FormOffer(form.id, form.title, form.basis, form.use, daily, form.id in used)
        offers.append(offer)
    order = {form_id: at for at, form_id in enumerate(used)}
    offers.sort(key=lambda o: order.get(o.id, len(order)))
    return tuple(offers)


def with_recent(recent: str, form_id: str) -> str:
    """The setting RECENT after a form was used."""
    return " ".join([form_id, *(held for held in recent.split() if held != form_id)][:_KEPT])


def picture_of(form_id: str, forms: Gallery | None = None) -> Picture:
    """What an empty form looks like.

    Raises:
        DefinitionError: the form is not at hand or out of order.
    """
    form = (forms or gallery()).form(form_id)
    viewer = Viewer(form.definition)
    pages = viewer.view(new_record(form)).pages[0]
    drawn = operations(pages, 0, viewer.metrics)
    return Picture(pages.setup.width, pages.setup.height, drawn)
