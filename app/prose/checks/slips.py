"""Slips of typing, stated rates and shares: the checks of one cell's text, line by line."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from app.model.results import Finding
from app.prose.checks.report import Report, once
from app.prose.document import Passage, tidy
from app.prose.remarks import place_of, quote
from app.rules.checks.shares import share_findings
from app.rules.checks.slips import slip_findings
from app.rules.checks.stated import stated_findings
from app.rules.checks.texts import TEXT, Terms, Told
from app.rules.finding import finding

_LONGEST_NAME = Decimal(100)
_TERMS = Terms(None, True, _LONGEST_NAME)
_CERTAIN = Terms(None, False, _LONGEST_NAME)
_POINTS = re.compile(r"[0-9][.。·．]{2,}[0-9]")
_SPACED = re.compile(r"^[\s0-9.,，]*[0-9][.,]?\s+[0-9.]+\s*[%％]?$|[0-9]\.\s[0-9]|[0-9]\s\.[0-9]")
_OPEN = re.compile(r"(?<![0-9.])([0-9]{1,3})(≤|<|＜)[A-Za-z](≤|<|＜)[0-9]{1,3}%")
_TWICE = re.compile(r"[≥>][0-9]{1,3}%?(?:及)?以上")
_RATE_COUNT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}率)(?:为|达到?|[:：])?(?P<number>[0-9][0-9,]*)(?P<unit>人次|家次|批次|人|家|次|件|份|项)"
)
_OLD = re.compile("[\u4e00-\u9fff]")
_CONTEXT = 3
_OFTEN = 3
_MOST = 50
"""So many odd characters are looked at: a report with more of them is written in that script."""


def slip_remarks(report: Report) -> Iterator[Finding]:
    """What is mistyped, told where it stands first."""
    yield from _keyed(report)
    yield from _odd_characters(report)
    yield from once(_stated(report))
    yield from _cells(report)


def _stated(report: Report) -> Iterator[Finding]:
    for passage in report.passages():
        told = Told(place_of(passage.line), passage.text, TEXT, "")
        for found in (*stated_findings(told, _TERMS), *share_findings(told, _TERMS)):
            yield _located(found, passage)


def _located(found: Finding, passage: Passage) -> Finding:
    """The finding at the very line where its number stands."""
    at = passage.text.find(found.found)
    line = passage.line_at(at) if at > 0 else passage.line
    return msgspec.structs.replace(found, place=place_of(line))


def _keyed(report: Report) -> Iterator[Finding]:
    spaced: list[tuple[int, str]] = []
    for line, text in report.document.raw:
        points = _POINTS.search(text)
        if points:
            yield _point(line, text)
        elif len(text) < 24 and _SPACED.search(text.strip()):
            spaced.append((line, text.strip()))
        else:
            for found in slip_findings(Told(place_of(line), text, TEXT, ""), _CERTAIN):
                yield msgspec.structs.replace(found, fix=None, fix_name="")
    if spaced:
        line, text = spaced[0]
        values = {"expected": tidy(text), "count": str(len(spaced)), "quoted": text}
        yield finding("TX10", "info", place_of(line), case="spaces", found=text, **values)


def _point(line: int, text: str) -> Finding:
    word = next((w for w in re.split(r"[\s，。；、]", text) if _POINTS.search(w)), text)[-16:]
    meant = re.sub(r"(?<=[0-9])[.。·．]{2,}(?=[0-9])", ".", word)
    return finding(
        "TX10", "warning", place_of(line), found=word, expected=meant, quoted=quote(tidy(text))
    )


def _cells(report: Report) -> Iterator[Finding]:
    """Intervals with one percent sign, operators said twice, rates that are counts."""
    cells = [
        (row.line, cell) for t in report.document.tables for row in t.rows for cell in row.cells
    ]
    said = [(passage.line, passage.text) for passage in report.document.paragraphs]
    for pattern in (_OPEN, _TWICE):
        hits = [(line, m[0]) for line, cell in cells if (m := pattern.search(tidy(cell)))]
        for line, text in hits[:1]:
            count = str(len(hits))
            values = {"count": count, "quoted": text, "found": text}
            place = place_of(line)
            yield finding(
                "TX10", "info", place, case="interval" if pattern is _OPEN else "doubled", **values
            )
    for line, text in said:
        for match in _RATE_COUNT.finditer(text):
            values = {"found": match["number"] + match["unit"], "noun": match["name"]}
            yield finding(
                "TX10", "warning", place_of(line), case="rate", quoted=quote(match[0]), **values
            )


def _odd_characters(report: Report) -> Iterator[Finding]:
    """A sign of the traditional script in a word that is written otherwise everywhere else."""
    texts = [passage.text for passage in report.passages()]
    odd = [(p, i) for p in report.passages() for i, c in enumerate(p.text) if _is_odd(c)]
    for passage, at in odd[:_MOST]:
        before = passage.text[max(0, at - _CONTEXT) : at]
        if len(before) < _CONTEXT:
            continue
        usual: Counter[str] = Counter()
        for text in texts:
            usual.update(match[1] for match in re.finditer(re.escape(before) + "(.)", text))
        del usual[passage.text[at]]
        likely = usual.most_common(1)
        if likely and likely[0][1] >= _OFTEN:
            values = {"found": before + passage.text[at], "expected": before + likely[0][0]}
            place = place_of(passage.line_at(at))
            yield finding("TX10", "info", place, case="script", quoted=values["found"], **values)


def _is_odd(character: str) -> bool:
    """A Han character that the simplified set of 1980 (GB 2312) lacks."""
    if not _OLD.match(character):
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False
