"""Published tables: our points where theirs follow the rule, every mistake, and no false alarm."""

import json
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.model.codec import read_record
from app.model.money import parse_points
from app.model.record import FormRecord
from app.model.results import Scores
from app.rules.checking import check
from app.rules.scoring import score
from tests.rules.records import FORM

TABLES = Path(__file__).parent.parent / "data" / "published"
EXPECTED: dict[str, Any] = tomllib.loads((TABLES / "expected.toml").read_text("utf-8"))
OPEN: list[dict[str, str]] = EXPECTED.pop("open")
NAMES = sorted(EXPECTED)
ROWS = ("follows", "departs", "unprinted", "by_person", "unscored")
SUMS = ("rate", "execution", "total", "grade")
KEYS = {"origin", "source", "gaps", *ROWS, *SUMS, "errors", "may", "clean"}
Found = set[tuple[str, str]]


@cache
def table(name: str) -> FormRecord:
    return read_record((TABLES / name).read_bytes(), name)


@cache
def points(name: str) -> Scores:
    return score(table(name), FORM)


def errors(name: str) -> Found:
    record = table(name)
    findings = check(record, FORM, points(name))
    return {(f.code, str(f.place)) for f in findings if f.severity == "error"}


def pairs(name: str, key: str) -> Found:
    return {(code, place) for code, place, *_ in EXPECTED[name].get(key, [])}


def opened(name: str, what: str) -> Found:
    """Differences that are known: errors that are false or missing, and points by row."""
    known = (entry for entry in OPEN if entry["table"] == name and entry["what"] == what)
    return {(entry["code"], entry["place"]) for entry in known}


def plain(points_: Decimal | None) -> str:
    return "" if points_ is None else f"{points_.normalize():f}"


def test_each_table_has_its_expectation_and_nothing_else() -> None:
    assert {path.name for path in TABLES.glob("*.json")} == set(NAMES)
    for name in NAMES:
        entry = EXPECTED[name]
        assert set(entry) <= KEYS, name
        assert entry["origin"] in ("public", "composed"), name
        assert entry["source"], name
        assert not pairs(name, "errors") & pairs(name, "may"), name
    assert all(entry["table"] in NAMES and entry["why"] for entry in OPEN)
    assert {entry["what"] for entry in OPEN} <= {"false", "missing", "points"}


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_mistakes_are_errors(name: str) -> None:
    found, expected = errors(name), pairs(name, "errors")
    assert found - expected - pairs(name, "may") == opened(name, "false")
    assert expected - found == opened(name, "missing")


@pytest.mark.parametrize("name", NAMES)
def test_no_error_stands_where_the_table_is_right(name: str) -> None:
    known = {place for _, place in opened(name, "false")}
    clean = {place for place, _ in EXPECTED[name].get("clean", [])}
    assert not clean & {place for _, place in pairs(name, "errors")}
    assert not (clean - known) & {place for _, place in errors(name)}


@pytest.mark.parametrize("name", NAMES)
def test_points_are_what_the_rule_gives(name: str) -> None:
    entry, rows = EXPECTED[name], points(name).rows
    printed = table(name).printed
    wanted: dict[str, str] = {**entry.get("departs", {}), **entry.get("unprinted", {})}
    for row in entry.get("follows", []):
        wanted[row] = plain(parse_points(printed[f"indicators/{row}/score"]))
    wanted |= dict.fromkeys(entry.get("unscored", []), "")
    ours = {row: plain(rows[f"indicators/{row}"].computed) for row in wanted}
    wrong = {(ours[row], row) for row in wanted if ours[row] != wanted[row]}
    assert wrong == opened(name, "points")
    for row, value in entry.get("departs", {}).items():
        assert plain(parse_points(printed[f"indicators/{row}/score"])) != value, row


@pytest.mark.parametrize("name", NAMES)
def test_words_are_left_to_the_person(name: str) -> None:
    rows, printed = points(name).rows, table(name).printed
    for row in EXPECTED[name].get("by_person", []):
        ours = rows[f"indicators/{row}"].computed
        given = parse_points(printed[f"indicators/{row}/score"])
        assert ours is None or ours == given, row


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_accounted_for(name: str) -> None:
    entry = EXPECTED[name]
    listed = [row for key in ROWS for row in entry.get(key, ())]
    assert len(listed) == len(set(listed))
    counted = {key for key, value in points(name).rows.items() if value.counted}
    wrongly = {place.rpartition("/")[0] for _, place in opened(name, "false")}
    expected = {"funds/total", *(f"indicators/{row}" for row in listed)}
    assert expected <= counted
    assert counted - expected <= wrongly


@pytest.mark.parametrize("name", NAMES)
def test_rate_execution_total_and_grade(name: str) -> None:
    entry, scores = EXPECTED[name], points(name)
    execution = scores.rows["funds/total"].computed
    assert scores.rates["funds/total"].printed == entry.get("rate", "")
    assert plain(execution) == entry.get("execution", "")
    if "total" in entry and not any(known["table"] == name for known in OPEN):
        assert (plain(scores.total), scores.grade) == (entry["total"], entry["grade"])
        assert scores.missing == 0


def test_no_table_holds_a_telephone_number() -> None:
    for name in NAMES:
        assert json.loads((TABLES / name).read_bytes())["signatures"] == {}, name
