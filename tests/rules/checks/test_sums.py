"""Parts of money rows and the sums they make."""

import pytest

from tests.rules.records import amounts, brief


@pytest.mark.parametrize(
    ("total", "part", "expected"),
    [
        ("87.65", "80", [("error", "funds/total/annual", "80", "87.65")]),
        ("87.65", "87.64", [("info", "funds/total/annual", "87.64", "87.65")]),
        ("", "90", [("error", "funds/total/annual", "90", "0")]),
        ("0", "90", [("error", "funds/total/annual", "90", "0")]),
        ("87.65", "", []),
        ("87.65", "876500元", []),
        ("87.65", "约90", []),
    ],
)
def test_m1_parts_add_up_to_their_row(
    total: str, part: str, expected: list[tuple[str, str, str, str]]
) -> None:
    record = amounts(total__annual=total, current_year__annual=part)
    assert brief("M1", record) == expected
