"""The scenes of the people who fill the tables: what is given, and what the rules say then."""

from decimal import Decimal

import msgspec
import pytest

from app.desk.forms import gallery
from app.desk.records import complete, new_record
from app.model.change import apply, invert
from app.model.definition import FormDefinition
from app.model.record import FormRecord
from app.rules.checking import check
from app.rules.scoring import grade_of
from app.sheet.layout import SheetLayout
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


def test_k_seed_004_spending_closes_to_the_cent() -> None:
    form, record = shipped("yunnan2017-self-assessment")
    (sums,) = (
        row for sheet in SheetLayout().sheets(form, record, scored(record, form))
        for row in sheet.rows if row.section == "spending" and row.cells[0].text == "合计"
    )  # fmt: skip
    assert [cell.text for cell in sums.cells[1:]] == [
        *("14,575,000.00", "66,061.29", "13,776,700.00", "13,788,820.30", "53,940.99")
    ]
    assert scored(record, form).rates["funds/total"].printed == "94.52%"
    assert of("F1", record, form) == []
    wrong = with_text(record, "spending/s2/closing", "53,840.99")
    assert [str(f.place) for f in of("F1", wrong, form)] == ["spending/s2/closing"]
    less = with_text(record, "spending/s4/received", "3,400,000.00")
    assert [str(f.place) for f in of("F4", less, form)] == ["funds/total/received"]


def test_k_seed_004_nothing_spent_and_all_done() -> None:
    form, record = shipped("yunnan2017-self-assessment")
    (found,) = of("C2", record, form)
    assert (found.severity, str(found.place), found.found) == (
        *("warning", "indicators/n3/rate", "100%"),
    )
    paid = with_text(record, "spending/s3/spent", "275,000.00")
    assert of("C2", paid, form) == []


def shipped(form_id: str) -> tuple[FormDefinition, FormRecord]:
    """A shipped form and its sample."""
    definition = gallery().form(form_id).definition
    return definition, complete(gallery().sample(form_id), definition)


@pytest.mark.parametrize(
    ("to_date", "codes"),
    [("30.67", ["F1"]), ("30.68", ["F2"]), ("40.90", ["F2"]), ("40.91", []), ("", [])],
)
def test_the_alarm_of_the_middle_of_the_year(to_date: str, codes: list[str]) -> None:
    """60 % and 80 % of 7/12 of 87.65 万元 are 30.68 and 40.90; the rate is taken as printed."""
    form, record = shipped("mid-year-monitoring")
    record = with_text(record, "funds/total/to_date", to_date)
    assert [f.code for f in findings(record, form) if f.code in ("F1", "F2")] == codes


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("certain", "", "F4"),
        ("possible", "√", "F4"),
        ("certain", "√", ""),
    ],
)
def test_one_answer_of_three_in_the_middle_of_the_year(field: str, text: str, code: str) -> None:
    form, record = shipped("mid-year-monitoring")
    record = with_text(record, f"indicators/r03/{field}", text)
    told_ = [(f.code, str(f.place)) for f in findings(record, form) if f.code in ("F4", "F5")]
    assert told_ == ([(code, "indicators/r03/certain")] if code else [])


@pytest.mark.parametrize(
    "form_id", ["target-declaration", "mid-year-monitoring", "transfer-payment"]
)
def test_a_form_without_points_speaks_of_none(form_id: str) -> None:
    form, filled = shipped(form_id)
    empty = new_record(gallery().form(form_id), 2024)
    for record in (filled, empty):
        points = scored(record, form)
        assert (points.rows, points.blocks, points.grade) == ({}, (), "")
        codes = {f.code for f in check(record, form, points, review=True)}
        assert not {code for code in codes if code[0] in "WSG"}
    assert not form.earns_points()
