"""Seed 004 (Yunnan, 2017): the conclusion's points, its bands, and the spending in 元."""

from decimal import Decimal
from typing import Any

import pytest

from tests.rules.families.judged import codes, judged
from tests.rules.records import findings, scored, with_text
from tests.seeds import score_data, score_form, score_record

SEED = "seed004"
FORM, DATA = score_form(SEED), score_data(SEED)
TABLE = score_record(SEED)


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


@pytest.mark.parametrize("row", DATA["rows"], ids=lambda row: row["id"])
def test_rule_and_report_give_what_they_give(row: dict[str, Any]) -> None:
    score = scored(TABLE, FORM).rows[f"points/{row['id']}"]
    assert plain(score.points) == row["printed"]
    assert plain(score.computed) == row.get("computed", row["printed"])


def test_blocks_add_up_to_the_total() -> None:
    points = scored(TABLE, FORM)
    told = {name: (b["weight"], b["score"]) for name, b in DATA["blocks"].items()}
    assert {b.key: (plain(b.weight), plain(b.points)) for b in points.blocks} == told
    assert (points.total, points.grade, points.missing) == (Decimal("97.75"), "优", 0)
    assert "S3" not in [f.code for f in findings(TABLE, FORM)]


def test_survey_earns_its_score_of_a_hundred() -> None:
    """92.97 ÷ 100 × 5 = 4.65, with the size of the sample."""
    score = scored(TABLE, FORM).rows["points/d2"]
    assert [step.code for step in score.steps] == ["SURVEY", "SURVEY_SAMPLE"]
    assert {"scale": "100", "points": "4.65"}.items() <= score.steps[0].values.items()


def test_spending_adds_up_and_what_arrived_is_a_rate() -> None:
    rates = scored(TABLE, FORM).rates
    assert rates["spending/total"].printed == "94.52%"
    assert errors(TABLE) == []


@pytest.mark.parametrize(
    ("place", "text", "code"),
    [
        ("spending/inspection/left", "53,940.89", "Y1"),
        ("spending/inspection/spent", "588,820.80", "Y1"),
        ("spending/total/budget", "14,575,000.10", "M1"),
        ("spending/sampling/received", "9,500,001.00", "M1"),
    ],
)
def test_spending_that_does_not_add_up_is_an_error(place: str, text: str, code: str) -> None:
    assert code in errors(with_text(TABLE, place, text))


def errors(record: Any) -> list[str]:
    return [f.code for f in findings(record, FORM) if f.severity == "error"]


def bands(*bounds: str) -> list[dict[str, str]]:
    """Four cells 优, 良, 中, 差 as lower bounds; the report gives no share of points to them."""
    shares = zip("优良中差", bounds, ("100", "80", "60", "0"), strict=False)
    return [{"name": name, "at_least": bound, "share": share} for name, bound, share in shares]


RATES = bands("100", "85", "70", "0")
PLAN = bands("90", "80", "60", "0")
CASES = bands("90", "80", "70", "60")
SATISFACTION = bands("95", "90", "80", "70")


@pytest.mark.parametrize(
    ("scale", "exclusive", "value", "name"),
    [
        *[(SATISFACTION, False, "92.97%", "良"), (SATISFACTION, False, "95%", "优")],
        *[
            (RATES, False, "100%", "优"),
            (RATES, False, "81.99%", "中"),
            (RATES, False, "69%", "差"),
        ],
        *[
            (PLAN, False, "50.93%", "差"),
            (PLAN, False, "56.72%", "差"),
            (PLAN, False, "85.06%", "良"),
        ],
        *[(PLAN, False, "70.83%", "中"), (PLAN, False, "90%", "优")],
        *[(CASES, True, "90%", "良"), (CASES, True, "90.1%", "优"), (CASES, True, "70%", "差")],
    ],
)
def test_value_falls_into_its_band(
    scale: list[dict[str, str]], exclusive: bool, value: str, name: str
) -> None:
    """The plan of 2900 enterprises was met to 50.93%: 差, where the report says 100%."""
    score = judged("bands", value, target="100%", bands=scale, exclusive=exclusive)
    assert score.steps[-1].values["name"] == name


@pytest.mark.parametrize(("scale", "value"), [(SATISFACTION, "69%"), (CASES, "60%")])
def test_gaps_below_the_lowest_band_earn_nothing(scale: list[dict[str, str]], value: str) -> None:
    """The report leaves open what 满意度<70 and B≤60 are."""
    score = judged("bands", value, target="100%", bands=scale, exclusive=scale is CASES)
    assert (plain(score.points), codes(score)) == ("0", ["BAND_BELOW"])
