"""Evidence numbered by the form's rows, and what a person does with it."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.evidence.entries import (
    attach,
    circled,
    detach,
    entries_of,
    known_row,
    move,
    put_smaller,
    rename,
    row_numbers,
    row_place,
    set_pages,
)
from app.desk.evidence.files import KeptFile
from app.model.change import Change, apply, invert
from app.model.places import parse_place
from app.model.record import SIGNED_SCAN, Evidence, FormRecord
from tests.desk.desk import NATIONAL, Desk, filled_desk
from tests.second import form_of

DEFINITION = form_of(NATIONAL).definition


def kept(mark: str, suffix: str = ".pdf", pages: int = 1) -> KeptFile:
    return KeptFile(mark * 64, 10, pages, suffix)


def after(record: FormRecord, change: Change | None) -> FormRecord:
    """The record after a change that can be taken back."""
    assert change is not None
    made = apply(record, change)
    assert apply(made, invert(change)) == record
    return made


@pytest.fixture
def desk() -> Desk:
    return filled_desk()


@pytest.fixture
def rows(desk: Desk) -> dict[str, str]:
    """The places of the rows by their numbers."""
    return {row.number: row.place for row in row_numbers(desk.record, DEFINITION)}


def test_rows_are_numbered_by_first_tier_and_empty_ones_have_no_number(
    desk: Desk, rows: dict[str, str]
) -> None:
    names = {row.number: row.name for row in row_numbers(desk.record, DEFINITION)}
    assert list(rows) == ["0.1", "0.2", "0.3", "0.4", "1.1", "1.2", "2.1", "2.2", "3.1"]
    assert names["3.1"].endswith("满意程度")


def test_evidence_stands_in_the_order_of_the_form(desk: Desk, rows: dict[str, str]) -> None:
    record = desk.record
    for place, names in ((rows["3.1"], "甲乙"), (rows["1.2"], "丙"), ("", "丁")):
        files = [
            (f"{name}.pdf", kept("123456789"[len(record.evidence) + at]))
            for at, name in enumerate(names)
        ]
        record = after(record, attach(record, place, files))
    signed = Evidence("s", "", "签章.pdf", "f" * 64, kind=SIGNED_SCAN)
    record = msgspec.structs.replace(record, evidence=(signed, *record.evidence))
    shown = [(e.number, e.evidence.name) for e in entries_of(record, DEFINITION)]
    assert shown == [
        ("0-①", "丁.pdf"),
        ("1.2-①", "丙.pdf"),
        ("3.1-①", "甲.pdf"),
        ("3.1-②", "乙.pdf"),
    ]


def test_evidence_of_a_row_that_is_gone_belongs_to_the_whole_form(desk: Desk) -> None:
    record = after(desk.record, attach(desk.record, "indicators/gone", [("甲.pdf", kept("1"))]))
    assert [(e.number, e.row) for e in entries_of(record, DEFINITION)] == [("0-①", "")]


def test_the_same_file_is_not_added_twice_to_a_row(desk: Desk, rows: dict[str, str]) -> None:
    files = [("甲.pdf", kept("1")), ("甲 副本.pdf", kept("1"))]
    record = after(desk.record, attach(desk.record, rows["1.1"], files))
    assert [item.name for item in record.evidence] == ["甲.pdf"]
    assert attach(record, rows["1.1"], files) is None
    assert len(after(record, attach(record, rows["1.2"], files)).evidence) == 2


ACTIONS: list[tuple[Callable[[FormRecord, str], Change | None], list[str]]] = [
    (lambda r, i: rename(r, i, " 验收\n单 "), ["验收 单.PDF", "乙.jpg"]),
    (lambda r, i: rename(r, i, "验收.pdf"), ["验收.pdf", "乙.jpg"]),
    (lambda r, i: detach(r, [i]), ["乙.jpg"]),
    (lambda r, i: set_pages(r, i, 7), ["甲.PDF", "乙.jpg"]),
    (lambda r, _: put_smaller(r, {r.evidence[1].id: kept("9", ".jpg")}), ["甲.PDF", "乙.jpg"]),
]


@pytest.mark.parametrize(("action", "names"), ACTIONS)
def test_what_a_person_does_can_be_taken_back(
    desk: Desk, action: Callable[[FormRecord, str], Change | None], names: list[str]
) -> None:
    files = [("甲.PDF", kept("1")), ("乙.jpg", kept("2", ".jpg"))]
    record = after(desk.record, attach(desk.record, "", files))
    record = after(record, action(record, record.evidence[0].id))
    assert [item.name for item in record.evidence] == names


def test_moved_files_come_behind_those_of_the_row(desk: Desk, rows: dict[str, str]) -> None:
    record = after(desk.record, attach(desk.record, rows["1.1"], [("甲.pdf", kept("1"))]))
    record = after(record, attach(record, rows["2.1"], [("乙.pdf", kept("2"))]))
    record = after(record, move(record, [record.evidence[0].id], rows["2.1"]))
    shown = [(e.number, e.evidence.name) for e in entries_of(record, DEFINITION)]
    assert shown == [("2.1-①", "乙.pdf"), ("2.1-②", "甲.pdf")]
    assert move(record, [record.evidence[0].id], rows["2.1"]) is None


def test_an_empty_name_changes_nothing(desk: Desk) -> None:
    record = after(desk.record, attach(desk.record, "", [("甲.pdf", kept("1"))]))
    assert rename(record, record.evidence[0].id, " \n") is None


@pytest.mark.parametrize(
    ("text", "found"), [("3.1", "3.1"), ("", ""), ("9.9", None), ("indicators/zzz", None)]
)
def test_a_row_is_named_by_its_number(
    desk: Desk, rows: dict[str, str], text: str, found: str | None
) -> None:
    if found is None:
        with pytest.raises(ValueError, match=text):
            known_row(text, desk.record, DEFINITION)
    else:
        assert known_row(text, desk.record, DEFINITION) == rows.get(found, "")


def test_cells_outside_of_rows_prove_the_whole_form(desk: Desk, rows: dict[str, str]) -> None:
    cell = parse_place(f"{rows['1.1']}/target")
    assert row_place(cell, desk.record, DEFINITION) == rows["1.1"]
    for place in ("fields/name", "indicators/zzz/target"):
        assert row_place(parse_place(place), desk.record, DEFINITION) == ""


@given(st.integers(1, 200))
def test_no_two_numbers_look_alike(number: int) -> None:
    assert circled(number) not in {circled(other) for other in range(1, number)}
