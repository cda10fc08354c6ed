from itertools import count

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.model.change import Change, Delete, Insert, Move, Set, Step, apply, invert
from app.model.codec import decode_change, encode_change
from app.model.faults import ChangeError
from app.model.places import Place
from app.model.record import FormRecord, JsonValue, MoneyRows, Row, SectionValue, SetAside
from tests.model.records import cell_names, evidences, names, records, remarks, texts

TABLE = "indicators"
ROWS = tuple(Row(i, "scored", {"target": i.upper()}) for i in "abc")
RECORD = FormRecord("small", 1, "x1", sections={TABLE: ROWS, "fields": {"unit": "某局"}})

field_places = st.one_of(
    st.builds(Place, st.just("codes"), st.none(), names),
    st.builds(Place, st.sampled_from(["fields", "goals"]), st.none(), names),
    st.builds(Place, st.just("funds"), st.sampled_from(["total", "other"]), names),
)
record_values: dict[str, st.SearchStrategy[JsonValue]] = {
    "year": st.none() | st.integers(2000, 2030),
    "money_unit": texts,
    "funds_note": texts,
    "layout": st.dictionaries(names, st.floats(0, 100), max_size=2),
    "policy": st.none() | st.dictionaries(names, texts, max_size=2),
    "printed": st.dictionaries(names, texts, max_size=2),
    "set_aside": st.lists(st.builds(SetAside, names, texts, texts), max_size=2).map(tuple),
    "returns": st.lists(remarks, max_size=2).map(tuple),
    "evidence": st.lists(evidences, max_size=2).map(tuple),
}
new_texts = st.none() | texts


class Editing(RuleBasedStateMachine):
    """A person at work on one record; every state that was ever reached is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.states: list[FormRecord] = []
        self.done: list[Change] = []
        self.undone: list[Change] = []
        self.journal: list[bytes] = []
        self.typed: dict[Place, list[JsonValue]] = {}
        self.ids = count(1)

    @initialize(record=records)
    def open(self, record: FormRecord) -> None:
        odd = {key: record.sections[key] for key in record.sections if key not in SECTIONS}
        rows = tuple(Row(f"s{i}", "scored", {"target": str(i)}) for i in range(3))
        money = {"total": {"annual": "1"}, "other": {}}
        start = {**odd, "fields": {}, "goals": {}, "funds": money, TABLE: rows}
        self.states = [FormRecord("small", 1, "x1", sections=start, extra=record.extra)]

    @property
    def record(self) -> FormRecord:
        return self.states[-1]

    def row(self, data: st.DataObject) -> Row:
        return data.draw(st.sampled_from(self.record.rows(TABLE)))

    def neighbour(self, row: Row) -> str | None:
        rows = self.record.rows(TABLE)
        at = rows.index(row)
        return rows[at - 1].id if at else None

    def commit(self, *steps: Step) -> None:
        change = Change("edit", steps)
        self.states.append(apply(self.record, change))
        self.done.append(change)
        self.undone.clear()
        self.write(change)

    def write(self, change: Change) -> None:
        self.journal.append(encode_change(change))
        for step in change.steps:
            if isinstance(step, Set):
                self.typed.setdefault(step.place, []).append(step.new)

    @rule(place=field_places, new=new_texts)
    def type_into_a_field(self, place: Place, new: JsonValue) -> None:
        self.commit(Set(place, self.record.value(place), new))

    @rule(field=st.sampled_from(sorted(record_values)), data=st.data())
    def set_something_of_the_record(self, field: str, data: st.DataObject) -> None:
        place = Place("record", None, field)
        self.commit(Set(place, self.record.value(place), data.draw(record_values[field])))

    @precondition(lambda self: self.record.rows(TABLE))
    @rule(data=st.data(), field=cell_names | st.just("kind") | st.just("rule"), new=texts)
    def type_into_a_row(self, data: st.DataObject, field: str, new: str) -> None:
        place = Place(TABLE, self.row(data).id, field)
        self.commit(Set(place, self.record.value(place), new))

    @rule(data=st.data(), text=texts)
    def insert(self, data: st.DataObject, text: str) -> None:
        after = data.draw(st.sampled_from([None, *(r.id for r in self.record.rows(TABLE))]))
        self.commit(Insert(TABLE, Row(f"n{next(self.ids)}", "scored", {"target": text}), after))

    @precondition(lambda self: self.record.rows(TABLE))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        row = self.row(data)
        self.commit(Delete(TABLE, row, self.neighbour(row)))

    @precondition(lambda self: self.record.rows(TABLE))
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        row = self.row(data)
        others = [None, *(r.id for r in self.record.rows(TABLE) if r is not row)]
        self.commit(Move(TABLE, row.id, self.neighbour(row), data.draw(st.sampled_from(others))))

    @precondition(lambda self: self.record.rows(TABLE))
    @rule(block=st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1, max_size=5))
    def paste_over_the_last_row_and_below(self, block: list[list[str]]) -> None:
        last = self.record.rows(TABLE)[-1]
        steps: list[Step] = []
        for field, text in zip(("target", "actual"), block[0], strict=True):
            steps.append(Set(Place(TABLE, last.id, field), last.cells.get(field), text))
        after = last.id
        for target, actual in block[1:]:
            row = Row(f"n{next(self.ids)}", "scored", {"target": target, "actual": actual})
            steps.append(Insert(TABLE, row, after))
            after = row.id
        self.commit(*steps)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        change = self.done.pop()
        back = invert(change)
        before = self.states[-2]
        assert apply(self.states.pop(), back) == before
        self.undone.append(change)
        self.write(back)

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        change = self.undone.pop()
        self.states.append(apply(self.record, change))
        self.done.append(change)
        self.write(change)

    @invariant()
    def every_value_is_the_last_one_in_the_history_of_its_place(self) -> None:
        rows = {row.id for row in self.record.rows(TABLE)} if self.states else set()
        for place, values in self.typed.items():
            if place.section != TABLE or place.row in rows:
                assert self.record.value(place) == values[-1]

    def teardown(self) -> None:
        if self.states:
            replayed = self.states[0]
            for line in self.journal:
                replayed = apply(replayed, decode_change(line))
            assert replayed == self.record


SECTIONS = ("codes", "fields", "goals", "funds", "record", TABLE)
TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def set_target(row: str, old: str | None, new: JsonValue) -> Set:
    return Set(Place(TABLE, row, "target"), old, new)


def ids(record: FormRecord) -> str:
    return "".join(row.id for row in record.rows(TABLE))


@pytest.mark.parametrize(
    ("step", "order"),
    [
        (Insert(TABLE, Row("d"), None), "dabc"),
        (Insert(TABLE, Row("d"), "c"), "abcd"),
        (Delete(TABLE, ROWS[1], "a"), "ac"),
        (Move(TABLE, "a", None, "c"), "bca"),
        (Move(TABLE, "c", "b", None), "cab"),
    ],
)
def test_rows_are_put_behind_their_neighbours(step: Step, order: str) -> None:
    change = Change("rows", (step,))
    after = apply(RECORD, change)
    assert (ids(after), apply(after, invert(change))) == (order, RECORD)


def test_history_follows_a_row_that_moves() -> None:
    moved = Change("move", (Move(TABLE, "a", None, "c"), set_target("a", "A", "≥9")))
    assert apply(RECORD, moved).rows(TABLE)[-1].text("target") == "≥9"


def test_the_first_value_of_a_section_is_taken_back_without_a_trace() -> None:
    total: MoneyRows = {"total": {}}
    empty: dict[str, SectionValue] = {"funds": total, "goals": {}}
    record = FormRecord("small", 1, "x1", sections=empty)
    places = [Place("funds", "total", "annual"), Place("goals", None, "expected")]
    change = Change("type", tuple(Set(place, None, "1") for place in places))
    assert apply(apply(record, change), invert(change)) == record


def test_the_only_row_is_deleted_and_comes_back() -> None:
    record = FormRecord("small", 1, "x1", sections={"spend": (Row("a"),)})
    change = Change("delete", (Delete("spend", Row("a"), None),))
    assert apply(record, change).sections == {"spend": ()}
    assert apply(apply(record, change), invert(change)) == record


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (set_target("a", "B", "1"), "CHANGE_001"),
        (Insert(TABLE, Row("a"), None), "CHANGE_002"),
        (Set(Place("record", None, "form"), None, "x"), "CHANGE_003"),
        (Set(Place(TABLE, "a", "id"), None, "x"), "CHANGE_003"),
        (Set(Place("fields", "unit", "x"), None, "x"), "CHANGE_003"),
        (Insert(TABLE, Row("d", "", {"extra": ""}), None), "CHANGE_003"),
        (set_target("z", None, "1"), "CHANGE_004"),
        (Insert(TABLE, Row("d"), "z"), "CHANGE_004"),
        (Move(TABLE, "a", None, "a"), "CHANGE_004"),
        (Delete(TABLE, ROWS[1], None), "CHANGE_005"),
        (Delete(TABLE, Row("a"), None), "CHANGE_005"),
        (Insert("fields", Row("d"), None), "CHANGE_006"),
        (set_target("a", "A", 5), "CHANGE_007"),
        (set_target("a", "A", "\ud83d"), "CHANGE_007"),
        (Set(Place(TABLE, "a", "kind"), "scored", None), "CHANGE_007"),
        (Set(Place("record", None, "funds_note"), "", None), "CHANGE_007"),
        (Set(Place("record", None, "printed"), {}, None), "CHANGE_007"),
        (Set(Place("record", None, "printed"), {}, {"total/score": 5}), "CHANGE_007"),
        (Insert(TABLE, Row("d", "", {"target": "\udc00"}), None), "CHANGE_007"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(step: Step, code: str) -> None:
    with pytest.raises(ChangeError) as caught:
        apply(RECORD, Change("wrong", (step,)))
    assert caught.value.code == code
