"""The rule families by id; a new family is a module with `award` and one line here."""

from app.rules.case import Family, Parameter
from app.rules.families import at_least, at_most, equal, qualitative

AT_LEAST, AT_MOST, EQUAL, QUALITATIVE = "at_least", "at_most", "equal", "qualitative"

FAMILIES: dict[str, Family] = {
    AT_LEAST: Family(at_least.award, "numbers"),
    AT_MOST: Family(
        at_most.award, "numbers", (Parameter("formula", "choice", choices=at_most.FORMULAS),)
    ),
    EQUAL: Family(equal.award, "numbers"),
    QUALITATIVE: Family(qualitative.award, "words", (Parameter("degree", "degree"),)),
}

BY_OPERATOR = {"≥": AT_LEAST, ">": AT_LEAST, "≤": AT_MOST, "<": AT_MOST, "=": EQUAL}
"""The family that a direction stands for."""
