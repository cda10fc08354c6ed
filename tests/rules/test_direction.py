"""Which way a target without an operator is meant."""

import pytest

from app.model.quantity import parse_quantity
from app.rules.direction import direction
from tests.model.spelled_values import Spelling, spellings
from tests.seeds import national_form

POLICY = national_form().policy


def found(name: str, target: str, *tiers: str) -> tuple[str, list[str]]:
    operator, inferred = direction(parse_quantity(target), (name, target), tiers, POLICY)
    return operator, [step.code for step in inferred]


@pytest.mark.parametrize("spelling", [s for s in spellings() if s.direction], ids=lambda s: s.name)
def test_listed_target_goes_the_way_its_name_says(spelling: Spelling) -> None:
    assert found(spelling.name, spelling.text)[0] == spelling.direction


@pytest.mark.parametrize(
    ("name", "target", "operator", "code"),
    [
        ("支出控制率", "100%", "≤", "DIRECTION_NAME"),
        ("项目成本", "87.65万元", "≤", "DIRECTION_NAME"),
        ("万台死亡率", "0.36", "≤", "DIRECTION_NAME"),
        ("高血压随访控制数", "3807人", "≥", "DIRECTION_DEFAULT"),
        ("信访维稳演练", "2场", "≥", "DIRECTION_DEFAULT"),
        ("群众投诉", "5起", "≤", "DIRECTION_NAME"),
        ("投诉办结率", "100%", "≥", "DIRECTION_DEFAULT"),
        ("投诉处理及时率", "100%", "≥", "DIRECTION_DEFAULT"),
        ("投诉人满意度", "90%", "≥", "DIRECTION_DEFAULT"),
        ("成本节约率", "5%", "≥", "DIRECTION_DEFAULT"),
        ("安全事故下降率", "5%", "≥", "DIRECTION_DEFAULT"),
        ("成本控制有效性", "90%", "≥", "DIRECTION_DEFAULT"),
        ("疾病控制覆盖率", "90%", "≥", "DIRECTION_DEFAULT"),
        ("不超过年度预算", "87.65万元", "≤", "DIRECTION_WORDS"),
        ("工作任务", "完成5项", "=", "DIRECTION_TASKS"),
        ("工作任务", "完成率100%", "≥", "DIRECTION_DEFAULT"),
        ("投诉率", "下降5%", "≥", "DIRECTION_FALL"),
        ("运行成本", "逐年降低5%", "≥", "DIRECTION_FALL"),
        ("运行成本", "增长5%", "≤", "DIRECTION_NAME"),
    ],
)
def test_words_decide_where_no_operator_was_typed(
    name: str, target: str, operator: str, code: str
) -> None:
    assert found(name, target) == (operator, [code])


def test_a_tier_goes_before_words_and_a_typed_operator_before_both() -> None:
    assert found("投诉", "5起", "产出指标", "成本指标") == ("≤", ["DIRECTION_TIER"])
    assert found("项目成本", "≥5万元", "产出指标", "成本指标") == ("≥", [])


def test_the_size_of_a_fall_is_to_be_reached_in_every_tier() -> None:
    assert found("运行成本", "下降5%", "产出指标", "成本指标") == ("≥", ["DIRECTION_FALL"])


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("≥90%", []),
        ("70%以下", ["OPERATOR_LOOSE"]),
        ("≥90%以上", ["OPERATOR_DOUBLED"]),
        ("控制在5%以内", []),
    ],
)
def test_what_was_read_into_an_operator_is_told(target: str, codes: list[str]) -> None:
    assert found("甲", target)[1] == codes
