"""Indicator rows that lack something."""

import msgspec
import pytest

from app.model.record import Row
from tests.rules.records import of, printed, with_rows, with_text
from tests.seeds import complete_001, indicator


@pytest.mark.parametrize(
    "place", ["funds/total/annual", "indicators/r3/weight", "indicators/r3/score"]
)
def test_n1_what_should_be_a_number_and_is_not(place: str) -> None:
    found = of("N1", with_text(complete_001(), place, "约二十五"))
    assert [(f.severity, str(f.place), f.found) for f in found] == [("error", place, "约二十五")]


@pytest.mark.parametrize(
    ("texts", "place", "case"),
    [
        (("", "≥1次", "1次", "5"), "tier3", ""),
        (("甲", "", "1次", "5"), "target", ""),
        (("甲", "≥1次", "", "5"), "actual", ""),
        (("甲", "≥1次", "—", "5"), "actual", ""),
        (("甲", "≥1次", "1次", ""), "weight", ""),
        (("甲", "≥1次", "1次", "0"), "weight", ""),
        (("甲", "有效提升", "有效提升", "5"), "score", "degree"),
        (("甲", "≥1人", "1人次", "5"), "actual", "unit"),
        (("甲", "≥1次", "1-2次", "5"), "actual", "range"),
        (("甲", "≥1次", "完成", "5"), "actual", "text"),
        (("甲", "≥-5%", "-8%", "5"), "score", "unscored"),
        (("甲", "≥80%", "0.85", "5"), "actual", "share"),
    ],
)
def test_w4_indicator_without_a_cell_or_without_points(
    texts: tuple[str, ...], place: str, case: str
) -> None:
    found = of("W4", with_rows(indicator("x", "产出指标", "数量指标", *texts)))
    assert [(f.severity, str(f.place), f.values.get("case", "")) for f in found] == [
        ("error", f"indicators/x/{place}", case)
    ]


def test_w4_is_silent_on_rows_that_share_the_weight_of_their_head() -> None:
    head = indicator("h", "产出指标", "数量指标", "甲", "≥10次", "12次", "20")
    follower = indicator("f", "产出指标", "数量指标", "乙", "≥10次", "10次")
    assert of("W4", with_rows(head, follower)) == []
    assert len(of("W4", with_rows(head, head_with_weight("g"), follower))) == 1


def head_with_weight(row_id: str) -> Row:
    return indicator(row_id, "产出指标", "数量指标", "丙", "≥10次", "12次", "20")


@pytest.mark.parametrize(
    ("texts", "severity"),
    [
        *[(("甲", "有效提升", "有效", "5"), []), (("甲", "≥1次", "完成", "5"), ["warning"])],
        *[(("甲", "≥1次", "1-2次", "5"), ["warning"]), (("甲", "≥1次", "", "5"), ["error"])],
    ],
)
def test_w4_points_that_a_table_printed_are_an_answer(
    texts: tuple[str, ...], severity: list[str]
) -> None:
    row = indicator("x", "产出指标", "数量指标", *texts)
    found = of("W4", printed(with_rows(row), indicators__x__score="5"))
    assert [f.severity for f in found] == severity


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ({"family": "deduction", "each": "20", "incidents": "1"}, None),
        ({"family": "checklist", "items": [{"text": "一", "met": True}]}, None),
        ({"family": "rate"}, "actual"),
        ({"family": "at_least"}, "target"),
        ({"family": "manual"}, "score"),
        ({"family": "checklist"}, "score"),
    ],
)
def test_w4_asks_for_what_the_rule_of_the_row_looks_at(
    rule: dict[str, object], place: str | None
) -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "", "", "5")
    found = of("W4", with_rows(msgspec.structs.replace(row, rule=rule)))
    assert [f.place.field for f in found] == ([] if place is None else [place])


@pytest.mark.parametrize(("actual", "case"), [("", "open"), ("已办结", "manual")])
def test_w4_quotes_what_was_done_only_where_it_was_said(actual: str, case: str) -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "", actual, "5")
    (found,) = of("W4", with_rows(msgspec.structs.replace(row, rule={"family": "manual"})))
    assert (found.values["case"], found.values.get("found", "")) == (case, actual)


@pytest.mark.parametrize("name", ["指标2：", "……", "指标1", "...", "3、"])
def test_w4_names_that_the_form_prints_are_no_indicators(name: str) -> None:
    assert of("W4", with_rows(indicator("x", "产出指标", "数量指标", name))) == []
    assert len(of("W4", with_rows(indicator("x", "产出指标", "数量指标", name, "", "", "5")))) == 1


def test_w4_a_part_by_its_name_needs_no_weight() -> None:
    row = indicator("x", "产出指标", "数量指标", "其中：桃树种植面积", "≥10亩", "10亩")
    assert of("W4", with_rows(row)) == []


def test_w4_a_degree_chosen_before_does_not_stand_for_the_number_that_lacks() -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "≥200组", "", "5")
    row = msgspec.structs.replace(row, rule={"degree": "partly"})
    found = of("W4", with_rows(row))
    assert [(str(f.place), f.values.get("case", "")) for f in found] == [
        ("indicators/x/actual", "")
    ]


def test_w4_a_number_outside_its_range_waits_for_a_person() -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "80-100件", "72件", "5")
    found = of("W4", with_rows(row))
    assert [(f.severity, f.values["case"], f.found) for f in found] == [
        ("error", "outside", "72件")
    ]
    assert of("W4", printed(with_rows(row), indicators__x__score="4.5")) == []
