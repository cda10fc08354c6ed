"""Records that move from one database to another with their past."""

from typing import Any

import msgspec
import pytest

from app.model.change import apply
from app.model.record import FormRecord
from app.store.errors import StoreError
from app.store.store import Store
from app.store.values import Journal, LogQuestion
from tests.store.helpers import DEFINITION, HEADER, WHO, small_record, type_texts


def past(store: Store) -> Journal:
    store.create(small_record(), DEFINITION, HEADER, WHO)
    type_texts(store, small_record(), [str(number) for number in range(230)])
    store.set_state("a1", "submitted", "", WHO)
    store.set_state("a1", "returned", "退回", WHO)
    assert store.flush(5)
    return store.journal("a1")


@pytest.fixture
def journal(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Journal:
    other = Store.open(tmp_path_factory.mktemp("旧电脑") / "z.db", lambda event: None)
    found = past(other)
    other.abandon()
    return found


def test_a_record_moves_with_its_changes_states_and_rounds(store: Store, journal: Journal) -> None:
    store.adopt([(journal, -1)], "新同事", "b")
    assert store.journal("a1") == journal
    assert (store.headers()[0].rounds, store.headers()[0].state) == (1, "returned")
    assert store.record_at("a1", 200) == replayed(journal, 200)
    assert store.log_gaps() == []
    assert store.operations(LogQuestion(limit=1))[0].kind == "taken"


@pytest.mark.parametrize("known", [0, 100, 230])
def test_only_what_is_not_here_is_added(store: Store, journal: Journal, known: int) -> None:
    begun = msgspec.structs.replace(
        journal,
        changes=journal.changes[:known],
        record=replayed(journal, known),
        stages=(),
    )
    store.adopt([(begun, -1)], WHO, "first")
    store.adopt([(journal, known)], WHO, "second")
    assert store.journal("a1") == journal
    assert store.log_gaps() == []


def replayed(journal: Journal, upto: int) -> FormRecord:
    record = journal.first
    for entry in journal.changes[:upto]:
        record = apply(record, entry.change)
    return record


@pytest.mark.parametrize(
    ("wrong", "known", "code"),
    [
        ({"changes": ()}, -1, "STORE_016"),
        ({"record": small_record(year=2030)}, -1, "STORE_016"),
        ({}, 5, "STORE_010"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    store: Store, journal: Journal, wrong: dict[str, Any], known: int, code: str
) -> None:
    with pytest.raises(StoreError) as fault:
        store.adopt([(msgspec.structs.replace(journal, **wrong), known)], WHO, "b")
    assert (fault.value.code, store.headers(), store.operations(LogQuestion())) == (code, [], [])
