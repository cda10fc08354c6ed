"""Indicators without a number: a person chooses a degree."""

import re
from decimal import Decimal

from app.model.money import folded, plain, round_half_up
from app.model.policy import Degree, Policy
from app.model.record import JsonValue
from app.model.results import Step
from app.rules.case import HUNDRED, Case, Outcome, points_of

_END_OF_WORDING = re.compile("[,。.;:、(]")


def award(case: Case) -> Outcome:
    """The share of the chosen degree; without a degree the row waits (users.md, decision 6)."""
    degree = chosen_degree(case.policy, case.parameters.get("degree"), case.actual_text)
    if degree is None:
        return Outcome(None, (Step("DEGREE_OPEN", {"actual": case.actual_text.strip()}),))
    points = points_of(case, degree.default, HUNDRED)
    values = {
        "degree": degree.label,
        "weight": plain(case.weight),
        "share": plain(degree.default) + "%",
        "points": plain(points),
    }
    return Outcome(points, (Step("DEGREE", values),))


def chosen_degree(policy: Policy, key: JsonValue, actual: str) -> Degree | None:
    """The degree named by its key, else by its own wording at the head of the actual value."""
    for degree in policy.degrees:
        if key is not None and degree.key == key:
            return degree
    wording = _END_OF_WORDING.split(folded(actual), maxsplit=1)[0].removeprefix("已")
    for degree in policy.degrees:
        if wording and wording in (folded(degree.label), *map(folded, degree.words)):
            return degree
    return None


def bounds(degree: Degree, weight: Decimal, policy: Policy) -> tuple[Decimal, Decimal]:
    """The least and the most points that a person may give within a degree."""
    low, high = (
        round_half_up(share * weight / HUNDRED, policy.decimals)
        for share in (degree.low, degree.high)
    )
    return low, high
