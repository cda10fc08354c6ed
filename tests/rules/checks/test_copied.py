"""X1, X5, X8, S4: what stands twice, and what was copied."""

import msgspec
import pytest

from app.model.record import Row
from tests.rules.checks.content import brief, cases, goals, of, row
from tests.rules.records import with_rows, with_text
from tests.seeds import complete_001, indicator, seed_001

NOTE = "受天气影响，检查推迟到第四季度。"


def line(row_id: str, *texts: str, deviation: str = "") -> Row:
    return indicator(row_id, "产出指标", "数量指标", *texts, deviation=deviation)


def test_x1_an_indicator_stands_once() -> None:
    first, again = (
        line("a", "抽检批次", "5次", "5次", "5"),
        line("b", "抽检 批次", "5次", "5次", "5"),
    )
    other = line("c", "抽检批次", "5次", "4次", "5")
    found = of("X1", with_rows(first, other, again))
    assert [(str(f.place), f.found, f.values["first"]) for f in found] == [
        ("indicators/b/tier3", "3", "1")
    ]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (
            "加强证后监管，对获证企业开展监督检查。\n加强证后监管，对获证企业开展监督检查。",
            ["text"],
        ),
        ("任务完成。效果良好。任务完成。", []),
    ],
)
def test_x1_a_long_sentence_stands_once(text: str, case: list[str]) -> None:
    assert cases("X1", goals(text)) == case


def test_x5_the_goal_is_not_its_own_result() -> None:
    record = goals("完成 年度质量监督检查任务。")
    assert brief("X5", record) == [("info", "goals/actual", "完成年度质量监督检查任务。")]
    assert [f[0] for f in brief("X5", record, review=True)] == ["warning"]
    assert of("X5", goals("", "")) == []


def test_x8_a_reason_used_again_is_doubted_beforehand() -> None:
    rows = (
        line("a", "抽检批次", "5次", "4次", "5", deviation=NOTE),
        line("b", "检查次数", "6次", "4次", "5", deviation=NOTE),
        line("c", "培训次数", "6次", "4次", "5", deviation="同上"),
        line("d", "宣传次数", "6次", "4次", "5", deviation="同上"),
    )
    record = with_rows(*rows)
    assert [f[1] for f in brief("X8", record, review=True)] == ["indicators/b/deviation"]
    assert of("X8", record) == []


def test_x8_last_year_is_not_this_year() -> None:
    text = "2019年任务已全部完成，群众反映良好。"
    last = msgspec.structs.replace(goals(text.replace("2019", "2018")), id="old", year=2018)
    record = goals(text)
    found = of("X8", record, review=True, related=(last,))
    assert [(str(f.place), f.values["year"]) for f in found] == [("goals/actual", "2018")]
    older = msgspec.structs.replace(last, year=2017)
    assert of("X8", record, review=True, related=(older,)) == []


def test_s4_full_marks_and_copied_actuals_are_doubted_beforehand() -> None:
    assert cases("S4", seed_001(), review=True) == ["full"]
    assert of("S4", complete_001()) == []
    fewer = with_text(complete_001(), "indicators/r3/target", "90%")
    assert of("S4", fewer, review=True) == []
    assert of("S4", row(), review=True) == []


def test_s4_speaks_where_one_row_alone_is_different() -> None:
    rows = [line(f"n{n}", f"第{n}项", "100", "100%", "10") for n in range(8)]
    record = with_rows(*rows, line("z", "资金", "43.2", "37.24", "10"))
    found = of("S4", record, review=True)
    assert [(f.values["count"], f.values["rows"], f.found) for f in found] == [("8", "9", "89%")]
