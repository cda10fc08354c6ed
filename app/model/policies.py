"""Named policies: one county's or edition's way of giving points, `policies/<id>.toml`."""

import tomllib
from typing import Literal

import msgspec
from msgspec import Struct

from app.model.faults import DefinitionError
from app.model.loading import trouble
from app.model.policy import Policy, disordered
from app.model.record import JsonValue

NAMES = ("source", "profile", "title")
"""The keys of a policy that only say which one it is."""


class NamedPolicy(Struct, frozen=True, forbid_unknown_fields=True):
    """A policy with a name: the notice that it comes from, and what it changes in a form's own."""

    schema: Literal["ziping.policy/1"]
    id: str
    title: str
    source: str
    policy: dict[str, JsonValue]
    note: str = ""


def parse_policy(text: str, source: str) -> NamedPolicy:
    """Read and check a named policy.

    Args:
        text: the TOML text.
        source: the file's name, for the message.

    Raises:
        DefinitionError: DEFINITION_030 no TOML, _031 a wrong key, type or number (with its path),
            _032 a list that should fall from high to low.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError("DEFINITION_030", file=source, reason=str(error)) from error
    try:
        named = msgspec.convert(raw, NamedPolicy)
    except msgspec.ValidationError as error:
        path, reason = trouble(error)
        raise DefinitionError("DEFINITION_031", file=source, path=path, reason=reason) from error
    return msgspec.structs.replace(named, policy=checked_keys(named.policy, source))


def checked_keys(keys: dict[str, JsonValue], source: str) -> dict[str, JsonValue]:
    """Departures from a policy as a record holds them: every key known, every number a text.

    Raises:
        DefinitionError: DEFINITION_031 or _032, as `parse_policy`.
    """
    for name in NAMES:
        if name in keys:
            values = {"path": f"policy.{name}", "reason": f"`{name}` stands above `[policy]`"}
            raise DefinitionError("DEFINITION_031", file=source, **values)
    try:
        policy = msgspec.convert({"source": source, "grades": (), **keys}, Policy)
    except msgspec.ValidationError as error:
        path, reason = trouble(error)
        path = "policy" if path == "—" else f"policy.{path}"
        raise DefinitionError("DEFINITION_031", file=source, path=path, reason=reason) from error
    fallen = disordered(policy)
    if fallen:
        raise DefinitionError("DEFINITION_032", file=source, path=f"policy.{fallen}")
    whole = msgspec.json.decode(msgspec.json.encode(policy))  # lists, as a record file has them
    return {name: whole[name] for name in keys}
