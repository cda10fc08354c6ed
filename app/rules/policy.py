"""The policy that holds for one record: its form's, with the record's own departures."""

import msgspec

from app.model.definition import FormDefinition
from app.model.policy import Policy
from app.model.record import FormRecord, JsonValue

_known: dict[int, tuple[object, Policy, Policy | None]] = {}
_ROOM = 500


def effective_policy(record: FormRecord, definition: FormDefinition) -> Policy:
    """The form's policy with what the record changes; a change that cannot be read counts not."""
    own = record.policy
    if not own:
        return definition.policy
    return _merged(own, definition.policy) or definition.policy


def policy_is_readable(record: FormRecord, definition: FormDefinition) -> bool:
    """Whether the record's own departures from the policy could be read."""
    return not record.policy or _merged(record.policy, definition.policy) is not None


def _merged(own: dict[str, JsonValue], policy: Policy) -> Policy | None:
    hit = _known.get(id(own))
    if hit is not None and hit[0] is own and hit[1] is policy:
        return hit[2]
    try:
        made = msgspec.convert({**msgspec.to_builtins(policy), **own}, Policy)
    except msgspec.ValidationError:
        made = None
    if len(_known) >= _ROOM:
        _known.clear()
    _known[id(own)] = (own, policy, made)
    return made
