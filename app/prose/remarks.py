"""Making findings about a report: where, which words, and how sure."""

from app.model.places import Place
from app.model.results import Finding

TEXT = "text"
"""The section name of the places in a report: `text/12` is its twelfth line."""

_QUOTED = 60


def place_of(line: int) -> Place:
    """The place of a line."""
    return Place(TEXT, None, str(line))


def line_of(place: Place) -> int:
    """The line of a place in a report."""
    return int(place.field)


def quote(text: str) -> str:
    """Words of the report, shortened in the middle where they are long."""
    half = _QUOTED // 2
    return text if len(text) <= _QUOTED else f"{text[:half]}…{text[-half:]}"


def is_certain(found: Finding) -> bool:
    """What must be changed or verified is certain, a note (提示) is only possible."""
    return found.severity != "info"
