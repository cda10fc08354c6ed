"""The policy that holds for one record: its form's, with the record's own departures."""

from collections.abc import Mapping

import msgspec

from app.model.definition import FormDefinition
from app.model.policy import Policy, disordered
from app.model.record import FormRecord, JsonValue

_known: dict[int, tuple[object, Policy, Policy | None]] = {}
_ROOM = 500


def effective_policy(record: FormRecord, definition: FormDefinition) -> Policy:
    """The form's policy with what the record changes; a change that cannot be read counts not."""
    own = record.policy
    if not own:
        return definition.policy
    return _remembered(own, definition.policy) or definition.policy


def policy_is_readable(record: FormRecord, definition: FormDefinition) -> bool:
    """Whether the record's own departures from the policy could be read."""
    return not record.policy or _remembered(record.policy, definition.policy) is not None


def merged(own: Mapping[str, JsonValue], policy: Policy) -> Policy | None:
    """A policy with departures; none where they cannot be read.

    A key replaces what stood under it as a whole, tables and lists included: weights, bands and
    grades are sets that make sense together only, and a tier that is no longer named must be
    gone. Merging the same departures again therefore changes nothing.
    """
    try:
        made = msgspec.convert({**msgspec.to_builtins(policy), **own}, Policy)
    except msgspec.ValidationError:
        return None
    return None if disordered(made) else made


def _remembered(own: dict[str, JsonValue], policy: Policy) -> Policy | None:
    hit = _known.get(id(own))
    if hit is not None and hit[0] is own and hit[1] is policy:
        return hit[2]
    made = merged(own, policy)
    if len(_known) >= _ROOM:
        _known.clear()
    _known[id(own)] = (own, policy, made)
    return made
