"""Printed totals and grades."""

import msgspec
import pytest

from app.model.change import apply
from app.model.record import FormRecord
from tests.rules.records import amounts, brief, findings, of, printed, with_policy, with_text
from tests.seeds import complete_001


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
    ("total", "severity"), [("99.9", "info"), ("100", "error"), ("99.8", "error"), ("99.870", None)]
)
def test_s3_total_may_be_rounded_to_the_decimals_it_is_printed_with(
    total: str, severity: str | None
) -> None:
    found = of("S3", printed(complete_001(), total__score=total))
    assert [f.severity for f in found] == ([] if severity is None else [severity])


def test_s3_is_a_note_where_cells_and_total_were_rounded_apart() -> None:
    values = {"funds__total__score": "9.9", "indicators__r3__score": "24.9"}
    record = printed(complete_001(), **values, total__score="99.9")
    assert [f.severity for f in of("S3", record)] == ["info"]


@pytest.mark.parametrize(
    ("total", "errors"), [("89.87", 0), ("99.87", 0), ("99.9", 1), ("89.8", 1)]
)
def test_s3_leaves_room_for_rows_without_points(total: str, errors: int) -> None:
    record = with_text(complete_001(), "indicators/r9/actual", "")
    found = of("S3", printed(record, total__score=total))
    assert [(f.severity, f.values["case"]) for f in found] == [("error", "open")] * errors


def test_w6_the_points_of_a_part_are_not_added_again() -> None:
    record = printed(complete_001(), total__score="109.74", funds__current_year__score="9.87")
    found = findings(record)
    assert [(f.severity, f.code, str(f.place), f.values["part"]) for f in found] == [
        ("error", "W6", "total/score", "9.87")
    ]
    assert found[0].fix is not None
    assert findings(apply(record, found[0].fix)) == ()
    quiet = printed(complete_001(), total__score="99.87", funds__current_year__score="9.87")
    assert findings(quiet) == ()


def capped(executed: str) -> FormRecord:
    record = amounts(total__executed=executed, current_year__executed=executed)
    record = msgspec.structs.replace(record, funds_note="合同尾款下年支付")
    return with_policy(record, total_caps=[{"below": "70", "total": "79"}])


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("", [("info", "S6", "96.85")]),
        ("79", [("info", "S6", "96.85")]),
        ("96.85", [("error", "S6", "96.85"), ("info", "S6", "96.85")]),
        ("78", [("error", "S3", "78"), ("info", "S6", "96.85")]),
    ],
)
def test_s6_a_cap_holds_the_total(total: str, expected: list[tuple[str, str, str]]) -> None:
    record = printed(capped("60"), total__score=total)
    assert [(f.severity, f.code, f.found) for f in findings(record)] == expected


def test_s6_is_silent_above_the_rate_of_the_cap() -> None:
    assert findings(printed(capped("86.54"), total__score="99.87")) == ()


def test_s3_and_g1_can_be_given_up_for_the_computed_values() -> None:
    record = printed(complete_001(), total__score="98.87", total__grade="优")
    fix = of("S3", record)[0].fix
    assert fix is not None
    assert apply(record, fix).printed == {"total/grade": "优"}
    record = printed(complete_001(), total__grade="良")
    fix = of("G1", record)[0].fix
    assert fix is not None
    assert apply(record, fix).printed == {}


def test_s3_offers_nothing_where_the_rows_differ_from_the_rule() -> None:
    record = printed(complete_001(), total__score="90", indicators__r3__score="23")
    assert [f.fix for f in of("S3", record)] == [None]


@pytest.mark.parametrize(
    ("grade", "errors"),
    [
        *[("优秀", 0), ("优（≥90）", 0), ("□良 ☑优 □中", 0), ("优 良 中 差", 0), ("合格", 0)],
        *[("良好", 1), ("较差", 1), ("☑良 □优", 1)],
    ],
)
def test_g1_reads_grades_in_other_words(grade: str, errors: int) -> None:
    assert len(of("G1", printed(complete_001(), total__grade=grade))) == errors
