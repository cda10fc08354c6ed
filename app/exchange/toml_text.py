"""Writing the tables of a definition as TOML, with comments, in the order that people read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_WIDE = 88
_INDENT = "  "


def assignment(key: str, value: Any) -> str:
    """`key = value`, a long list item by item."""
    line = f"{name(key)} = {inline(value)}"
    if isinstance(value, list) and len(line) > _WIDE:
        return "\n".join([f"{name(key)} = [", *_items(value, _INDENT), "]"])
    return line


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        text = inline(value)
        if isinstance(value, list) and len(text) > _WIDE:
            yield f"{indent}["
            yield from _items(value, indent + _INDENT)
            yield f"{indent}],"
        else:
            yield f"{indent}{text},"


def inline(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, str):
        # TOML's escapes are those of JSON, save for the delete character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        held = ", ".join(f"{name(key)} = {inline(item)}" for key, item in value.items())
        return f"{{ {held} }}" if held else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    return str(value)


def name(key: str) -> str:
    """A key, in quotes where it needs them."""
    plain = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if plain else json.dumps(key, ensure_ascii=False)


def comment(text: str) -> str:
    """A comment, one `#` for each line."""
    return "\n".join(f"# {line}".rstrip() for line in text.splitlines())
