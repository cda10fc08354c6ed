"""Names of exported files: safe, told apart, and cut where they are long."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.batch_export.names import (
    DEFAULT_PATTERN,
    KEYS,
    Naming,
    check_pattern,
    example,
    numbered,
    stem,
    values_of,
)
from app.model.faults import FaultError
from app.model.states import SIGNED
from tests.desk.desk import NATIONAL
from tests.second import form_of
from tests.seeds import complete_001

NAMING = Naming(DEFAULT_PATTERN, "报送版", date(2025, 4, 18))
VALUES = values_of(complete_001(), form_of(NATIONAL).definition, SIGNED, 3, NAMING)


def test_every_key_says_what_it_names() -> None:
    assert set(VALUES) == set(KEYS)
    assert (VALUES["年度"], VALUES["状态"], VALUES["日期"], VALUES["序号"], VALUES["版本"]) == (
        *("2019", "已签章", "20250418"),
        *("03", "报送版"),
    )


def test_blank_parts_leave_no_gap() -> None:
    values = {**dict.fromkeys(KEYS, ""), "年度": "2024", "项目": "甲/乙《丙》"}
    assert example(DEFAULT_PATTERN, values) == "2024_甲乙丙"
    assert example("{单位}-{项目}", values) == "甲乙丙"
    assert example("{单位}", values) == "未命名"


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{年度}_{单位名}", "BATCH_001"),
        ("{}", "BATCH_001"),
        ("自评表", "BATCH_002"),
        ("{年度", "BATCH_002"),
        ("{年度}}", "BATCH_002"),
        ("", "BATCH_002"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_told(pattern: str, code: str) -> None:
    with pytest.raises(FaultError, match=code):
        check_pattern(pattern)


@given(st.fixed_dictionaries({key: st.text(max_size=120) for key in KEYS}))
def test_a_name_is_safe_and_keeps_its_year_and_day(values: dict[str, str]) -> None:
    values = {**values, "年度": "2024", "日期": "20250418"}
    name = stem(DEFAULT_PATTERN, values)
    assert 0 < len(name) <= 80
    assert name.startswith("2024")
    assert name.endswith("20250418")
    assert not set(name) & set('/\\:*?"<>|\n\t')


@given(st.lists(st.sampled_from(["甲", "乙", "A", "a"]), max_size=12))
def test_equal_names_get_a_number(names: list[str]) -> None:
    taken: set[str] = {"甲.pdf"}
    made = [numbered(name, taken, [".xlsx", ".pdf"]) for name in names]
    assert len({name.casefold() for name in made}) == len(made)
    assert "甲" not in made
