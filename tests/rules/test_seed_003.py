"""Seed 003 (Shanghai): tables 13, 14, 16, 17, 18 and 23 by the scorer's own rules."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from app.model.money import exact_quotient, format_rate
from app.model.record import FormRecord
from app.model.results import Block, Scores
from app.rules.scoring import grade_of
from tests.rules.records import findings, scored
from tests.seeds import score_data, score_form, score_record

SEED = "seed003"
FORM, DATA = score_form(SEED), score_data(SEED)
ROWS: dict[str, dict[str, Any]] = {row["id"]: row for row in DATA["rows"]}
TABLE = score_record(SEED)
DEPARTING = {"A21", "A22", "B225", "B232", "C11", "D21", "D31", "D33", "E22"}
"""Where the report gives other points than its rule (domain.md 4.2)."""

WITHOUT_RULE = {"A12", "B242"}


def points() -> Scores:
    return scored(TABLE, FORM)


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


@pytest.mark.parametrize("row", ROWS)
def test_rule_and_report_give_what_they_give(row: str) -> None:
    score, told = points().rows[f"points/{row}"], ROWS[row]
    assert plain(score.points) == told["printed"]
    assert plain(score.computed) == told.get("computed", told["printed"])
    assert (score.entered is None) == (row not in DEPARTING | WITHOUT_RULE)


def test_report_departs_from_its_rules_where_it_is_known_to() -> None:
    departing = {
        row for row, told in ROWS.items() if told.get("computed", "") not in ("", told["printed"])
    }
    assert departing == DEPARTING
    assert {row for row, told in ROWS.items() if told.get("computed") == ""} == WITHOUT_RULE
    asked = {f.place.row for f in findings(TABLE, FORM) if f.code == "S2"}
    assert asked == DEPARTING


@pytest.mark.parametrize("name", DATA["blocks"])
def test_blocks_add_up_to_table_13(name: str) -> None:
    told = DATA["blocks"][name]
    block = next(b for b in points().blocks if b.key == name)
    assert (plain(block.weight), plain(block.points)) == (
        told["weight"],
        told.get("rows", told["score"]),
    )
    rate = exact_quotient(Decimal(told["score"]) * 100, block.weight)
    assert Decimal(format_rate(rate, 2)[:-1]) == Decimal(told["rate"][:-1])


def test_printed_blocks_add_up_to_the_printed_total() -> None:
    blocks = DATA["blocks"].values()
    assert sum(Decimal(b["score"]) for b in blocks) == Decimal(DATA["printed"]["score"])
    assert sum(Decimal(b["weight"]) for b in blocks) == Decimal(DATA["printed"]["weight"])


def test_total_differs_by_the_slip_of_table_16_and_the_grade_holds() -> None:
    """Scene I: rows add up to 85.37, printed 84.37; 良 either way."""
    assert (plain(points().total), plain(points().weight), points().missing) == ("85.37", "100", 0)
    told = [(f.severity, f.expected, f.found) for f in findings(TABLE, FORM) if f.code == "S3"]
    assert told == [("error", "85.37", "84.37")]
    assert points().grade == grade_of(Decimal("84.37"), FORM.policy) == DATA["printed"]["grade"]


@pytest.mark.parametrize(
    ("tier", "printed", "error"),
    [
        *[("过程", "24.82", [("error", "25.82", "24.82")]), ("过程", "25.82", [])],
        *[("决策", "14", []), ("成本", "8.08", []), ("产出", "18.77", []), ("效益", "18.7", [])],
    ],
)
def test_each_table_is_added_up(tier: str, printed: str, error: list[tuple[str, str, str]]) -> None:
    assert sums_told(score_record(SEED, tier), printed) == error


def sums_told(record: FormRecord, printed: str) -> list[tuple[str, str, str]]:
    table = msgspec.structs.replace(record, printed={"total/score": printed})
    return [(f.severity, f.expected, f.found) for f in findings(table, FORM) if f.code == "S3"]


def test_typed_points_alone_follow_the_report() -> None:
    """With the rules alone the blocks would be others: no row is quietly made to fit."""
    rows = tuple(
        msgspec.structs.replace(row, cells={k: t for k, t in row.cells.items() if k != "score"})
        for row in TABLE.rows("points")
    )
    record = msgspec.structs.replace(TABLE, sections={"points": rows})
    blocks: tuple[Block, ...] = scored(record, FORM).blocks
    assert [plain(b.points) for b in blocks] == ["14", "23.82", "8.92", "16.71", "17.7"]
    assert [b.missing for b in blocks] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("row", "step", "values"),
    [
        ("B11", "RATE_COMPLETION", {"rate": "99.41%", "points": "1.99"}),
        ("B222", "CHECKLIST", {"count": "3", "met": "2", "share": "2/3", "points": "1.33"}),
        ("B232", "CHECKLIST", {"share": "87.5%", "points": "3.5"}),
        ("C12", "CHECKLIST", {"share": "93.3%", "points": "1.87"}),
        ("D12", "RATE_COMPLETION", {"rate": "95.63%", "points": "0.96"}),
        ("D13", "TASKS_FULL", {"points": "1"}),
        ("D26", "RATE_COMPLETION", {"rate": "70.91%", "points": "0.35"}),
        ("D33", "DEDUCTION", {"incidents": "14", "each": "5%", "points": "0.3"}),
        ("D34", "MIXED", {"incidents": "0", "points": "1"}),
        ("E12", "EXCESS", {"excess": "15.05百分点", "points": "1.7"}),
        ("E14", "MET", {"actual": "未发生", "points": "2"}),
    ],
)
def test_worked_sum_shows_the_numbers_of_the_text(
    row: str, step: str, values: dict[str, str]
) -> None:
    steps = {s.code: s.values for s in points().rows[f"points/{row}"].steps}
    assert values.items() <= steps[step].items()
