"""The points of one indicator row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import msgspec

from app.model.definition import Policy
from app.model.money import parse_points, plain, round_half_up
from app.model.places import Place
from app.model.record import NOT_APPLICABLE, PART, JsonValue, Row
from app.model.results import Score, Step
from app.rules.case import Case, Outcome
from app.rules.columns import Columns
from app.rules.direction import direction
from app.rules.families import BY_OPERATOR, FAMILIES, QUALITATIVE
from app.rules.memo import RowMemo
from app.rules.rows import Facts, facts_of
from app.rules.values import Values, read_values

_memo: RowMemo[Score] = RowMemo()


class Setting(NamedTuple):
    """What the points of a row depend on beside the row itself; `tiers` are the ones that hold."""

    columns: Columns
    policy: Policy
    tiers: tuple[str, ...]


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
    choice, outcome = _outcome(row, facts.weight, setting)
    entered = entered_points(row.text(setting.columns.score), setting.policy.decimals)
    score = Score(
        place=place,
        weight=facts.weight,
        points=outcome.points,
        computed=outcome.points,
        rule=choice.family,
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
    )
    outcome = family.award(case)
    notes = values.notes if family.numbers else ()
    return choice, Outcome(outcome.points, (*notes, *outcome.steps))


def _choose(row: Row, values: Values, setting: Setting) -> _Choice:
    """The row's own rule, else the one that its target stands for."""
    columns = setting.columns
    rule = {} if row.rule is None else row.rule
    named = rule.get("family", "") if isinstance(rule, dict) else rule
    if not isinstance(rule, dict) or (named and str(named) not in FAMILIES):
        return _Choice("", {}, problem=Step("RULE_UNKNOWN", {"family": str(named)}))
    if named:
        return _Choice(str(named), rule)
    if not values.target.is_number:
        return _Choice(QUALITATIVE, rule)
    texts = (row.text(columns.name), row.text(columns.target))
    operator, inferred = direction(values.target, texts, setting.tiers, setting.policy)
    return _Choice(BY_OPERATOR[operator], rule, inferred)


def _problem(
    choice: _Choice, values: Values, weight: Decimal | None, actual_text: str
) -> Step | None:
    """Why the row cannot be scored yet."""
    if weight is None:
        return Step("WEIGHT_MISSING")
    if values.target.kind == "empty":
        return Step("TARGET_MISSING")
    if FAMILIES[choice.family].numbers:
        if not values.target.is_number:
            return Step("TARGET_NOT_NUMBER")
        return values.problem
    if values.actual.kind in ("empty", "dash") and "degree" not in choice.parameters:
        return Step("ACTUAL_MISSING", {"actual": actual_text.strip()})
    return None
