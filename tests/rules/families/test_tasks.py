"""Task lists and counted tasks."""

from decimal import Decimal

import pytest
from hypothesis import given

from app.model.record import JsonValue
from tests.rules.families.judged import JSON, TEXTS, WEIGHTS, codes, judged, points, within

TASKS = "完成5项工作任务"


@pytest.mark.parametrize(
    ("target", "actual", "earned", "step"),
    [
        *[(TASKS, "完成 5 项", "1", "TASKS_FULL"), (TASKS, "完成 4 项", "0.8", "TASKS")],
        *[(TASKS, "6项", "1", "TASKS_FULL"), (TASKS, "0项", "0", "TASKS")],
        *[(TASKS, "4", "0.8", "TASKS"), (TASKS, "全部完成", "1", "TASKS_FULL")],
        *[(TASKS, "80%", None, "UNITS_DIFFER"), (TASKS, "部分完成", None, "ACTUAL_NOT_NUMBER")],
        *[(TASKS, "", None, "ACTUAL_MISSING"), ("完成", "4项", None, "TASKS_MISSING")],
        ("0项", "4项", None, "RATIO_UNDEFINED"),
    ],
)
def test_counts_stand_in_target_and_actual(
    target: str, actual: str, earned: str | None, step: str
) -> None:
    score = judged("tasks", actual, "1", target=target)
    assert (points(score), codes(score)) == (earned, [step])


def test_tasks_said_to_be_done_are_marked_as_inferred() -> None:
    assert "TASKS_SAID" in [s.code for s in judged("tasks", "全部完成", target=TASKS).inferred]
    assert "TASKS_SAID" not in [s.code for s in judged("tasks", "5项", target=TASKS).inferred]


def test_listed_tasks_go_before_counts() -> None:
    rule = [
        {"text": name, "met": name != "风险交流"} for name in ("风险监测", "风险评估", "风险交流")
    ]
    score = judged("tasks", "完成5项", "3", target=TASKS, items=rule)
    assert (points(score), codes(score)) == ("2", ["ITEM_NOT_MET", "TASKS_LISTED"])
    done = judged("tasks", "", "3", target=TASKS, items=[{"met": True}])
    assert (points(done), codes(done)) == ("3", ["TASKS_LISTED_FULL"])


@given(WEIGHTS, TEXTS, TEXTS, JSON)
def test_any_rule_gives_points_within_the_weight_or_waits(
    weight: Decimal, target: str, actual: str, rule: JsonValue
) -> None:
    assert within(judged("tasks", actual, str(weight), target=target, items=rule), weight)
