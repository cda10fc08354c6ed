"""Rows scored by one family, and any rule that a file may hold."""

from decimal import Decimal

import msgspec
from hypothesis import strategies as st

from app.model.record import JsonValue
from app.model.results import Score
from app.rules.columns import columns_of
from app.rules.indicator import Setting, score_row
from tests.rules.records import FORM
from tests.seeds import indicator

COLUMNS = columns_of(FORM.indicators()[0])
TIERS = ("产出指标", "质量指标")

WEIGHTS = st.decimals("0.01", "100", places=2)
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "未发生", "无", "2起", "92.4%", "完成", "5项", "—", "10余起", "1/3", "-1"]
    ),
)
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        TEXTS,
        st.sampled_from([10**40, "1/0", "1-13.40%", "9" * 31, "0.5", True, "20%"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["text", "share", "met", "items", "name", "at_least"]), inner
        ),
    ),
    max_leaves=12,
)
"""Anything that a rule in a file may hold."""


def judged(
    family: str, actual: str = "", weight: str = "10", *, target: str = "规范", **rule: JsonValue
) -> Score:
    """The score of a row that names its family and the parameters of its rule."""
    row = indicator("x", *TIERS, "指标", target, actual, weight)
    row = msgspec.structs.replace(row, rule={"family": family, **rule})
    return score_row(row, Setting(COLUMNS, FORM.policy, TIERS))


def points(score: Score) -> str | None:
    """The points as text, none where the row waits."""
    return None if score.points is None else f"{score.points.normalize():f}"


def codes(score: Score) -> list[str]:
    """The codes of the worked sum."""
    return [step.code for step in score.steps]


def within(score: Score, weight: Decimal) -> bool:
    """Whether the points lie between zero and the weight, or the row waits."""
    return score.points is None or 0 <= score.points <= weight
