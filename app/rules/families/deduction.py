"""Indicators that lose a part of their weight for every incident (每出现一起，扣除 20%权重分)."""

from decimal import Decimal

from app.model.money import exact_quotient, folded, plain
from app.model.quantity import parse_quantity
from app.model.results import Step
from app.rules.case import HUNDRED, ZERO, Case, Outcome, Parameter
from app.rules.parameters import choice, number
from app.rules.ratio import is_ratio
from app.rules.worked import deducted, unreadable, waiting, worked

MEASURES = ("percent", "points")
"""An incident costs a percentage of the weight, or points."""

INCIDENTS = Parameter("incidents", "number")
EACH = Parameter("each", "percent")
MEASURE = Parameter("measure", "choice", MEASURES[0], MEASURES)
PARAMETERS = (INCIDENTS, EACH, MEASURE)

_NOTHING = frozenset(("无", "没有", "零", "否", "无发生", "均无", "均未发生"))


def award(case: Case) -> Outcome:
    """The weight less `each` for every incident, until nothing is left.

    domain.md 3.6, 上海质量监督抽查指标体系 D2, D3 (5% to 50% of the weight) and B231 (points).
    """
    count = incidents(case)
    if isinstance(count, Step):
        return waiting(count)
    cost = lost_points(case, count)
    if cost is None:
        return unreadable("each")
    if count == 0:
        return worked("DEDUCTION_NONE", case, case.weight)
    each = plain(number(case, "each", ZERO) or ZERO)
    if choice(case, "measure", MEASURES) == "points":
        return deducted("DEDUCTION_POINTS", case, cost, incidents=plain(count), each=each)
    return deducted("DEDUCTION", case, cost, incidents=plain(count), each=each + "%")


def incidents(case: Case) -> Decimal | Step:
    """How many incidents there were: the parameter, else the number in the actual (2起, 未发生).

    A rate, a bound, a rough or a broken number counts nothing; the row waits.
    """
    given = number(case, "incidents")
    if given is None:
        text = case.actual_text.strip()
        if not text:
            return Step("INCIDENTS_MISSING")
        given = _counted(text)
    if given is None or given < 0 or given != given.to_integral_value():
        return Step("INCIDENTS_UNCLEAR", {"actual": case.actual_text.strip()})
    return given


def lost_points(case: Case, count: Decimal) -> Decimal | None:
    """The points that so many incidents cost, none where the rule does not say what one costs."""
    each = number(case, "each")
    if each is None or each < 0:
        return None
    if choice(case, "measure", MEASURES) == "points":
        return count * each
    return exact_quotient(count * each * case.weight, HUNDRED)


def _counted(text: str) -> Decimal | None:
    if folded(text) in _NOTHING:
        return ZERO
    read = parse_quantity(text)
    if read.answer == "none":
        return ZERO
    clear = read.is_number and not (read.operator or read.approx or is_ratio(read))
    return read.number if clear else None
