"""The rule families by id; a new family is a module with `award` and one line here."""

from app.rules import at_least, at_most, equal, qualitative
from app.rules.case import Family

AT_LEAST, AT_MOST, EQUAL, QUALITATIVE = "at_least", "at_most", "equal", "qualitative"

FAMILIES: dict[str, Family] = {
    AT_LEAST: Family(at_least.award, numbers=True),
    AT_MOST: Family(at_most.award, numbers=True),
    EQUAL: Family(equal.award, numbers=True),
    QUALITATIVE: Family(qualitative.award, numbers=False),
}

BY_OPERATOR = {"≥": AT_LEAST, ">": AT_LEAST, "≤": AT_MOST, "<": AT_MOST, "=": EQUAL}
"""The family that a direction stands for."""
