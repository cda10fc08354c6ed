"""The quantities that a report states: number, unit, the noun before it, its year, its kind."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from app.model.money import YUAN_IN, parse_points, plain
from app.model.units import KNOWN, UNIT_PATTERN, normal_unit
from app.prose.document import Passage

Kind: TypeAlias = Literal["amount", "rate", "change", "score", "count", "year", "number"]
"""`change` is a number of 百分点; `number` has no unit that is known."""

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_QUANTITY = rf"(?<![0-9.,A-Za-z/〔\[])(-?{NUMBER})(?!,[0-9]|[.][0-9])({UNIT_PATTERN}|年度?|[余多]?)"
_HAN = "\u4e00-\u9fff"
_NOUN = re.compile(rf"[{_HAN}A-Za-z“”]{{1,30}}$")
_FILLER = re.compile(
    r"(?:共计|总计|累计|合计|总共|一共|共有|共|计|达到了?|达|为满分|为|约为|约|近|已有|有|仅为|仅|是|至|到|"
    r"了|降|升|增|得满分|各|超过|不低于|不少于|不高于|不超过|至少|高于|低于)+$"
)
_ABOUT = re.compile(
    r"(?:约|近|超过?|不足|大约|左右|将近|逾|多达|至少|不低于|不少于|不高于|不超过|≥|≤|>|<)$"
)
_AFTER_ABOUT = re.compile(r"^(?:余|多|左右|以上|以下|以内|及以上|上下|[元人件]?以内)")
_YEAR = re.compile(r"(?<![0-9〔\[])(20[0-4][0-9])年")
_LATIN = re.compile(r"[A-Za-z]$")
_PLAN = re.compile(r"计划|目标|预计|拟|指标值|应当|任务数|年初|预期|申报")
_STOP = "。；！？;!?\n"
_PARTS = re.compile(r"[^。；！？;!?\n]+")
_CLAUSE = re.compile(r"[，：:、（）]|,(?![0-9]{3})")


class Quantity(NamedTuple):
    """One number of a text with what is said of it.

    `digit` is the size of its last digit and `yuan` the amount in 元 where it is money;
    `noun` are the words right before it, `after` the characters behind its unit; `year` is the
    year that was last named before it; `planned` tells that its clause speaks of a plan.
    """

    passage: Passage
    start: int
    end: int
    number: Decimal
    unit: str
    kind: Kind
    noun: str
    after: str
    year: int | None
    approx: bool
    planned: bool

    @property
    def text(self) -> str:
        """The number and its unit as typed."""
        return self.passage.text[self.start : self.end]

    @property
    def decimals(self) -> int:
        """How many decimals were typed."""
        return decimals_of(self.number)

    @property
    def digit(self) -> Decimal:
        """The size of the last digit that was typed."""
        return Decimal(1).scaleb(-self.decimals)

    @property
    def size(self) -> Decimal:
        """How many of the base unit (元, one piece) the unit holds."""
        return YUAN_IN.get(self.unit, _MULTIPLES.get(self.unit[:1], Decimal(1)))

    @property
    def value(self) -> Decimal:
        """The number in its base unit: 元 for money."""
        return self.number * self.size

    @property
    def base(self) -> str:
        """The base unit: 元 for all money, `人次` for 万人次."""
        if self.kind == "amount":
            return "元"
        return self.unit[1:] if self.size > 1 and len(self.unit) > 1 else self.unit

    @property
    def line(self) -> int:
        """The line where it stands."""
        return self.passage.line_at(self.start)


_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


class Sentence(NamedTuple):
    """A sentence of a passage with its quantities."""

    passage: Passage
    start: int
    text: str
    quantities: tuple[Quantity, ...]

    def between(self, first: int, last: int) -> str:
        """The words between two offsets of the passage."""
        return self.passage.text[first:last]


def decimals_of(number: Decimal) -> int:
    """How many decimals a number was written with."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, cut at full stops and semicolons."""
    return _sentences(passage)


@lru_cache(maxsize=4096)
def _sentences(passage: Passage) -> tuple[Sentence, ...]:
    found = quantities(passage)
    cut: list[Sentence] = []
    for part in _PARTS.finditer(passage.text):
        inside = tuple(q for q in found if part.start() <= q.start < part.end())
        cut.append(Sentence(passage, part.start(), part[0], inside))
    return tuple(cut)


@lru_cache(maxsize=4096)
def quantities(passage: Passage) -> tuple[Quantity, ...]:
    """All quantities of a passage in their order."""
    if not any(character.isdigit() for character in passage.text):
        return ()
    return tuple(_all(passage))


def _all(passage: Passage) -> Iterator[Quantity]:
    text, year = passage.text, None
    years = list(_YEAR.finditer(text))
    for match in re.finditer(_QUANTITY, text):
        number = parse_points(match[1].lstrip("-")) or Decimal(0)
        named = [int(y[1]) for y in years if y.start() < match.start()]
        year = named[-1] if named else None
        start, end = match.start(), match.end()
        if match[1].startswith("-") and not _is_minus(text, start):
            start += 1
        elif match[1].startswith("-"):
            number = -number
        unit, end = _unit(text, match[2], end)
        clause = text[_clause_start(text, start) : start]
        yield Quantity(
            passage,
            start,
            end,
            number,
            unit,
            _kind(unit, number),
            _noun(text, start),
            text[end : end + 16],
            year,
            _ABOUT.search(clause) is not None
            or _AFTER_ABOUT.match(text[end:]) is not None
            or match[2] in ("余", "多"),
            _PLAN.search(clause) is not None,
        )


def _is_minus(text: str, start: int) -> bool:
    """A minus sign, not a hyphen between two numbers or letters."""
    return start == 0 or not (text[start - 1].isalnum() and text[start - 1].isascii())


def _unit(text: str, unit: str, end: int) -> tuple[str, int]:
    """The unit behind a number: `1700个批次` counts 批次, `2000余份` 份."""
    if unit in ("余", "多", "个"):
        more = re.match(UNIT_PATTERN, text[end : end + 6])
        if more is not None and (unit != "个" or normal_unit(more[0]) in _LONG):
            return normal_unit(more[0]), end + more.end()
    return normal_unit(unit), end


_LONG = frozenset(unit for unit in KNOWN if len(unit) > 1 and not set(unit) & set("月个%‰元点"))


def _kind(unit: str, number: Decimal) -> Kind:
    if unit in ("年", "年度"):
        return "year" if 1900 <= number < 2100 else "count"
    if unit in ("%", "‰"):
        return "rate"
    if unit == "百分点":
        return "change"
    if unit in YUAN_IN:
        return "amount"
    if unit == "分":
        return "score"
    return "count" if unit and unit not in ("余", "多") else "number"


def _clause_start(text: str, start: int) -> int:
    begin = max((text.rfind(mark, 0, start) for mark in _STOP), default=-1) + 1
    cuts = [m.end() for m in _CLAUSE.finditer(text, begin, start)]
    return cuts[-1] if cuts else begin


def _noun(text: str, start: int) -> str:
    """The words before a number up to the last mark, without `共计`, `为`, `达到`."""
    found = _NOUN.search(text[max(0, start - 30) : start])
    noun = "" if found is None else found[0]
    while True:
        less = _FILLER.sub("", noun)
        if less == noun:
            return less
        noun = less


def shown(number: Decimal, unit: str = "") -> str:
    """A number as a sentence names it, with thousands separators from 10,000 on."""
    if abs(number) < 10_000:
        return plain(number) + unit
    whole, point, rest = plain(number).partition(".")
    return f"{int(whole):,}{point}{rest}{unit}"
