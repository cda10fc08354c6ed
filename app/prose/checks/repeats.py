"""TX11: what was pasted twice, and lists that hold more or less than was announced."""

import re
from collections.abc import Iterator

from app.model.results import Finding
from app.prose.checks.report import Report
from app.prose.document import Passage
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_SENTENCE = 20
_NEARBY = 20
_LISTED = re.compile(
    r"(?P<list>(?:[^、，。；：:“”（）]{2,14}、)+[^、，。；：:“”（）]{2,14}?(?:和|及|与|以及)[^、，。；：:“”（）等]{2,14})等?"
    r"(?P<count>[二三四五六七八九十]|[2-9])个?(?P<unit>方面|维度|类别|环节|部分|层面)"
)
_ORDINAL = re.compile("(?:^|[，。；：:、])([一二三四五六七八九十])是")
_ANNOUNCED = re.compile(
    r"(?P<count>[二三四五六七八九十]|[2-9])个?(?:方面|类|项|点|部分|条|个)[^，。；：]{0,12}[，：:](?:其中[，：:]?)?(?:具体(?:如下)?[：:])?一是"
)
_ITEMS = re.compile(
    r"(?P<count>[二三四五六七八九十]|[2-9])个(?P<unit>[^，。；：]{2,8})[，,]其中[：:]?$"
)
_NUMBERED = re.compile("^([0-9]{1,2})、")
_HAN = {character: value for value, character in enumerate("一二三四五六七八九十", 1)}


def repeat_findings(report: Report) -> Iterator[Finding]:
    """Sentences, entries of lists and announced numbers of points."""
    yield from _sentences(report)
    yield from _entries(report)
    for passage in report.passages():
        yield from _enumerated(passage)
        yield from _ordinals(passage)
    yield from _items(report)


def _sentences(report: Report) -> Iterator[Finding]:
    for passage in report.document.paragraphs:
        seen: set[str] = set()
        told = False
        for sentence in re.split("[。；]", passage.text):
            if len(sentence) >= _SENTENCE and sentence in seen and not told:
                told = True
                at = passage.text.rfind(sentence)
                place = place_of(passage.line_at(at))
                yield finding("TX11", "info", place, found=quote(sentence), quoted=quote(sentence))
            seen.add(sentence)


def _entries(report: Report) -> Iterator[Finding]:
    """The same document twice in a list of documents."""
    known: dict[str, int] = {}
    hits: list[tuple[int, str]] = []
    for index, passage in enumerate(report.document.paragraphs):
        text = passage.text.rstrip("、，；。")
        if not text.startswith("《") or not text.endswith(("》", "）")):
            continue
        if text in known and index - known[text] <= _NEARBY:
            hits.append((passage.line, text))
        known[text] = index
    for line, text in hits[:1]:
        count = str(len(hits))
        values = {"found": quote(text), "count": count, "quoted": quote(text)}
        yield finding("TX11", "info", place_of(line), case="entries", **values)


def _enumerated(passage: Passage) -> Iterator[Finding]:
    """`从决策、过程、成本、产出和效益等四个维度` names five."""
    for match in _LISTED.finditer(passage.text):
        parts = [*match["list"].split("、")]
        items = len(parts) + len(re.findall("以及|和|及|与", parts[-1]))
        count = _number(match["count"])
        if count and items > count:
            yield _miscounted(passage, match, items, count)


def _ordinals(passage: Passage) -> Iterator[Finding]:
    """`存在三方面问题：一是…；二是…` stops before the third."""
    for match in _ANNOUNCED.finditer(passage.text):
        reached = 0
        for ordinal in _ORDINAL.finditer(passage.text, match.end() - 3):
            value = _HAN[ordinal[1]]
            if value != reached + 1:
                break
            reached = value
        count = _number(match["count"])
        if count and reached and reached != count:
            yield _miscounted(passage, match, reached, count)


def _miscounted(passage: Passage, match: "re.Match[str]", items: int, count: int) -> Finding:
    values = {"found": str(count), "expected": str(items), "quoted": quote(match[0])}
    place = place_of(passage.line_at(match.start()))
    return finding("TX11", "info", place, case="count", **values)


def _items(report: Report) -> Iterator[Finding]:
    """`分为…等5个二级项目，其中：` with 1、2、3、4、 below it in the same cell."""
    passages = report.passages()
    for index, passage in enumerate(passages):
        match = _ITEMS.search(passage.text)
        if match is None:
            continue
        reached = 0
        for below in passages[index + 1 :]:
            number = _NUMBERED.match(below.text)
            if number is None or int(number[1]) != reached + 1:
                break
            reached += 1
        count = _number(match["count"])
        if count and reached > 1 and reached != count:
            yield _miscounted(passage, match, reached, count)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _HAN.get(text, 0)
