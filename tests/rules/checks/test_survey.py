"""Q1: a satisfaction rate wants its sample, and one sample everywhere."""

import pytest

from tests.rules.checks.content import cases, goals
from tests.rules.records import with_text
from tests.seeds import complete_001


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("任务已全部完成。", [""]),
        ("发放问卷100份，收回98份。", []),
        ("随机回访80户，均表示满意。", []),
    ],
)
def test_q1_somebody_was_asked(text: str, case: list[str]) -> None:
    assert cases("Q1", goals(text), review=True) == case
    assert cases("Q1", goals(text)) == []


def test_q1_the_sample_may_stand_in_the_cell_and_is_one_everywhere() -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "发放问卷100份，满意度85%")
    assert cases("Q1", record, review=True) == []
    other = with_text(record, "goals/actual", "经问卷调查50份，群众满意。")
    assert cases("Q1", other, review=True) == ["differs"]
    same = with_text(record, "goals/actual", "发放问卷100份，收回有效问卷95份。")
    assert cases("Q1", same, review=True) == []
