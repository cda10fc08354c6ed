"""Notes on a budget that changed and on money left over."""

import msgspec
import pytest

from tests.rules.records import amounts, brief, of, with_policy


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


@pytest.mark.parametrize(
    ("executed", "case"), [("78.9", []), ("78.8", [""]), ("70.2", [""]), ("70.1", ["unspent"])]
)
def test_m10_low_execution_wants_a_note(executed: str, case: list[str]) -> None:
    record = amounts(total__executed=executed, current_year__executed=executed)
    found = of("M10", record)
    assert [f.values.get("case", "") for f in found] == case
    assert [(f.severity, str(f.place)) for f in found] == [
        ("warning", "funds/total/executed")
    ] * len(case)
    assert of("M10", msgspec.structs.replace(record, funds_note="合同尾款下年支付")) == []


def test_m10_and_m5_speak_only_where_the_policy_wants_the_note() -> None:
    record = amounts(total__executed="60", current_year__executed="60", total__initial="100")
    record = with_policy(record, notes=["lost", "over"])
    assert of("M10", record) + of("M5", record) == []


def test_m10_takes_its_bound_from_the_policy() -> None:
    record = amounts(total__executed="80", current_year__executed="80")
    assert of("M10", record) == []
    found = of("M10", with_policy(record, note_below="95"))
    assert [(f.found, f.expected) for f in found] == [("91.27%", "≥ 95%")]


def test_m5_is_silent_on_what_rounding_explains() -> None:
    assert of("M5", amounts(total__initial="87.654321", current_year__initial="87.65")) == []
