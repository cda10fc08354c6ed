"""P1 and P6: rates above the whole, and values of another kind than their name."""

import msgspec
import pytest

from tests.rules.checks.content import brief, cases, row
from tests.rules.records import with_rows
from tests.seeds import indicator


@pytest.mark.parametrize(
    ("name", "target", "actual", "place"),
    [
        ("服务对象满意度", "≥90%", "107.5%", "indicators/x/actual"),
        ("产品合格率", "≥110%", "100%", "indicators/x/target"),
        ("产品合格率（抽检）", "100", "102", "indicators/x/actual"),
        ("抽检批次完成率", "≥100%", "101.99%", None),
        ("满意度增长率", "≥5%", "120%", None),
        ("服务对象满意度", "≥90%", "100%", None),
        ("满意度得分", "≥90分", "105分", None),
        ("办结率", "=100%", "100‰", None),
    ],
)
def test_p1_a_part_is_never_more_than_its_whole(
    name: str, target: str, actual: str, place: str | None
) -> None:
    found = brief("P1", row(name, target, actual))
    assert [(f[0], f[1]) for f in found] == ([] if place is None else [("warning", place)])


@pytest.mark.parametrize(
    ("rule", "case"), [("rate", []), ("deduction", []), ("at_least", [""]), ("", [""])]
)
def test_p6_says_nothing_where_the_rule_makes_the_rate(rule: str, case: list[str]) -> None:
    texts = ("产出指标", "数量指标", "批次完成率", "800批次", "765批次", "90")
    own = {"family": rule} if rule else None
    counts = msgspec.structs.replace(indicator("x", *texts), rule=own)
    assert cases("P6", with_rows(counts)) == case


@pytest.mark.parametrize(
    ("name", "target", "actual", "case"),
    [
        ("培训班规模达标率", "880人次", "646人次", [""]),
        ("家庭医生签约率", "24694人", "22584人", [""]),
        ("成本控制率", "≤100%", "87.65万元", [""]),
        ("培训人数", "100%", "100%", ["count"]),
        *[("服务频率", "4次", "4次", []), ("发病率", "≤0.36人/万台", "0.2人/万台", [])],
        *[("培训人数", "增长5%", "增长6%", []), ("事故发生率", "0起", "0起", [])],
        *[("培训人数", "100人", "100人", []), ("完成率", "100", "100", [])],
    ],
)
def test_p6_name_and_value_are_of_one_kind(
    name: str, target: str, actual: str, case: list[str]
) -> None:
    assert cases("P6", row(name, target, actual)) == case
