"""One indicator row and its score."""

import re
from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from app.desk.texts import catalogue
from app.model.policy import Policy
from app.model.record import JsonValue, Row
from app.model.results import Score, Step
from app.rules.columns import columns_of
from app.rules.indicator import Setting, score_row
from tests.rules.records import FORM
from tests.seeds import indicator

COLUMNS = columns_of(FORM.indicators()[0])
NUMBERS = st.decimals("-1000", "100000", places=2).map(str)


def row_of(
    target: str, actual: str, weight: str = "10", *, name: str = "指标", rule: JsonValue = None
) -> Row:
    """A row with a target, an actual, a weight and a rule."""
    row = indicator("x", "产出指标", "数量指标", name, target, actual, weight)
    return msgspec.structs.replace(row, rule=rule)


def score_of(
    row: Row,
    policy: Policy = FORM.policy,
    tiers: tuple[str, ...] = ("甲", "乙"),
    year: int | None = None,
) -> Score:
    """The score of a row below some tiers."""
    return score_row(row, Setting(COLUMNS, policy, tiers, year))


def policy_with(**changes: object) -> Policy:
    """The national form's policy with some terms changed."""
    return msgspec.structs.replace(FORM.policy, **changes)


def points_and_code(row: Row, **setting: object) -> tuple[str | None, str]:
    """The points as text (none: not scored), and the last step's code."""
    score = score_of(row, **setting)  # type: ignore[arg-type]
    return None if score.points is None else f"{score.points.normalize():f}", score.steps[-1].code


def within(score: Score, weight: str) -> bool:
    """Whether the points lie between zero and the weight, or the row waits."""
    return score.points is None or 0 <= score.points <= Decimal(weight)


def lacking(step: Step) -> set[str]:
    """What the sentence of a step names and the step does not give; its code where it has none."""
    patterns = {catalogue().text(area, step.code, "text", {}) for area in ("steps", "inferred")}
    patterns.discard(step.code)
    named = {name for pattern in patterns for name in re.findall(r"\{(\w+)\}", pattern)}
    return named - set(step.values) if patterns else {step.code}
