"""Notes on a budget that changed and on money left over."""

import msgspec
import pytest

from tests.rules.records import amounts, brief


@pytest.mark.parametrize(
    ("initial", "note", "expected"),
    [
        ("", "", [("info", "funds/total/initial", "", "")]),
        ("—", "", [("info", "funds/total/initial", "", "")]),
        ("186.8", "", [("warning", "funds/total/initial", "87.65", "186.8")]),
        *[("186.8", "年中调减", []), ("", "年初未安排", []), ("87.65", "", [])],
    ],
)
def test_m5_changed_or_blank_initial_budget_wants_a_note(
    initial: str, note: str, expected: list[tuple[str, str, str, str]]
) -> None:
    record = amounts(total__initial=initial, current_year__initial=initial)
    assert brief("M5", msgspec.structs.replace(record, funds_note=note)) == expected
