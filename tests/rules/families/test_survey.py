"""The score of a questionnaire: seeds 002 and 004."""

import pytest

from app.model.record import JsonValue
from tests.rules.rows import points_and_code, row_of, score_of

SURVEY = {"family": "survey"}


@pytest.mark.parametrize(
    ("target", "actual", "weight", "more", "expected"),
    [
        ("≥95%", "92.97分", "5", {}, ("4.65", "SURVEY")),
        ("", "92.97", "5", {}, ("4.65", "SURVEY")),
        ("90%", "80%", "5", {"of": "target"}, ("4.44", "SURVEY")),
        ("", "80%", "5", {"scale": "90"}, ("4.44", "SURVEY")),
        ("90%", "95%", "5", {"of": "target"}, ("5", "SURVEY")),
        ("", "4.6分", "10", {"scale": "5"}, ("9.2", "SURVEY")),
        ("", "-1分", "10", {}, ("0", "SURVEY")),
        ("", "92分", "10", {"scale": "5"}, (None, "SURVEY_ABOVE_SCALE")),
        ("", "0.93", "10", {}, (None, "UNIT_UNCLEAR")),
        ("满意", "93%", "10", {"of": "target"}, (None, "TARGET_NOT_NUMBER")),
        ("", "93%", "10", {"sample": "4509份"}, ("9.3", "SURVEY_SAMPLE")),
    ],
)
def test_score_by_the_full_mark_or_the_target(
    target: str,
    actual: str,
    weight: str,
    more: dict[str, JsonValue],
    expected: tuple[str | None, str],
) -> None:
    assert points_and_code(row_of(target, actual, weight, rule=SURVEY | more)) == expected


@pytest.mark.parametrize(
    ("actual", "more", "sample"),
    [
        ("发放及回收有效问卷100份，得分92.97分", {}, "100份"),
        ("发放及回收有效问卷100份，得分92.97分", {"sample": "50份"}, "50份"),
        ("92.97分", {"sample": "4509份"}, "4509份"),
    ],
)
def test_sample_is_shown(actual: str, more: dict[str, JsonValue], sample: str) -> None:
    score = score_of(row_of("", actual, "5", rule=SURVEY | more))
    assert str(score.points) == "4.65"
    assert score.steps[-1].values == {"sample": sample}
