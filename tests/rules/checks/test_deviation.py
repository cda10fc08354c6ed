"""Reasons for deviations."""

import pytest

from tests.rules.records import of, printed, with_policy, with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    ("deviation", "errors"),
    [*[(text, 1) for text in ("", "无", "0", "/", "—", " \u3000", "暂无")], ("天气原因", 0)],
)
def test_d1_lost_points_want_a_reason_that_says_something(deviation: str, errors: int) -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "60%")
    record = with_text(record, "indicators/r9/deviation", deviation)
    found = of("D1", record)
    assert [(f.severity, str(f.place)) for f in found] == [
        ("error", "indicators/r9/deviation")
    ] * errors


def test_d1_sees_points_that_another_table_printed() -> None:
    record = printed(complete_001(), indicators__r3__score="23")
    assert [f.values["points"] for f in of("D1", record)] == ["23"]


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        *[("≥200组", "340组", ["170%"]), ("≥200组", "260组", ["130%"]), ("≥200组", "259组", [])],
        *[
            ("≥80%", "120%", []),
            ("≤200组", "100组", []),
            ("=10份", "20份", ["200%"]),
            ("=0", "0", []),
        ],
    ],
)
def test_d2_counts_far_above_their_target_want_a_reason(
    target: str, actual: str, found: list[str]
) -> None:
    record = with_rows(indicator("x", "产出指标", "数量指标", "甲", target, actual, "5"))
    assert [f.found for f in of("D2", record)] == found
    assert of("D2", with_text(record, "indicators/x/deviation", "年初指标偏低")) == []


@pytest.mark.parametrize("nothing", ["0.0", "000", "//", "——", "无。", "暂无", "没有", "**", "空"])
def test_d1_takes_no_empty_phrase_for_a_reason(nothing: str) -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "60%")
    assert len(of("D1", with_text(record, "indicators/r9/deviation", nothing))) == 1


def test_d1_and_d2_speak_only_where_the_policy_wants_the_note() -> None:
    rows = (
        indicator("x", "产出指标", "数量指标", "甲", "≥100次", "60次", "5"),
        indicator("y", "产出指标", "数量指标", "乙", "≥100次", "160次", "5"),
    )
    assert [f.code for f in (*of("D1", with_rows(*rows)), *of("D2", with_rows(*rows)))] == [
        "D1",
        "D2",
    ]
    record = with_policy(with_rows(*rows), notes=["adjusted"])
    assert of("D1", record) + of("D2", record) == []


@pytest.mark.parametrize(("given", "errors"), [("25", 0), ("24.99", 0), ("24.98", 1)])
def test_d1_follows_the_points_that_stand_on_the_paper(given: str, errors: int) -> None:
    record = with_text(complete_001(), "indicators/r3/actual", "80%")
    assert len(of("D1", printed(record, indicators__r3__score=given))) == errors


@pytest.mark.parametrize(
    ("text", "notes"),
    [("0", 1), ("100%", 1), ("12", 1), ("无", 0), ("/", 0), ("—", 0), ("完成较好", 0)],
)
def test_d3_whispers_about_a_bare_number_only(text: str, notes: int) -> None:
    found = of("D3", with_text(complete_001(), "indicators/r3/deviation", text))
    assert [(f.severity, str(f.place)) for f in found] == [
        ("info", "indicators/r3/deviation")
    ] * notes
