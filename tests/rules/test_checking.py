"""Findings of whole records: the golden table, quietness, scenes, order, and what is set aside."""

import msgspec
import pytest

from app.model.change import apply
from app.model.record import PLACEHOLDER, FormRecord, Row, SetAside
from app.rules.checking import check
from app.rules.scoring import score
from tests.rules.records import FORM, findings, told, with_rows, with_section, with_text
from tests.seeds import complete_001, indicator, row_002, rows_000, seed_001


def codes(record: FormRecord) -> list[str]:
    return [code for _, code, _ in told(record)]


def test_seed_001_has_its_two_errors_and_two_notes_and_nothing_else() -> None:
    assert told(seed_001()) == [
        ("error", "C3", "fields/department"),
        ("error", "C3", "goals/expected"),
        ("info", "M5", "funds/total/initial"),
        ("info", "M8", "funds/total/annual"),
    ]


def test_correct_first_table_shows_no_finding() -> None:
    assert told(complete_001()) == []


def test_empty_form_names_each_empty_section_once() -> None:
    rows = tuple(
        Row(f"t{n}", PLACEHOLDER, dict(cells))
        for n, cells in enumerate(FORM.indicators()[0].template)
    )
    empty = FormRecord(form=FORM.id, form_version=1, id="e", sections={"indicators": rows})
    assert told(empty) == [
        ("error", "C3", "fields/project_name"),
        ("error", "C3", "funds/total/annual"),
        ("error", "C3", "goals/expected"),
        ("error", "C3", "indicators/t0/tier3"),
    ]


def test_more_executed_than_budgeted_is_an_error_on_the_executed_cell() -> None:
    record = with_text(complete_001(), "funds/total/executed", "90")
    found = findings(with_text(record, "funds/current_year/executed", "90"))
    assert [(f.severity, f.code, f.found, f.expected) for f in found] == [
        ("error", "M4", "90", "≤ 87.65"),
        ("error", "M4", "90", "≤ 87.65"),
    ]


def test_low_execution_asks_for_a_funds_note_and_for_no_deviation_note() -> None:
    record = with_text(complete_001(), "funds/total/executed", "60")
    record = with_text(record, "funds/current_year/executed", "60")
    assert told(record) == [("warning", "M10", "funds/total/executed")]
    assert told(msgspec.structs.replace(record, funds_note="合同尾款下年支付")) == []


def test_score_typed_over_asks_for_a_reason() -> None:
    record = with_text(complete_001(), "indicators/r4/score", "23")
    assert told(record) == [
        ("error", "D1", "indicators/r4/deviation"),
        ("warning", "S2", "indicators/r4/score"),
    ]
    assert told(with_text(record, "indicators/r4/score_reason", "按审计意见")) == []
    explained = with_text(record, "indicators/r4/deviation", "发票晚到")
    assert told(explained) == [("info", "S2", "indicators/r4/score")]


def test_seed_000_asks_about_170_percent_and_the_missing_answer() -> None:
    found = [f for f in told(with_rows(*rows_000())) if "indicators" in f[2]]
    assert found == [
        ("error", "W4", "indicators/a5/actual"),
        ("warning", "D2", "indicators/a1/deviation"),
    ]


def test_seed_002_asks_about_lost_points_and_the_rule() -> None:
    found = [f for f in told(with_rows(row_002())) if "indicators" in f[2]]
    assert found == [
        ("error", "D1", "indicators/b1/deviation"),
        ("warning", "S2", "indicators/b1/score"),
    ]


def test_placeholder_rows_have_no_finding() -> None:
    record = with_section(
        complete_001(),
        "indicators",
        (*complete_001().rows("indicators"), indicator("z", "产出指标", "", kind=PLACEHOLDER)),
    )
    assert told(record) == []


def test_finding_set_aside_stays_with_its_reason() -> None:
    aside = SetAside("M5", "funds/total/initial", "年初没有预算")
    found = findings(msgspec.structs.replace(seed_001(), set_aside=(aside,)))
    assert [(f.code, f.explained) for f in found][2:] == [("M5", "年初没有预算"), ("M8", "")]


def test_what_must_be_changed_stands_whatever_was_said() -> None:
    aside = SetAside("C3", "fields/department", "没有主管部门")
    found = findings(msgspec.structs.replace(seed_001(), set_aside=(aside,)))
    assert [(f.code, f.explained) for f in found][:1] == [("C3", "")]


def test_a_blank_reason_sets_nothing_aside() -> None:
    aside = SetAside("M5", "funds/total/initial", " \u3000")
    found = findings(msgspec.structs.replace(seed_001(), set_aside=(aside,)))
    assert {f.explained for f in found} == {""}


def test_form_may_switch_a_check_off() -> None:
    checks = msgspec.structs.replace(FORM.checks, off=("M5", "C3"))
    form = msgspec.structs.replace(FORM, checks=checks)
    found = check(seed_001(), form, score(seed_001(), form))
    assert [f.code for f in found] == ["M8"]


def test_unreadable_own_policy_is_reported() -> None:
    record = msgspec.structs.replace(complete_001(), policy={"ceiling": "unbekannt"})
    assert told(record) == [("warning", "K1", "record/policy")]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (seed_001(), "M8"),
        (with_text(complete_001(), "indicators/r4/score", "23"), "S2"),
        (with_text(complete_001(), "funds/total/annual", ""), "M1"),
        (with_text(complete_001(), "funds/total/annual", "876500"), "M7"),
    ],
)
def test_every_fix_can_be_applied_and_answers_its_finding(record: FormRecord, code: str) -> None:
    fix = next(f.fix for f in findings(record) if f.code == code)
    assert fix is not None
    assert code not in codes(apply(record, fix))
