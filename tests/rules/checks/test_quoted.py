"""C1: what a sentence quotes against the table and against other sentences."""

import msgspec
import pytest

from tests.rules.checks.content import cases, goals, of, row
from tests.rules.records import with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("不超过年度预算：87.65元。", ["unit"]),
        ("全年支出86.54元。", ["unit"]),
        ("全年支出865400元，预算876500元。", []),
        ("全年支出86.54万元，预算87.65万元。", []),
        ("人均支出86.54元/人，检验单价90元。", []),
        ("预算执行率98.73%。", []),
        ("预算执行率为98.7%，接近99%。", []),
        ("预算执行率95%。", ["rate"]),
        ("预算执行率达到90%以上，上年预算执行率95%。", []),
        ("总计评分为99.87分。", []),
        ("自评得分98分。", ["total"]),
        ("满分100分，产出指标得分50分。", []),
        ("收回问卷100份，问卷调查综合得分92.97分。", []),
        ("问卷综合得分92.97分，自评得分98分。", ["total"]),
        ("该指标自评得分8.7分。", []),
    ],
)
def test_c1_unit_rate_and_total_are_the_tables(text: str, case: list[str]) -> None:
    assert cases("C1", goals(text)) == case


def test_c1_a_printed_total_may_be_quoted() -> None:
    record = msgspec.structs.replace(goals("自评得分98分。"), printed={"total/score": "98"})
    assert of("C1", record) == []


def test_c1_the_unit_of_a_target_is_seen() -> None:
    record = row("不超过年度预算", "87.65元", "86.54万元", "成本指标")
    found = of("C1", record)
    assert [(str(f.place), f.found, f.expected) for f in found] == [
        ("indicators/x/target", "87.65元", "87.65万元")
    ]
    assert of("C1", row("单次检验费", "≤87.65元", "80元", "成本指标")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年预算100万元，全部支出。", ["87.65万元"]),
        ("实际支出80.2万元。", ["86.54万元"]),
        ("年初预算186.8万元。", ["87.65万元"]),
        ("实际支出86.5万元，预算88万元。", []),
        ("其中检验费支出30万元，上年预算90万元，人均支出2万元。", []),
        ("预算追加10万元。", []),
        ("全年预算5,163.41万元，全年预算5,163.41万元。", ["87.65万元"]),
    ],
)
def test_c1_amounts_that_the_table_does_not_know_are_doubted_beforehand(
    text: str, expected: list[str]
) -> None:
    assert [f.expected for f in of("C1", goals(text), review=True)] == expected
    assert of("C1", goals(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("查处不合格企业1,085家次。复查不合格企业1055家次。", ["1055家次"]),
        ("查处不合格企业1,085家次。复查不合格企业1085家次。", []),
        ("计划抽检批次6921批次，实际抽检批次7286批次。", []),
        ("培训企业80家，检查企业90户。", []),
    ],
)
def test_c1_one_noun_has_one_number(text: str, found: list[str]) -> None:
    assert [f.found for f in of("C1", goals(text), review=True)] == found
    assert of("C1", goals(text)) == []


def test_c1_a_text_agrees_with_its_indicator() -> None:
    rows = indicator("x", "产出指标", "数量指标", "抽检产品批次", "≥6921批次", "7286批次", "90")
    record = with_rows(rows, record=goals("全年抽检产品批次7237批次。"))
    found = of("C1", record, review=True)
    assert [(str(f.place), f.found, f.expected) for f in found] == [
        ("goals/actual", "7237批次", "7286批次")
    ]


def test_c1_says_nothing_without_amounts() -> None:
    record = complete_001()
    for place in ("funds/total/annual", "funds/total/executed"):
        record = with_text(record, place, "")
    assert of("C1", with_text(record, "goals/actual", "预算执行率95%。"), review=True) == []
