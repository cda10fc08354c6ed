"""The named policies at hand, and choosing one for a record or for an office's year."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from app.desk.edits import set_value
from app.locate import data_dir
from app.model.change import Change
from app.model.definition import FormDefinition, IndicatorsSection, RowsSection
from app.model.faults import DefinitionError
from app.model.places import RECORD, Place
from app.model.policies import NAMES, NamedPolicy, checked_keys, parse_policy
from app.model.policy import Policy
from app.model.record import FormRecord, JsonValue
from app.model.states import EMPTY, FILLING, REVIEWED, TO_REVIEW
from app.rules.policy import effective_policy, merged
from app.rules.tiers import tier_name

Keys = dict[str, JsonValue]

OPEN_STATES = (EMPTY, FILLING, TO_REVIEW, REVIEWED)
"""States before 已签章: an office's new policy reaches these records and no others."""

_PLACE = Place(RECORD, None, "policy")
_NOTHING: Mapping[str, JsonValue] = {}


class Shelf:
    """The named policies of a folder; each is read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._policies: dict[str, NamedPolicy] = {}

    def ids(self) -> tuple[str, ...]:
        """The ids of all policies, in the order of their names."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.toml")))

    def policy(self, policy_id: str) -> NamedPolicy:
        """The policy with this id.

        Raises:
            DefinitionError: DEFINITION_033 there is none, else what is wrong with its file.
        """
        if policy_id not in self._policies:
            if policy_id not in self.ids():
                known = "、".join(self.ids())
                raise DefinitionError("DEFINITION_033", policy=policy_id, known=known)
            self._policies[policy_id] = load_policy(self._folder / f"{policy_id}.toml")
        return self._policies[policy_id]


def load_policy(path: Path) -> NamedPolicy:
    """Read one named policy.

    Raises:
        DefinitionError: DEFINITION_034 the file cannot be read, _035 its id is not the file's
            name, else what is wrong in it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError("DEFINITION_034", file=str(path)) from error
    named = parse_policy(text, path.name)
    if named.id != path.stem:
        values = {"found": named.id, "expected": path.stem}
        raise DefinitionError("DEFINITION_035", file=path.name, **values)
    return named


@cache
def shelf() -> Shelf:
    """The policies that come with the program."""
    return Shelf(data_dir("policies"))


class OfficePolicy(Struct, frozen=True):
    """What an office chose for a year and a form: a named policy and changes of its own.

    It is complete in itself, so that a later edition of the named policy changes nothing.
    """

    policy: NamedPolicy | None = None
    own: Keys = {}

    def departures(self, definition: FormDefinition) -> Keys | None:
        """What a record of a form holds under it; none where it says what the form says.

        Execution weights of money sections that the form does not have are left out.
        """
        named = self.policy
        keys: Keys = {**(named.policy if named else {}), **self.own}
        if "execution_weights" in keys:
            scored = {section.id for section in definition.funds() if section.scored}
            known = {name: w for name, w in keys["execution_weights"].items() if name in scored}
            keys = {**keys, "execution_weights": known}
            if not known:
                del keys["execution_weights"]
        policy = merged(keys, definition.policy)
        if policy is None:  # checked before; only together with the form's own does it not fit
            return None
        changed = {name: keys[name] for name in departing_keys(policy, definition.policy)}
        if named is None:
            return changed or None
        if not changed and named.id == definition.policy.profile:
            return None
        return {"profile": named.id, "title": named.title, "source": named.source, **changed}


def departing_keys(policy: Policy, other: Policy) -> tuple[str, ...]:
    """The keys in which two policies differ, other than by name; in the order of the policy."""
    names = (name for name in Policy.__struct_fields__ if name not in NAMES)
    return tuple(name for name in names if getattr(policy, name) != getattr(other, name))


def chosen(policy_id: str | None, own: Mapping[str, JsonValue] = _NOTHING) -> OfficePolicy:
    """A choice of a named policy (none: the form's own) with changes.

    Raises:
        DefinitionError: there is no such policy, or a change is wrong (DEFINITION_031, _032).
    """
    named = None if policy_id is None else shelf().policy(policy_id)
    return OfficePolicy(named, checked_keys(dict(own), named.title if named else "—"))


def policy_of(record: FormRecord, definition: FormDefinition) -> Policy:
    """The policy that a record is scored by: its form's, with the record's departures."""
    return effective_policy(record, definition)


def with_policy(record: FormRecord, definition: FormDefinition, office: OfficePolicy) -> FormRecord:
    """The record under a policy; it needs no file afterwards."""
    return msgspec.structs.replace(record, policy=office.departures(definition))


def apply(record: FormRecord, definition: FormDefinition, office: OfficePolicy) -> Change | None:
    """The change that puts a record under a policy; none where it is already."""
    return set_value(record, _PLACE, office.departures(definition), "EDIT_POLICY")


def departs(record: FormRecord, definition: FormDefinition, office: OfficePolicy | None) -> bool:
    """Whether a record's points are given otherwise than its office's policy says (decision 10).

    Without a choice of the office, its form's own policy is the office's.
    """
    if not record.policy and office is None:
        return False
    keys = office.departures(definition) if office is not None else None
    expected = (merged(keys, definition.policy) if keys else None) or definition.policy
    return bool(departing_keys(effective_policy(record, definition), expected))


class Misfit(NamedTuple):
    """A tier, money section or money column that a policy names (under `key`) and a form lacks."""

    key: str
    name: str


def misfits(policy: NamedPolicy, definition: FormDefinition) -> tuple[Misfit, ...]:
    """What a policy names and a form lacks; the rest of the policy holds all the same."""
    found = tuple(_misfits(policy.policy, definition))
    return tuple(dict.fromkeys(found))


def _misfits(keys: Keys, definition: FormDefinition) -> Iterator[Misfit]:
    scored = {section.id for section in definition.funds() if section.scored}
    columns = {column.id for section in definition.funds() for column in section.columns}
    tiers = _tiers(definition)
    for name in keys.get("execution_weights", ()):
        if name not in scored:
            yield Misfit("execution_weights", name)
    base = keys.get("execution_base", "")
    if base and base not in columns:
        yield Misfit("execution_base", base)
    for key in ("tier_weights", "rules"):
        for name in keys.get(key, ()):
            if tier_name(name) not in tiers:
                yield Misfit(key, name)


def _tiers(definition: FormDefinition) -> set[str]:
    """The tiers that a form knows: in its own policy and in its template."""
    policy = definition.policy
    names = {*policy.tier_weights, *policy.directions}
    names |= {tier for weights in policy.other_tier_weights for tier in weights}
    for section in definition.sections():
        if isinstance(section, IndicatorsSection | RowsSection):
            columns = [column.id for column in section.columns if column.role == "tier"]
            names |= {row[tier] for row in section.template for tier in columns if tier in row}
    return {tier_name(name) for name in names}


def setting_name(year: int, form_id: str) -> str:
    """The name of the setting that holds an office's policy for a year and a form."""
    return f"policy/{year}/{form_id}"


def read_setting(text: str) -> OfficePolicy | None:
    """An office's policy as the store keeps it; none where none was chosen."""
    try:
        return msgspec.json.decode(text, type=OfficePolicy) if text else None
    except msgspec.MsgspecError:
        return None


def setting_text(office: OfficePolicy | None) -> str:
    """An office's policy as the store keeps it; empty for none."""
    return "" if office is None else msgspec.json.encode(office).decode()
