"""V3, V4, V5, V7: what a target cannot be."""

import pytest

from tests.rules.checks.content import brief, cases, mended, of, row


@pytest.mark.parametrize(
    ("name", "target", "spoken"),
    [
        ("促进质量提升，保障社会经济发展", "100%", True),
        ("专项经费的可持续影响情况", "100", True),
        *[("任务完成及时率", "100%", False), ("促进质量提升", "≥5项", False)],
        *[("保障率（参保率）", "100%", False), ("抽检批次", "100%", False)],
    ],
)
def test_v3_what_nobody_can_count_is_doubted_beforehand(
    name: str, target: str, spoken: bool
) -> None:
    assert bool(of("V3", row(name, target, target), review=True)) is spoken
    assert of("V3", row(name, target, target)) == []


@pytest.mark.parametrize(
    ("name", "target", "actual", "spoken"),
    [
        *[("不超过年度预算", "≥87.65万元", "86万元", True), ("不少于三次", "≤3次", "3次", True)],
        *[("不超过年度预算", "87.65万元", "86万元", False), ("抽检批次", "≥3次", "3次", False)],
    ],
)
def test_v4_words_and_signs_point_one_way(
    name: str, target: str, actual: str, spoken: bool
) -> None:
    assert bool(of("V4", row(name, target, actual))) is spoken


@pytest.mark.parametrize(
    ("name", "target", "tier", "case"),
    [
        ("检验费", "≥30万元", "成本指标", ["cost"]),
        ("抽检批次", "≤200批次", "数量指标", ["count"]),
        ("办结及时率", "≤90%", "时效指标", ["count"]),
        *[("投诉次数", "≤3次", "数量指标", []), ("森林火灾发生次数", "≤3次", "数量指标", [])],
        *[("检验费", "≤30万元", "成本指标", []), ("成本控制率", "≥90%", "成本指标", [])],
    ],
)
def test_v4_a_direction_against_its_sense_is_doubted_beforehand(
    name: str, target: str, tier: str, case: list[str]
) -> None:
    assert cases("V4", row(name, target, "20批次", tier), review=True) == case
    assert cases("V4", row(name, target, "20批次", tier)) == []


@pytest.mark.parametrize(
    ("target", "spoken"), [("0", True), ("≥0起", True), ("=0", False), ("≤0起", False)]
)
def test_v5_zero_wants_its_sign(target: str, spoken: bool) -> None:
    assert bool(brief("V5", row("事故起数", target, "0"))) is spoken


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("抽检批次≥200组", ("抽检批次", "≥200组")),
        ("不合格产品立案查处率=100%", ("不合格产品立案查处率", "=100%")),
        ("社会公众满意程度：80%。", ("社会公众满意程度", "80%")),
        ("项目成本不超过150万元", ("项目成本", "不超过150万元")),
    ],
)
def test_v7_a_target_in_the_name_can_be_moved(name: str, moved: tuple[str, str]) -> None:
    cells = mended(row(name, "", "210组"), "V7").rows("indicators")[0]
    assert (cells.text("tier3"), cells.text("target")) == moved


@pytest.mark.parametrize("name", ["不超过年度预算", "抽检200组产品", "指标1：", "温度14-24℃"])
def test_v7_a_name_without_a_target_is_left_alone(name: str) -> None:
    assert of("V7", row(name, "", "210组")) == []
    assert of("V7", row("抽检批次≥200组", "≥200组", "210组")) == []
