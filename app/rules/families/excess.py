"""Indicators that lose points by how far they lie beyond a reference (均值、上年数)."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from app.model.money import exact_quotient, plain
from app.model.results import Step
from app.rules.case import HUNDRED, ZERO, Case, Outcome, Parameter
from app.rules.parameters import choice, number
from app.rules.ratio import POINTS_OF_PERCENT, is_percentage, is_ratio
from app.rules.worked import deducted, figure, unreadable, waiting, worked

SIDES = ("above", "below")
MEASURES = ("by_unit", "difference", "relative")
"""The excess in the value's own unit, or in percent of the reference; by unit: the former for
ratios (1 percentage point is 1%), the latter for counts and amounts."""

COUNTS = ("share", "whole", "begun")
"""A part of a step counts in proportion, not at all, or as a whole step."""

PARAMETERS = (
    Parameter("reference", "number"),
    Parameter("side", "choice", SIDES[0], SIDES),
    Parameter("step", "number", "1"),
    Parameter("each", "percent", "1"),
    Parameter("excess_as", "choice", MEASURES[0], MEASURES),
    Parameter("count", "choice", COUNTS[0], COUNTS),
)


class _Reference(NamedTuple):
    """The value to compare with; as a sentence shows it."""

    number: Decimal
    shown: str


class _Steps(NamedTuple):
    """How many steps the excess holds, as a fraction: dividing late loses no digit."""

    above: Decimal
    below: Decimal


def award(case: Case) -> Outcome:
    """Full points up to the reference, then `each` percent of the weight for every `step`.

    domain.md 3.6, 上海质量监督抽查指标体系 E12: 较均值每高于1%，扣减1%的权重分. The reference is
    the parameter, else the target; a part of a step counts in proportion unless told otherwise.
    """
    reference = _reference(case)
    if isinstance(reference, Outcome):
        return reference
    step = number(case, "step", Decimal(1)) or ZERO
    if step <= 0:
        return unreadable("step")
    sign = 1 if choice(case, "side", SIDES) == "above" else -1
    beyond = ((case.actual.number or ZERO) - reference.number) * sign
    if beyond <= 0:
        return worked("EXCESS_NONE", case, case.weight, reference=reference.shown)
    measure, whole, unit = choice(case, "excess_as", MEASURES), Decimal(1), case.actual.unit
    if measure == "relative" or (measure == "by_unit" and not is_ratio(case.actual)):
        if reference.number <= 0:
            return waiting(Step("RATIO_UNDEFINED", {"target": reference.shown}))
        beyond, whole, unit = beyond * HUNDRED, reference.number, "%"
    elif unit == "%":
        unit = POINTS_OF_PERCENT
    return _deducted(case, _Steps(beyond, whole * step), reference.shown, (step, unit))


def _deducted(case: Case, steps: _Steps, reference: str, measured: tuple[Decimal, str]) -> Outcome:
    step, unit = measured
    each = number(case, "each", Decimal(1)) or ZERO
    counted = _counted(case, steps)
    lost = exact_quotient(counted.above * each * case.weight, counted.below * HUNDRED)
    return deducted(
        "EXCESS",
        case,
        lost,
        reference=reference,
        excess=figure(exact_quotient(steps.above * step, steps.below)) + unit,
        step=figure(step) + unit,
        each=figure(each) + "%",
    )


def _reference(case: Case) -> _Reference | Outcome:
    given = case.parameters.get("reference")
    value = number(case, "reference")
    if value is None:
        if not case.target.is_number:
            return waiting(Step("REFERENCE_MISSING"))
        if case.problem is not None:
            return waiting(case.problem)
        return _Reference(case.numbers()[0], case.target.shown())
    if str(given).strip().endswith("%") and not is_percentage(case.actual):
        return unreadable("reference")
    return _Reference(value, plain(value) + case.actual.unit)


def _counted(case: Case, steps: _Steps) -> _Steps:
    count = choice(case, "count", COUNTS)
    if count == "share":
        return steps
    rounding = ROUND_FLOOR if count == "whole" else ROUND_CEILING
    number_of = exact_quotient(steps.above, steps.below)
    return _Steps(number_of.to_integral_value(rounding), Decimal(1))
