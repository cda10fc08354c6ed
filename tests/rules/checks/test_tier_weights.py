"""First tiers against the policy."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.change import Set, apply
from app.model.record import Row
from tests.rules.records import of, with_policy, with_rows
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


@pytest.mark.parametrize(
    ("weights", "fixed"),
    [
        (("50", "30", ""), ["40"]),
        (("50", "40", ""), None),
        (("60", "30", ""), []),
        (("55", "35", ""), []),
        (("50", "", ""), None),
        (("50", "20", ""), None),
        (("50", "30", "10"), None),
    ],
)
def test_w5_the_weight_of_a_tier_that_is_not_used_goes_where_it_should(
    weights: tuple[str, str, str], fixed: list[str] | None
) -> None:
    found = of("W5", with_rows(*tier_rows(*weights)))
    assert [f.severity for f in found] == ([] if fixed is None else ["warning"])
    steps = [s for f in found if f.fix is not None for s in f.fix.steps]
    assert [s.new for s in steps if isinstance(s, Set)] == (fixed or [])


WEIGHTS = st.lists(st.decimals("0.01", "20", places=2), min_size=1, max_size=7)


@given(WEIGHTS, st.sampled_from(["10", "7.5"]))
def test_w5_moves_the_weight_in_proportion_and_to_the_last_hundredth(
    shares: list[Decimal], left: str
) -> None:
    benefit = sum(shares, Decimal(0))
    output = Decimal(90) - benefit - Decimal(left)
    rows = [indicator("o", "产出指标", "数量指标", "甲", "≥1次", "1次", str(output))]
    rows += [
        indicator(f"b{n}", "效益指标", "社会效益指标", f"乙{n}", "≥1次", "1次", str(share))
        for n, share in enumerate(shares)
    ]
    weights = {"产出指标": str(output), "效益指标": str(benefit), "满意度指标": left}
    record = with_policy(with_rows(*rows), tier_weights=weights, other_tier_weights=[])
    found = of("W5", record)
    assert len(found) == 1
    assert found[0].fix is not None
    moved = apply(record, found[0].fix)
    assert of("W5", moved) + of("W1", moved) == []
    gained = [
        Decimal(new.text("weight")) - share
        for new, share in zip(moved.rows("indicators")[1:], shares, strict=True)
    ]
    assert sum(gained) == Decimal(left)
    assert all(
        abs(gain - Decimal(left) * share / benefit) <= Decimal("0.1")
        for gain, share in zip(gained, shares, strict=True)
    )


def test_w3_another_set_of_the_policy_is_as_good() -> None:
    weights = {"成本指标": "20", "产出指标": "40", "效益指标": "20", "满意度指标": "10"}
    rows = [
        indicator(f"t{n}", tier, "某类", "甲", "≥1次", "1次", weight)
        for n, (tier, weight) in enumerate(weights.items())
    ]
    assert of("W3", with_rows(*rows)) == []
    rows[0] = indicator("t0", "成本指标", "某类", "甲", "≥1次", "1次", "15")
    rows[1] = indicator("t1", "产出指标", "某类", "甲", "≥1次", "1次", "45")
    assert len(of("W3", with_rows(*rows))) == 1
