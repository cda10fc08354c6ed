"""The points of one indicator row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.money import parse_points, plain, round_half_up
from app.model.places import Place
from app.model.policy import Policy
from app.model.record import NOT_APPLICABLE, PART, JsonValue, Row
from app.model.results import Score, Step
from app.rules.case import Case, Outcome
from app.rules.columns import REVIEW, Columns
from app.rules.direction import direction
from app.rules.memo import RowMemo
from app.rules.registry import BY_OPERATOR, FAMILIES, QUALITATIVE
from app.rules.rows import Facts, facts_of
from app.rules.tiers import tier_name
from app.rules.values import Values, read_values

_memo: RowMemo[Score] = RowMemo()


class Setting(NamedTuple):
    """What the points of a row depend on beside the row itself; `tiers` are the ones that hold."""

    columns: Columns
    policy: Policy
    tiers: tuple[str, ...]
    year: int | None = None


class _Choice(NamedTuple):
    """The family chosen for a row, its parameters, and what was inferred to choose it."""

    family: str
    parameters: Mapping[str, JsonValue]
    inferred: tuple[Step, ...] = ()
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
        inferred=choice.inferred,
        steps=outcome.steps,
    )
    if facts.kind == PART:
        score = msgspec.structs.replace(score, steps=(*score.steps, Step("PART_NOT_ADDED")))
    return score if entered is None else with_entered(score, entered)


def with_entered(score: Score, entered: Decimal) -> Score:
    """The score with what a person typed over it; the computed value stays (decision 5)."""
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
    )
    outcome = family.award(case)
    notes = values.notes if family.numbers else ()
    return choice, Outcome(outcome.points, (*notes, *outcome.steps))


def _choose(row: Row, values: Values, setting: Setting) -> _Choice:
    """The row's own rule, else the policy's for its tier, else the one its target stands for."""
    own = {} if row.rule is None else row.rule
    named = own.get("family", "") if isinstance(own, dict) else own
    if not isinstance(own, dict) or (named and str(named) not in FAMILIES):
        return _Choice("", {}, problem=Step("RULE_UNKNOWN", {"family": str(named)}))
    if named:
        return _Choice(str(named), own)
    by_tier = _rule_of_tier(setting)
    if by_tier is not None and values.target.is_number:
        return _Choice(by_tier["family"], {**by_tier, **own})
    if not values.target.is_number:
        return _Choice(QUALITATIVE, own)
    texts = (row.text(setting.columns.name), row.text(setting.columns.target))
    operator, inferred = direction(values.target, texts, setting.tiers, setting.policy)
    return _Choice(BY_OPERATOR[operator], own, inferred)


def _rule_of_tier(setting: Setting) -> Mapping[str, JsonValue] | None:
    """The policy's rule for the innermost tier that has one."""
    if not setting.policy.rules:
        return None
    rules = {tier_name(name): rule for name, rule in setting.policy.rules.items()}
    found = (rules[tier] for tier in reversed(setting.tiers) if tier in rules)
    return next((rule for rule in found if rule.get("family") in FAMILIES), None)


def _problem(
    choice: _Choice, values: Values, weight: Decimal | None, actual_text: str
) -> Step | None:
    """Why the row cannot be scored yet."""
    if weight is None:
        return Step("WEIGHT_MISSING")
    needs = FAMILIES[choice.family].needs
    if needs in ("words", "numbers", "dates") and values.target.kind == "empty":
        return Step("TARGET_MISSING")
    if needs == "numbers":
        return values.problem if values.target.is_number else Step("TARGET_NOT_NUMBER")
    if needs == "nothing" or "degree" in choice.parameters:
        return None
    if values.actual.kind in ("empty", "dash"):
        return Step("ACTUAL_MISSING", {"actual": actual_text.strip()})
    wrong = needs == "actual" and not values.actual.is_number
    return Step("ACTUAL_NOT_NUMBER", {"actual": actual_text.strip()}) if wrong else None
