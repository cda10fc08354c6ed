"""Printed totals and grades."""

import pytest

from tests.rules.records import brief, of, printed, with_text
from tests.seeds import complete_001


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("99.87", []),
        ("99.88", [("info", "total/score", "99.87", "99.88")]),
        ("98.87", [("error", "total/score", "99.87", "98.87")]),
    ],
)
def test_s3_printed_total_is_the_sum_of_the_rows(
    total: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("S3", printed(complete_001(), total__score=total)) == expected


def test_s3_adds_the_printed_scores_as_a_reader_would() -> None:
    record = printed(complete_001(), total__score="97.87", indicators__r3__score="23")
    assert of("S3", record) == []
    assert len(of("S2", record)) == 1


@pytest.mark.parametrize(
    ("grade", "total", "expected"),
    [
        ("优", "99.87", []),
        ("良", "99.87", [("error", "grade/grade", "优", "良")]),
        ("良", "84.37", []),
    ],
)
def test_g1_printed_grade_follows_from_the_total(
    grade: str, total: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("G1", printed(complete_001(), total__grade=grade, total__score=total)) == expected


def test_g1_grade_needs_a_total() -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "")
    found = of("G1", printed(record, total__grade="优"))
    assert [f.values["case"] for f in found] == ["no_total"]
