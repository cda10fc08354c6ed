"""All points or none: by numbers, dates, words or a person's answer."""

import pytest

from app.model.record import JsonValue
from tests.rules.rows import points_and_code, policy_with, row_of, score_of

RULE = {"family": "all_or_nothing"}
FULL, NONE = ("10", "MET"), ("0", "NOT_MET")


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        *[("≥95%", "95%", FULL), ("≥95%", "94.99%", NONE), ("≤5件", "5件", FULL)],
        *[
            ("≤5件", "6件", NONE),
            ("=5件", "5件", FULL),
            ("=5件", "6件", FULL),
            ("=5件", "4件", NONE),
        ],
        *[("=0件", "0件", FULL), ("=0件", "1件", NONE), ("5件", "4件", NONE)],
        *[("符合", "是", FULL), ("符合", "不符合", NONE), ("≥95%", "符合", FULL)],
        *[("未发生", "未发生", FULL), ("未发生", "2起", NONE)],
        *[("2019年9月底前", "2019年9月30日", FULL), ("2019年9月底前", "2019年10月1日", NONE)],
        *[("2019年9月底前", "按期完成", FULL), ("2019年9月底前", "2019年", (None, "MET_OPEN"))],
        *[("有效", "明显提升", (None, "MET_OPEN")), ("有效", "", (None, "ACTUAL_MISSING"))],
        *[("≥5件", "3吨", (None, "UNITS_DIFFER")), ("", "部分完成", (None, "MET_OPEN"))],
    ],
)
def test_reached_or_not(target: str, actual: str, expected: tuple[str | None, str]) -> None:
    assert points_and_code(row_of(target, actual, rule=RULE)) == expected


@pytest.mark.parametrize(("met", "expected"), [("yes", "10"), ("no", "0"), ("", None)])
def test_a_persons_answer_goes_first(met: JsonValue, expected: str | None) -> None:
    for target, actual in (("有效", "明显提升"), ("", "")):
        points, code = points_and_code(row_of(target, actual, rule=RULE | {"met": met}))
        assert points == expected
        assert (code in ("MET_CHOSEN", "NOT_MET_CHOSEN")) == bool(met)


def test_direction_is_inferred_and_said() -> None:
    row = row_of("5件", "4件", name="不超过", rule=RULE)
    score = score_of(row)
    assert score.points == 10
    assert [step.code for step in score.inferred] == ["RULE_OWN", "DIRECTION_WORDS"]


def test_more_than_equal_fails_where_the_policy_says_so() -> None:
    row = row_of("=5件", "6件", rule=RULE)
    assert points_and_code(row, policy=policy_with(equal_over="zero")) == NONE
