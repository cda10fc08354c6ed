"""The policy of a record: merging, reading back, and what no file may bring in."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.policy import Policy
from app.model.record import FormRecord
from app.rules.policy import effective_policy, merged, policy_is_readable
from tests.rules.records import FORM, scored
from tests.seeds import complete_001

points = st.decimals(0, 100, places=2).map(str)
tiers = st.sampled_from(("产出指标", "效益指标", "成本指标", "甲"))
departures: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "ceiling": st.sampled_from(("ratio", "linear", "zero")),
        "execution": st.sampled_from(("linear", "floor")),
        "execution_floor": points,
        "tier_weights": st.dictionaries(tiers, points, max_size=3),
        "moved_weights": st.dictionaries(tiers, tiers, max_size=2),
        "total_caps": st.lists(st.fixed_dictionaries({"below": points, "total": points})),
        "decimals": st.integers(0, 6),
        "notes": st.lists(st.sampled_from(("lost", "over", "adjusted")), max_size=3),
        "rules": st.dictionaries(tiers, st.just({"family": "bands", "bands": []}), max_size=1),
        "grades": st.just([]),
    },
)


def under(policy: dict[str, Any]) -> FormRecord:
    return msgspec.structs.replace(complete_001(), policy=policy)


@given(departures)
def test_merging_twice_is_merging_once(own: dict[str, Any]) -> None:
    once = merged(own, FORM.policy)
    assert once is not None
    assert merged(own, once) == once
    assert merged({}, once) == once


@given(departures)
def test_a_policy_reads_back_from_json_as_it_was(own: dict[str, Any]) -> None:
    policy = merged(own, FORM.policy)
    assert policy is not None
    assert msgspec.json.decode(msgspec.json.encode(policy), type=Policy) == policy
    assert merged(msgspec.to_builtins(policy), FORM.policy) == policy


def test_a_key_replaces_the_whole_of_what_stood_there() -> None:
    policy = merged({"tier_weights": {"产出指标": "40"}, "grades": []}, FORM.policy)
    assert policy is not None
    assert (list(policy.tier_weights), policy.grades) == (["产出指标"], ())
    assert policy.degrees == FORM.policy.degrees


def test_the_policy_of_a_record_is_worked_out_once() -> None:
    record = under({"ceiling": "linear"})
    other = msgspec.structs.replace(record, funds_note="说明")
    assert effective_policy(record, FORM) is effective_policy(other, FORM)
    assert effective_policy(complete_001(), FORM) is FORM.policy


@pytest.mark.parametrize(
    "own",
    [
        {"ceiling": "unbekannt"},
        {"colour": 1},
        {"decimals": 7},
        {"decimals": -1},
        {"total": "NaN"},
        {"total": "Infinity"},
        {"over_flag": "1e-999"},
        {"tier_weights": {"产出指标": "1e9"}},
        {"grades": [{"name": "优", "at_least": "sNaN"}]},
        {"grades": [{"name": "差", "at_least": 0}, {"name": "优", "at_least": 90}]},
        {"execution": "bands"},
        {"execution_bands": [{"at_least": 60, "share": 50}, {"at_least": 80, "share": 70}]},
        {"text_limits": {"deviation": -1}},
        {"total_caps": {"below": 80}},
    ],
)
def test_a_policy_that_cannot_be_reckoned_with_counts_not_at_all(own: dict[str, Any]) -> None:
    record = under(own)
    assert not policy_is_readable(record, FORM)
    assert effective_policy(record, FORM) is FORM.policy
    assert scored(record) == scored(complete_001())
