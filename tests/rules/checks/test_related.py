"""C4, C5 and the year before: one project in several tables."""

import msgspec
import pytest

from app.model.record import FormRecord
from tests.rules.checks.content import goals, of, row
from tests.rules.records import with_text
from tests.seeds import complete_001


def other(record: FormRecord, year: int | None = 2019) -> FormRecord:
    """Another table of the project."""
    return msgspec.structs.replace(record, id="other", year=year)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("质量技术监督项目经费全部支出。", ["质量技术监督项目经费"]),
        ("质量技术监督专项经费全部支出。", []),
        ("质量技术监督专项经费项目全部支出。", []),
        ("质量技术监督工作全部完成。", []),
    ],
)
def test_c4_the_project_has_one_name_in_the_texts(text: str, found: list[str]) -> None:
    assert [f.found for f in of("C4", goals(text), review=True)] == found
    assert of("C4", goals(text)) == []


def test_c4_names_are_the_same_in_related_tables() -> None:
    record = with_text(complete_001(), "fields/project_name", "质量技术监督项目经费")
    record = with_text(record, "fields/unit", "云溪县市场监管局")
    found = of("C4", complete_001(), related=(other(record),))
    assert [(str(f.place), f.values["case"]) for f in found] == [
        ("fields/project_name", "project"),
        ("fields/unit", "unit"),
    ]
    spaced = with_text(complete_001(), "fields/unit", "云溪县 应急管理局")
    assert of("C4", complete_001(), related=(other(spaced),)) == []


@pytest.mark.parametrize(
    ("name", "target", "year", "expected"),
    [
        ("抽检批次", "≥6921批次", 2019, ["≥6921批次"]),
        ("抽检 批次", "≥7,096批次", 2019, []),
        ("抽检批次", "7096", 2019, []),
        ("抽检批次", "≤7096批次", 2019, ["≤7096批次"]),
        ("抽检批次", "≥6921批次", 2018, []),
        ("抽检批次", "≥6921批次", None, ["≥6921批次"]),
        ("抽检批次", "", 2019, []),
        ("检查次数", "≥6921批次", 2019, []),
    ],
)
def test_c5_a_target_is_the_same_in_all_tables(
    name: str, target: str, year: int | None, expected: list[str]
) -> None:
    here, there = row("抽检批次", "≥7096批次", "7237批次"), other(row(name, target), year)
    found = of("C5", here, related=(there,))
    assert [f.expected for f in found] == expected
    assert of("C5", here) == []


def test_c5_targets_of_words_are_compared_as_words() -> None:
    here = row("产品质量", "有效 提升", "提升")
    assert of("C5", here, related=(other(row("产品质量", "有效提升")),)) == []
    assert len(of("C5", here, related=(other(row("产品质量", "显著提升")),))) == 1
