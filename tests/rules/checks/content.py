"""Small tables for the checks of what is written, and what those checks say of them."""

from typing import Any

import msgspec

from app.model.change import apply
from app.model.record import FormRecord
from app.model.results import Finding
from app.rules.checking import check
from app.rules.scoring import score
from tests.rules.records import FORM, with_rows, with_section
from tests.seeds import complete_001, indicator


def goals(done: str, planned: str = "完成年度质量监督检查任务。", **more: Any) -> FormRecord:
    """The complete table with other goals, and with other fields of the record."""
    record = with_section(complete_001(), "goals", {"expected": planned, "actual": done})
    return msgspec.structs.replace(record, **more)


def row(
    name: str = "抽检批次", target: str = "≥200组", actual: str = "240组", tier: str = "数量指标"
) -> FormRecord:
    """The complete table with one other indicator, `x`."""
    return with_rows(indicator("x", "产出指标", tier, name, target, actual, "90"))


def all_of(
    record: FormRecord, *, review: bool = False, related: tuple[FormRecord, ...] = ()
) -> tuple[Finding, ...]:
    """Every finding of a record."""
    return check(record, FORM, score(record, FORM), review=review, related=related)


def of(
    code: str, record: FormRecord, *, review: bool = False, related: tuple[FormRecord, ...] = ()
) -> list[Finding]:
    """The findings with a code."""
    return [f for f in all_of(record, review=review, related=related) if f.code == code]


def brief(code: str, record: FormRecord, *, review: bool = False) -> list[tuple[str, str, str]]:
    """Severity, place and what was found of each finding with a code."""
    return [(f.severity, str(f.place), f.found) for f in of(code, record, review=review)]


def cases(code: str, record: FormRecord, *, review: bool = False) -> list[str]:
    """The variants in which a code speaks."""
    return [f.values.get("case", "") for f in of(code, record, review=review)]


def mended(record: FormRecord, code: str) -> FormRecord:
    """The record after the fix of the first finding with a code, which must then be silent."""
    fix = of(code, record)[0].fix
    assert fix is not None
    after = apply(record, fix)
    assert of(code, after) == []
    return after
