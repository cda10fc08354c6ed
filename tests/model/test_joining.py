"""What two people did to the same record is joined; where both did otherwise, it is asked."""

import msgspec
from hypothesis import given

from app.model.change import Change, apply
from app.model.joining import Conflict, join
from app.model.places import Place
from app.model.record import FormRecord, Row
from tests.model.test_difference import records

TABLE = (Row("a", "scored", {"actual": "1"}), Row("b", "scored", {"actual": "2"}))
BASE = FormRecord("small", 1, "x", sections={"fields": {"unit": "甲"}, "indicators": TABLE})


def with_rows(*rows: Row) -> FormRecord:
    return msgspec.structs.replace(BASE, sections={**BASE.sections, "indicators": rows})


@given(records, records)
def test_who_did_nothing_takes_everything(base: FormRecord, theirs: FormRecord) -> None:
    joined = join(base, base, theirs)
    assert joined.conflicts == ()
    assert apply(base, Change("", joined.steps)) == theirs


@given(records, records)
def test_the_same_work_twice_is_done_once(base: FormRecord, both: FormRecord) -> None:
    assert join(base, both, both).conflicts == ()
    assert apply(both, Change("", join(base, both, both).steps)) == both
    assert join(base, both, base).steps == ()


@given(records, records, records)
def test_whatever_two_did_the_steps_fit_mine(
    base: FormRecord, mine: FormRecord, theirs: FormRecord
) -> None:
    apply(mine, Change("", join(base, mine, theirs).steps))


def test_work_on_different_cells_meets_without_a_question() -> None:
    mine = with_rows(Row("a", "scored", {"actual": "5"}), TABLE[1])
    theirs = with_rows(TABLE[0], Row("b", "scored", {"actual": "2", "note": "因雨"}), Row("c"))
    joined = join(BASE, mine, theirs)
    after = apply(mine, Change("", joined.steps))
    assert joined.conflicts == ()
    assert [row.cells for row in after.rows("indicators")] == [
        *({"actual": "5"}, {"actual": "2", "note": "因雨"}, {}),
    ]


def test_work_on_the_same_cell_is_asked() -> None:
    mine, theirs = (with_rows(Row("a", "scored", {"actual": n}), TABLE[1]) for n in "78")
    place = Place("indicators", "a", "actual")
    assert join(BASE, mine, theirs).conflicts == (Conflict(place, "7", "8"),)


def test_a_row_that_one_deleted_and_the_other_filled_is_asked() -> None:
    filled = Row("b", "scored", {"actual": "9"})
    deleted, kept = with_rows(TABLE[0]), with_rows(TABLE[0], filled)
    assert join(BASE, kept, deleted).conflicts == (
        Conflict(Place("indicators", "b", ""), filled, None),
    )
    assert join(BASE, deleted, kept).conflicts == (
        Conflict(Place("indicators", "b", "actual"), None, "9"),
    )
