"""A form that extends another: what it says over the other's tables, before types are checked."""

from collections.abc import Mapping
from typing import Any

from app.model.faults import DefinitionError

Table = dict[str, Any]

EXTENDS, CHANGE, ADD, REMOVE = "extends", "change", "add", "remove"
PARTS = "parts"
OWN_KEYS = (EXTENDS, CHANGE, ADD, REMOVE)
"""The keys that only an overlay has."""

_MERGED = ("policy", "page", "checks")
_NAMES = ("id", "field")
_NOT_INHERITED = ("order", "use")
"""What a form says of its own place among the others."""


def overlaid(base: Mapping[str, Any], overlay: Mapping[str, Any], source: str) -> Table:
    """The tables of a form that extends another.

    Keys replace keys; `policy`, `page` and `checks` are merged key by key, and so is each of the
    `parts` that has the id of one; another one goes `before` a part, else to the end. `order` and
    `use` are not inherited. `change.<section>` replaces keys of a section (or of a part, such as
    its `annex`), and its lists of named tables (rows, columns, items) name by name: a known name
    is changed (`remove = true` takes it out), a new one goes to the end or behind `after`. `add`
    puts whole sections behind `after`, `remove` takes sections out.

    Args:
        base: the raw tables of the form that is extended.
        overlay: the raw tables of the form that extends it.
        source: the overlay's file, for the message.

    Raises:
        DefinitionError: DEFINITION_042 a name that the base does not have, _043 a wrong shape.
    """
    made: Table = _copied({key: held for key, held in base.items() if key not in _NOT_INHERITED})
    for key, value in overlay.items():
        if key in OWN_KEYS or key == PARTS:
            continue
        merged = key in _MERGED and isinstance(value, Mapping)
        made[key] = {**made.get(key, {}), **value} if merged else value
    for at, part in enumerate(_list(overlay, PARTS, Mapping, source)):
        _put_part(made, part, f"{PARTS}[{at}].before", source)
    for name in _list(overlay, REMOVE, str, source):
        _holder(made, name, REMOVE, source).remove(_section(made, name, REMOVE, source))
    changes = overlay.get(CHANGE, {})
    if not isinstance(changes, Mapping):
        raise DefinitionError("DEFINITION_043", file=source, path=CHANGE)
    for name, change in changes.items():
        path = f"{CHANGE}.{name}"
        if not isinstance(change, Mapping):
            raise DefinitionError("DEFINITION_043", file=source, path=path)
        _change(_part(made, name) or _section(made, name, path, source), change, path, source)
    for at, added in enumerate(_list(overlay, ADD, Mapping, source)):
        section = {key: value for key, value in added.items() if key != "after"}
        path = f"{ADD}[{at}].after"
        after = str(added.get("after", ""))
        holder = _holder(made, after, path, source)
        holder.insert(holder.index(_section(made, after, path, source)) + 1, section)
    return made


def _list(overlay: Mapping[str, Any], key: str, kind: Any, source: str) -> list[Any]:
    held = overlay.get(key, [])
    if not isinstance(held, list) or not all(isinstance(item, kind) for item in held):
        raise DefinitionError("DEFINITION_043", file=source, path=key)
    return held


def _parts(made: Table) -> list[Table]:
    parts = made.get(PARTS, [])
    return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []


def _part(made: Table, name: str) -> Table | None:
    return next((part for part in _parts(made) if part.get("id") == name), None)


def _put_part(made: Table, part: Mapping[str, Any], path: str, source: str) -> None:
    """Change the part with the same id, or put a new one in its place."""
    held = made.setdefault(PARTS, [])
    names = [str(other.get("id")) for other in _parts(made)]
    keys = {key: value for key, value in part.items() if key != "before"}
    name, before = str(part.get("id")), part.get("before")
    if before is not None and before not in names:
        known = ", ".join(names)
        raise DefinitionError(
            "DEFINITION_042", file=source, path=path, found=str(before), expected=known
        )
    if name in names:
        held[names.index(name)].update(_copied(keys))
    else:
        at = len(held) if before is None else names.index(str(before))
        held.insert(at, _copied(keys))


def _holder(made: Table, name: str, path: str, source: str) -> list[Table]:
    """The list of sections that a section stands in."""
    for part in _parts(made):
        sections: list[Table] = part.get("sections", [])
        if any(section.get("id") == name for section in sections):
            return sections
    known = ", ".join(str(s.get("id")) for part in _parts(made) for s in part.get("sections", []))
    raise DefinitionError("DEFINITION_042", file=source, path=path, found=name, expected=known)


def _section(made: Table, name: str, path: str, source: str) -> Table:
    return next(s for s in _holder(made, name, path, source) if s.get("id") == name)


def _change(section: Table, change: Mapping[str, Any], path: str, source: str) -> None:
    for key, value in change.items():
        held: Any = section.get(key)
        if _is_named(held) and _is_named(value):
            section[key] = _merged_list(held, value, f"{path}.{key}", source)
        else:
            section[key] = value


def _is_named(held: Any) -> bool:
    return isinstance(held, list) and bool(held) and all(_name(item) for item in held)


def _name(item: Any) -> str:
    names = (item.get(key) for key in _NAMES) if isinstance(item, Mapping) else iter(())
    return next((str(name) for name in names if name), "")


def _merged_list(held: list[Table], changes: list[Table], path: str, source: str) -> list[Table]:
    made = [dict(item) for item in held]
    for change in changes:
        keys = {k: v for k, v in change.items() if k not in ("after", "remove")}
        names = [_name(item) for item in made]
        name = _name(change)
        at = names.index(name) if name in names else -1
        if change.get("remove") is True or at < 0:
            wanted = name if change.get("remove") is True else str(change.get("after", names[-1]))
            if wanted not in names:
                known = ", ".join(names)
                values = {"path": path, "found": wanted, "expected": known}
                raise DefinitionError("DEFINITION_042", file=source, **values)
        if change.get("remove") is True:
            del made[at]
        elif at < 0:
            made.insert(names.index(str(change.get("after", names[-1]))) + 1, keys)
        else:
            made[at] = {**made[at], **keys}
            if "after" in change:
                moved = made.pop(at)
                rest = [_name(item) for item in made]
                made.insert(rest.index(str(change["after"])) + 1, moved)
    return made


def _copied(value: Any) -> Any:
    """A copy that may be changed all the way down."""
    if isinstance(value, Mapping):
        return {key: _copied(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_copied(held) for held in value]
    return value
