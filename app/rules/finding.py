"""Making findings."""

import msgspec

from app.model.change import Change
from app.model.places import Place
from app.model.results import Finding, Severity

CASE = "case"
"""The value that picks a variant of a finding's wording: `[findings.C3_goals]` for `goals`."""

FORMULA = "FORMULA"
"""The wording of the findings of a form's own formulas, whatever their codes."""


def finding(
    code: str,
    severity: Severity,
    place: Place,
    *,
    case: str = "",
    expected: str = "",
    found: str = "",
    **values: str,
) -> Finding:
    """A finding; what its sentence names are `values`, with `expected` and `found` among them."""
    if case:
        values[CASE] = case
    if expected:
        values["expected"] = expected
    if found:
        values["found"] = found
    return Finding(
        code=code,
        severity=severity,
        place=place,
        values=values,
        expected=expected,
        found=found,
    )


def with_fix(found: Finding, fix: Change) -> Finding:
    """The finding with its way out; the change's name is the fix's name in the message files."""
    return msgspec.structs.replace(found, fix=fix, fix_name=fix.name)
