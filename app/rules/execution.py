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


def rate_of(money: Money, row: str, policy: Policy) -> MoneyRate:
    """Executed ÷ budget of one row in percent; none without a budget above zero (domain 3.2)."""
    place = Place(money.section.id, row, "")
    budget = money.value(row, money.section.denominator)
    executed = money.value(row, money.section.numerator)
    if budget is None or executed is None or budget <= 0:
        return MoneyRate(place, None, "")
    exact = executed * _HUNDRED / budget
    return MoneyRate(place, exact, format_rate(exact, policy.rate_decimals))


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
    if rate.exact is None:
        return None, (_why_no_rate(money),)
    values = {
        "executed": money.shown(section.scored, section.numerator),
        "annual": money.shown(section.scored, section.denominator),
        "rate": rate.printed,
    }
    steps = [Step("EXECUTION_RATE", values)]
    percent = rate.exact
    if policy.rate_basis == "printed":
        percent = round_half_up(percent, policy.rate_decimals)
    if percent >= _HUNDRED:
        points, code = weight, "EXECUTION_FULL"
    else:
        share = max(percent, Decimal(0)) * weight / _HUNDRED
        points, code = round_half_up(share, policy.decimals), "EXECUTION_POINTS"
    worked = {"weight": plain(weight), "rate": rate.printed, "points": plain(points)}
    return points, (*steps, Step(code, worked))


def _why_no_rate(money: Money) -> Step:
    section = money.section
    for column in (section.denominator, section.numerator):
        if money.value(section.scored, column) is None:
            return Step("EXECUTION_BLANK", {"column": money.labels.get(column, column)})
    label = money.labels.get(section.denominator, section.denominator)
    return Step("EXECUTION_NO_BUDGET", {"column": label})
