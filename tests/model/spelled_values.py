"""The table of spellings, and what each of them should read as."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from app.model.dates import format_date
from app.model.quantity import Part, Quantity

TABLE = Path(__file__).with_name("spellings.toml")
_OTHER = frozenset(("id", "text", "kind", "name", "direction", "same_as", "last"))


class Spelling(NamedTuple):
    """One text, what it reads as, and what its row is called."""

    text: str
    values: dict[str, object]
    id: int = 0
    name: str = ""
    direction: str = ""
    same_as: tuple[str, str] | None = None
    last: str = ""


def spellings() -> list[Spelling]:
    """All spellings of the table."""
    found = []
    for entry in tomllib.loads(TABLE.read_text("utf-8"))["spellings"]:
        values = {key: value for key, value in entry.items() if key not in _OTHER}
        values["kind"] = entry.get("kind", "number")
        same_as = tuple(entry["same_as"]) if "same_as" in entry else None
        rest = {key: entry[key] for key in ("id", "name", "direction", "last") if key in entry}
        found.append(Spelling(entry["text"], values, same_as=same_as, **rest))
    return found


def told(quantity: Quantity) -> dict[str, object]:
    """What a quantity says, in the words of the table: nothing that is empty."""
    found: dict[str, object] = {}
    for field in quantity.__struct_fields__:
        value = getattr(quantity, field)
        if field == "date" and value is not None:
            value = format_date(value, loose=quantity.loose)
        elif field == "parts":
            value = [_part(part) for part in value]
        elif isinstance(value, Part):
            value = _part(value)
        if value not in ("", None, False, []) or value == Decimal(0):
            found[field] = value
    return {key: value for key, value in found.items() if value is not False}


def expected(spelling: Spelling) -> dict[str, object]:
    """What a spelling should say, its numbers as decimals."""
    numbers = ("number", "upper", "points")
    return {
        key: Decimal(str(value)) if key in numbers else value
        for key, value in spelling.values.items()
    }


def _part(part: Part) -> str:
    return f"{part.number:f}{part.unit}"
