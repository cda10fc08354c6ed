"""Moving a record to another form and back: no value is lost, whatever the form lacks is listed."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.forms import Form, gallery
from app.desk.moving import TABLES, TEXTS, left_out, moved
from app.desk.records import complete, new_record
from app.model.codec import read_record, write_record
from app.model.record import FormRecord, Row
from tests.second import form_of, sample_of

NATIONAL = "mof2020-project"
IDS = gallery().ids()


def texts(record: FormRecord) -> dict[str, str]:
    """Every text that a record holds, in its sections or waiting."""
    held = {str(place): text for place, text in record.texts()}
    waiting = record.unplaced.get(TEXTS, {})
    for name, rows in record.unplaced.get(TABLES, {}).items():
        for row in rows:
            cells = {k: v for k, v in row.items() if k not in ("id", "kind", "rule", "extra")}
            held |= {f"{name}/{row['id']}/{key}": text for key, text in cells.items() if text}
    return {**held, **waiting}


def sample(form_id: str) -> FormRecord:
    return complete(gallery().sample(form_id), gallery().form(form_id).definition)


@pytest.mark.parametrize("form_id", IDS)
def test_a_sample_goes_to_every_other_form_and_comes_back(form_id: str) -> None:
    record, home = sample(form_id), gallery().form(form_id)
    for other in IDS:
        there = moved(record, gallery().form(other))
        assert there.form == other
        # The other form's own rows (its template) may come on top, nothing may go.
        assert texts(record).items() <= texts(there).items()
        back = moved(there, home)
        assert {str(p): t for p, t in back.texts()} == {str(p): t for p, t in record.texts()}
        assert read_record(write_record(there), "r.json") == there


def test_what_has_no_place_is_listed_with_where_it_stood() -> None:
    second = form_of("second")
    record = sample_of("second")
    there = moved(record, gallery().form(NATIONAL))
    listed = left_out(there)
    assert listed
    assert {text for _, text in listed} <= {t for _, t in record.texts()} | {
        "，".join(t for t in row.cells.values() if t) for _, rows in record.tables() for row in rows
    }
    back = {str(place): text for place, text in moved(there, second).texts()}
    assert back == {str(place): text for place, text in record.texts()}


@st.composite
def filled(draw: st.DrawFn) -> tuple[Form, FormRecord]:
    """A record of some form with texts in any of its places."""
    form = gallery().form(draw(st.sampled_from(IDS)))
    record = new_record(form, 2024)
    sections = dict(record.sections)
    for name, value in sections.items():
        if isinstance(value, tuple):
            section = form.definition.section(name)
            columns = [column.id for column in getattr(section, "columns", ())]
            rows = [
                Row(f"r{n}", "", draw(st.dictionaries(st.sampled_from(columns), TEXTS_TYPED)))
                for n in range(draw(st.integers(0, 3)))
            ]
            sections[name] = tuple(rows)
    return form, msgspec.structs.replace(record, sections=sections)


TEXTS_TYPED = st.sampled_from(["甲", "≥200组", "87.65", "2019", "—"])


@settings(max_examples=60, deadline=None)
@given(filled(), st.sampled_from(IDS), st.sampled_from(IDS))
def test_no_text_is_lost_on_any_way(
    start: tuple[Form, FormRecord], first: str, second: str
) -> None:
    form, record = start
    wanted = texts(record)
    for form_id in (first, second, form.definition.id):
        record = moved(record, gallery().form(form_id))
        assert wanted.items() <= texts(record).items()
    assert wanted.items() <= {str(place): text for place, text in record.texts()}.items()
