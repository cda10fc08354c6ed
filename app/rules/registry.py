"""The rule families by id; a new family is a module with `award` and one line here."""

from app.rules.case import Family
from app.rules.families import (
    all_or_nothing,
    at_least,
    at_most,
    bands,
    checklist,
    date,
    deduction,
    equal,
    excess,
    manual,
    mixed,
    qualitative,
    rate,
    survey,
    tasks,
)

AT_LEAST, AT_MOST, EQUAL, QUALITATIVE = "at_least", "at_most", "equal", "qualitative"
DATE, MANUAL = "date", "manual"

FAMILIES: dict[str, Family] = {
    AT_LEAST: Family(at_least.award, "numbers"),
    AT_MOST: Family(at_most.award, "numbers", at_most.PARAMETERS),
    EQUAL: Family(equal.award, "numbers", equal.PARAMETERS),
    DATE: Family(date.award, "dates", date.PARAMETERS),
    "rate": Family(rate.award, "actual", rate.PARAMETERS),
    "excess": Family(excess.award, "actual", excess.PARAMETERS),
    "all_or_nothing": Family(
        all_or_nothing.award, "nothing", all_or_nothing.PARAMETERS, directed=True
    ),
    "bands": Family(bands.award, "actual", bands.PARAMETERS),
    "survey": Family(survey.award, "actual", survey.PARAMETERS),
    "checklist": Family(checklist.award, "nothing", checklist.PARAMETERS),
    "deduction": Family(deduction.award, "nothing", deduction.PARAMETERS),
    "tasks": Family(tasks.award, "nothing", tasks.PARAMETERS),
    "mixed": Family(mixed.award, "nothing", mixed.PARAMETERS),
    QUALITATIVE: Family(qualitative.award, "words", qualitative.PARAMETERS),
    MANUAL: Family(manual.award, "nothing"),
}

BY_OPERATOR = {"≥": AT_LEAST, ">": AT_LEAST, "≤": AT_MOST, "<": AT_MOST, "=": EQUAL}
"""The family that a direction stands for."""
