"""What the worked sums of several families say alike."""

from decimal import Decimal

from app.model.money import exact_quotient, format_rate, plain, round_half_up
from app.model.results import Step
from app.rules.case import HUNDRED, ZERO, Case, Outcome, limited
from app.rules.ratio import is_ratio

_SHOWN_DECIMALS = 4


def worked(code: str, case: Case, points: Decimal, **more: str) -> Outcome:
    """An outcome with one step that names actual, target, weight and points."""
    values = {
        "actual": case.actual.shown(),
        "target": case.target.shown(),
        "weight": plain(case.weight),
        "points": plain(points),
    }
    return Outcome(points, (Step(code, values | more),))


def waiting(step: Step) -> Outcome:
    """No points, and why."""
    return Outcome(None, (step,))


def undefined(case: Case) -> Outcome:
    """No points: the target allows no ratio (zero or negative)."""
    return waiting(Step("RATIO_UNDEFINED", {"target": case.target.shown()}))


def unreadable(name: str) -> Outcome:
    """No points: a parameter of the rule is missing or cannot be read."""
    return waiting(Step("PARAMETER_UNREADABLE", {"parameter": name}))


def deducted(code: str, case: Case, lost: Decimal, **more: str) -> Outcome:
    """The weight less some points, never below zero."""
    points = limited(case, case.weight - lost)
    return worked(code, case, points, deducted=figure(case.weight - points), **more)


def figure(value: Decimal) -> str:
    """A number that was worked out, as a sentence shows it: four decimals at most."""
    return plain(round_half_up(value, _SHOWN_DECIMALS))


def reached(code: str, case: Case) -> Outcome:
    """Full points, less what the policy takes where the target was far exceeded.

    Only counts and amounts are held to `over_flag`, never ratios; a target of zero has none
    (domain.md 3.4: the county manual takes 2 points from 30% above the target on).
    """
    policy, (target, actual) = case.policy, case.numbers()
    exceeded = actual > target > 0 and actual >= target * policy.over_flag
    if policy.over_penalty == "none" or is_ratio(case.target) or not exceeded:
        return worked(code, case, case.weight)
    lost = policy.over_deduction
    if policy.over_penalty == "percent":
        lost = exact_quotient(lost * case.weight, HUNDRED)
    rate = format_rate(exact_quotient(actual * HUNDRED, target), policy.rate_decimals)
    return deducted("OVER_DEDUCTED", case, lost, rate=rate)


def below_pass(case: Case) -> Outcome | None:
    """No points below the policy's pass mark (及格门槛, 财预〔2021〕101号); none at or above it."""
    target, actual = case.numbers()
    floor = case.policy.pass_floor
    if target <= 0 or actual * HUNDRED >= target * floor:
        return None
    rate = format_rate(exact_quotient(actual * HUNDRED, target), case.policy.rate_decimals)
    return worked("BELOW_PASS", case, ZERO, rate=rate, floor=figure(floor) + "%")
