"""The way from one record to another."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.model.change import Set, apply, invert
from app.model.difference import difference
from app.model.places import Place
from app.model.record import ROW_KEYS, FormRecord, Row
from tests.model.records import cell_names, names, texts

cells = st.dictionaries(cell_names.filter(lambda n: n not in ROW_KEYS), texts, max_size=3)
rows = st.lists(
    st.builds(Row, st.sampled_from("abcdef"), st.sampled_from(["scored", "part"]), cells),
    max_size=6,
    unique_by=lambda row: row.id,
).map(tuple)
records = st.builds(
    FormRecord,
    form=st.just("small"),
    form_version=st.just(1),
    id=st.just("a1"),
    year=st.integers(2019, 2021),
    funds_note=texts,
    codes=st.dictionaries(names, texts, max_size=3),
    sections=st.fixed_dictionaries(
        {
            "fields": st.dictionaries(names, texts, max_size=3),
            "funds": st.fixed_dictionaries({"total": cells, "other": cells}),
            "indicators": rows,
        }
    ),
)


@given(records, records)
def test_the_steps_lead_from_one_to_the_other_and_back(old: FormRecord, new: FormRecord) -> None:
    change = difference(old, new, "JOIN", "imported")
    if change is None:
        assert old == new
    else:
        assert apply(old, change) == new
        assert apply(new, invert(change)) == old


@given(records, texts)
def test_one_cell_that_differs_is_one_step(old: FormRecord, text: str) -> None:
    place = Place("fields", None, "别处")
    fields = {**old.fields("fields"), "别处": text}
    new = msgspec.structs.replace(old, sections={**old.sections, "fields": fields})
    change = difference(old, new, "JOIN", "imported")
    before = old.fields("fields").get("别处")
    steps = change.steps if change is not None else ()
    assert steps == (() if before == text else (Set(place, before, text),))


def test_a_row_whose_unknown_values_differ_is_put_in_anew() -> None:
    before = FormRecord("small", 1, "a1", sections={"indicators": (Row("k"), Row("m"))})
    after = msgspec.structs.replace(
        before, sections={"indicators": (Row("m", extra={"x": 1}), Row("k"))}
    )
    change = difference(before, after, "JOIN", "imported")
    assert change is not None
    assert apply(before, change) == after
