from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.workbook_values import Number, as_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("87.65", Number(87.65, "0.00")),
        ("25", Number(25, "0")),
        ("25.0", Number(25, "0.0")),
        ("-588820.30", Number(-588820.3, "0.00")),
        ("13,776,700.00", Number(13776700, "#,##0.00")),
        ("98.73%", Number(0.9873, "0.00%")),
        ("100%", Number(1, "0%")),
        ("0", Number(0, "0")),
    ],
)
def test_a_plain_number_keeps_its_look(text: str, number: Number) -> None:
    assert as_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "—", "86.54万元", "≥200", "+5", "-0", "-0.00", "007", "1,23", "1,2345", ".5", "5."),
        *("1e5", "１２", "4201142019030001", "0.1234567890123456", " 5", "5\n", "=1", "--5", "5%%"),
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    assert as_number(text) is None


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9
    )
)
def test_every_amount_shows_as_it_was_written(amount: Decimal) -> None:
    number = as_number(f"{amount:.2f}")
    if number is not None:
        assert f"{Decimal(repr(number.value)):.2f}" == f"{amount:.2f}"
        assert number.format == "0.00"
    else:
        assert amount == 0
        assert amount.is_signed()
