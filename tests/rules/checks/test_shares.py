"""P3 and P4: shares without their sign, and parts that make no whole."""

import pytest

from tests.rules.checks.content import brief, goals, mended, of, row


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二等水占 76.23。", ["76.23"]),
        ("优良占比76，其余为良。", ["76"]),
        ("占比为23.5%，占地500亩，占用3间，占三分之一，占比1:3", []),
        ("项目占2019年支出的一半，占第3位，占预算总额的95.65%。", []),
    ],
)
def test_p3_a_share_bears_its_percent_sign(text: str, found: list[str]) -> None:
    assert [f[2] for f in brief("P3", goals(text))] == found


def test_p3_both_ends_of_an_interval_bear_the_sign() -> None:
    record = row("完成率", "80≤M<90%", "85%")
    assert brief("P3", record) == [("info", "indicators/x/target", "80≤M<90%")]
    assert mended(record, "P3").rows("indicators")[0].text("target") == "80%≤M<90%"
    assert of("P3", row("完成率", "80%≤M<90%", "85%")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("除占比23.56%的批次外，其余占比74.66%的批次参照上年。", ["98.22%"]),
        ("其中甲类占60%，其余占40%。", []),
        ("其中甲类占33.3%，乙类占33.3%，其他占33.3%。", []),
        ("甲类占比23.56%，乙类占比74.66%。", []),
        ("甲类占20%，其余占30%。", []),
    ],
)
def test_p4_parts_of_a_whole_make_a_hundred(text: str, found: list[str]) -> None:
    assert [f[2] for f in brief("P4", goals(text), review=True)] == found
    assert brief("P4", goals(text)) == []
