"""TX2: parts that a sentence lists beside their total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.results import Finding
from app.prose.checks.report import Report, once
from app.prose.quantities import Quantity, Sentence, quantities, shown
from app.prose.remarks import place_of, quote
from app.rules.checks.context import SLIGHT
from app.rules.finding import finding

_HEADS = re.compile(r"^(?:[^，。；0-9]{0,8})(?:[，,:：（]?)(?:其中|分别|包括|含|即)|^[（]")
_TOTAL = re.compile("(?:总计|合计|共计|总评分|总得分|总分|总计评分|累计)[^，。；0-9]{0,6}$")
_STRETCH = re.compile("[^。！？\n]+")
_SPAN = Decimal("0.03")
"""Parts that miss their total by no more were meant to make it."""

_TENTHS = (Decimal(10), Decimal(100))
_OTHER = re.compile("较|比上|同比|增长|下降|人均|平均|每[^年]|占")
_SCORE = re.compile("得分|评分|分值")


def sum_findings(report: Report) -> Iterator[Finding]:
    """`总数为7096批次，其中…、…`, `9.87分，50分，30分，总计99.87分`, `（a万元、b万元）`."""
    yield from once(f for s in _wide(report) for f in (*_totals_first(s), *_totals_last(s)))


def _wide(report: Report) -> Iterator[Sentence]:
    """Sentences, and longer stretches whose parts are divided by semicolons."""
    yield from report.sentences
    for passage in report.passages():
        if "其中" not in passage.text or "；" not in passage.text:
            continue
        for match in _STRETCH.finditer(passage.text):
            inside = (q for q in quantities(passage) if match.start() <= q.start < match.end())
            if "其中" in match[0] and "；" in match[0]:
                yield Sentence(passage, match.start(), match[0], tuple(inside))


def _usable(quantity: Quantity) -> bool:
    return quantity.kind in ("amount", "count", "score") and not quantity.approx


def _totals_first(sentence: Sentence) -> Iterator[Finding]:
    found = sentence.quantities
    for index, total in enumerate(found[:-2]):
        if not _usable(total) or total.number <= 0:
            continue
        gap = sentence.between(total.end, found[index + 1].start)
        if not _HEADS.match(gap) or _OTHER.search(gap.partition("其中")[0]):
            continue
        closed = "）" if gap.startswith("（") else ""
        parts = _parts(sentence, index, closed)
        if len(parts) > 1:
            yield from _judged(sentence, total, parts, last=parts[-1])


def _parts(sentence: Sentence, index: int, closed: str) -> list[Quantity]:
    """The quantities of the total's unit that follow it, up to its bracket's end."""
    total, depth = sentence.quantities[index], 0
    parts: list[Quantity] = []
    position = total.end
    for quantity in sentence.quantities[index + 1 :]:
        between = sentence.between(position, quantity.start)
        if closed and closed in between and depth + between.count("（") - between.count("）") <= 0:
            break
        depth += between.count("（") - between.count("）")
        position = quantity.end
        level = 1 if closed else 0
        if depth > level or quantity.base != total.base or quantity.approx:
            continue
        if re.search("共|总|合计", between) and parts:
            break
        parts.append(quantity)
    return parts


def _totals_last(sentence: Sentence) -> Iterator[Finding]:
    found = [q for q in sentence.quantities if _usable(q)]
    for index, total in enumerate(found):
        words = sentence.between(sentence.start, total.start)
        if index < 2 or not _TOTAL.search(words):
            continue
        parts = [q for q in found[:index] if q.base == total.base]
        named = [q for q in parts if _SCORE.search(q.noun)] if total.kind == "score" else parts
        if len(named) > 1:
            yield from _judged(sentence, total, named, last=total, whole=total.kind == "score")


def _judged(
    sentence: Sentence,
    total: Quantity,
    parts: list[Quantity],
    *,
    last: Quantity,
    whole: bool = False,
) -> Iterator[Finding]:
    added = sum((q.value for q in parts), Decimal(0))
    gap = abs(added - total.value)
    if gap == 0 or any(gap == abs(q.value) for q in parts):
        return  # equal, or one of the parts is a part of another one
    near = gap <= total.value * _SPAN or any(
        added == total.value * tenth or added * tenth == total.value for tenth in _TENTHS
    )
    if not near and not (whole and gap <= total.value / 5):
        return
    slight = total.decimals > 0 and gap <= SLIGHT * total.size
    worked = "+".join(_bracketed(q.number) for q in parts).replace("+-", "-")
    values = {
        "found": total.text,
        "expected": shown(added / total.size, total.unit),
        "worked": f"{worked}={shown(added / total.size)}",
        "quoted": quote(sentence.between(min(total.start, parts[0].start), last.end)),
    }
    place = place_of(total.line)
    if slight:
        yield finding("TX2", "info", place, case="tail", **values)
    else:
        yield finding(
            "TX2", "error" if whole or gap <= total.value / 100 else "warning", place, **values
        )


def _bracketed(number: Decimal) -> str:
    return shown(number)
