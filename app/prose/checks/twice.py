"""TX3: one quantity that a report states twice, with two numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator

from app.model.results import Finding
from app.prose.checks.report import Report, once
from app.prose.quantities import Quantity, sentences
from app.prose.remarks import place_of, quote
from app.rules.finding import finding

_LEAST = 6
"""So many words must be the same before two numbers for one quantity."""

_TIMES = 3
"""One number more than three times the other tells of two things, not of one."""

_TWIN = 4
_KEPT = 24
_RATE = re.compile(r"(?:占比|比例|[\u4e00-\u9fff]率)$")
_SAMPLE = re.compile("问卷|样本")
_NOT_ONE = re.compile(
    "该项|本项|每|其中$|指标得|扣减|均$|分别$|总数$|以上$|不低于|共$|^其|单价|费用$|一批|至少|原则|同类"
)
_COMPARED = re.compile("较|比上|同比|上年|去年|上一年")
_SUPPORT = ("count", "rate")
_DOCUMENT = re.compile(
    r"《([^《》]{4,40})》[^《》，。；]{0,2}（([^（）〔〕]{2,14})〔([0-9]{4})〕第?([0-9]+)号"
)
_TRIAL = re.compile(r"（[^（）]*）")
_INITIAL = re.compile(r"(年初预算)(?:财政资金|资金|数|安排|总额|为|[:：])*$")
_PARTED = re.compile("^(?:类|种|项|个|家)?[^，。；0-9]{0,14}中(?:有|，有)?$")


def twice_findings(report: Report) -> Iterator[Finding]:
    """Numbers of one noun, documents of one title, and wholes of one part."""
    yield from once(_nouns(report))
    yield from once(_initial(report))
    yield from once(_wholes(report))
    yield from once(_documents(report))


def _nouns(report: Report) -> Iterator[Finding]:
    known: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in report.quantities():
        if not _speaks(quantity):
            continue
        said = known[quantity.noun[-_LEAST:]]
        if any(other.number == quantity.number and other.unit == quantity.unit for other in said):
            continue
        found = next((f for other in said if (f := _differ(other, quantity))), None)
        if found is not None:
            yield found
        said.append(quantity)
        del said[:-_KEPT]


def _speaks(quantity: Quantity) -> bool:
    noun = quantity.noun
    if quantity.kind not in _SUPPORT or len(noun) < _LEAST or quantity.approx:
        return False
    if quantity.kind == "rate" and not _RATE.search(noun):
        return False
    begin = quantity.passage.text[max(0, quantity.start - 40) : quantity.start]
    clause = re.split("[，。；,]", begin)[-1]
    return not (_SAMPLE.search(noun) or _NOT_ONE.search(noun) or _COMPARED.search(clause))


def _differ(one: Quantity, two: Quantity) -> Finding | None:
    """A finding where two numbers stand for one noun of one year; none within one paragraph."""
    if one.passage is two.passage or one.planned != two.planned or one.kind != two.kind:
        return None
    if one.year and two.year and one.year != two.year:
        return None
    values = {"found": two.text, "expected": one.text, "noun": _common(one.noun, two.noun)}
    more = {"line": str(one.line), "quoted": quote(two.noun + two.text)}
    place = place_of(two.line)
    if one.base != two.base:
        same = one.number == two.number and one.number >= 100 and len(values["noun"]) > _LEAST
        return finding("TX3", "warning", place, case="unit", **values, **more) if same else None
    low, high = sorted((one.value, two.value))
    half = max(one.digit * one.size, two.digit * two.size) / 2
    if high - low <= half or not low or high > low * _TIMES:
        return None
    sure = len(values["noun"]) > _LEAST and one.text[-1] == two.text[-1]
    return finding("TX3", "warning" if sure else "info", place, **values, **more)


def _common(one: str, two: str) -> str:
    """The words that both nouns end with."""
    length = 0
    while length < min(len(one), len(two)) and one[-1 - length] == two[-1 - length]:
        length += 1
    return one[len(one) - length :]


def _initial(report: Report) -> Iterator[Finding]:
    """Two amounts that are both called the budget of the beginning of the year."""
    first: Quantity | None = None
    for quantity in report.quantities():
        before = quantity.passage.text[max(0, quantity.start - 16) : quantity.start]
        if quantity.kind != "amount" or not _INITIAL.search(before) or quantity.approx:
            continue
        if first is not None and first.value != quantity.value and first.year == quantity.year:
            found = {"found": quantity.text, "expected": first.text, "noun": "年初预算"}
            more = {"line": str(first.line), "quoted": quote(before + quantity.text)}
            yield finding("TX3", "warning", place_of(quantity.line), **found, **more)
        first = first or quantity


def _wholes(report: Report) -> Iterator[Finding]:
    """`209类产品中有28类单价偏高` and `216类产品中有28类单价高于…`: one part, two wholes."""
    known: dict[tuple[str, str], tuple[Quantity, Quantity]] = {}
    for passage in report.passages():
        for sentence in sentences(passage):
            pairs = zip(sentence.quantities, sentence.quantities[1:], strict=False)
            for whole, part in pairs:
                if whole.unit != part.unit or whole.kind != "count":
                    continue
                if not _PARTED.match(sentence.between(whole.end, part.start)):
                    continue
                key = part.text, part.after[:_TWIN]
                first = known.setdefault(key, (whole, part))[0]
                if first.number != whole.number and first.number and len(key[1]) == _TWIN:
                    values = {"found": whole.text, "expected": first.text, "noun": "".join(key)}
                    more = {
                        "line": str(first.line),
                        "quoted": quote(sentence.between(whole.start, part.end) + key[1]),
                    }
                    yield finding(
                        "TX3", "warning", place_of(whole.line), case="whole", **values, **more
                    )


def _documents(report: Report) -> Iterator[Finding]:
    """One title with two document numbers."""
    known: dict[str, tuple[str, int]] = {}
    for passage in report.passages():
        for match in _DOCUMENT.finditer(passage.text.replace("[", "〔").replace("]", "〕")):
            title = _TRIAL.sub("", match[1])
            number = f"{match[2]}〔{match[3]}〕{match[4]}号"
            line = passage.line_at(match.start())
            first, where = known.setdefault(title, (number, line))
            if first != number:
                values = {"found": number, "expected": first, "noun": f"《{title}》"}
                yield finding(
                    "TX3",
                    "warning",
                    place_of(line),
                    case="document",
                    line=str(where),
                    quoted=quote(match[0]),
                    **values,
                )
