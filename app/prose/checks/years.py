"""TX12: another fiscal year than the report's, and stages out of order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.quantities import sentences
from app.prose.remarks import place_of, quote
from app.rules.checks.years import named_years
from app.rules.finding import finding

_ABOUT = re.compile("绩效评价|绩效自评|支出绩效")
_STAGE = re.compile(r"阶段（([0-9]{1,2})月([0-9]{1,2})日前）")
_BY = re.compile(r"([0-9]{1,2})月([0-9]{1,2})日前")
_RANGE = re.compile(r"^([0-9]{1,2})[.月]([0-9]{1,2})日?[-—至到]([0-9]{1,2})[.月]([0-9]{1,2})日?$")
_LEAST = 3

_Day = tuple[int, int]


def year_remarks(report: Report) -> Iterator[Finding]:
    """Sentences about the evaluation of another year, stages that end before the one before."""
    year = report.year
    for passage in report.passages() if year else ():
        for sentence in sentences(passage):
            named = named_years(sentence.text) if _ABOUT.search(sentence.text) else ()
            other = [n for n, fiscal in named if fiscal and n != year]
            if other and not any(n == year for n, fiscal in named if fiscal):
                found = f"{other[0]}年度"
                at = max(0, sentence.text.find(found) - 10)
                values = {"found": found, "expected": f"{year}年度"}
                quoted = quote(sentence.text[at : at + 40])
                line = place_of(passage.line_at(sentence.start))
                yield finding("TX12", "info", line, quoted=quoted, **values)
    yield from _stages(report)
    yield from _ranges(report)


def _stages(report: Report) -> Iterator[Finding]:
    """`数据采集阶段（5月2日前）… 在4月2日前完成` after a stage that ends on 30 April."""
    last: _Day | None = None
    now: _Day | None = None
    for passage in report.document.paragraphs:
        stage = _STAGE.search(passage.text)
        if stage:
            last, now = now, (int(stage[1]), int(stage[2]))
            if last and now < last:
                yield _early(report, passage.line, stage[0], now, last)
            continue
        for match in _BY.finditer(passage.text) if last and now else ():
            day = int(match[1]), int(match[2])
            if last and day < last:
                line = passage.line_at(match.start())
                quoted = passage.text[max(0, match.start() - 10) : match.end() + 10]
                yield _early(report, line, quoted, day, last)


def _early(_report: Report, line: int, words: str, day: _Day, last: _Day) -> Finding:
    values = {"found": _shown(day), "expected": _shown(last), "quoted": quote(words)}
    return finding("TX12", "info", place_of(line), case="stage", **values)


def _shown(day: _Day) -> str:
    return f"{day[0]}月{day[1]}日"


def _ranges(report: Report) -> Iterator[Finding]:
    """A column of periods, each beginning no earlier than the one before."""
    for table in report.document.tables:
        days = []
        for row in table.rows:
            match = _RANGE.match(re.sub(r"\s", "", row.cells[0]))
            if match:
                begin = int(match[1]), int(match[2])
                days.append((begin, row.line, re.sub(r"\s", "", row.cells[0])))
        for first, second in pairwise(days) if len(days) >= _LEAST else ():
            if second[0] < first[0]:
                yield _early(report, second[1], second[2], second[0], first[0])
