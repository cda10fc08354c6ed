"""Excerpts of the seed papers: exactly what is found, how much is true, how much is missed."""

import tomllib
from typing import Any

import pytest

from tests.prose.reports import DATA, check_text, told

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((DATA / "expected.toml").read_text("utf-8"))
CERTAIN, POSSIBLE = 0.95, 0.8
"""Of what is reported as certain, and as possible, so much must be true."""


@pytest.mark.parametrize("name", EXPECTED)
def test_an_excerpt_gives_exactly_what_was_judged(name: str) -> None:
    found = [told(f) for f in check_text((DATA / f"{name}.txt").read_text("utf-8"))]
    assert found == list(EXPECTED[name]["findings"])


def share_of_truth(*, certain: bool) -> float:
    """How much of what is reported with one degree of certainty is true."""
    judged = [
        bool(true)
        for paper in EXPECTED.values()
        for text, true in paper["findings"].items()
        if text.startswith("info") != certain
    ]
    return sum(judged) / len(judged)


def test_what_is_reported_is_true() -> None:
    assert share_of_truth(certain=True) >= CERTAIN
    assert share_of_truth(certain=False) >= POSSIBLE


def test_more_than_half_of_the_known_inconsistencies_are_found() -> None:
    known = sum(paper["known"] for paper in EXPECTED.values())
    seen = [number for paper in EXPECTED.values() for number in paper["seen"]]
    assert known == 92
    assert len(seen) * 2 > known
    for paper in EXPECTED.values():
        assert paper["seen"] == sorted(set(paper["seen"]))
        assert paper["seen"][-1] <= paper["known"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("seed001", ["107.5%|106.25%", "87.65元|87.65万元", "99.87分|89.87分"]),
        ("seed002", ["110|100"]),
        (
            "seed003",
            [
                *("24.82|25.82", "82..73%|82.73%", "30|20", "20|30"),
                *("1055家次|1,085家次", "126,650|1,266,500"),
            ],
        ),
        ("seed004", ["57.67元|57.67万元", "50|100", "50万元|20万元", "500万元|350万元"]),
    ],
)
def test_what_no_reader_may_miss_is_found_as_certain(name: str, words: list[str]) -> None:
    found = check_text((DATA / f"{name}.txt").read_text("utf-8"))
    certain = {f"{f.found}|{f.expected}" for f in found if f.severity != "info"}
    assert set(words) - certain == set()
