"""TX7: points that are missing, above the weight, lost without a reason, or not the table's."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.money import plain
from app.model.results import Finding
from app.prose.checks.outline import Item, coded_items, weighted_items
from app.prose.checks.report import Report
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_REASON = re.compile("扣|未|不足|不够|不到|缺|偏|较差|有待|问题|[0-9]%")
_NAMES = 3
_CODE = re.compile(r"[（(].*?[)）]")


def scored_findings(report: Report) -> Iterator[Finding]:
    """The points below headings with weights, and below codes against the tables."""
    items = weighted_items(report)
    leaves = [item for index, item in enumerate(items) if _is_leaf(items, index)]
    yield from _headed(leaves)
    yield from _tabled(report)


def _is_leaf(items: tuple[Item, ...], index: int) -> bool:
    """Whether a heading is one of the indicators, not the head of those that follow it."""
    item = items[index]
    if item.body or index + 1 == len(items):
        return True
    below = items[index + 1]
    if item.weight is None or below.weight is None:
        return False
    if item.mark and _kind(item.mark) == _kind(below.mark):
        return True
    return below.weight > item.weight or (below.weight == item.weight and not item.mark)


def _kind(mark: str) -> str:
    """The kind of a heading's number, whatever its value."""
    return re.sub("[一二三四五六七八九十]+", "一", re.sub("[0-9]+", "1", mark))


def _headed(leaves: list[Item]) -> Iterator[Finding]:
    missing = [item for item in leaves if item.score is None]
    if missing and len(missing) * 2 <= len(leaves):
        names = "、".join(f"“{item.name}”" for item in missing[:_NAMES])
        values = {"count": str(len(missing)), "noun": names, "quoted": quote(missing[0].name)}
        place = place_of(missing[0].passage.line)
        yield finding("TX7", "warning", place, found=missing[0].name, **values)
    lost = []
    for item in leaves:
        if item.score is None or item.weight is None:
            continue
        values = {"found": plain(item.score), "expected": plain(item.weight), "noun": item.name}
        place = place_of(item.passage.line)
        if item.score > item.weight:
            yield finding("TX7", "error", place, case="above", quoted=item.name, **values)
        elif item.score < item.weight and not _REASON.search(item.text):
            lost.append((place, values))
    for place, values in lost[:1]:
        count = str(len(lost))
        yield finding(
            "TX7", "info", place, case="lost", count=count, quoted=values["noun"], **values
        )


def _tabled(report: Report) -> Iterator[Finding]:
    """`B225 报销流程规范性 … 不得分` beside 0.5 in the table."""
    known = _scores(report)
    for item in coded_items(report):
        score, given = item.score, item.given
        cell = known.get(_CODE.sub("", item.name))
        if score is None or given is None or cell is None or score == cell[0]:
            continue
        passage, match = given
        values = {"found": plain(score), "expected": plain(cell[0]), "noun": item.name}
        said = passage.text[max(0, match.start() - 14) : match.end()]
        more = {"line": str(cell[1]), "quoted": quote(said)}
        line = place_of(passage.line_at(match.start()))
        yield finding("TX7", "warning", line, case="table", **values, **more)


def _scores(report: Report) -> dict[str, tuple[Decimal, int]]:
    """The scores of the tables that have a weight and a score, by the row's name."""
    found: dict[str, tuple[Decimal, int]] = {}
    for grid in report.grids:
        weight, score = grid.column("权重", "分值"), grid.column("得分")
        if weight is None or score is None or weight == score:
            continue
        for line in grid.lines:
            number = line.numbers.get(score)
            if number is not None and line.label and not line.is_total:
                found.setdefault(_CODE.sub("", line.label), (number.value, line.line))
    return found
