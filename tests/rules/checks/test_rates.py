"""Printed execution rates."""

import pytest

from app.model.change import apply
from tests.rules.records import amounts, brief, findings, of, printed
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


@pytest.mark.parametrize("rate", ["0.9873", "0.99", "98.74％", "98.7336%"])
def test_m2_takes_shares_of_one_and_rates_with_more_decimals(rate: str) -> None:
    found = of("M2", printed(complete_001(), funds__total__rate=rate))
    assert [f.severity for f in found] == (["info"] if rate.startswith("98.74") else [])


@pytest.mark.parametrize("rate", ["90.00%", "90", "90％"])
def test_m2_quotes_the_rate_as_it_was_printed(rate: str) -> None:
    assert of("M2", printed(complete_001(), funds__total__rate=rate))[0].found == rate


def test_m2_and_m3_offer_the_computed_values() -> None:
    record = printed(complete_001(), funds__total__rate="90%", funds__total__score="9.5")
    for code in ("M2", "M3"):
        fix = of(code, record)[0].fix
        assert fix is not None
        assert fix.name == "adopt_computed"
        record = apply(record, fix)
    assert record.printed == {}
    assert findings(record) == ()


@pytest.mark.parametrize(
    ("annual", "executed", "rate", "found"),
    [
        *[
            ("", "", "100%", ["100%"]),
            ("0", "0", "100%", ["100%"]),
            ("0", "", "100.00%", ["100.00%"]),
        ],
        *[("0", "0", "0%", []), ("", "", "—", []), ("", "5", "100%", []), ("5", "5", "100%", [])],
    ],
)
def test_m11_a_rate_of_nothing_is_asked_about(
    annual: str, executed: str, rate: str, found: list[str]
) -> None:
    record = amounts(other__annual=annual, other__executed=executed)
    asked = of("M11", printed(record, funds__other__rate=rate))
    assert [(f.severity, str(f.place), f.found) for f in asked] == [
        ("warning", "funds/other/rate", text) for text in found
    ]
