"""First tiers against the policy."""

import pytest

from app.model.record import Row
from tests.rules.records import of, with_rows
from tests.seeds import indicator


def tier_rows(output: str, benefit: str, satisfaction: str) -> tuple[Row, ...]:
    weights = {"产出指标": output, "效益指标": benefit, "满意度指标": satisfaction}
    return tuple(
        indicator(f"t{n}", tier, "某类", "甲", "≥1次", "1次", weight)
        for n, (tier, weight) in enumerate(weights.items())
        if weight
    )


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        *[(("50", "30", "10"), []), (("50", "40", ""), []), (("20", "20", "20"), [])],
        (("60", "20", "10"), ["产出指标 60、效益指标 20"]),
        (("60", "30", ""), []),
        (("45", "35", "10"), ["产出指标 45、效益指标 35"]),
    ],
)
def test_w3_tier_weights_follow_the_policy_or_ask(
    weights: tuple[str, str, str], found: list[str]
) -> None:
    warnings = of("W3", with_rows(*tier_rows(*weights)))
    assert [f.found for f in warnings] == found
    assert all(f.severity == "warning" for f in warnings)
