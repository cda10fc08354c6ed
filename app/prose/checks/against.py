"""What the text says against the record: amounts, rate, total, grade, year."""

from collections.abc import Iterator

import msgspec

from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.document import Passage
from app.prose.remarks import place_of
from app.rules.checks.doubts import grade_findings
from app.rules.checks.quoted import text_findings
from app.rules.checks.texts import TEXT, Told


def record_findings(report: Report) -> Iterator[Finding]:
    """C1 and G2 as for a record's own narrative, at the line where the words stand."""
    if report.context is None:
        return
    context = report.context._replace(review=True)
    told = {place_of(passage.line): passage for passage in report.passages()}
    texts = tuple(Told(place, passage.text, TEXT, "") for place, passage in told.items())
    seen: set[tuple[str, str, str]] = set()
    for found in (*text_findings(texts, context), *grade_findings(texts, context)):
        key = found.code, found.found, found.expected
        if key not in seen:
            seen.add(key)
            yield _located(found, told[found.place])


def _located(found: Finding, passage: Passage) -> Finding:
    at = passage.text.find(found.found)
    line = passage.line_at(at) if at > 0 else passage.line
    return msgspec.structs.replace(found, place=place_of(line))
