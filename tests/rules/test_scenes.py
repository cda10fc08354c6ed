"""The scenes of the people who fill the tables: what is given, and what the rules say then."""

from decimal import Decimal

import msgspec

from app.model.change import apply, invert
from app.model.record import FormRecord
from app.rules.scoring import grade_of
from tests.rules.records import (
    amounts,
    findings,
    of,
    printed,
    scored,
    told,
    with_rows,
    with_section,
    with_text,
)
from tests.seeds import (
    complete_001,
    indicator,
    row_002,
    rows_000,
    score_form,
    score_record,
    seed_001,
)


def points(record: FormRecord, row: str) -> Decimal | None:
    return scored(record).rows[f"indicators/{row}"].points


def total(record: FormRecord) -> str:
    return str(scored(record).total)


def executed(amount: str) -> FormRecord:
    """Seed 001 with another amount executed."""
    return amounts(total__executed=amount, current_year__executed=amount)


def test_a_seed_001_adds_up_as_it_was_printed() -> None:
    scores = scored(seed_001())
    assert scores.rates["funds/total"].printed == scores.rates["funds/current_year"].printed
    assert scores.rates["funds/total"].printed == "98.73%"
    assert (str(scores.total), scores.grade, scores.missing) == ("99.87", "优", 0)
    assert sum(row.counted for row in scores.rows.values()) == 6
    assert {code for severity, code, _ in told(seed_001()) if severity == "error"} == {"C3"}


def test_b_more_executed_than_budgeted() -> None:
    record = executed("90")
    scores = scored(record)
    assert scores.rates["funds/total"].printed == "102.68%"
    assert scores.rows["funds/total"].points == 10
    assert scores.total == 100
    over = of("M4", record)
    assert [(f.severity, str(f.place)) for f in over] == [
        ("error", "funds/total/executed"),
        ("error", "funds/current_year/executed"),
    ]


def test_c_low_execution_asks_for_no_deviation_note() -> None:
    record = executed("60")
    scores = scored(record)
    assert scores.rates["funds/total"].printed == "68.45%"
    assert (str(scores.rows["funds/total"].points), str(scores.total)) == ("6.85", "96.85")
    assert told(record) == [("warning", "M10", "funds/total/executed")]


def test_d_the_rows_of_seed_001_weigh_90() -> None:
    scores = scored(seed_001())
    assert sum(block.weight for block in scores.blocks if block.kind == "tier") == 90


def test_e_yuan_typed_into_a_table_of_10000_yuan() -> None:
    cells = {"initial": "876500", "annual": "876500", "executed": "865400"}
    record = with_section(complete_001(), "funds", {"total": cells})
    found = findings(record)
    assert [(f.severity, f.code) for f in found] == [("warning", "M7")]
    assert scored(record).rates["funds/total"].printed == "98.73%"
    assert found[0].fix is not None
    mended = apply(record, found[0].fix)
    assert mended.money("funds")["total"] == {
        "initial": "87.65",
        "annual": "87.65",
        "executed": "86.54",
    }
    assert apply(mended, invert(found[0].fix)) == record
    with_unit = amounts(total__executed="86.54万元")
    assert [(f.severity, f.code, f.fix_name) for f in findings(with_unit)] == [
        ("info", "M8", "strip_unit")
    ]


def test_f_points_typed_over() -> None:
    record = with_text(complete_001(), "indicators/r4/score", "23")
    assert total(record) == "97.87"
    row = scored(record).rows["indicators/r4"]
    assert (row.points, row.computed, row.entered) == (Decimal(23), Decimal(25), Decimal(23))
    assert told(record) == [
        ("error", "D1", "indicators/r4/deviation"),
        ("warning", "S2", "indicators/r4/score"),
    ]
    fix = of("S2", record)[0].fix
    assert fix is not None
    assert total(apply(record, fix)) == "99.87"


def test_g_seed_000() -> None:
    record = with_rows(*rows_000())
    assert [str(points(record, row)) for row in ("a1", "a3", "a5")] == ["20", "15", "None"]
    assert [(f.code, f.found) for f in findings(record) if f.place.row == "a1"] == [("D2", "170%")]
    assert [f for f in findings(record) if f.place.row == "a3"] == []
    missing = of("W4", record)
    assert [(f.severity, str(f.place)) for f in missing] == [("error", "indicators/a5/actual")]
    assert scored(record).missing == 1
    assert scored(record).grade == ""


def test_g_a_grade_without_a_total() -> None:
    record = printed(with_rows(*rows_000()), total__grade="优")
    assert [(f.severity, f.values["case"]) for f in of("G1", record)] == [("error", "no_total")]


def test_h_seed_002_weighs_110() -> None:
    weights = {"投入": "10", "过程": "10", "产出": "50", "效益": "30", "满意度": "10"}
    record = with_rows(
        *(
            indicator(f"t{n}", tier, "某类", "甲", "≥1次", "1次", weight)
            for n, (tier, weight) in enumerate(weights.items())
        )
    )
    record = msgspec.structs.replace(record, policy={"execution_weights": {"funds": "0"}})
    assert [(f.severity, f.found, f.expected) for f in of("W1", record)] == [
        ("error", "110", "100")
    ]


def test_h_seed_002_spent_201_of_220() -> None:
    cells = {"initial": "220", "annual": "220", "executed": "201"}
    record = with_section(complete_001(), "funds", {"total": cells})
    assert scored(record).rates["funds/total"].printed == "91.36%"
    assert str(scored(record).rows["funds/total"].points) == "9.14"
    assert findings(record) == ()


def test_h_seed_002_gave_3_8_of_5_for_19_of_19() -> None:
    found = [f for f in findings(with_rows(row_002())) if f.place.row == "b1"]
    assert [(f.severity, f.code, f.found, f.expected) for f in found] == [
        ("error", "D1", "", ""),
        ("warning", "S2", "3.8", "5"),
    ]
    assert found[0].values["points"] == "3.8"


def test_i_seed_003_table_16_adds_to_25_82() -> None:
    form = score_form("seed003")
    record = score_record("seed003", "过程")
    record = msgspec.structs.replace(record, printed={"total/score": "24.82"})
    found = of("S3", record, form)
    assert [(f.severity, f.found, f.expected) for f in found] == [("error", "24.82", "25.82")]


def test_i_seed_003_is_good_either_way() -> None:
    form, record = score_form("seed003"), score_record("seed003")
    assert str(scored(record, form).total) == "85.37"
    assert [f.expected for f in of("S3", record, form)] == ["85.37"]
    grades = {grade_of(Decimal(number), form.policy) for number in ("84.37", "85.37")}
    assert grades == {"良"}
    assert of("G1", record, form) == []


def test_i_seed_003_rates_times_weights() -> None:
    form, record = score_form("seed003"), score_record("seed003")
    rows = {row.id: row for row in record.rows("points")}
    worked = {str(scored(record, form).rows[f"points/{row}"].computed) for row in rows}
    assert {"1.99", "0.96"} <= worked
