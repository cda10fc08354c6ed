"""The execution rate of money rows and the points that it earns."""

from decimal import Decimal

from app.model.money import format_rate, plain, round_half_up
from app.model.places import Place
from app.model.policy import Policy
from app.model.results import MoneyRate, Score, Step
from app.rules.amounts import Money
from app.rules.columns import REVIEW
from app.rules.indicator import entered_points, with_entered

RULE = "execution"
_HUNDRED = Decimal(100)


def base_column(money: Money, policy: Policy) -> str:
    """The money column that the rate is reckoned on: the policy's where the form has it."""
    return (
        policy.execution_base
        if policy.execution_base in money.columns
        else (money.section.denominator)
    )


def rate_of(money: Money, row: str, policy: Policy) -> MoneyRate:
    """Executed ÷ budget of one row in percent; none without a budget above zero (domain 3.2)."""
    place = Place(money.section.id, row, "")
    budget = money.value(row, base_column(money, policy))
    executed = money.value(row, money.section.numerator)
    if budget is None or executed is None or budget <= 0:
        return MoneyRate(place, None, "")
    exact = executed * _HUNDRED / budget
    return MoneyRate(place, exact, format_rate(exact, policy.rate_decimals))


def reckoned_rate(rate: MoneyRate, policy: Policy) -> Decimal | None:
    """The rate in percent that points and caps go by: as printed, unless the policy says "exact".

    (users.md, decision 3)
    """
    if rate.exact is None or policy.rate_basis == "exact":
        return rate.exact
    return round_half_up(rate.exact, policy.rate_decimals)


def execution_score(money: Money, rate: MoneyRate, policy: Policy) -> Score | None:
    """The points of the scored money row, none where the policy gives it no weight.

    They come from the rate as printed unless the policy says "exact" (users.md, decision 3),
    and never exceed the weight.
    """
    section = money.section
    weight = policy.execution_weights.get(section.id)
    if not section.scored or weight is None:
        return None
    points, steps = _points(money, rate, weight, policy)
    score = Score(
        place=Place(section.id, section.scored, ""),
        weight=weight,
        points=points,
        computed=points,
        reviewed=entered_points(money.text(section.scored, REVIEW), policy.decimals),
        rule=RULE,
        steps=steps,
    )
    column = money.column_with_role("score")
    entered = entered_points(money.text(section.scored, column), policy.decimals)
    return score if entered is None else with_entered(score, entered)


def _points(
    money: Money, rate: MoneyRate, weight: Decimal, policy: Policy
) -> tuple[Decimal | None, tuple[Step, ...]]:
    section = money.section
    percent = reckoned_rate(rate, policy)
    base = base_column(money, policy)
    if percent is None:
        return None, (_why_no_rate(money, base),)
    steps = []
    if base != section.denominator:
        steps.append(Step("EXECUTION_BASE", {"column": money.labels[base]}))
    values = {
        "executed": money.shown(section.scored, section.numerator),
        "annual": money.shown(section.scored, base),
        "rate": rate.printed,
    }
    steps.append(Step("EXECUTION_RATE", values))
    points, code, bounds = _earned(percent, weight, policy)
    worked = {"weight": plain(weight), "rate": rate.printed, "points": plain(points)}
    return points, (*steps, Step(code, worked | bounds))


def _earned(
    percent: Decimal, weight: Decimal, policy: Policy
) -> tuple[Decimal, str, dict[str, str]]:
    """Points for a rate in percent, the code of the step that tells them, and its bounds.

    Linear: rate × weight, as 一体化 and the national table do; with a floor below which nothing
    is earned (seed 003, B11); or by bands (财预〔2021〕101号) (domain 3.2).
    """
    if policy.execution == "bands":
        return _by_band(percent, weight, policy)
    if policy.execution == "floor" and percent < policy.execution_floor:
        return Decimal(0), "EXECUTION_BELOW_FLOOR", {"floor": plain(policy.execution_floor)}
    if percent >= _HUNDRED:
        return weight, "EXECUTION_FULL", {}
    share = max(percent, Decimal(0)) * weight / _HUNDRED
    return round_half_up(share, policy.decimals), "EXECUTION_POINTS", {}


def _by_band(
    percent: Decimal, weight: Decimal, policy: Policy
) -> tuple[Decimal, str, dict[str, str]]:
    band = next((b for b in policy.execution_bands if percent >= b.at_least), None)
    if band is None:
        lowest = policy.execution_bands[-1].at_least
        return Decimal(0), "EXECUTION_BELOW_FLOOR", {"floor": plain(lowest)}
    share = min(max(band.share, Decimal(0)), _HUNDRED)
    points = round_half_up(weight * share / _HUNDRED, policy.decimals)
    return points, "EXECUTION_BAND", {"bound": plain(band.at_least), "share": plain(share)}


def _why_no_rate(money: Money, base: str) -> Step:
    section = money.section
    for column in (base, section.numerator):
        if money.value(section.scored, column) is None:
            return Step("EXECUTION_BLANK", {"column": money.labels.get(column, column)})
    return Step("EXECUTION_NO_BUDGET", {"column": money.labels.get(base, base)})
