"""Giving up what a foreign table printed for what the program computes."""

from app.model.change import Change, Set
from app.model.places import RECORD, Place
from app.model.record import FormRecord
from app.model.results import Finding
from app.rules.finding import with_fix


def adopting(found: Finding, record: FormRecord, *names: str) -> Finding:
    """The finding with the way out that drops printed values; `names` are places as text."""
    rest = {place: text for place, text in record.printed.items() if place not in names}
    step = Set(Place(RECORD, None, "printed"), record.printed, rest)
    return with_fix(found, Change("adopt_computed", (step,), how="fixed"))
