"""The points of the execution rate, and the amounts behind it."""

import msgspec
import pytest

from tests.rules.records import amounts, brief, findings, of, printed, with_section
from tests.seeds import complete_001


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("9.87", []),
        ("9.88", [("info", "funds/total/score", "9.87", "9.88")]),
        ("10", [("error", "funds/total/score", "9.87", "10")]),
    ],
)
def test_m3_printed_execution_points_follow_the_rate(
    points: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("M3", printed(complete_001(), funds__total__score=points)) == expected


def test_m3_typed_execution_points_are_answered_by_the_funds_note() -> None:
    typed = amounts(total__score="10")
    assert brief("M3", typed) == [("warning", "funds/total/score", "9.87", "10")]
    assert of("M3", msgspec.structs.replace(typed, funds_note="财政核定按 10 分计")) == []


@pytest.mark.parametrize(
    ("annual", "executed", "places"),
    [
        ("0", "0", ["funds/total/annual"]),
        ("0", "5", ["funds/total/annual"]),
        ("", "5", ["funds/total/annual"]),
        ("5", "", ["funds/total/executed"]),
        ("5", "0", []),
    ],
)
def test_m6_there_is_a_budget_and_an_executed_amount(
    annual: str, executed: str, places: list[str]
) -> None:
    record = with_section(
        complete_001(), "funds", {"total": {"annual": annual, "executed": executed}}
    )
    assert [str(f.place) for f in of("M6", record)] == places
    assert of("M4", record) == []


@pytest.mark.parametrize(
    ("annual", "executed", "severity"),
    [("0", "5", "error"), ("", "5", "warning"), ("5", "5", None), ("0", "0", None), ("", "", None)],
)
def test_m4_a_part_cannot_spend_what_it_does_not_have(
    annual: str, executed: str, severity: str | None
) -> None:
    found = of("M4", amounts(other__annual=annual, other__executed=executed))
    expected = [] if severity is None else [(severity, "funds/other/executed")]
    assert [(f.severity, str(f.place)) for f in found] == expected


@pytest.mark.parametrize(
    ("points", "severity"), [("9.9", "info"), ("9.8", "error"), ("10", "error")]
)
def test_m3_points_may_be_rounded_to_the_decimals_they_are_printed_with(
    points: str, severity: str
) -> None:
    found = of("M3", printed(complete_001(), funds__total__score=points))
    assert [f.severity for f in found] == [severity]


def test_points_of_another_weight_follow_another_policy() -> None:
    record = printed(complete_001(), funds__total__weight="20", funds__total__score="19.75")
    assert [f.code for f in findings(record)] == ["W1", "W3"]
    assert [(f.found, f.expected) for f in of("W3", record)] == [("20", "10")]


def test_s1_and_r1_look_at_the_execution_row_too() -> None:
    assert [f.found for f in of("S1", amounts(total__score="12"))] == ["12"]
    assert [f.found for f in of("S1", amounts(total__review_score="12"))] == ["12"]
    found = of("R1", amounts(total__review_score="9"))
    assert [(f.severity, f.found, f.values["difference"]) for f in found] == [
        ("info", "9", "-0.87")
    ]
