"""The points of one indicator row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.money import parse_points, plain, round_half_up
from app.model.places import Place
from app.model.policy import Policy
from app.model.quantity import Quantity
from app.model.record import NOT_APPLICABLE, PART, JsonValue, Row
from app.model.results import Score, Step
from app.rules.case import Case, Needs, Outcome
from app.rules.columns import REVIEW, Columns
from app.rules.direction import Direction, direction
from app.rules.memo import RowMemo
from app.rules.parameters import first_unreadable
from app.rules.registry import BY_OPERATOR, DATE, FAMILIES, MANUAL, QUALITATIVE
from app.rules.rows import Facts, facts_of
from app.rules.tiers import tier_name
from app.rules.timing import said
from app.rules.values import Values, read_values

_memo: RowMemo[Score] = RowMemo()


class Setting(NamedTuple):
    """What the points of a row depend on beside the row itself; `tiers` are the ones that hold."""

    columns: Columns
    policy: Policy
    tiers: tuple[str, ...]
    year: int | None = None


class _Choice(NamedTuple):
    """The family chosen for a row, its parameters, and what was inferred to choose it.

    `operator` is the direction that holds, empty where the family has no use for it.
    """

    family: str
    parameters: Mapping[str, JsonValue]
    inferred: tuple[Step, ...] = ()
    operator: str = ""
    problem: Step | None = None


def score_row(row: Row, setting: Setting) -> Score:
    """The score of one row, remembered until the row or its setting changes."""
    known = _memo.find(row, setting)
    if known is not None:
        return known
    return _memo.keep(row, setting, _score(row, facts_of(row, setting.columns), setting))


def score_with_weight(row: Row, setting: Setting, weight: Decimal) -> Score:
    """The score that a row would have with another weight (for merged scores)."""
    return _score(row, facts_of(row, setting.columns)._replace(weight=weight), setting)


def entered_points(text: str, decimals: int) -> Decimal | None:
    """The score that a person typed, rounded as points are; none where it is no number."""
    typed = parse_points(text)
    return None if typed is None else round_half_up(typed, decimals)


def _score(row: Row, facts: Facts, setting: Setting) -> Score:
    place = Place(setting.columns.section, row.id, "")
    if facts.kind == NOT_APPLICABLE:
        step = Step("NOT_APPLICABLE")
        return Score(place, facts.weight, None, None, counted=False, steps=(step,))
    reviewed = entered_points(row.text(REVIEW), setting.policy.decimals)
    choice, outcome = _outcome(row, facts.weight, setting)
    entered = entered_points(row.text(setting.columns.score), setting.policy.decimals)
    score = Score(
        place=place,
        weight=facts.weight,
        points=outcome.points,
        computed=outcome.points,
        rule=choice.family,
        reviewed=reviewed,
        counted=facts.kind != PART,
        inferred=(*choice.inferred, *outcome.inferred),
        steps=outcome.steps,
    )
    if facts.kind == PART:
        score = msgspec.structs.replace(score, steps=(*score.steps, Step("PART_NOT_ADDED")))
    return score if entered is None else with_entered(score, entered)


def with_entered(score: Score, entered: Decimal) -> Score:
    """The score with what a person typed over it; the computed value stays (decision 5).

    A row that is scored by hand has no other value: nothing was typed over.
    """
    if score.rule == MANUAL:
        by_hand = (Step("MANUAL_ENTERED", {"entered": plain(entered)}),)
        return msgspec.structs.replace(score, points=entered, entered=entered, steps=by_hand)
    computed = "—" if score.computed is None else plain(score.computed)
    step = Step("SCORE_ENTERED", {"entered": plain(entered), "computed": computed})
    return msgspec.structs.replace(
        score, points=entered, entered=entered, steps=(*score.steps, step)
    )


def _outcome(row: Row, weight: Decimal | None, setting: Setting) -> tuple[_Choice, Outcome]:
    values = read_values(row, setting.columns)
    choice = _choose(row, values, setting)
    problem = choice.problem or _problem(choice, values, weight, row.text(setting.columns.actual))
    if problem is not None or weight is None:
        steps = () if problem is None else (problem,)
        return choice, Outcome(None, steps)
    family = FAMILIES[choice.family]
    case = Case(
        target=values.target,
        actual=values.actual,
        actual_text=row.text(setting.columns.actual),
        weight=weight,
        policy=setting.policy,
        parameters=choice.parameters,
        year=setting.year,
        operator=choice.operator,
        problem=values.problem,
    )
    outcome = family.award(case)
    notes = values.notes if family.needs in ("numbers", "actual") else ()
    return choice, outcome._replace(steps=(*notes, *outcome.steps))


def _choose(row: Row, values: Values, setting: Setting) -> _Choice:
    """The row's own rule, else the policy's for its tier, else the one its target stands for."""
    own = {} if row.rule is None else row.rule
    named = own.get("family") or "" if isinstance(own, Mapping) else own
    if not isinstance(own, Mapping) or (named and str(named) not in FAMILIES):
        return _unknown(named)
    tier, by_tier = _rule_of_tier(setting)
    usual = str(by_tier.get("family") or "")
    if named:
        parameters = {**by_tier, **own} if named == usual else own
        choice = _Choice(str(named), parameters, (Step("RULE_OWN", {"rule": str(named)}),))
        return _directed(choice, row, values, setting)
    if by_tier and usual not in FAMILIES:
        return _unknown(usual)
    if by_tier and _suits(FAMILIES[usual].needs, values):
        step = Step("RULE_POLICY", {"tier": tier, "rule": usual})
        return _directed(_Choice(usual, {**by_tier, **own}, (step,)), row, values, setting)
    return _inferred(own, row, values, setting)


def _inferred(own: Mapping[str, JsonValue], row: Row, values: Values, setting: Setting) -> _Choice:
    """The family that the target stands for: a number by its direction, a date, else words."""
    if values.target.is_number:
        operator, inferred = _direction(row, values, setting)
        return _Choice(BY_OPERATOR[operator], own, inferred, operator)
    dated = "degree" not in own and _is_dated(row.text(setting.columns.actual), values)
    return _Choice(DATE if dated else QUALITATIVE, own)


def _unknown(family: JsonValue) -> _Choice:
    return _Choice("", {}, problem=Step("RULE_UNKNOWN", {"family": str(family)}))


def _directed(choice: _Choice, row: Row, values: Values, setting: Setting) -> _Choice:
    """A rule that a person or the policy named, with the direction where it looks at one."""
    numbers = values.target.is_number and values.actual.is_number
    if not numbers or not FAMILIES[choice.family].directed or choice.parameters.get("met"):
        return choice
    operator, inferred = _direction(row, values, setting)
    return choice._replace(inferred=(*choice.inferred, *inferred), operator=operator)


def _direction(row: Row, values: Values, setting: Setting) -> Direction:
    texts = (setting.columns.name_of(row), row.text(setting.columns.target))
    return direction(values.target, texts, setting.tiers, setting.policy)


def _is_dated(actual_text: str, values: Values) -> bool:
    """Whether target and actual can be compared as dates; other words wait for a degree."""
    if values.target.kind != "date" or values.target.date is None:
        return False
    known = values.actual.kind in ("empty", "dash", "date")
    return known or said(actual_text) != "unclear"


def _suits(needs: Needs, values: Values) -> bool:
    """Whether a rule that the policy gives to a whole tier can look at this row at all."""
    if needs == "numbers":
        return values.target.is_number
    if needs == "dates":
        return values.target.date is not None
    return needs != "actual" or values.target.is_number or values.actual.is_number


def _rule_of_tier(setting: Setting) -> tuple[str, Mapping[str, JsonValue]]:
    """The innermost tier for which the policy has a rule, and that rule; empty without one."""
    if setting.policy.rules:
        rules = {tier_name(name): rule for name, rule in setting.policy.rules.items()}
        for tier in reversed(setting.tiers):
            if tier in rules:
                return tier, rules[tier]
    return "", {}


def _problem(
    choice: _Choice, values: Values, weight: Decimal | None, actual_text: str
) -> Step | None:
    """Why the row cannot be scored yet."""
    if weight is None:
        return Step("WEIGHT_MISSING")
    family = FAMILIES[choice.family]
    unreadable = first_unreadable(family.parameters, choice.parameters)
    if unreadable:
        return Step("PARAMETER_UNREADABLE", {"parameter": unreadable})
    return _lacking(family.needs, choice, values, actual_text)


def _lacking(needs: Needs, choice: _Choice, values: Values, actual_text: str) -> Step | None:
    """What a family needs and the row does not have."""
    if needs in ("words", "numbers", "dates") and values.target.kind == "empty":
        return Step("TARGET_MISSING")
    if needs == "numbers":
        return values.problem if values.target.is_number else Step("TARGET_NOT_NUMBER")
    if needs == "dates" and values.target.date is None:
        return Step("TARGET_NOT_DATE")
    if needs == "nothing" or "degree" in choice.parameters:
        return None
    if values.actual.kind in ("empty", "dash"):
        return Step("ACTUAL_MISSING", {"actual": actual_text.strip()})
    return _no_number(values.actual, actual_text) if needs == "actual" else None


def _no_number(actual: Quantity, text: str) -> Step | None:
    """Why an actual is no number by itself; `85%以上` is a bound of one."""
    bound = actual.operator not in ("", "=") and not actual.stated
    if actual.is_number and not bound:
        return None
    code = "ACTUAL_BOUND" if actual.is_number else "ACTUAL_NOT_NUMBER"
    return Step(code, {"actual": text.strip()})
