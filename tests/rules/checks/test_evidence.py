"""E1: full marks without evidence, asked only where an office adds evidence to its indicators."""

import msgspec
import pytest

from app.model.record import SIGNED_SCAN, Evidence, FormRecord
from tests.rules.checks.content import brief, of
from tests.rules.records import with_text
from tests.seeds import complete_001

ROWS = [f"indicators/{row.id}" for row in complete_001().rows("indicators")]
FULL = [
    row for row, r in zip(ROWS, complete_001().rows("indicators"), strict=True) if r.text("weight")
]


def proved(*places: str, kind: str = "evidence") -> FormRecord:
    items = (
        Evidence(str(at), place, "甲.pdf", "0" * 64, kind=kind) for at, place in enumerate(places)
    )
    return msgspec.structs.replace(complete_001(), evidence=tuple(items))


@pytest.mark.parametrize(
    "record",
    [
        proved(),
        proved(""),
        proved("indicators/gone"),
        proved(FULL[0], kind=SIGNED_SCAN),
        proved(*FULL),
    ],
)
def test_a_form_without_evidence_of_its_indicators_is_not_asked(record: FormRecord) -> None:
    assert of("E1", record, review=True) == []


def test_full_marks_without_evidence_are_a_note_in_the_review_only() -> None:
    record = proved(FULL[0], FULL[2])
    wanted = [("info", f"{row}/score") for row in FULL if row not in (FULL[0], FULL[2])]
    assert [found[:2] for found in brief("E1", record, review=True)] == wanted
    assert of("E1", record) == []


def test_points_that_were_lost_need_no_evidence() -> None:
    record = with_text(proved(FULL[0]), f"{FULL[1]}/score", "1")
    assert f"{FULL[1]}/score" not in [found[1] for found in brief("E1", record, review=True)]
