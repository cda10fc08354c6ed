"""The JSON schema of form definitions, for editors that complete and check TOML while one types."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from app.model.definition import FormDefinition
from app.model.overlay import ADD, CHANGE, EXTENDS, REMOVE

FILE = Path(__file__).resolve().parent / "form.schema.json"
PAGE = FILE.parent / "forms.md"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = {"type": ["string", "number"]}
_ROW = re.compile(r"^\| `(\w+)` \|[^|]*\| (.*) \|$", re.MULTILINE)
_KEYED = {"FormDefinition": "The form", "Policy": "The policy", "Formula": "Formulas"}
"""The tables of docs/forms.md that tell what a key means, by the schema's names."""


def schema_text() -> str:
    """The schema as it is written to docs/form.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """A form that is whole, or one that extends another."""
    (whole,), parts = msgspec.json.schema_components(
        [FormDefinition], ref_template="#/$defs/{name}"
    )
    for name, part in parts.items():
        _describe(name, part)
    _loosen(parts)
    form = parts["FormDefinition"]
    overlay = {
        "title": "Overlay",
        "description": "A form that says only what is different from the one that it extends.",
        "type": "object",
        "properties": {**_partial(form["properties"]), **_overlay_keys()},
        "required": ["schema", EXTENDS, "id"],
        "additionalProperties": False,
    }
    return {
        "$schema": _DIALECT,
        "title": "ziping.form/1",
        "description": "A form definition, see docs/forms.md.",
        "if": {"required": [EXTENDS]},
        "then": {"$ref": "#/$defs/Overlay"},
        "else": whole,
        "$defs": {**parts, "Overlay": overlay},
    }


def _describe(name: str, part: dict[str, Any]) -> None:
    """Docstrings without line ends, and what docs/forms.md says of single keys."""
    if "description" in part:
        part["description"] = " ".join(part["description"].split())
    if name not in _KEYED:
        return
    page = PAGE.read_text(encoding="utf-8")
    chapter = page.partition(f"\n## {_KEYED[name]}\n")[2].partition("\n## ")[0]
    for key, meaning in _ROW.findall(chapter):
        if key in part["properties"]:
            held = part["properties"][key]
            # A reference with something beside it is read by all, and by none wrongly.
            part["properties"][key] = {**held, "description": meaning.replace("`", "")}


def _loosen(value: Any) -> None:
    """Exact numbers may be written with quotes or without."""
    if isinstance(value, dict):
        if value.get("format") == "decimal":
            kept = {k: v for k, v in value.items() if k not in ("type", "format", "pattern")}
            value.clear()
            value |= {**_NUMBER, **kept}
        for inner in value.values():
            _loosen(inner)
    elif isinstance(value, list):
        for inner in value:
            _loosen(inner)


def _partial(properties: dict[str, Any]) -> dict[str, Any]:
    """The keys of a form where tables are merged key by key: nothing is wanted in them."""
    merged: dict[str, Any] = {key: {"type": "object"} for key in ("policy", "page", "checks")}
    part = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    return {**properties, **merged, "parts": {"type": "array", "items": part}}


def _overlay_keys() -> dict[str, Any]:
    named = {"type": "object", "required": ["after"], "properties": {"after": {"type": "string"}}}
    tables = {"type": "object", "additionalProperties": {"type": "object"}}
    return {
        EXTENDS: {"type": "string", "description": "The id of the form that is extended."},
        REMOVE: {"type": "array", "items": {"type": "string"}},
        CHANGE: {**tables, "description": "Keys of sections that are different, by section."},
        ADD: {"type": "array", "items": named, "description": "Whole sections, behind `after`."},
    }
