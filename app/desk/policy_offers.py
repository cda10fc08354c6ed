"""The policies that can be chosen for a record's form, in words."""

from typing import NamedTuple

from app.desk.policies import OfficePolicy, misfits, shelf
from app.desk.policy_words import differences, lacking_names
from app.model.definition import FormDefinition
from app.model.policy import Policy
from app.model.record import FormRecord, JsonValue
from app.rules.messages import Catalogue
from app.rules.policy import merged

OWN_TERMS = ("ceiling", "over_flag", "over_penalty", "over_deduction", "note_below", "decimals")
"""The keys of a policy that a person may set beside the named policy."""


class Offer(NamedTuple):
    """A policy to choose: its id (empty: the form's own) and its words.

    `lines` are pairs of a term and how it stands otherwise than in the form; `terms` are the
    values of OWN_TERMS under it; `lacking` names what it speaks of and the form does not have.
    """

    id: str
    title: str
    source: str
    note: str
    lines: tuple[tuple[str, str], ...]
    terms: dict[str, str]
    lacking: tuple[str, ...] = ()


class Choice(NamedTuple):
    """A policy's id (empty: the form's own), terms set by hand, and whether it is for the whole
    year of the office or for one record.
    """

    id: str
    own: dict[str, JsonValue]
    for_all: bool


def offers(definition: FormDefinition, texts: Catalogue) -> tuple[Offer, ...]:
    """The form's own policy first, then the named ones."""
    own = definition.policy
    found = [_offer(policy_id, definition, texts) for policy_id in shelf().ids()]
    plain = Offer("", own.title or own.source, own.source, "", (), _terms(own))
    same = [offer for offer in found if offer.id == own.profile]
    rest = [offer for offer in found if offer.id != own.profile]
    return (*(same or [plain]), *rest)


def current_choice(record: FormRecord, definition: FormDefinition, for_all: bool) -> Choice:
    """What a record holds now, as the answer that would have led there."""
    keys = record.policy or {}
    policy_id = str(keys.get("profile", definition.policy.profile))
    named = shelf().policy(policy_id).policy if policy_id in shelf().ids() else {}
    own = {key: keys[key] for key in OWN_TERMS if key in keys and keys[key] != named.get(key)}
    return Choice(policy_id, own, for_all)


def _offer(policy_id: str, definition: FormDefinition, texts: Catalogue) -> Offer:
    named = shelf().policy(policy_id)
    keys = OfficePolicy(named).departures(definition) or {}
    policy = merged(keys, definition.policy) or definition.policy
    lines = tuple((d.name, d.now) for d in differences(policy, definition, texts))
    lacking = lacking_names(misfits(named, definition), texts)
    return Offer(policy_id, named.title, named.source, named.note, lines, _terms(policy), lacking)


def _terms(policy: Policy) -> dict[str, str]:
    return {key: str(getattr(policy, key)) for key in OWN_TERMS}
