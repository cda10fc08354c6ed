"""Reports for the tests: read from a text, checked under the usual grades."""

from decimal import Decimal
from pathlib import Path

from app.model.policy import Grade
from app.model.results import Finding
from app.prose.checking import check_report
from app.prose.document import read_text

DATA = Path(__file__).resolve().parent.parent / "data" / "prose"
GRADES = tuple(
    Grade(name, Decimal(bound)) for name, bound in (("优", 90), ("良", 80), ("中", 60), ("差", 0))
)


def check_text(text: str) -> tuple[Finding, ...]:
    """The findings of a report typed as text."""
    return check_report(read_text(text), GRADES)


def told(found: Finding) -> str:
    """A finding in one line: severity, code with case, line, what was found and expected."""
    case = found.values.get("case", "")
    code = f"{found.code}_{case}" if case else found.code
    return f"{found.severity} {code} {found.place.field} {found.found}|{found.expected}"
