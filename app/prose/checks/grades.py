"""TX5: a grade that does not follow from its score, that has none, or that words contradict."""

import re
from collections.abc import Iterator

from app.model.money import plain
from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.document import Passage
from app.prose.quantities import Quantity
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_GRADE = r"[“”\"‘’《]{{0,2}}(?P<grade>{names})(?:秀|好)?(?=[”\"’。，,；;）、级等!！》]|$)"
_NAMED = (
    r"(?:自评|评价|评定|绩效|综合)(?:等级|评级|级别|结论|结果|得分)(?:等级|评级)?"
    r"(?:为|是|[:：]|属于|评定为)*"
)
_SCORE = re.compile(
    r"(?:评分结果|评价结果|评价得分|自评得分|自评总分|综合得分|最终得分|总得分|总评分|总分|总计评分"
    r"|总计得分|评价总分)(?:为|是|[:：]|达到?)*$"
)
_BEFORE = re.compile("上年|去年|上一年|往年|复核")
_POOR = re.compile("(?:整体|总体|综合)[^，。；]{0,10}(?:一般|较差|不理想|不佳)")


def grade_findings(report: Report) -> Iterator[Finding]:
    """The named grade against the total score, both as the report states them."""
    named = list(_grades(report))
    scores = [q for q in report.quantities() if _is_total(q)]
    if not named:
        return
    passage, match = named[0]
    place = place_of(passage.line_at(match.start()))
    words = quote(match[0])
    if not scores and not _table_total(report):
        yield finding("TX5", "warning", place, case="unscored", found=match["grade"], quoted=words)
    for where, hit in named:
        score = _score_of(where, hit.start(), scores)
        right = next((g.name for g in report.grades if score and score.number >= g.at_least), "")
        if score and right and hit["grade"] != right:
            values = {"found": hit["grade"], "expected": right, "score": plain(score.number)}
            line = place_of(where.line_at(hit.start()))
            yield finding("TX5", "warning", line, quoted=quote(hit[0]), **values)
    yield from _contradicted(report, match["grade"])


def _grades(report: Report) -> Iterator[tuple[Passage, "re.Match[str]"]]:
    names = "|".join(re.escape(grade.name) for grade in report.grades)
    if not names:
        return
    pattern = re.compile(_NAMED + _GRADE.format(names=names))
    for passage in report.passages():
        for match in pattern.finditer(passage.text):
            yield passage, match


def _is_total(quantity: Quantity) -> bool:
    before = quantity.passage.text[max(0, quantity.start - 14) : quantity.start]
    clause = re.split("[，。；]", before)[-1]
    total = quantity.kind == "score" and _SCORE.search(clause) is not None
    return total and not _BEFORE.search(clause)


def _score_of(passage: Passage, at: int, scores: list[Quantity]) -> Quantity | None:
    """The score that a grade follows: the last one before it, or the only one of the report."""
    near = [score for score in scores if score.passage is passage and score.start < at]
    alone = scores if len({score.number for score in scores}) == 1 else []
    return next(iter(near[-1:] or alone), None)


def _table_total(report: Report) -> bool:
    """Whether a table prints a total of scores."""
    lines = (line for grid in report.grids for line in grid.lines if line.is_total)
    return any("总分" in label for line in lines for label in line.labels)


def _contradicted(report: Report, grade: str) -> Iterator[Finding]:
    """`整体执行情况一般` beside the best grade."""
    if not report.grades or grade != report.grades[0].name:
        return
    for passage in report.passages():
        for match in _POOR.finditer(passage.text):
            place = place_of(passage.line_at(match.start()))
            values = {"found": match[0], "expected": grade, "quoted": quote(match[0])}
            yield finding("TX5", "info", place, case="words", **values)
