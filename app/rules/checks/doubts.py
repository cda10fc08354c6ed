"""S5, G2: points that do not go together, and a conclusion that contradicts the grade."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from app.model.money import exact_quotient, folded, format_rate
from app.model.places import Place
from app.model.results import Block, Finding
from app.rules.checks.context import Context
from app.rules.checks.texts import REPORTING, Told, prose_of
from app.rules.checks.totals import grade_named
from app.rules.columns import columns_of
from app.rules.finding import finding

_HUNDRED = Decimal(100)
_WHOLE = "整体|总体|综合|总的|全面"
_POOR = "一般|较差|不理想|不佳|未达到?预期|未完成|滞后|缓慢"
_FINE = "优秀|良好|圆满|全面完成|很好|超额完成|全部完成"


def doubt_findings(context: Context) -> Iterator[Finding]:
    """A grade named in words always; what only looks odd in 预审."""
    yield from grade_findings(prose_of(context), context)
    if context.review and not context.scores.missing:
        yield from _gap(context)
        if context.scores.grade:
            yield from _conclusions(context)


def _gap(context: Context) -> Iterator[Finding]:
    """S5: indicators in full although the money was not spent, or the other way round."""
    execution = _rate([b for b in context.scores.blocks if b.kind == "execution"])
    reached = _rate([b for b in context.scores.blocks if b.kind == "tier"])
    place = context.total_place("score") or _first_score_cell(context)
    if execution is None or reached is None or place is None:
        return
    gap = abs(reached - execution)
    if gap > context.limit("S5"):
        yield finding(
            "S5",
            "warning",
            place,
            found=format_rate(gap, 2).removesuffix("%"),
            expected=f"≤ {context.limit('S5')}",
            execution=format_rate(execution, 2),
            reached=format_rate(reached, 2),
            limit=str(context.limit("S5")),
        )


def _rate(blocks: list[Block]) -> Decimal | None:
    """Points of all blocks in percent of their weight."""
    weight = sum((block.weight for block in blocks), Decimal(0))
    if not weight or any(block.points is None for block in blocks):
        return None
    points = sum((block.points or Decimal(0) for block in blocks), Decimal(0))
    return exact_quotient(points * _HUNDRED, weight)


def _first_score_cell(context: Context) -> Place | None:
    for section in context.definition.indicators():
        columns = columns_of(section)
        if columns.scored:
            return Place(section.id, None, columns.score)
    return None


def grade_findings(texts: Iterable[Told], context: Context) -> Iterator[Finding]:
    """G2: `评价等级为优` in a sentence, and another grade by the total, or the printed one."""
    printed = folded(context.printed_total("grade"))
    expected = context.scores.grade or grade_named(printed, context.policy)
    if not expected:
        return
    grades = tuple(grade.name for grade in context.policy.grades)
    for told in texts:
        if told.role in REPORTING:
            named = _grade_in(told.text, grades)
            if named and named != expected:
                values = {"found": named, "expected": expected}
                yield finding("G2", "warning", told.place, **values)


@lru_cache(maxsize=1024)
def _grade_in(text: str, grades: tuple[str, ...]) -> str:
    if "级" not in text and "结论" not in text and "结果" not in text:
        return ""
    names = "|".join(re.escape(name) for name in grades)
    match = re.search(
        f'(?:自评|评价|评定)(?:等级|级别|结论|结果)(?:等级)?(?:为|是|:|属于)*[“”"‘’]?({names})'
        '(?=[”"’]|[。,;)、级等]|$)',
        folded(text),
    )
    return match[1] if match else ""


def _conclusions(context: Context) -> Iterator[Finding]:
    """G2 in 预审: `整体执行情况一般` beside the best grade, praise beside the worst ones."""
    grades = [grade.name for grade in context.policy.grades]
    rank = grades.index(context.scores.grade) if context.scores.grade in grades else 0
    words = _POOR if rank == 0 else _FINE if rank >= len(grades) / 2 else ""
    if not words:
        return
    for told in prose_of(context):
        if told.role not in REPORTING or told.role == "deviation":
            continue
        for clause in re.split("[，,。；;\n]", told.text):
            match = re.search(words, clause)
            if match is not None and re.search(_WHOLE, clause):
                values = {"found": clause.strip()[:24], "expected": context.scores.grade}
                yield finding("G2", "warning", told.place, case="words", **values)
                break
