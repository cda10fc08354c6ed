"""The ledger by state, section and form, its sums, and the policies beside it."""

from typing import Any

import msgspec
import pytest

from app.model.states import FILLING, SIGNED, SUBMITTED
from app.store.store import Store
from app.store.values import Figures, LedgerFilter
from tests.store.helpers import DEFINITION, HEADER, small_record

OWN_POLICY = {"profile": "x", "decimals": 1, "名": "县级"}


@pytest.fixture
def full(store: Store) -> Store:
    """Four records: two signed, one without a section, one deleted."""
    for record_id, state, section in (
        ("a", FILLING, "养护股"),
        ("b", SIGNED, "养护股"),
        ("c", SIGNED, ""),
        ("d", SIGNED, "养护股"),
    ):
        record = small_record(record_id)
        codes = {**record.codes, "section": section}
        policy = OWN_POLICY if record_id == "b" else None
        record = msgspec.structs.replace(record, codes=codes, policy=policy)
        store.create(record, DEFINITION, msgspec.structs.replace(HEADER, missing=len(section)))
        if state != FILLING:
            store.set_state(record_id, state, "", "")
    store.delete("d")
    return store


@pytest.mark.parametrize(
    ("only", "found"),
    [
        ({}, "abc"),
        ({"states": (SIGNED,)}, "bc"),
        ({"states": (SIGNED, FILLING), "section": "养护股"}, "ab"),
        ({"section": ""}, "c"),
        ({"states": (SUBMITTED,)}, ""),
        ({"search": "没有这个", "forms": ("small",)}, "abc"),
        ({"search": "没有这个", "forms": ("other",)}, ""),
        ({"search": "道路", "states": (SIGNED,), "section": ""}, "c"),
    ],
)
def test_the_ledger_and_its_figures_keep_to_what_is_wanted(
    full: Store, only: dict[str, Any], found: str
) -> None:
    wanted = LedgerFilter(**only)
    assert "".join(header.id for header in full.headers(only=wanted)) == found
    assert [f.missing for f in full.figures(None, wanted)] == [0 if i == "c" else 3 for i in found]
    assert full.figures(1999, wanted) == []


def test_figures_sections_and_forms_are_those_of_the_ledger(full: Store) -> None:
    only = LedgerFilter(states=(FILLING,))
    assert full.figures(2019, only) == [Figures(FILLING, "99.87", 3, 0)]
    assert (full.sections(), full.sections(2018)) == (["", "养护股"], [])
    assert full.forms() == ["small"]


def test_the_policy_of_a_record_is_read_without_it(full: Store) -> None:
    assert full.record_policies(["a", "b", "gone"]) == {"a": None, "b": OWN_POLICY}
    assert full.record_policies([]) == {}
