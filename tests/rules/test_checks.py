"""Each check by itself: what makes it speak, where, how severely, and what keeps it quiet."""

import msgspec
import pytest

from app.model.change import Set
from app.model.places import Place
from app.model.record import FormRecord, Row
from app.model.results import Finding
from app.rules.checking import check
from app.rules.scoring import score
from tests.rules.records import FORM, findings, with_rows, with_section, with_text
from tests.seeds import complete_001, indicator, seed_001


def of(code: str, record: FormRecord) -> list[Finding]:
    return [f for f in findings(record) if f.code == code]


def brief(code: str, record: FormRecord) -> list[tuple[str, str, str, str]]:
    return [(f.severity, str(f.place), f.expected, f.found) for f in of(code, record)]


def amounts(**cells: str) -> FormRecord:
    """The complete record with money cells given as `row__column`."""
    record = complete_001()
    for name, text in cells.items():
        record = with_text(record, "funds/" + name.replace("__", "/"), text)
    return record


def printed(record: FormRecord, **values: str) -> FormRecord:
    """The record with printed values given as `section__row__field`."""
    texts = {name.replace("__", "/"): text for name, text in values.items()}
    return msgspec.structs.replace(record, printed=texts)


@pytest.mark.parametrize(
    ("total", "part", "expected"),
    [
        ("87.65", "80", [("error", "funds/total/annual", "80", "87.65")]),
        ("87.65", "87.64", [("info", "funds/total/annual", "87.64", "87.65")]),
        ("", "90", [("error", "funds/total/annual", "90", "0")]),
        ("0", "90", [("error", "funds/total/annual", "90", "0")]),
        ("87.65", "", []),
        ("87.65", "876500元", []),
        ("87.65", "约90", []),
    ],
)
def test_m1_parts_add_up_to_their_row(
    total: str, part: str, expected: list[tuple[str, str, str, str]]
) -> None:
    record = amounts(total__annual=total, current_year__annual=part)
    assert brief("M1", record) == expected


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        *[("98.73%", []), ("99%", []), ("98.7%", [])],
        ("98.74%", [("info", "funds/total/rate", "98.73%", "98.74%")]),
        ("98%", [("error", "funds/total/rate", "98.73%", "98%")]),
    ],
)
def test_m2_printed_rate_is_right_at_its_own_decimals(
    rate: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("M2", printed(complete_001(), funds__total__rate=rate)) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("9.87", []),
        ("9.88", [("info", "funds/total/score", "9.87", "9.88")]),
        ("10", [("error", "funds/total/score", "9.87", "10")]),
    ],
)
def test_m3_printed_execution_points_follow_the_rate(
    points: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("M3", printed(complete_001(), funds__total__score=points)) == expected


def test_m3_typed_execution_points_are_answered_by_the_funds_note() -> None:
    typed = amounts(total__score="10")
    assert brief("M3", typed) == [("warning", "funds/total/score", "9.87", "10")]
    assert of("M3", msgspec.structs.replace(typed, funds_note="财政核定按 10 分计")) == []


@pytest.mark.parametrize(
    ("initial", "note", "expected"),
    [
        ("", "", [("info", "funds/total/initial", "", "")]),
        ("—", "", [("info", "funds/total/initial", "", "")]),
        ("186.8", "", [("warning", "funds/total/initial", "87.65", "186.8")]),
        *[("186.8", "年中调减", []), ("", "年初未安排", []), ("87.65", "", [])],
    ],
)
def test_m5_changed_or_blank_initial_budget_wants_a_note(
    initial: str, note: str, expected: list[tuple[str, str, str, str]]
) -> None:
    record = amounts(total__initial=initial, current_year__initial=initial)
    assert brief("M5", msgspec.structs.replace(record, funds_note=note)) == expected


@pytest.mark.parametrize(
    ("annual", "executed", "places"),
    [
        ("0", "0", ["funds/total/annual"]),
        ("0", "5", ["funds/total/annual"]),
        ("", "5", ["funds/total/annual"]),
        ("5", "", ["funds/total/executed"]),
        ("5", "0", []),
    ],
)
def test_m6_there_is_a_budget_and_an_executed_amount(
    annual: str, executed: str, places: list[str]
) -> None:
    record = with_section(
        complete_001(), "funds", {"total": {"annual": annual, "executed": executed}}
    )
    assert [str(f.place) for f in of("M6", record)] == places
    assert of("M4", record) == []


@pytest.mark.parametrize(
    ("annual", "executed", "case"),
    [
        *[("876500", "865400", ""), ("876500", "86.54", ""), ("87.65元", "86.54元", "tiny")],
        *[("876500元", "865400元", None), ("87.65", "86.54", None), ("99999", "99998", None)],
        *[("87650", "8.654", "mixed"), ("0", "86.54", None)],
    ],
)
def test_m7_suspects_yuan_beside_wan(annual: str, executed: str, case: str | None) -> None:
    cells = {"initial": annual, "annual": annual, "executed": executed}
    found = of("M7", with_section(complete_001(), "funds", {"total": cells}))
    assert [f.values.get("case", "") for f in found] == ([] if case is None else [case])
    assert all(f.severity == "warning" for f in found)


def test_m7_compares_with_an_amount_known_before() -> None:
    record = complete_001()
    known = {"funds/total/annual": score(record, FORM).total * 9000}
    found = check(record, FORM, score(record, FORM), known)
    assert [(f.code, f.place) for f in found] == [("M7", Place("funds", "total", "annual"))]


def test_m8_offers_to_take_all_units_out_at_once() -> None:
    found = of("M8", amounts(total__annual="1,087.65 万元", total__executed="865400元"))
    assert [(f.severity, str(f.place), f.fix_name) for f in found] == [
        ("info", "funds/total/annual", "strip_unit")
    ]
    assert found[0].fix is not None
    assert [(s.old, s.new) for s in found[0].fix.steps if isinstance(s, Set)] == [
        ("1,087.65 万元", "1,087.65"),
        ("865400元", "86.54"),
    ]


@pytest.mark.parametrize(
    "place", ["funds/total/annual", "indicators/r3/weight", "indicators/r3/score"]
)
def test_n1_what_should_be_a_number_and_is_not(place: str) -> None:
    found = of("N1", with_text(complete_001(), place, "约二十五"))
    assert [(f.severity, str(f.place), f.found) for f in found] == [("error", place, "约二十五")]


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("10", []),
        ("20", [("error", "total/weight", "100", "110")]),
        ("10.01", [("info", "total/weight", "100", "100.01")]),
    ],
)
def test_w1_weights_add_up_to_the_policys_total(
    weight: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("W1", with_text(complete_001(), "indicators/r9/weight", weight)) == expected


def test_w1_printed_sum_of_weights_is_compared_too() -> None:
    record = printed(complete_001(), total__weight="110")
    assert brief("W1", record) == [("error", "total/weight", "100", "110")]


@pytest.mark.parametrize(("weight", "errors"), [("25", 0), ("20", 1), ("", 0)])
def test_w2_rows_add_up_to_the_weight_that_their_tier_names(weight: str, errors: int) -> None:
    rows = (
        indicator("x", "产出指标（50分）", "数量指标", "甲", "≥1次", "1次", "25"),
        indicator("y", "产出指标（50分）", "质量指标", "乙", "≥1次", "1次", weight),
    )
    found = of("W2", with_rows(*rows))
    assert [str(f.place) for f in found] == ["indicators/x/tier1"] * errors


def tier_rows(output: str, benefit: str, satisfaction: str) -> tuple[Row, ...]:
    weights = {"产出指标": output, "效益指标": benefit, "满意度指标": satisfaction}
    return tuple(
        indicator(f"t{n}", tier, "某类", "甲", "≥1次", "1次", weight)
        for n, (tier, weight) in enumerate(weights.items())
        if weight
    )


@pytest.mark.parametrize(
    ("weights", "found"),
    [
        *[(("50", "30", "10"), []), (("50", "40", ""), []), (("20", "20", "20"), [])],
        (("60", "20", "10"), ["产出指标 60、效益指标 20"]),
        (("60", "30", ""), []),
        (("45", "35", "10"), ["产出指标 45、效益指标 35"]),
    ],
)
def test_w3_tier_weights_follow_the_policy_or_ask(
    weights: tuple[str, str, str], found: list[str]
) -> None:
    warnings = of("W3", with_rows(*tier_rows(*weights)))
    assert [f.found for f in warnings] == found
    assert all(f.severity == "warning" for f in warnings)


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


@pytest.mark.parametrize(("typed", "errors"), [("26", 1), ("-1", 1), ("25", 0), ("0", 0)])
def test_s1_score_lies_within_its_weight(typed: str, errors: int) -> None:
    found = of("S1", with_text(complete_001(), "indicators/r3/score", typed))
    assert [(f.severity, str(f.place)) for f in found] == [
        ("error", "indicators/r3/score")
    ] * errors


@pytest.mark.parametrize(
    ("points", "severity"), [("25", []), ("24.99", ["info"]), ("23", ["warning"])]
)
def test_s2_printed_score_is_compared_with_the_rule(points: str, severity: list[str]) -> None:
    record = printed(complete_001(), indicators__r3__score=points)
    assert [f.severity for f in of("S2", record)] == severity


@pytest.mark.parametrize(("typed", "warnings"), [("6.5", 0), ("7.5", 0), ("9", 1)])
def test_s2_allows_any_score_within_the_chosen_degree(typed: str, warnings: int) -> None:
    texts = ("有效提升", "部分达成年度指标", "10", typed)
    row = indicator("x", "效益指标", "社会效益指标", "甲", *texts)
    assert len(of("S2", with_rows(row))) == warnings


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("99.87", []),
        ("99.88", [("info", "total/score", "99.87", "99.88")]),
        ("98.87", [("error", "total/score", "99.87", "98.87")]),
    ],
)
def test_s3_printed_total_is_the_sum_of_the_rows(
    total: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("S3", printed(complete_001(), total__score=total)) == expected


def test_s3_adds_the_printed_scores_as_a_reader_would() -> None:
    record = printed(complete_001(), total__score="97.87", indicators__r3__score="23")
    assert of("S3", record) == []
    assert len(of("S2", record)) == 1


@pytest.mark.parametrize(
    ("grade", "total", "expected"),
    [
        ("优", "99.87", []),
        ("良", "99.87", [("error", "grade/grade", "优", "良")]),
        ("良", "84.37", []),
    ],
)
def test_g1_printed_grade_follows_from_the_total(
    grade: str, total: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert brief("G1", printed(complete_001(), total__grade=grade, total__score=total)) == expected


def test_g1_grade_needs_a_total() -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "")
    found = of("G1", printed(record, total__grade="优"))
    assert [f.values["case"] for f in found] == ["no_total"]


@pytest.mark.parametrize(
    ("deviation", "errors"),
    [*[(text, 1) for text in ("", "无", "0", "/", "—", " \u3000", "暂无")], ("天气原因", 0)],
)
def test_d1_lost_points_want_a_reason_that_says_something(deviation: str, errors: int) -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "60%")
    record = with_text(record, "indicators/r9/deviation", deviation)
    found = of("D1", record)
    assert [(f.severity, str(f.place)) for f in found] == [
        ("error", "indicators/r9/deviation")
    ] * errors


def test_d1_sees_points_that_another_table_printed() -> None:
    record = printed(complete_001(), indicators__r3__score="23")
    assert [f.values["points"] for f in of("D1", record)] == ["23"]


@pytest.mark.parametrize(
    ("target", "actual", "found"),
    [
        *[("≥200组", "340组", ["170%"]), ("≥200组", "260组", ["130%"]), ("≥200组", "259组", [])],
        *[
            ("≥80%", "120%", []),
            ("≤200组", "100组", []),
            ("=10份", "20份", ["200%"]),
            ("=0", "0", []),
        ],
    ],
)
def test_d2_counts_far_above_their_target_want_a_reason(
    target: str, actual: str, found: list[str]
) -> None:
    record = with_rows(indicator("x", "产出指标", "数量指标", "甲", target, actual, "5"))
    assert [f.found for f in of("D2", record)] == found
    assert of("D2", with_text(record, "indicators/x/deviation", "年初指标偏低")) == []


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
