"""=: reached, missed, and exceeded as the policy or the row says."""

import pytest

from tests.rules.rows import points_and_code, policy_with, row_of


@pytest.mark.parametrize(
    ("target", "actual", "full", "zero"),
    [
        ("=5项", "5项", ("10", "EQUAL_FULL"), ("10", "EQUAL_FULL")),
        ("=5项", "6项", ("10", "EQUAL_FULL"), ("0", "EQUAL_NONE")),
        ("=5项", "4项", ("8", "EQUAL_SHARE"), ("8", "EQUAL_SHARE")),
        ("=5项", "-1项", ("0", "EQUAL_NONE"), ("0", "EQUAL_NONE")),
        ("=0起", "0起", ("10", "EQUAL_FULL"), ("10", "EQUAL_FULL")),
        ("=0起", "1起", ("0", "EQUAL_NONE"), ("0", "EQUAL_NONE")),
        ("=-5%", "-5%", ("10", "EQUAL_FULL"), ("10", "EQUAL_FULL")),
        ("=-5%", "-4%", (None, "RATIO_UNDEFINED"), (None, "RATIO_UNDEFINED")),
    ],
)
def test_more_than_the_target_is_full_or_nothing(
    target: str, actual: str, full: tuple[str | None, str], zero: tuple[str | None, str]
) -> None:
    row, strict = row_of(target, actual), policy_with(equal_over="zero")
    assert points_and_code(row) == full
    assert points_and_code(row, policy=strict) == zero
    assert points_and_code(row_of(target, actual, rule={"over": "zero"})) == zero
    assert points_and_code(row_of(target, actual, rule={"over": "full"}), policy=strict) == full
