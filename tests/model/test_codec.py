import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.change import Change, Delete, Insert, Move, Set
from app.model.codec import (
    DEPTH_LIMIT,
    RECORD_KEYS,
    SCHEMA,
    SECTION_KEYS,
    TEXT_CELLS,
    decode_change,
    encode_change,
    encode_record,
    read_record,
    record_from_json,
    record_to_json,
    write_record,
)
from app.model.faults import RecordError
from app.model.places import Place
from app.model.record import ROW_KEYS, Evidence, FormRecord, Remark, Row, SetAside
from app.model.strictjson import SIZE_LIMIT
from tests.model.records import json_objects, json_values, leaves, names, records, texts

BASE: dict[str, Any] = {"schema": SCHEMA, "form": "small", "form_version": 1, "id": "a1"}


def file_with(**entries: Any) -> str:
    return json.dumps(BASE | entries, ensure_ascii=False)


def rows_of(rows: list[dict[str, Any]], section: str = "indicators") -> tuple[Row, ...]:
    return read_record(file_with(**{section: rows})).rows(section)


def code_of(data: bytes | str) -> tuple[str, dict[str, str]]:
    with pytest.raises(RecordError) as caught:
        read_record(data, "表.json")
    assert caught.value.values["file"] == "表.json"
    return caught.value.code, caught.value.values


@given(records)
def test_what_was_written_is_read_again(record: FormRecord) -> None:
    assert read_record(write_record(record)) == record
    assert read_record(encode_record(record)) == record
    assert record_from_json(record_to_json(record)) == record


foreign_names = names.filter(lambda n: n not in RECORD_KEYS | SECTION_KEYS | TEXT_CELLS | ROW_KEYS)
foreign = st.dictionaries(foreign_names, json_values, max_size=4)


@given(foreign, foreign, foreign)
def test_no_value_of_a_file_is_lost(unknown: Any, in_row: Any, extra: Any) -> None:
    row = in_row | {"id": "k3f9", "target": "≥９０％", "extra": {"in": extra}}
    tree = BASE | unknown | {"indicators": [row], "extra": extra}
    found = json.loads(write_record(read_record(json.dumps(tree))))
    assert as_texts(leaves(tree)) <= as_texts(leaves(found))


def as_texts(scalars: list[str]) -> set[str]:
    """Numbers by value and without quotation marks: a cell takes a number as its text."""
    plain = [leaf.strip('"') for leaf in scalars]
    return {str(float(leaf)) if _is_number(leaf) else leaf for leaf in plain}


def _is_number(leaf: str) -> bool:
    try:
        float(leaf)
    except ValueError:
        return False
    return True


@given(records)
def test_a_second_pass_changes_nothing(record: FormRecord) -> None:
    once = write_record(record)
    assert write_record(read_record(once)) == once


def test_the_shape_of_the_design_comes_back_as_it_was() -> None:
    row: dict[str, Any] = {
        "id": "k3f9",
        "kind": "scored",
        "tier1": "产出指标",
        "target": "100%",
        "score": None,
    }
    row |= {"score_reason": "", "deviation": "", "rule": None, "extra": {}}
    tree = BASE | {"year": 2019, "codes": {"project_code": ""}, "fields": {"unit": "云溪县某局"}}
    tree |= {"money_unit": "万元", "funds": {"total": {"annual": "87.65"}, "other": {}}}
    tree |= {"funds_note": "", "goals": {"expected": ""}, "indicators": [row], "signatures": {}}
    tree |= {"policy": None, "set_aside": [], "unplaced": {}, "printed": {}, "extra": {}}
    assert json.loads(write_record(read_record(json.dumps(tree)))) == tree


@pytest.mark.parametrize("number", ["25", "2.50", "1e3", "-0", "0.10000000000000000001"])
def test_a_number_in_a_cell_is_taken_as_it_is_written(number: str) -> None:
    text = file_with(indicators=[{"id": "a", "weight": 77}]).replace("77", number)
    assert read_record(text).rows("indicators")[0].text("weight") == number


@pytest.mark.parametrize("number", ["2.50", "0.10000000000000000001", "1E+400", "9" * 5000, "0.1"])
def test_an_unknown_number_keeps_every_digit(number: str) -> None:
    text = file_with(extra={"n": 77}).replace("77", number)
    assert f": {number}" in write_record(read_record(text))


def test_unknown_keys_survive_beside_the_same_names_in_extra() -> None:
    record = read_record(file_with(later=1, extra={"later": 2, "same": [1]}, same=[1]))
    assert record.extra == {"later": 2, "later#2": 1, "same": [1]}


def test_unknown_keys_of_a_row_and_of_an_explanation_survive() -> None:
    rows = [{"id": "a", "target": "1", "seen": True, "files": [1], "extra": {"seen": False}}]
    record = read_record(file_with(indicators=rows, set_aside=[{"code": "D1", "by": "某"}]))
    assert record.rows("indicators")[0].extra == {"seen": False, "seen#2": True, "files": [1]}
    assert record.set_aside == (SetAside("D1", "", "", {"by": "某"}),)


def test_a_key_that_is_no_section_goes_to_extra_whole() -> None:
    odd = {"deep": {"a": {"b": ["c"]}}, "flag": True, "nothing": None, "list": ["a", {}]}
    record = read_record(file_with(**odd))
    assert (record.extra, record.sections) == (odd, {})


def test_sections_of_other_forms_are_recognised_by_their_shape() -> None:
    record = read_record(file_with(spend=[{"item": "印刷", "sum": 12.50}], part={"a": {"b": "1"}}))
    assert record.rows("spend") == (Row("r1", "", {"item": "印刷", "sum": "12.5"}),)
    assert record.money("part") == {"a": {"b": "1"}}


def test_rows_without_a_kind_count_where_they_are_indicators() -> None:
    assert [row.kind for row in rows_of([{"weight": "5"}, {"kind": ""}])] == ["scored", ""]
    assert [row.kind for row in rows_of([{"name": "某"}], "members")] == [""]


def test_missing_and_repeated_row_ids_are_made_unique() -> None:
    rows = rows_of([{"target": "1"}, {"id": "r1"}, {"id": "x"}, {"id": "x"}, {"id": ""}])
    assert [row.id for row in rows] == ["r2", "r1", "x", "r3", "r4"]


@pytest.mark.parametrize(
    ("entries", "printed", "score"),
    [
        ({"score": "25", "score_reason": ""}, {"indicators/a/score": "25"}, ""),
        ({"score": 25}, {"indicators/a/score": "25"}, ""),
        ({"score": "25", "score_reason": "现场核实"}, {}, "25"),
        ({"score": "25", "score_by": "person"}, {}, "25"),
        ({"score": "25", "score_by": "someone"}, {"indicators/a/score": "25"}, ""),
        ({"score": None, "score_reason": ""}, {}, ""),
        ({"score": "25", "kind": "其他"}, {}, "25"),
    ],
)
def test_a_score_without_reason_and_author_is_what_the_paper_showed(
    entries: dict[str, Any], printed: dict[str, str], score: str
) -> None:
    record = read_record(file_with(indicators=[{"id": "a", "target": "1"} | entries]))
    assert (record.printed, record.rows("indicators")[0].text("score")) == (printed, score)


def test_a_score_stays_entered_where_the_file_says_what_was_printed() -> None:
    place = "indicators/a/score"
    tree = file_with(indicators=[{"id": "a", "score": "23", "target": ""}], printed={place: "25"})
    record = read_record(tree)
    assert (record.printed[place], record.rows("indicators")[0].text("score")) == ("25", "23")


def test_a_score_typed_here_without_a_reason_comes_back_as_typed() -> None:
    rows = (Row("a", "scored", {"target": "1", "score": "23"}),)
    record = FormRecord("small", 1, "a1", sections={"indicators": rows})
    assert json.loads(write_record(record))["indicators"][0]["score_by"] == "person"
    assert read_record(write_record(record)) == record


@pytest.mark.parametrize(
    ("data", "code", "values"),
    [
        ("", "RECORD_001", {"line": "1", "column": "1"}),
        ('{"schema": "ziping.rec', "RECORD_001", {"line": "1"}),
        ('{"schema": NaN}', "RECORD_001", {}),
        ("预算".encode("gb18030"), "RECORD_002", {"byte": "2"}),
        ("[1]", "RECORD_003", {}),
        ('{"name": "x"}', "RECORD_003", {}),
        ('{"schema": "ziping.form/1"}', "RECORD_003", {}),
        ('{"schema": "ziping.record/0"}', "RECORD_003", {}),
        ('{"schema": "ziping.record/2"}', "RECORD_004", {"schema": "ziping.record/2"}),
        ('{"schema": "ziping.record/10"}', "RECORD_004", {"schema": "ziping.record/10"}),
        ("[" * 100_000, "RECORD_006", {}),
        ("[" * 200 + "]" * 200, "RECORD_006", {}),
        (b" " * (SIZE_LIMIT + 1), "RECORD_007", {"size": "20.0"}),
        ('{"schema": "a", "schema": "b"}', "RECORD_008", {"key": "schema"}),
        (file_with(funds_note="X").replace("X", "\\ud83d"), "RECORD_009", {"text": "?"}),
        (file_with(year=77).replace("77", "1e99999999999999999999"), "RECORD_010", {}),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    data: bytes | str, code: str, values: dict[str, str]
) -> None:
    found, named = code_of(data)
    assert found == code
    assert values.items() <= named.items()


@pytest.mark.parametrize(
    ("entries", "code", "path"),
    [
        ({"form": None}, "RECORD_005", "form"),
        ({"id": ["a"]}, "RECORD_005", "id"),
        ({"codes": {"project_code": True}}, "RECORD_005", "codes.project_code"),
        ({"funds": {"total": {"annual": ["1"]}}}, "RECORD_005", "funds.total.annual"),
        ({"indicators": [{}, {"target": {}}]}, "RECORD_005", "indicators[1].target"),
        ({"indicators": [{"kind": 1, "id": []}]}, "RECORD_005", "indicators[0].id"),
        ({"form_version": "eins"}, "RECORD_011", "form_version"),
        ({"year": 2019.5}, "RECORD_011", "year"),
        ({"year": True}, "RECORD_011", "year"),
        ({"fields": "text"}, "RECORD_012", "fields"),
        ({"printed": []}, "RECORD_012", "printed"),
        ({"indicators": ["row"]}, "RECORD_012", "indicators[0]"),
        ({"set_aside": {}}, "RECORD_013", "set_aside"),
        ({"indicators": [{"id": "a/b"}]}, "RECORD_014", "indicators[0].id"),
    ],
)
def test_a_value_of_a_wrong_type_is_named_by_its_path(
    entries: dict[str, Any], code: str, path: str
) -> None:
    found, values = code_of(file_with(**entries))
    assert (found, values["path"]) == (code, path)


def test_depth_is_bounded_and_what_is_read_can_be_written_and_read_again() -> None:
    deep: Any = "x"
    for _ in range(DEPTH_LIMIT - 1):
        deep = [deep]
    record = read_record(file_with(later=deep))
    assert read_record(write_record(record)) == record
    assert code_of(file_with(later=[[deep]]))[0] == "RECORD_006"


def test_a_byte_order_mark_and_a_year_as_text_do_no_harm() -> None:
    assert read_record(b"\xef\xbb\xbf" + file_with(year="2019").encode()).year == 2019


row_steps = st.builds(
    Row, names, names, st.dictionaries(names, texts, max_size=3), json_values, json_objects
)
steps = st.one_of(
    st.builds(Set, st.builds(Place, names, st.none() | names, names), json_values, json_values),
    st.builds(Insert, names, row_steps, st.none() | names),
    st.builds(Delete, names, row_steps, st.none() | names),
    st.builds(Move, names, names, st.none() | names, st.none() | names),
)


@given(st.builds(Change, texts, st.lists(steps, max_size=4).map(tuple), names))
def test_the_journal_gives_back_every_change(change: Change) -> None:
    assert decode_change(encode_change(change)) == change


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("set_aside", SetAside("D1", "a/b", "见附件")),
        ("returns", Remark("1", 2, "indicators/k3f9/actual", "与合同不符", answer="已改为 340")),
        ("evidence", Evidence("1", "indicators/k3f9", "验收单.pdf", "0" * 64, 12_345, 3)),
    ],
)
def test_the_journal_gives_back_the_entries_of_a_list(name: str, entry: Any) -> None:
    change = Change("list", (Set(Place("record", None, name), (), (entry,)),))
    assert decode_change(encode_change(change)) == change


def test_unknown_keys_of_an_entry_are_kept_beside_it() -> None:
    record = read_record(file_with(evidence=[{"name": "合同.pdf", "size": 7, "scanner": "甲型"}]))
    assert record.evidence == (Evidence("", "", "合同.pdf", "", 7, extra={"scanner": "甲型"}),)


@pytest.mark.parametrize("line", ["", "{}", '{"name": "x", "steps": [{"type": "burn"}]}'])
def test_a_broken_line_of_the_journal_is_refused(line: str) -> None:
    with pytest.raises(RecordError):
        decode_change(line)


def test_a_record_stays_frozen() -> None:
    with pytest.raises(AttributeError):
        read_record(file_with()).year = 2020  # type: ignore[misc]
    assert isinstance(read_record(file_with()), msgspec.Struct)
