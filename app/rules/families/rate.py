"""Indicators that earn a rate times the weight (覆盖率、准确率、及时率)."""

from decimal import Decimal

from app.model.money import format_rate, plain
from app.model.results import Step
from app.rules.case import HUNDRED, ZERO, Case, Outcome, Parameter, points_of
from app.rules.parameters import choice, number
from app.rules.ratio import completion, is_percentage, percentage
from app.rules.worked import waiting, worked

SOURCES = ("by_unit", "actual", "completion")
"""The rate is the actual itself, or actual ÷ target; by unit: the actual where it is in percent."""

PARAMETERS = (
    Parameter("of", "choice", SOURCES[0], SOURCES),
    Parameter("floor", "percent"),
)


def award(case: Case) -> Outcome:
    """Rate × weight, nothing below the floor (domain.md 3.6, 上海质量监督抽查指标体系 D 产出).

    A rate above 100% earns the weight, not more.
    """
    source = choice(case, "of", SOURCES)
    own = source == "actual" or (source == "by_unit" and is_percentage(case.actual))
    rate = percentage(case) if own else completion(case)
    if isinstance(rate, Step):
        return waiting(rate)
    floor = number(case, "floor", ZERO) or ZERO
    shown = _shown(rate, case, own=own)
    if floor and rate < floor:
        return worked("RATE_BELOW_FLOOR", case, ZERO, rate=shown, floor=plain(floor) + "%")
    if rate >= HUNDRED:
        return worked("RATE_FULL", case, case.weight, rate=shown)
    code = "RATE_ACTUAL" if own else "RATE_COMPLETION"
    return worked(code, case, points_of(case, rate, HUNDRED), rate=shown)


def _shown(rate: Decimal, case: Case, *, own: bool) -> str:
    return plain(rate) + "%" if own else format_rate(rate, case.policy.rate_decimals)
