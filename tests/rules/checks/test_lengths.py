"""Texts with a limit."""

import msgspec
import pytest

from app.model.loading import parse_definition
from app.model.record import FormRecord
from app.rules.checks.lengths import characters
from tests.rules.records import SMALL_FORM, of, with_policy, with_section, with_text
from tests.seeds import complete_001

TEXTS = """
[[parts.sections]]
kind = "text"
id = "texts"
label_span = 1
items = [{ field = "conclusion", label = "评价结论：", limit = 5 }]
"""


def test_characters_are_counted_as_a_word_processor_counts_them() -> None:
    assert characters("一、完成\n  3项 ，\u3000好。") == 9


@pytest.mark.parametrize(
    ("place", "limits"),
    [
        ("goals/expected", {"expected": 5}),
        ("indicators/r3/deviation", {"deviation": 5}),
        ("record/funds_note", {"funds_note": 5}),
    ],
)
@pytest.mark.parametrize(("text", "over"), [("一二三四 五", None), ("一二三四五六", "1")])
def test_x7_a_text_is_no_longer_than_the_policy_allows(
    place: str, limits: dict[str, int], text: str, over: str | None
) -> None:
    record = with_policy(complete_001(), text_limits=limits)
    if place == "record/funds_note":
        record = msgspec.structs.replace(record, funds_note=text)
    else:
        record = with_text(record, place, text)
    found = of("X7", record)
    assert [(f.severity, str(f.place), f.values["over"]) for f in found] == (
        [] if over is None else [("warning", place, over)]
    )


@pytest.mark.parametrize(("limits", "limit"), [({}, "5"), ({"conclusion": 3}, "3")])
def test_x7_the_stricter_of_two_limits_speaks(limits: dict[str, int], limit: str) -> None:
    form = parse_definition(SMALL_FORM + TEXTS, "small")
    record = FormRecord(form="small", form_version=1, id="x")
    record = with_section(record, "texts", {"conclusion": "一二三四五六"})
    found = of("X7", with_policy(record, text_limits=limits), form)
    assert [(f.values["label"], f.values["limit"]) for f in found] == [("评价结论", limit)]
