"""TX6: weights that do not add up, or that stand differently in two places."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from app.model.money import parse_points, plain
from app.model.results import Finding
from app.prose.checks.outline import weighted_items
from app.prose.checks.report import Report
from app.prose.document import tidy
from app.prose.grid import Grid
from app.prose.quantities import sentences
from app.prose.remarks import place_of, quote
from app.rules.checks.standards import full_points
from app.rules.finding import finding

_FULL = Decimal(100)
_INLINE = re.compile(r"([\u4e00-\u9fff]{2,10}?指标)（([0-9]{1,3})分）")
_TIER = re.compile(r"^[A-Z]?(?P<name>[\u4e00-\u9fff]{2,8})（(?P<points>[0-9]{1,3})[%分]）$")
_SAID = re.compile(
    r"(?:项目)?(?P<name>[\u4e00-\u9fff]{2,6})指标(?:共计|满分|总分|分值)(?:为|是)?(?P<points>[0-9]{1,3})分"
)
_CODE = re.compile(r"^[A-Z][0-9]*")
_HEADS = ("权重", "分值")
_RUBRICS = ("评分标准", "评分细则", "评分规则", "评分方法", "评价标准")
_TOP = re.compile(r"^（[一二三四五六七八九十]+）$")


class _Weight(NamedTuple):
    name: str
    points: Decimal
    line: int
    top: bool
    table: int


def weight_findings(report: Report) -> Iterator[Finding]:
    """The weights of the first tier, those of single indicators, and their standards."""
    yield from _outline(report)
    stated = [*_stated(report)]
    yield from _differing(stated)
    for grid in report.grids:
        yield from _standards(grid)
        yield from _groups(grid)


def _outline(report: Report) -> Iterator[Finding]:
    """Headings and a list in a sentence that together name more points than there are."""
    heads = [i for i in weighted_items(report) if _TOP.match(i.mark) and i.weight is not None]
    weights = {_plain(i.name): i.weight or Decimal(0) for i in heads}
    line = heads[0].passage.line if heads else 0
    for passage in report.document.paragraphs:
        listed = _INLINE.findall(passage.text)
        if len(listed) > 1:
            weights = {_plain(name): Decimal(points) for name, points in listed} | weights
            line = passage.line
            break
    added = sum(weights.values(), Decimal(0))
    if len(weights) > 2 and added > _FULL:
        worked = "+".join(plain(points) for points in weights.values())
        values = {"found": plain(added), "expected": plain(_FULL), "worked": worked}
        names = "、".join(f"{name}{plain(points)}分" for name, points in weights.items())
        yield finding("TX6", "error", place_of(line), quoted=quote(names), **values)


def _plain(name: str) -> str:
    """A tier's or an indicator's name without code, 项目, 指标 and its points."""
    name = _CODE.sub("", name.partition("（")[0] if name.endswith("）") else name)
    return name.removeprefix("项目").removesuffix("指标")


def _stated(report: Report) -> Iterator[_Weight]:
    for number, grid in enumerate(report.grids):
        column = grid.column(*_HEADS)
        if column is None:
            continue
        for line in grid.lines:
            if line.is_total:
                continue
            for cell in line.cells[:2]:
                tier = _TIER.match(tidy(cell))
                if tier:
                    yield _Weight(
                        _plain(tier["name"]), Decimal(tier["points"]), line.line, True, number
                    )
            weight = next((n for _, n in line.amounts() if not n.unit), None)
            if weight is not None and line.label and len(line.label) < 40:
                top = len(line.cells) < 5 and line.labels == (line.label,)
                yield _Weight(_plain(line.label), weight.value, line.line, top, number)
    for passage in report.document.paragraphs:
        for sentence in sentences(passage):
            for match in _SAID.finditer(sentence.text):
                points = parse_points(match["points"]) or Decimal(0)
                at = passage.line_at(sentence.start + match.start())
                yield _Weight(match["name"][-2:], points, at, True, -1)


def _differing(stated: list[_Weight]) -> Iterator[Finding]:
    """A tier with two weights is told by name; indicators are counted table against table."""
    first: dict[tuple[str, bool], _Weight] = {}
    told: set[str] = set()
    leaves: dict[tuple[int, int], list[tuple[_Weight, _Weight]]] = defaultdict(list)
    for weight in stated:
        known = first.setdefault((weight.name, weight.top), weight)
        if known.points == weight.points or known.table == weight.table:
            continue
        if not weight.top:
            leaves[known.table, weight.table].append((known, weight))
        elif weight.name not in told:
            told.add(weight.name)
            values = {"found": plain(weight.points), "expected": plain(known.points)}
            more = {"noun": weight.name, "line": str(known.line)}
            place = place_of(weight.line)
            quoted = f"{weight.name} {plain(weight.points)}"
            yield finding("TX6", "warning", place, case="tier", quoted=quoted, **values, **more)
    for pairs in leaves.values():
        known, weight = pairs[0]
        yield finding(
            "TX6",
            "warning",
            place_of(weight.line),
            case="leaves",
            found=plain(weight.points),
            expected=plain(known.points),
            noun=weight.name,
            line=str(known.line),
            count=str(len(pairs)),
            quoted=f"{weight.name} {plain(weight.points)}",
        )


def _groups(grid: Grid) -> Iterator[Finding]:
    """The weights below each tier against the tier's own, in a table where some add up."""
    if grid.column(*_HEADS) is None:
        return
    groups: list[tuple[str, Decimal, int, Decimal]] = []
    for line in grid.lines:
        tier = next((m for cell in line.cells[:2] if (m := _TIER.match(tidy(cell)))), None)
        if tier:
            groups.append((tier["name"], Decimal(tier["points"]), line.line, Decimal(0)))
        weight = next((n.value for _, n in line.amounts() if not n.unit), None)
        if groups and weight is not None:
            groups[-1] = (*groups[-1][:3], groups[-1][3] + weight)
    wrong = [group for group in groups if group[1] != group[3]]
    if len(groups) > 1 and len(wrong) < len(groups):
        for name, points, number, added in wrong:
            values = {"found": plain(added), "expected": plain(points), "noun": name}
            quoted = f"{name} {plain(points)}"
            place = place_of(number)
            yield finding("TX6", "info", place, case="group", quoted=quoted, **values)


def _standards(grid: Grid) -> Iterator[Finding]:
    """Rows whose own standard gives full points that are not their weight (`完成率*2分`)."""
    if grid.column(*_HEADS) is None or grid.column(*_RUBRICS) is None:
        return
    wrong = []
    for line in grid.lines:
        weight = next((n.value for _, n in line.amounts() if not n.unit), None)
        full = next((f for cell in line.cells if len(cell) > 12 and (f := full_points(cell))), None)
        if weight is not None and full is not None and weight != full:
            wrong.append((line, weight, full))
    if wrong:
        line, weight, full = wrong[0]
        values = {"found": plain(weight), "expected": plain(full), "noun": line.label}
        more = {"count": str(len(wrong)), "quoted": f"{line.label} {plain(weight)}"}
        yield finding("TX6", "warning", place_of(line.line), case="standard", **values, **more)
