"""All checks of what is written on whole tables: what they find in the seeds, and their quiet."""

import json
from pathlib import Path

import pytest

from app.model.codec import read_record
from app.model.record import FormRecord
from app.rules.checks.codes import CHECKS
from tests.rules.checks.content import all_of, goals, row
from tests.rules.records import with_rows, with_text
from tests.seeds import complete_001, indicator, seed_001

PUBLISHED = sorted((Path(__file__).resolve().parents[2] / "data" / "published").glob("*.json"))

_CODES = """
P1 P2 P3 P4 P5 P6 T1 T2 T3 V3 V4 V5 V7 Q1 C1 C2 C4 C5 X1 X2 X3 X4 X5 X6 X8 G2 S4 S5
"""
CONTENT = frozenset(_CODES.split())


def told(record: FormRecord, *, review: bool = False) -> set[tuple[str, str]]:
    """Codes and places of what the checks of the content say."""
    found = all_of(record, review=review)
    return {(f.code, str(f.place)) for f in found if f.code in CONTENT}


SATISFACTION = "社会公众或服务对象对项目实施效果的满意程度"


def story_001() -> FormRecord:
    """Seed 001: the table with the sentences of its report as goals and funds note."""
    planned = "不超过年度预算：87.65元。"
    done = (
        "质量技术监督项目经费年初预算186.8万元。"
        f"{SATISFACTION}目标80%，经统计受益社会群体满意度为85%，完成率107.5%。"
        "根据《关于印发《应急管理局职能配置规定》的通知》，全年累计支出86.54万元，整体执行情况一般。"
        "总计评分为99.87分，评价结论为：优。"
    )
    return goals(done, planned)


def test_seed_000_the_repeated_words_and_the_bookmark() -> None:
    text = "[bookmark: _GoBack]产出指标，主要评价主要评价产出数量。评价结果为“良”。"
    names = ("全年监测抽检组数≥200组", "对监测抽检不合格产品立案查处率=100%")
    rows = [indicator(f"x{n}", "产出指标", "数量指标", t, "", "", "") for n, t in enumerate(names)]
    record = with_rows(*rows, record=goals(text))
    assert told(record) >= {
        *[("X2", "goals/actual"), ("V7", "indicators/x0/tier3"), ("V7", "indicators/x1/tier3")]
    }


def test_seed_001_typing_asks_what_is_certain() -> None:
    assert told(story_001()) == {
        *[("P2", "goals/actual"), ("C1", "goals/expected"), ("X2", "goals/actual")]
    }


def test_seed_001_beforehand_the_reviewer_asks_the_rest() -> None:
    found = told(story_001(), review=True)
    assert found - told(story_001()) == {
        *[("C1", "goals/actual"), ("C4", "goals/actual"), ("G2", "goals/actual")],
        *[("V3", f"indicators/{key}/target") for key in ("r3", "r6", "r8")],
        *[("Q1", "indicators/r9/actual"), ("S4", "indicators/r3/actual")],
    }


def test_seed_002_the_same_paragraph_twice() -> None:
    text = "对获证企业开展证后监督检查，规范企业生产行为。"
    assert told(goals(f"{text}受理19件。{text}")) == {("X1", "goals/actual")}


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (row("检测结果反馈及时率", "100%", "82..73%"), "X2"),
        (row("培训班规模达标率", "880人次", "624人次"), "P6"),
        (goals("占比23.56%的批次为全覆盖，其余占比74.66%的批次参照上年。"), "P4"),
        (goals("不合格企业1,085家次，已移送。全年不合格企业1055家次。"), "C1"),
        (goals("支出192,000. 00元。"), "X2"),
    ],
)
def test_seed_003_slips_kinds_and_counts(record: FormRecord, code: str) -> None:
    assert code in {found for found, _ in told(record, review=True)}


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (goals("收集2016年度基础资料，2016年5月25日至6月25日评价。"), "T1"),
        (row("企业整改率", "80≤M<90%", "82%"), "P3"),
        (row("服务对象满意度", "≥95%", "100%"), "Q1"),
        (goals("年收入576,700.00元，本年支出86.54元。"), "C1"),
    ],
)
def test_seed_004_years_units_and_ranges(record: FormRecord, code: str) -> None:
    assert code in {found for found, _ in told(record, review=True)}


def test_seed_004_two_surveys_of_one_project() -> None:
    record = with_text(row("服务对象满意度", "≥95%", "发放及回收有效问卷100份，得分92.97分"), *TEXT)
    assert "Q1" in {found for found, _ in told(record, review=True)}


TEXT = ("goals/actual", "发放问卷50份，满意度良好。")


def test_106_percent_of_a_satisfaction_target_is_nothing() -> None:
    assert told(complete_001()) == set()
    assert told(seed_001()) == set()


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_published_tables_are_no_reason_for_alarm(path: Path) -> None:
    record = read_record(path.read_text("utf-8"))
    if json.loads(path.read_text("utf-8"))["form"] != "mof2020-project":
        pytest.skip("another form")
    found = [f for f in all_of(record) if f.code in CONTENT]
    assert [f for f in found if f.severity == "error"] == []
    assert len([f for f in found if f.severity == "warning"]) <= 2


def test_no_check_of_the_content_is_ever_an_error() -> None:
    assert {CHECKS[code].severity for code in CONTENT} <= {"warning", "info"}


def test_what_only_the_reviewer_asks_is_registered_so() -> None:
    quiet = {code for code in CONTENT if CHECKS[code].review}
    assert quiet == {"P4", "V3", "Q1", "S4", "S5", "X8"}
    everything = [complete_001(), seed_001(), story_001(), row("促进发展", "100%", "100%")]
    assert {code for record in everything for code, _ in told(record)} & quiet == set()


def test_an_edit_of_one_row_finds_what_a_whole_reading_finds() -> None:
    record = story_001()
    all_of(record)
    for text in ("82..73%", "指标1：", " ", "85%"):
        record = with_text(record, "indicators/r9/actual", text)
        rows = tuple(
            type(r)(r.id, r.kind, dict(r.cells), r.rule) for r in record.rows("indicators")
        )
        assert all_of(record) == all_of(with_rows(*rows, record=record))
