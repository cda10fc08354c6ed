"""TX13: the sample of a survey, and the satisfaction that was aimed at and never told."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.model.money import plain
from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.quantities import sentences
from app.prose.remarks import place_of, quote
from app.rules.checks.survey import samples_in
from app.rules.finding import finding

_ASKED = re.compile("问卷|满意")
_FORMS = re.compile("问卷")
_RESULT = re.compile(
    r"满意[度率][^0-9，。；]{0,12}?(?P<sign>[≥＞>]|不低于|不少于|达到?|至少)?(?P<rate>[0-9]{2,3}(?:\.[0-9]+)?)%"
    r"(?P<more>及?以上)?"
)
_SECOND = re.compile("[^。；0-9]*[0-9.]+%")
"""A second rate in the sentence of a target is what was reached."""

_SCORE = re.compile(r"(?:问卷|满意)[^。；]{0,20}得分[^0-9，。；]{0,4}[0-9]")


def survey_remarks(report: Report) -> Iterator[Finding]:
    """Two samples, then a target without a result."""
    yield from _samples(report)
    yield from _unreported(report)


def _samples(report: Report) -> Iterator[Finding]:
    first: tuple[Decimal, int] | None = None
    for passage in report.passages():
        for sentence in sentences(passage):
            if not _FORMS.search(sentence.text):
                continue
            found = samples_in(sentence.text)
            if len(found) != 1:
                continue
            (number,) = found
            line = passage.line_at(sentence.start)
            if first is None:
                first = number, line
            elif number != first[0]:
                values = {"found": plain(number), "expected": plain(first[0])}
                at = sentence.text.find("问卷")
                quoted = quote(sentence.text[max(0, at - 10) : at + 16])
                more = {"line": str(first[1]), "quoted": quoted}
                yield finding("TX13", "warning", place_of(line), **values, **more)
                return


def _unreported(report: Report) -> Iterator[Finding]:
    aimed = None
    for passage in report.passages():
        if _SCORE.search(passage.text):
            return
        for match in _RESULT.finditer(passage.text):
            target = match["more"] or match["sign"] in ("≥", "＞", ">", "不低于", "不少于", "至少")
            if not target or _SECOND.match(passage.text, match.end()):
                return
            aimed = aimed or (passage.line_at(match.start()), match)
    if aimed is not None:
        values = {"found": f"{aimed[1]['rate']}%", "quoted": quote(aimed[1][0])}
        yield finding("TX13", "info", place_of(aimed[0]), case="unreported", **values)
