"""What must be filled in."""

import pytest

from tests.rules.records import of, with_section, with_text
from tests.seeds import complete_001, seed_001


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"project_name": "甲", "department": "乙", "unit": "丙"}, []),
        ({"project_name": "甲", "department": "\u00a0", "unit": "丙"}, ["fields/department"]),
        ({"unit": "丙"}, ["fields/project_name", "fields/department"]),
        ({}, ["fields/project_name"]),
    ],
)
def test_c3_required_fields_are_filled(fields: dict[str, str], places: list[str]) -> None:
    record = with_section(complete_001(), "fields", fields)
    assert [str(f.place) for f in of("C3", record)] == places


def test_c3_names_one_blank_goal_by_its_own_label() -> None:
    record = with_text(seed_001(), "goals/expected", "完成检查任务。")
    goals = [f for f in of("C3", record) if f.place.section == "goals"]
    assert [(f.place.field, f.values["label"]) for f in goals] == [("actual", "实际完成情况")]
