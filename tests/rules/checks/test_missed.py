"""What is asked of a table without points: D1, C3, and goals of which none is reached yet."""

import pytest

from tests.wide import wide_findings

AIM = {"name": "里程", "target": "≥10公里", "actual": "8公里"}


@pytest.mark.parametrize(
    ("change", "places"),
    [
        ({}, ["aims/r0/reason"]),
        ({"reason": "无"}, ["aims/r0/reason"]),
        ({"reason": "雨季停工，明年三月补修。"}, []),
        ({"actual": "12公里"}, []),
        ({"target": "≤10公里"}, []),
        ({"actual": "正在施工"}, []),
        ({"actual": ""}, []),
        ({"actual": "/"}, []),
    ],
)
def test_a_target_that_was_not_reached_wants_a_reason(
    change: dict[str, str], places: list[str]
) -> None:
    found = wide_findings("D1", aims=[{**AIM, **change}])
    assert [str(one.place) for one in found] == places
    assert all((one.severity, one.expected) == ("error", "≥10公里") for one in found)


@pytest.mark.parametrize(
    ("row", "places"),
    [
        ({**AIM, "actual": ""}, ["aims/r0/actual"]),
        ({"name": "里程"}, ["aims/r0/target", "aims/r0/actual"]),
        ({"name": "里程", "target": "/", "actual": ""}, []),
        ({**AIM}, []),
    ],
)
def test_required_cells_of_an_indicator_are_asked_for(
    row: dict[str, str], places: list[str]
) -> None:
    found = wide_findings("C3", aims=[row])
    assert [str(one.place) for one in found if one.place.section == "aims"] == places


@pytest.mark.parametrize(
    ("money", "state", "places"),
    [
        ({}, {}, ["money/all/plan", "state/used/how"]),
        ({"all": {"paid": "3"}}, {"run": {"how": "正常"}}, ["money/all/plan", "state/used/how"]),
        ({"all": {"plan": "3"}}, {r: {"how": "正常"} for r in ("used", "run")}, []),
    ],
)
def test_a_blank_table_is_asked_for_once_and_else_cell_by_cell(
    money: dict[str, dict[str, str]], state: dict[str, dict[str, str]], places: list[str]
) -> None:
    found = wide_findings("C3", money=money, state=state, aims=[AIM])
    assert [str(f.place) for f in found if f.place.section in ("money", "state")] == places
    assert all(f.values.get("names", "x") != "" for f in found)


def test_two_goals_that_are_both_planned_may_be_the_same() -> None:
    text = "完成十公里道路的修补，保障沿线居民出行。"
    assert wide_findings("X5", goals={"period": text, "year": text}) == []
