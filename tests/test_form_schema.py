"""docs/form.schema.json is made from the program, and takes every form that the program takes."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from app.model.loading import read_tables
from docs.form_schema import FILE, schema_text
from tests.second import FOLDER

ROOT = Path(__file__).resolve().parent.parent
FILES = [*sorted((ROOT / "forms").glob("*/form.toml")), *sorted(FOLDER.glob("*/form.toml"))]
SCHEMA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
    "null": type(None),
}
KNOWN = {
    *("$schema", "$defs", "$ref", "title", "description", "default", "type", "properties"),
    *("required", "additionalProperties", "items", "enum", "const", "anyOf", "discriminator"),
    *("if", "then", "else", "minimum", "maximum", "minItems", "maxItems", "prefixItems"),
}


def problems(value: Any, rule: dict[str, Any], path: str = "$") -> list[str]:
    """What a schema says against a value; knows the words of schemas that ours uses."""
    assert set(rule) <= KNOWN
    if "if" in rule:
        rule = rule["then" if not problems(value, rule["if"], path) else "else"]
    if "$ref" in rule:
        rule = SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]]
    if "anyOf" in rule:
        found = [problems(value, one, path) for one in rule["anyOf"]]
        return [] if [] in found else min(found, key=len)
    kinds = rule.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = any(
        isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool))
        for kind in kinds
    )
    if kinds and not fits:
        return [f"{path}: no {kinds}"]
    if isinstance(value, list):
        inner = rule.get("items", {})
        return [p for n, v in enumerate(value) for p in problems(v, inner, f"{path}[{n}]")]
    return _of_table(value, rule, path) if isinstance(value, dict) else _of_word(value, rule, path)


def _of_word(value: Any, rule: dict[str, Any], path: str) -> list[str]:
    """What is said against a text, a number or a switch."""
    low, high = rule.get("minimum", value), rule.get("maximum", value)
    words = rule.get("enum", [rule["const"]] if "const" in rule else [value])
    return [] if value in words and low <= value <= high else [f"{path}: not in {words}"]


def _of_table(value: dict[str, Any], rule: dict[str, Any], path: str) -> list[str]:
    known, others = rule.get("properties", {}), rule.get("additionalProperties", True)
    found = [f"{path}: lacks {key}" for key in rule.get("required", []) if key not in value]
    for key, held in value.items():
        if key in known:
            found += problems(held, known[key], f"{path}.{key}")
        elif others is False:
            found.append(f"{path}: unknown {key}")
        elif isinstance(others, dict):
            found += problems(held, others, f"{path}.{key}")
    return found


def tables(path: Path) -> dict[str, Any]:
    return read_tables(path.read_text(encoding="utf-8"), path.name)


def test_the_file_is_what_the_program_says() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_form_fits_the_schema(path: Path) -> None:
    assert problems(tables(path), SCHEMA) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": "3"}, "$.version: no"),
        ({"colour": 1}, "$: unknown colour"),
        ({"group": "rare"}, "$.group: not in"),
        ({"extends": 3}, "$.extends: no"),
        ({"policy": {"grades": []}}, "$.policy: lacks source"),
    ],
)
def test_what_the_program_refuses_the_schema_refuses(change: dict[str, Any], said: str) -> None:
    raw = {**copy.deepcopy(tables(FOLDER / "second" / "form.toml")), **change}
    assert any(found.startswith(said) for found in problems(raw, SCHEMA))


def test_keys_are_told_in_words() -> None:
    form = SCHEMA["$defs"]["FormDefinition"]
    assert form["description"]
    assert "document" in form["properties"]["basis"]["description"]
    assert all(part.get("description") for part in SCHEMA["$defs"].values())
