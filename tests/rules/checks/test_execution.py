"""The points of the execution rate, and the amounts behind it."""

import msgspec
import pytest

from tests.rules.records import amounts, brief, of, printed, with_section
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
