"""X1, X5, X8, S4: what stands twice, and what was copied instead of reported."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from app.model.money import folded, format_rate
from app.model.places import Place
from app.model.quantity import parse_quantity
from app.model.record import SCORED, FormRecord, Row
from app.model.results import Finding, Score, Severity
from app.rules.checks.context import Context
from app.rules.checks.texts import DONE, PLANNED, TEXT, Told, prose_of, sentences
from app.rules.columns import Columns, columns_of, short
from app.rules.finding import finding
from app.rules.memo import RowMemo
from app.rules.rows import facts_of

_SENTENCE = 15
"""Shorter sentences may well stand twice."""

_NOTE = 10
"""Shorter reasons (`受天气影响`) may well hold for two indicators."""

_ENOUGH = 3
"""With fewer indicators, actuals that equal their targets prove nothing."""

_HUNDRED = Decimal(100)
_Key = tuple[str, ...]
_keys: RowMemo[_Key] = RowMemo()


def double_findings(context: Context) -> Iterator[Finding]:
    """X1: an indicator twice, a sentence twice in one text; X5: the goal as its own result."""
    for section in context.definition.indicators():
        yield from _rows(context.record.rows(section.id), columns_of(section))
    texts = prose_of(context)
    for told in texts:
        if told.role != "deviation":
            again = _repeated(told.text)
            if again:
                yield finding("X1", "warning", told.place, case="text", found=short(again, 24))
    planned = next((folded(t.text) for t in texts if t.role == PLANNED), "")
    done = next((t for t in texts if t.role == DONE), None)
    if planned and done is not None and folded(done.text) == planned:
        severity: Severity = "warning" if context.review else "info"
        yield finding("X5", severity, done.place, found=short(done.text, 24))


def _rows(rows: tuple[Row, ...], columns: Columns) -> Iterator[Finding]:
    seen: dict[_Key, int] = {}
    for number, row in enumerate(rows, 1):
        key = _keys.find(row, (columns,))
        if key is None:
            key = _keys.keep(row, (columns,), _key(row, columns))
        if not key:
            continue
        first = seen.setdefault(key, number)
        if first != number:
            place = Place(columns.section, row.id, columns.name)
            values = {"row": short(columns.name_of(row)), "first": str(first)}
            yield finding("X1", "warning", place, found=str(number), **values)


def _key(row: Row, columns: Columns) -> _Key:
    """What makes two indicators one; nothing for a row without a name and a target."""
    name, target = folded(columns.name_of(row)), folded(row.text(columns.target))
    if not name or not target or facts_of(row, columns).kind != SCORED:
        return ()
    return (name, target, folded(row.text(columns.actual)), *facts_of(row, columns).tiers)


@lru_cache(maxsize=1024)
def _repeated(text: str) -> str:
    """The first long sentence that stands twice."""
    seen: set[str] = set()
    for sentence in sentences(text):
        plain = folded(sentence)
        if len(plain) >= _SENTENCE and plain in seen:
            return sentence.strip()
        seen.add(plain)
    return ""


def copied_findings(context: Context) -> Iterator[Finding]:
    """In 预审: S4 full marks with actuals that repeat their targets; X8 reasons used again."""
    if not context.review:
        return
    yield from _copied_targets(context)
    seen: dict[str, Told] = {}
    texts = prose_of(context)
    for told in (t for t in texts if t.role == "deviation"):
        plain = folded(told.text)
        if len(plain) >= _NOTE and plain in seen:
            yield finding("X8", "warning", told.place, found=short(told.text, 24))
        seen.setdefault(plain, told)
    for other in context.related:
        if context.record.year is not None and other.year == context.record.year - 1:
            yield from _from_last_year(texts, other)


def _from_last_year(texts: tuple[Told, ...], other: FormRecord) -> Iterator[Finding]:
    """What was reported in the very words of the year before."""
    old = set(_reported(other))
    for told in texts:
        plain = folded(told.text)
        if told.role not in (DONE, TEXT, "deviation") or len(plain) < _NOTE:
            continue
        if re.sub("20[0-9]{2}", "", plain) in old:
            values = {"found": short(told.text, 24), "year": str(other.year)}
            yield finding("X8", "warning", told.place, case="year", **values)


def _reported(record: FormRecord) -> Iterator[str]:
    """All texts of a record without white space and years."""
    for value in record.sections.values():
        holders = [row.cells for row in value] if isinstance(value, tuple) else [value]
        for holder in holders:
            for text in holder.values():
                if isinstance(text, str) and len(text) >= _NOTE:
                    yield re.sub("20[0-9]{2}", "", folded(text))


def _copied_targets(context: Context) -> Iterator[Finding]:
    """S4: most actuals repeat their targets, and each of them has full marks."""
    for section in context.definition.indicators():
        columns = columns_of(section)
        scored = [
            (row, context.scores.rows.get(facts_of(row, columns).key))
            for row in context.record.rows(section.id)
            if facts_of(row, columns).kind == SCORED
        ]
        counted = [(row, score) for row, score in scored if score is not None and score.counted]
        copied = [row for row, score in counted if _copies(row, columns) and _is_full(score)]
        share = Decimal(len(copied)) * _HUNDRED / len(counted) if counted else Decimal(0)
        if len(counted) >= _ENOUGH and share >= context.limit("S4"):
            place = Place(section.id, copied[0].id, columns.actual)
            full = all(_is_full(score) for _, score in counted)
            values = {"count": str(len(copied)), "rows": str(len(counted))}
            found = format_rate(share, 0)
            yield finding(
                "S4", "warning", place, case="full" if full else "", found=found, **values
            )


def _copies(row: Row, columns: Columns) -> bool:
    """Whether the actual says what the target says, its operator aside."""
    actual, target = row.text(columns.actual), row.text(columns.target)
    if folded(actual) == folded(target):
        return bool(folded(actual))
    a, b = parse_quantity(actual), parse_quantity(target)
    same = a.is_number and b.is_number and a.number == b.number
    return same and (a.unit == b.unit or not a.unit or not b.unit)


def _is_full(score: Score) -> bool:
    return score.points is not None and score.points == score.weight
