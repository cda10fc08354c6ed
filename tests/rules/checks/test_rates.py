"""Printed execution rates."""

import pytest

from tests.rules.records import brief, printed
from tests.seeds import complete_001


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        *[("98.73%", []), ("99%", []), ("98.7%", [])],
        ("98.74%", [("info", "funds/total/rate", "98.73%", "98.74%")]),
        ("98%", [("error", "funds/total/rate", "98.73%", "98%")]),
    ],
)
def test_m2_printed_rate_is_right_at_its_own_decimals(
    rate: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("M2", printed(complete_001(), funds__total__rate=rate)) == expected
