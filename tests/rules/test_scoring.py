"""Points of whole records: the golden table, the scenes of the users, row kinds and totals."""

from decimal import Decimal

import msgspec
import pytest

from app.model.loading import parse_definition
from app.model.record import NOT_APPLICABLE, PART, PLACEHOLDER, FormRecord, Row
from app.model.results import Scores
from app.rules.scoring import grade_of
from tests.rules.records import FORM, SMALL_FORM, scored, told, with_rows, with_section, with_text
from tests.seeds import complete_001, indicator, row_002, rows_000, seed_001

D = Decimal


def points(record: FormRecord, row: str) -> Decimal | None:
    return scored(record).rows[f"indicators/{row}"].points


def codes(scores: Scores, key: str) -> list[str]:
    return [step.code for step in scores.rows[key].steps]


def test_seed_001_scores_as_its_table_printed() -> None:
    scores = scored(seed_001())
    got = {key: score.points for key, score in scores.rows.items()}
    assert got == {
        "funds/total": D("9.87"),
        "indicators/r3": D(25),
        "indicators/r4": D(25),
        "indicators/r6": D(15),
        "indicators/r8": D(15),
        "indicators/r9": D(10),
    }
    assert scores.rates["funds/total"].printed == "98.73%"
    assert scores.rates["funds/current_year"].printed == "98.73%"
    assert (scores.weight, scores.total, scores.grade) == (D(100), D("99.87"), "优")


def test_blocks_are_execution_and_the_first_tiers_in_order() -> None:
    blocks = [(b.kind, b.key, b.weight, b.points) for b in scored(seed_001()).blocks]
    assert blocks == [
        ("execution", "funds", D(10), D("9.87")),
        ("tier", "产出指标", D(50), D(50)),
        ("tier", "效益指标", D(30), D(30)),
        ("tier", "满意度指标", D(10), D(10)),
    ]


@pytest.mark.parametrize(("tier2", "expected"), [("成本指标", "25"), ("数量指标", "24.68")])
def test_the_tier_decides_the_direction_of_the_same_figures(tier2: str, expected: str) -> None:
    row = indicator("x", "产出指标", tier2, "年度预算", "87.65万元", "86.54万元", "25")
    assert points(with_rows(row), "x") == D(expected)


@pytest.mark.parametrize(
    ("executed", "rate", "execution", "total"),
    [("90", "102.68%", "10", "100"), ("60", "68.45%", "6.85", "96.85"), ("0", "0%", "0", "90")],
)
def test_execution_points_follow_the_printed_rate_up_to_the_weight(
    executed: str, rate: str, execution: str, total: str
) -> None:
    scores = scored(with_text(complete_001(), "funds/total/executed", executed))
    assert scores.rates["funds/total"].printed == rate
    assert scores.rows["funds/total"].points == D(execution)
    assert scores.total == D(total)


@pytest.mark.parametrize(
    ("annual", "executed", "rate", "execution"),
    [
        *[("220", "201", "91.36%", "9.14"), ("43.2", "37.24", "86.2%", "8.62")],
        *[("876543.21元", "87万元", "99.25%", "9.93"), ("3", "2", "66.67%", "6.67")],
    ],
)
def test_rate_and_points_of_other_tables(
    annual: str, executed: str, rate: str, execution: str
) -> None:
    record = with_text(complete_001(), "funds/total/annual", annual)
    scores = scored(with_text(record, "funds/total/executed", executed))
    assert scores.rates["funds/total"].printed == rate
    assert scores.rows["funds/total"].points == D(execution)


@pytest.mark.parametrize(
    ("annual", "executed", "code"),
    [("0", "0", "EXECUTION_NO_BUDGET"), ("", "5", "EXECUTION_BLANK"), ("5", "", "EXECUTION_BLANK")],
)
def test_without_a_rate_execution_waits(annual: str, executed: str, code: str) -> None:
    record = with_text(complete_001(), "funds/total/annual", annual)
    scores = scored(with_text(record, "funds/total/executed", executed))
    assert scores.rows["funds/total"].points is None
    assert codes(scores, "funds/total") == [code]
    assert (scores.missing, scores.grade) == (1, "")


def test_typed_score_wins_and_clearing_it_brings_the_computed_one_back() -> None:
    typed = scored(with_text(complete_001(), "indicators/r4/score", "23"))
    row = typed.rows["indicators/r4"]
    assert (row.points, row.computed, row.entered, typed.total) == (D(23), D(25), D(23), D("97.87"))
    assert scored(with_text(complete_001(), "indicators/r4/score", "")).total == D("99.87")


def test_typed_execution_score_wins_too() -> None:
    row = scored(with_text(complete_001(), "funds/total/score", "9")).rows["funds/total"]
    assert (row.points, row.computed, row.entered) == (D(9), D("9.87"), D(9))


def test_seed_000_scores_its_targets_and_leaves_the_unanswered_one_open() -> None:
    scores = scored(with_rows(*rows_000()))
    got = [scores.rows[f"indicators/a{n}"].points for n in range(1, 6)]
    assert got == [D(20), D(15), D(15), D(30), None]
    assert codes(scores, "indicators/a5") == ["ACTUAL_MISSING"]
    assert (scores.missing, scores.grade) == (1, "")


def test_seed_002_keeps_what_the_rule_gives_beside_the_typed_score() -> None:
    row = scored(with_rows(row_002())).rows["indicators/b1"]
    assert (row.points, row.computed) == (D("3.8"), D(5))


@pytest.mark.parametrize(
    ("target", "actual"), [("/", ""), ("不涉及", ""), ("≥5%", "不涉及"), ("—", "")]
)
def test_row_that_does_not_apply_is_not_counted(target: str, actual: str) -> None:
    rows = (indicator("x", "产出指标", "数量指标", "甲", target, actual, "5"), *rows_000()[:3])
    scores = scored(with_rows(*rows))
    assert (scores.rows["indicators/x"].counted, scores.missing) == (False, 0)
    assert scores.weight == D(60)


@pytest.mark.parametrize(
    ("name", "target", "actual", "weight"),
    [
        *[("不涉及", "", "", ""), ("不适用", "—", "—", "—"), ("无", "无", "无", "0")],
        *[("/", "", "", ""), ("无", "", "/", "/")],
    ],
)
def test_row_whose_name_says_so_does_not_apply(
    name: str, target: str, actual: str, weight: str
) -> None:
    row = indicator("x", "效益指标", "生态效益指标", name, target, actual, weight)
    record = with_rows(row, *rows_000()[:3])
    assert not scored(record).rows["indicators/x"].counted
    assert not [place for code, place, _ in told(record) if code == "W4" and "/x/" in place]


@pytest.mark.parametrize(("name", "weight"), [("无", "5"), ("无违规使用", "0"), ("不涉及", "5")])
def test_name_beside_a_weight_or_with_more_words_is_an_indicator(name: str, weight: str) -> None:
    row = indicator("x", "效益指标", "生态效益指标", name, "", "", weight)
    assert scored(with_rows(row)).rows["indicators/x"].counted


def test_dash_for_a_target_beside_a_weight_and_words_waits_for_a_person() -> None:
    row = indicator("x", "产出指标", "质量指标", "目标完整性", "—", "目标明确", "4")
    found = scored(with_rows(row)).rows["indicators/x"]
    assert (found.counted, found.points) == (True, None)
    assert [step.code for step in found.steps] == ["DEGREE_OPEN"]


def test_kind_given_by_hand_holds_while_the_row_is_filled() -> None:
    texts = ("产出指标", "数量指标", "其中：复检", "≥10次", "5次", "4")
    part = scored(with_rows(indicator("x", *texts, kind=PART))).rows["indicators/x"]
    away = scored(with_rows(indicator("x", *texts, kind=NOT_APPLICABLE))).rows["indicators/x"]
    assert (part.points, part.counted) == (D(2), False)
    assert (away.points, away.counted) == (None, False)


def test_placeholder_rows_have_no_score_until_they_are_filled() -> None:
    empty = indicator("x", "产出指标", "数量指标", kind=PLACEHOLDER)
    filled = indicator("x", "产出指标", "数量指标", "甲", "≥1次", "1次", "5", kind=PLACEHOLDER)
    assert "indicators/x" not in scored(with_rows(empty)).rows
    assert points(with_rows(filled), "x") == D(5)


@pytest.mark.parametrize(
    ("second", "computed", "code"),
    [("10次", D(20), "MERGED_FULL"), ("5次", None, "MERGED_OPEN")],
)
def test_one_weight_over_several_rows_is_one_score(
    second: str, computed: Decimal | None, code: str
) -> None:
    head = indicator("h", "产出指标", "数量指标", "甲", "≥10次", "12次", "20")
    follower = indicator("f", "产出指标", "数量指标", "乙", "≥10次", second)
    scores = scored(with_rows(head, follower))
    assert scores.rows["indicators/h"].computed == computed
    assert codes(scores, "indicators/h") == [code]
    assert not scores.rows["indicators/f"].counted
    assert scores.missing == (0 if computed else 1)


def test_merged_score_typed_by_hand_counts_once() -> None:
    head = indicator("h", "产出指标", "数量指标", "甲", "≥10次", "12次", "20", "15")
    follower = indicator("f", "产出指标", "数量指标", "乙", "≥10次", "5次")
    scores = scored(with_rows(head, follower))
    assert (scores.rows["indicators/h"].points, scores.total) == (D(15), D("24.87"))


def test_blank_tier_counts_in_the_block_above_it() -> None:
    rows = (
        indicator("x", "产出指标（50分）", "数量\n指标", "甲", "≥1次", "1次", "5"),
        indicator("y", "", "", "乙", "≥1次", "1次", "5"),
    )
    block = scored(with_rows(*rows)).blocks[1]
    assert (block.key, block.weight) == ("产出指标", D(10))


@pytest.mark.parametrize(
    ("total", "grade"), [("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差")]
)
def test_grade_starts_at_its_bound(total: str, grade: str) -> None:
    row = indicator("x", "产出指标", "数量指标", "甲", "≥1次", "1次", "100", total)
    blank = with_section(complete_001(), "funds", {"total": {"annual": "1", "executed": "0"}})
    assert scored(with_rows(row, record=blank)).grade == grade


def small_record(*rows: Row) -> FormRecord:
    return FormRecord(
        form="small",
        form_version=1,
        id="s",
        sections={"grants": {"sum": {"budget": "30000元", "spent": "2万元"}}, "aims": rows},
    )


def test_another_form_scores_by_its_own_columns_and_policy() -> None:
    form = parse_definition(SMALL_FORM, "small")
    cells = {"what": "成本", "op": "≤", "value": "100", "unit": "元", "done": "125", "points": "80"}
    scores = scored(small_record(Row("a", "scored", cells)), form)
    assert scores.rows["grants/sum"].points == D("13.3")
    assert scores.rows["aims/a"].points == D(60)
    assert [(b.key, b.points) for b in scores.blocks] == [("grants", D("13.3")), ("指标", D(60))]
    assert (scores.total, scores.grade) == (D("73.3"), "合格")


def test_record_may_depart_from_the_forms_policy() -> None:
    row = indicator("x", "产出指标", "成本指标", "费用", "100万元", "120万元", "10")
    record = with_rows(row)
    assert points(record, "x") == D("8.33")
    assert points(msgspec.structs.replace(record, policy={"ceiling": "linear"}), "x") == D("8")
    assert points(msgspec.structs.replace(record, policy={"ceiling": 5}), "x") == D("8.33")


def test_an_edit_works_out_only_its_own_row() -> None:
    record = complete_001()
    first = scored(record)
    second = scored(with_text(record, "indicators/r9/actual", "60%"))
    assert second.rows["indicators/r3"] is first.rows["indicators/r3"]
    assert second.rows["indicators/r9"].points == D("7.5")


def test_empty_form_has_no_points_and_no_grade() -> None:
    rows = tuple(
        Row(f"t{n}", PLACEHOLDER, dict(cells))
        for n, cells in enumerate(FORM.indicators()[0].template)
    )
    empty = FormRecord(form=FORM.id, form_version=1, id="e", sections={"indicators": rows})
    scores = scored(empty)
    assert (scores.total, scores.grade, scores.missing) == (D(0), "", 1)
    assert [b.key for b in scores.blocks] == ["funds"]


def test_a_total_below_every_bound_has_the_lowest_grade() -> None:
    assert grade_of(D(-3), FORM.policy) == FORM.policy.grades[-1].name
