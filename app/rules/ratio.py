"""How far a row came, in percent, and which units are ratios by themselves."""

from decimal import Decimal

from app.model.money import exact_quotient
from app.model.quantity import Quantity
from app.model.results import Step
from app.rules.case import HUNDRED, Case

_PERCENT = {"%": Decimal(1), "‰": Decimal("0.1")}
POINTS_OF_PERCENT = "百分点"


def is_ratio(quantity: Quantity) -> bool:
    """Whether a value is a ratio; of those 85% on 80% is no excess (domain.md 3.4)."""
    head = quantity.unit.partition("/")[0]
    return head in _PERCENT or head == POINTS_OF_PERCENT


def is_percentage(quantity: Quantity) -> bool:
    """Whether a value is a number in % or ‰."""
    return quantity.is_number and quantity.unit in _PERCENT


def percentage(case: Case) -> Decimal | Step:
    """The actual in percent, or why it is none: a bare 0.98 may be a share or a percentage."""
    number = case.actual.number
    if number is None or not is_percentage(case.actual):
        return Step("PERCENT_UNCLEAR", {"actual": case.actual_text.strip()})
    return number * _PERCENT[case.actual.unit]


def completion(case: Case) -> Decimal | Step:
    """Actual ÷ target in percent, exact, or why the two have no ratio."""
    if not case.target.is_number:
        return Step("TARGET_NOT_NUMBER")
    if case.problem is not None:
        return case.problem
    target, actual = case.numbers()
    if target <= 0:
        return Step("RATIO_UNDEFINED", {"target": case.target.shown()})
    return exact_quotient(actual * HUNDRED, target)


def may_be_share(case: Case, scale: Decimal) -> Step | None:
    """A bare fraction beside a scale well above 1 may be meant in hundredths: it waits."""
    number = case.actual.number
    if number is None or case.actual.unit or not 0 < number <= 1 < scale:
        return None
    return Step("UNIT_UNCLEAR", {"value": case.actual.shown(), "unit": "%"})
