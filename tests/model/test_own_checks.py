"""Formulas that hold in each row: their names, what is wrong with them, and what they find."""

import pytest
from msgspec.structs import replace

from app.model.definition import ChecksConfig, Formula
from app.model.own_checks import formula_problems
from tests.wide import wide_findings, wide_form

GOOD = {"name": "路", "opening": "66,061.29", "got": "576,700.00", "paid": "588,820.30"}


def problems(must: str, each: str) -> list[tuple[str, str]]:
    made = Formula(code="F9", must=must, place="ledger/paid", message="核对。", each=each)
    definition = replace(wide_form(), checks=ChecksConfig(formulas=(made,)))
    return [(found["code"], found["path"]) for found in formula_problems(definition)]


@pytest.mark.parametrize(
    ("must", "each", "wrong"),
    [
        ("ledger.paid <= 100", "ledger", []),
        ("ledger.name != 'x'", "ledger", []),
        ("ledger.paid <= 100", "", [("DEFINITION_017", "checks.formulas[0].must")]),
        ("ledger.paid <= 100", "aims", [("DEFINITION_017", "checks.formulas[0].must")]),
        ("ledger.paid <= 100", "ledgr", [
            ("DEFINITION_008", "checks.formulas[0].each"),
            ("DEFINITION_017", "checks.formulas[0].must"),
        ]),
        ("1 < 2", "money", [("DEFINITION_008", "checks.formulas[0].each")]),
    ],
)  # fmt: skip
def test_each_names_a_table_whose_columns_are_cells(
    must: str, each: str, wrong: list[tuple[str, str]]
) -> None:
    assert problems(must, each) == wrong


@pytest.mark.parametrize(
    ("closing", "severity"),
    [("53,940.99", None), ("53,941.00", "info"), ("54,940.99", "error"), ("", None), ("平", None)],
)
def test_a_balance_is_checked_in_its_row(closing: str, severity: str | None) -> None:
    rows = [{"name": "灯", "got": "1", "paid": "1", "closing": "0"}, {**GOOD, "closing": closing}]
    found = wide_findings("F1", ledger=rows)
    told = [(one.severity, str(one.place)) for one in found]
    assert told == ([] if severity is None else [(severity, "ledger/r1/closing")])


def test_blank_cells_of_the_row_are_seen_and_other_tables_read() -> None:
    ledger = [{"name": "", "paid": "101"}, {"name": "路", "paid": "400"}]
    money = {"all": {"plan": "300"}}
    named = wide_findings("F2", ledger=ledger, money=money)
    over = wide_findings("F3", ledger=ledger, money=money)
    assert [str(one.place) for one in named] == ["ledger/r0/name"]
    assert [str(one.place) for one in over] == ["money/all/plan"]
