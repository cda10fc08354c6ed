"""Records at birth, and the normal form that changes can be taken back in."""

from typing import Any

import msgspec
import pytest

from app.desk.records import complete, duplicate, new_record, new_row_id
from app.model.codec import read_record, write_record
from app.model.record import FormRecord, Row
from tests.second import FORM_IDS, form_of, sample_of


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_new_record_names_its_form_and_holds_its_template(form_id: str) -> None:
    form = form_of(form_id)
    record = new_record(form, 2023)
    assert (record.form, record.form_version, record.form_hash) == (
        *(form_id, form.definition.version, form.hash),
    )
    table = form.definition.indicators()[0]
    rows = record.rows(table.id)
    assert [row.cells for row in rows] == list(table.template)
    assert {row.kind for row in rows} == {"placeholder"}
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_two_new_records_share_neither_id_nor_cells(form_id: str) -> None:
    form = form_of(form_id)
    one, other = new_record(form), new_record(form)
    assert one.id != other.id
    assert one.form_hash == other.form_hash
    assert one.year is None


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_new_record_is_complete_and_survives_its_file(form_id: str) -> None:
    form = form_of(form_id)
    record = new_record(form, 2023)
    assert complete(record, form.definition) is record
    assert read_record(write_record(record)) == record


def test_a_duplicate_differs_in_its_id_alone() -> None:
    record = sample_of("second")
    copy = duplicate(record)
    assert copy.id != record.id
    assert msgspec.structs.replace(copy, id=record.id) == record


def test_a_row_id_is_never_taken() -> None:
    taken = {new_row_id(()) for _ in range(500)}
    made = new_row_id(taken)
    assert made not in taken
    assert len(made) == 4
    assert not set(made) & set("l10oIO/")


def test_the_normal_form_has_every_section_and_money_row() -> None:
    form = form_of("second")
    bare = FormRecord("second", 3, "x", sections={"subsidy": {"county": {"paid": "8"}}})
    record = complete(bare, form.definition)
    assert set(record.sections) == {s.id for s in form.definition.sections()}
    assert record.money("subsidy") == {"all": {}, "province": {}, "county": {"paid": "8"}}
    assert record.rows("targets") == ()


def test_values_that_the_form_does_not_know_stay() -> None:
    form = form_of("second")
    sections: dict[str, Any] = {
        "subsidy": {"city": {"paid": "1"}, "remark": "一句话"},
        "story": {"other": "文字"},
        "elsewhere": {"a": "b"},
    }
    record = complete(FormRecord("second", 3, "x", sections=sections), form.definition)
    assert record.sections["subsidy"] == {
        "all": {}, "province": {}, "county": {}, "city": {"paid": "1"}, "remark": "一句话"
    }  # fmt: skip
    assert record.fields("story") == {"other": "文字"}
    assert record.sections["elsewhere"] == {"a": "b"}


def test_what_stands_in_the_wrong_shape_goes_to_unplaced() -> None:
    form = form_of("second")
    sections: dict[str, Any] = {
        "targets": {"note": "没有表"},
        "story": (Row("r1", "", {"a": "b"}),),
    }
    given = FormRecord("second", 3, "x", sections=sections, unplaced={"story": 1})
    record = complete(given, form.definition)
    assert record.unplaced == {
        "targets": {"note": "没有表"}, "story": 1, "story#2": [{"id": "r1", "a": "b"}]
    }  # fmt: skip
    assert (record.rows("targets"), record.fields("story")) == ((), {})
