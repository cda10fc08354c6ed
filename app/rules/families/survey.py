"""Indicators that earn the score of a questionnaire (满意度调查)."""

from decimal import Decimal

from app.model.money import plain
from app.model.results import Step
from app.rules.case import HUNDRED, Case, Outcome, Parameter, points_of
from app.rules.parameters import choice, number
from app.rules.ratio import completion, may_be_share
from app.rules.worked import figure, unreadable, waiting, worked

SOURCES = ("scale", "target")
"""The score is divided by the questionnaire's full mark, or by the target."""

PARAMETERS = (
    Parameter("of", "choice", SOURCES[0], SOURCES),
    Parameter("scale", "number", "100"),
    Parameter("sample", "text"),
)


def award(case: Case) -> Outcome:
    """Score ÷ full mark × weight (domain.md 3.5: 92.97/100×5 = 4.65; by the target 80%/90%×5).

    A score above the full mark is a slip of the pen and waits. The sample's size is shown.
    """
    outcome = _by_target(case) if choice(case, "of", SOURCES) == "target" else _by_scale(case)
    sample = str(case.parameters.get("sample") or "").strip() or _sample_typed(case)
    if outcome.points is None or not sample:
        return outcome
    return outcome._replace(steps=(*outcome.steps, Step("SURVEY_SAMPLE", {"sample": sample})))


def _sample_typed(case: Case) -> str:
    """The sample as it stands beside the score: `问卷100份，得分92.97分`."""
    typed = case.actual.sample
    return "" if typed is None else plain(typed.number) + typed.unit


def _by_target(case: Case) -> Outcome:
    rate = completion(case)
    if isinstance(rate, Step):
        return waiting(rate)
    scale = case.target.shown()
    return worked("SURVEY", case, points_of(case, rate, HUNDRED), scale=scale)


def _by_scale(case: Case) -> Outcome:
    scale = number(case, "scale", HUNDRED)
    if scale is None or scale <= 0:
        return unreadable("scale")
    score = case.actual.number or Decimal(0)
    unclear = may_be_share(case, scale)
    if unclear is not None:
        return waiting(unclear)
    if score > scale:
        values = {"actual": case.actual.shown(), "scale": figure(scale)}
        return waiting(Step("SURVEY_ABOVE_SCALE", values))
    return worked("SURVEY", case, points_of(case, score, scale), scale=figure(scale))
