"""What a record took over from last year's: shown beside, compared, never printed."""

import msgspec
from msgspec import Struct

from app.model.places import Place
from app.model.record import FormRecord

KEY = "carried"
"""The key under `extra` in a record and its file."""


class Carried(Struct, frozen=True):
    """Last year's record: its year and id, and its texts by place (rows keep their ids)."""

    year: int | None = None
    record: str = ""
    values: dict[str, str] = {}

    def text(self, place: Place | None) -> str:
        """What stood at a place last year, empty where nothing did."""
        return self.values.get(str(place), "") if place is not None else ""


_NOTHING = Carried()
_known: dict[int, tuple[object, Carried]] = {}
_ROOM = 200


def carried_of(record: FormRecord) -> Carried:
    """What a record took over; without any texts where it began empty or cannot be read."""
    held = record.extra.get(KEY)
    if held is None:
        return _NOTHING
    hit = _known.get(id(held))
    if hit is not None and hit[0] is held:
        return hit[1]
    try:
        made = msgspec.convert(held, Carried)
    except msgspec.ValidationError:
        made = _NOTHING
    if len(_known) >= _ROOM:
        _known.clear()
    _known[id(held)] = (held, made)
    return made
