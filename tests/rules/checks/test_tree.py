"""Second tiers under their first tiers."""

import pytest

from app.model.record import PLACEHOLDER
from tests.rules.records import of, with_rows
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    ("tiers", "found"),
    [
        *[(("产出指标", "数量指标"), []), (("效益指标", "数量指标"), ["产出指标"])],
        (("满意度指标（10分）", "经济效益\n指标"), ["效益指标"]),
        *[(("产出指标", "部门指标"), []), (("成本指标", "数量指标"), []), (("", ""), [])],
        (("效益指标", "服务对象满意度指标"), ["满意度指标"]),
    ],
)
def test_w7_a_second_tier_belongs_where_the_form_puts_it(
    tiers: tuple[str, str], found: list[str]
) -> None:
    rows = [indicator(f"x{n}", *tiers, f"甲{n}", "≥1次", "1次", "5") for n in range(2)]
    asked = of("W7", with_rows(*rows))
    assert [(f.severity, str(f.place), f.expected) for f in asked] == [
        ("warning", "indicators/x0/tier2", name) for name in found
    ]


def test_w7_a_blank_tier_is_the_one_above_and_empty_rows_say_nothing() -> None:
    rows = (
        indicator("e", "产出指标", "经济效益指标", kind=PLACEHOLDER),
        indicator("x", "产出指标", "数量指标", "甲", "≥1次", "1次", "5"),
        indicator("y", "", "经济效益指标", "乙", "≥1次", "1次", "5"),
        indicator("z", "产出指标", "经济效益指标", "丙", "≥1次", "1次", "5"),
    )
    assert [str(f.place) for f in of("W7", with_rows(*rows))] == ["indicators/y/tier2"]


def test_w7_is_silent_on_the_forms_own_order() -> None:
    assert of("W7", complete_001()) == []
