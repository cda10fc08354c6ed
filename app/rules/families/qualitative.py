"""Indicators without a number: a person chooses a degree, or the words say it plainly."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from app.model.money import folded, plain, round_half_up
from app.model.policy import Degree, Policy
from app.model.quantity import parse_quantity
from app.model.record import JsonValue
from app.model.results import Step
from app.model.units import convert
from app.rules.case import HUNDRED, ZERO, Case, Outcome, Parameter, points_of
from app.rules.parameters import read_number, tables
from app.rules.values import NOTHING
from app.rules.worked import waiting, worked

PARAMETERS = (Parameter("degree", "degree"), Parameter("bands", "bands"))
"""The degree chosen, and a scale of the row's own (优、良、中、差): in `bands`, `at_least` is the
least share of the weight that a degree allows, `share` what it earns when it is chosen."""

_END_OF_WORDING = re.compile("[,。.;:、(]")


def award(case: Case) -> Outcome:
    """The share of the chosen degree; without a degree the row waits (users.md, decision 6).

    Where target and actual say the same in plain words (未发生, 是, 高) the row earns its weight
    directly (直接赋分, 财预〔2021〕101号; domain.md 3.5).
    """
    degrees = degrees_of(case.policy, case.parameters)
    degree = chosen_degree(degrees, case.parameters.get("degree"), case.actual_text)
    if degree is None:
        return _direct(case)
    points = points_of(case, degree.default, HUNDRED)
    values = {
        "degree": degree.label,
        "weight": plain(case.weight),
        "share": plain(degree.default) + "%",
        "points": plain(points),
    }
    return Outcome(points, (Step("DEGREE", values),))


def degrees_of(policy: Policy, rule: JsonValue) -> tuple[Degree, ...]:
    """The degrees that a row may be given: those of its own scale, else the policy's."""
    own = rule.get("bands") if isinstance(rule, Mapping) else None
    named: list[tuple[str, Decimal, Decimal]] = []
    for table in tables(own):
        name = str(table.get("name") or "").strip()
        low, share = read_number(table.get("at_least")), read_number(table.get("share"))
        if name and low is not None and share is not None:
            named.append((name, low, share))
    named.sort(key=lambda degree: degree[1], reverse=True)
    highs = (HUNDRED, *(low for _, low, _ in named))
    return (
        tuple(
            Degree(key=name, label=name, low=low, high=high, default=share)
            for (name, low, share), high in zip(named, highs, strict=False)
        )
        or policy.degrees
    )


def chosen_degree(degrees: Sequence[Degree], key: JsonValue, actual: str) -> Degree | None:
    """The degree named by its key, else by its own wording at the head of the actual value.

    A grade counts by whatever word it is given in (优秀 is 优).
    """
    for degree in degrees:
        if key is not None and degree.key == key:
            return degree
    wording = _END_OF_WORDING.split(folded(actual), maxsplit=1)[0].removeprefix("已")
    read = parse_quantity(actual)
    grade = read.grade if read.kind == "grade" else ""
    for degree in degrees:
        words = (folded(degree.label), *map(folded, degree.words))
        if (wording and wording in words) or (grade and grade in words):
            return degree
    return None


def bounds(degree: Degree, weight: Decimal, policy: Policy) -> tuple[Decimal, Decimal]:
    """The least and the most points that a person may give within a degree."""
    low, high = (
        round_half_up(share * weight / HUNDRED, policy.decimals)
        for share in (degree.low, degree.high)
    )
    return low, high


def allows(degree: Degree, points: Decimal, weight: Decimal, policy: Policy) -> bool:
    """Whether points lie within a degree; its upper bound belongs to the degree above it.

    domain.md 3.5: the second degree ends below round(0.8 × weight, 2).
    """
    low, high = bounds(degree, weight, policy)
    return low <= points and (points < high or (degree.high >= HUNDRED and points == high))


def _direct(case: Case) -> Outcome:
    """Full points where the actual says in plain words what the target says, else it waits."""
    actual = case.actual_text.strip()
    if case.target.kind == "range" and case.actual.is_number:
        return _within_range(case)
    if not _says_the_same(case):
        return Outcome(None, (Step("DEGREE_OPEN", {"actual": actual}),))
    outcome = worked("DIRECT", case, case.weight, actual=actual)
    return outcome._replace(inferred=(Step("SAME_WORDS", {"actual": actual}),))


def _within_range(case: Case) -> Outcome:
    """Full points inside a target such as `80-100件` (domain.md 5.2); outside it a person judges.

    Which side of it is the worse one, the cell does not say.
    """
    target, actual = case.target, case.actual
    number = convert(actual.number or ZERO, actual.unit or target.unit, target.unit or actual.unit)
    values = {"actual": case.actual_text.strip(), "target": target.shown()}
    if number is None or actual.trend != target.trend or actual.operator not in ("", "="):
        return waiting(Step("RANGE_OUTSIDE", values))
    low, high = target.number or ZERO, target.upper or ZERO
    above = number > low or (number == low and target.open not in ("low", "both"))
    below = number < high or (number == high and target.open not in ("high", "both"))
    if not (above and below):
        return waiting(Step("RANGE_OUTSIDE", values))
    return worked("RANGE_INSIDE", case, case.weight, **values)


def _says_the_same(case: Case) -> bool:
    """未发生 and 未发生 (or none of it), 是 and 是, 符合 and 已符合, one grade on both sides.

    Longer wordings that were copied from the target say nothing: a person judges them.
    """
    target, actual = case.target, case.actual
    if target.answer == "none":
        return actual.answer == "none" or folded(case.actual_text) in NOTHING
    if target.kind == "grade":
        return actual.kind == "grade" and actual.grade == target.grade
    return target.answer == "yes" and actual.answer == "yes"
