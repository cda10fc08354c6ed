"""What is wrong with the types of a table, all at once: unknown keys, missing ones, wrong kinds."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

Problem = dict[str, str]
"""A message code under `code`, and what its sentence names."""

TEXT, WHOLE, NUMBER = "KIND_TEXT", "KIND_WHOLE", "KIND_NUMBER"
SWITCH, LIST, TABLE = "KIND_SWITCH", "KIND_LIST", "KIND_TABLE"
KINDS = (TEXT, WHOLE, NUMBER, SWITCH, LIST, TABLE)
"""What a value should be, by the message code of its plain wording."""

_ROOT = "—"
_SHOWN = 40
_LARGEST = 10**9


def type_problems(raw: Any, wanted: type) -> tuple[Problem, ...]:
    """Everything that a raw table has and `wanted` does not take, in the order of the file.

    DEFINITION_054 an unknown key (with the nearest known one), _055 a missing key, _056 another
    kind of value, _051 a whole number out of bounds, _060 none of the words that may stand there,
    _002 a value that is refused as a whole.
    """
    return tuple(_walk(raw, _info(wanted), ""))


@cache
def _info(wanted: type) -> inspect.Type:
    return inspect.type_info(wanted)


def _walk(value: Any, info: inspect.Type, path: str) -> Iterator[Problem]:
    match info:
        case inspect.StructType():
            yield from _struct(value, info, path)
        case inspect.UnionType():
            yield from _union(value, info, path)
        case inspect.VarTupleType() | inspect.ListType():
            if not isinstance(value, list):
                yield _wrong(value, LIST, path)
            else:
                for at, item in enumerate(value):
                    yield from _walk(item, info.item_type, f"{path}[{at}]")
        case inspect.DictType():
            if not isinstance(value, Mapping):
                yield _wrong(value, TABLE, path)
            else:
                for key, item in value.items():
                    yield from _walk(item, info.value_type, _below(path, str(key)))
        case _:
            yield from _leaf(value, info, path)


def _struct(value: Any, info: inspect.StructType, path: str) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield _wrong(value, TABLE, path)
        return
    fields = {field.encode_name: field for field in info.fields}
    known = [*fields, *([info.tag_field] if info.tag_field else [])]
    sound = True
    for key in value:
        if key not in known:
            sound = False
            near = difflib.get_close_matches(str(key), known, 1, 0.5)
            nearest = near[0] if near else "、".join(known)
            yield {
                "code": "DEFINITION_054",
                "path": path or _ROOT,
                "found": _shown(key),
                "nearest": nearest,
            }
    for name, field in fields.items():
        if name in value:
            for problem in _walk(value[name], field.type, _below(path, name)):
                sound = False
                yield problem
        elif field.required:
            sound = False
            yield {"code": "DEFINITION_055", "path": path or _ROOT, "found": name}
    if sound:
        try:
            msgspec.convert(value, info.cls)
        except msgspec.ValidationError as error:
            reason = str(error).partition(" - at ")[0]
            yield {"code": "DEFINITION_002", "path": path or _ROOT, "reason": reason}


def _union(value: Any, info: inspect.UnionType, path: str) -> Iterator[Problem]:
    tables = [t for t in info.types if isinstance(t, inspect.StructType)]
    tagged = {str(t.tag): t for t in tables if t.tag_field}
    if not tagged:
        # Something that may be left out: nothing in TOML says so but leaving it out.
        kinds = [t for t in info.types if not isinstance(t, inspect.NoneType)]
        yield from _walk(value, kinds[0], path) if len(kinds) == 1 else ()
        return
    if not isinstance(value, Mapping):
        yield _wrong(value, TABLE, path)
        return
    field = next(iter(tagged.values())).tag_field or ""
    if field not in value:
        yield {"code": "DEFINITION_055", "path": path or _ROOT, "found": field}
    elif str(value[field]) not in tagged:
        yield _unknown(value[field], tuple(tagged), _below(path, field))
    else:
        yield from _struct(value, tagged[str(value[field])], path)


def _leaf(value: Any, info: inspect.Type, path: str) -> Iterator[Problem]:
    if isinstance(info, inspect.LiteralType):
        if value not in info.values:
            yield _unknown(value, tuple(map(str, info.values)), path)
    elif isinstance(info, inspect.IntType):
        if not _is_whole(value):
            yield _wrong(value, WHOLE, path)
        elif not _least(info) <= value <= _most(info):
            bounds = {"low": str(_least(info)), "high": str(_most(info))}
            yield {"code": "DEFINITION_051", "path": path, "found": _shown(value), **bounds}
    else:
        for kind, wanted, fits in _LEAVES:
            if isinstance(info, kind) and not fits(value):
                yield _wrong(value, wanted, path)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_whole(value) or isinstance(value, float)


def _is_exact(value: Any) -> bool:
    """Whether an exact number can be made of a value: points and percent stand in quotes."""
    try:
        return _is_number(value) or (isinstance(value, str) and Decimal(value).is_finite())
    except InvalidOperation:
        return False


_LEAVES: tuple[tuple[type, str, Callable[[Any], bool]], ...] = (
    (inspect.StrType, TEXT, lambda value: isinstance(value, str)),
    (inspect.BoolType, SWITCH, lambda value: isinstance(value, bool)),
    (inspect.FloatType, NUMBER, _is_number),
    (inspect.DecimalType, NUMBER, _is_exact),
)
"""What the plain kinds of values are called, and when a value is one."""


def _least(info: inspect.IntType) -> int:
    return info.ge if info.ge is not None else -_LARGEST


def _most(info: inspect.IntType) -> int:
    return info.le if info.le is not None else _LARGEST


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _wrong(value: Any, kind: str, path: str) -> Problem:
    return {
        "code": "DEFINITION_056",
        "path": path or _ROOT,
        "found": _shown(value),
        "expected": kind,
    }


def _unknown(value: Any, choices: tuple[str, ...], path: str) -> Problem:
    near = difflib.get_close_matches(str(value), choices, 1, 0.5)
    return {
        "code": "DEFINITION_060",
        "path": path or _ROOT,
        "found": _shown(value),
        "nearest": near[0] if near else choices[0],
        "expected": "、".join(choices),
    }


def _shown(value: Any) -> str:
    """A value as a sentence names it: short, and never the whole of a long list."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    text = str(value) if not isinstance(value, bool) else str(value).lower()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
