"""A form whose tables share heads and carry labels beside amounts; it gives no points."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.model.codec import read_record
from app.model.definition import FormDefinition
from app.model.loading import parse_definition
from app.model.record import FormRecord
from app.model.results import Finding
from app.rules.checking import check
from app.rules.scoring import score

WIDE = (Path(__file__).parent / "data" / "wide.toml").read_text(encoding="utf-8")
"""Its text."""


@cache
def wide_form() -> FormDefinition:
    """The form."""
    return parse_definition(WIDE, "wide")


def wide_record(**sections: Any) -> FormRecord:
    """A record of it; the rows of tables are named r0, r1 and so on."""
    made: dict[str, Any] = {"schema": "ziping.record/1", "form": "wide", "form_version": 1}
    made |= {"id": "w", "year": 2020, "money_unit": "元"}
    for name, value in sections.items():
        rows = enumerate(value if isinstance(value, list) else ())
        named = [{"id": f"r{at}", "kind": "scored", **row} for at, row in rows]
        made[name] = named or value
    return read_record(json.dumps(made).encode(), "w.json")


def wide_findings(code: str, **sections: Any) -> list[Finding]:
    """The findings of a record with a code."""
    record = wide_record(**sections)
    found = check(record, wide_form(), score(record, wide_form()))
    return [one for one in found if one.code == code]
