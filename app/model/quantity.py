"""What an indicator's target or actual value says: operator, number, unit and kind.

The text that was typed is never changed; only a copy is read. What is not clearly one number is
never taken for one: a wrong score is worse than a row that waits for its person.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from app.model.money import plain
from app.model.units import UNIT_PATTERN, normal_unit

Kind: TypeAlias = Literal[
    "empty",
    "dash",
    "not_applicable",
    "number",
    "range",
    "date",
    "reference",
    "several",
    "unclear",
    "qualitative",
]


class Quantity(Struct, frozen=True, gc=False):
    """A value as read.

    `operator` is the one that was typed (≥ ≤ = > <), empty where there was none; `loose` marks
    以下, which is taken as ≤; `number` to `upper` is a range; `approx` marks 约, 余, 左右;
    `trend` tells whether the number is a rise or a fall (`下降5%`).
    """

    kind: Kind
    operator: str = ""
    number: Decimal | None = None
    unit: str = ""
    upper: Decimal | None = None
    approx: bool = False
    loose: bool = False
    trend: Literal["", "up", "down"] = ""

    @property
    def is_number(self) -> bool:
        """Whether the value is one number that a rule can reckon with."""
        return self.kind == "number" and self.number is not None

    def shown(self) -> str:
        """The number with its unit as a worked sum names it: `340组`, `85%`."""
        return "" if self.number is None else plain(self.number) + self.unit


_LONGEST = 120
"""Longer texts are prose, whatever numbers they hold."""

_NOT_APPLICABLE = frozenset(
    ("/", "\\", "不涉及", "不适用", "n/a", "na", "本指标不适用此项目", "不考核")
)
_DASHES = frozenset(("—", "——", "–", "-", "--", "―", "――"))

_SQUARES = {"km²": "平方公里", "m²": "平方米", "m³": "立方米", "㎡": "平方米", "½": "0.5"}
_FOOTNOTES = re.compile("[⁰¹²³⁴-⁹]")
_CIRCLED = re.compile(r"[\u2460-\u24ff\u2776-\u2793]")
_LATEX = {r"\geq": "≥", r"\leq": "≤", r"\ge": "≥", r"\le": "≤", r"\%": "%", "$": "", "**": ""}
_SIGNS = {
    **{">=": "≥", "=>": "≥", "≧": "≥", "⩾": "≥", "<=": "≤", "=<": "≤", "≦": "≤", "⩽": "≤"},
    **{"≮": "≥", "≯": "≤", "==": "=", "\u2212": "-", "–": "—", "~": "—", "〜": "—", "至": "—"},
}

_PREFIXES = {
    **dict.fromkeys(("≥", "大于等于", "大于或等于", "不低于", "不少于", "不小于"), "≥"),
    **dict.fromkeys(("至少达到", "至少", "最低", "达到", "达", "高于或等于"), "≥"),
    **dict.fromkeys(("≤", "小于等于", "小于或等于", "不高于", "不超过", "不大于"), "≤"),
    **dict.fromkeys(("不多于", "不超出", "至多", "最多", "控制在", "限于", "低于或等于"), "≤"),
    **dict.fromkeys((">", "超过", "突破", "高于", "大于", "多于", "超"), ">"),
    **dict.fromkeys(("<", "低于", "少于", "小于", "不足", "不到"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
}
_SUFFIXES = {
    **dict.fromkeys(("及以上", "或以上", "以上", "起"), "≥"),
    **dict.fromkeys(("及以下", "或以下", "以下", "以内", "之内", "内"), "≤"),
}
_PREFIX = "|".join(sorted(map(re.escape, _PREFIXES), key=len, reverse=True))
_SUFFIX = "|".join(sorted(map(re.escape, _SUFFIXES), key=len, reverse=True))
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_NUMBERS = re.compile(_NUMBER)

_VALUE = re.compile(
    rf"(?P<label>.*?)(?P<op>{_PREFIX})?(?:为|是|到)?(?P<about>(?<!节)约|近|将近|大约|大概|接近)?"
    rf"(?P<sign>(?<![0-9)])[+-])?(?P<number>{_NUMBER})(?P<more>余|多|来|几)?"
    rf"(?P<unit>{UNIT_PATTERN})?(?P<bracket>\([^()]*\))?(?P<odd>余|多|左右|上下)?"
    rf"(?P<suffix>{_SUFFIX})?(?P<tail>.*)",
    re.DOTALL,
)
# Texts, not patterns: few values ask for them, and compiling all of them delays every start.
_RANGE = (
    rf"(?P<label>[^0-9]*)(?P<low>{_NUMBER})(?:{UNIT_PATTERN})?[-—]+(?P<high>{_NUMBER})"
    rf"(?P<unit>{UNIT_PATTERN})?[^0-9]*"
)
_INTERVAL = (
    rf"(?P<low>{_NUMBER})%?[≤<][A-Za-z][≤<](?P<high>{_NUMBER})(?P<unit>{UNIT_PATTERN})?[^0-9]*"
)
_VARIABLE = re.compile(r"^[A-Za-z](?=[≥≤><=])")
_DOCUMENT = re.compile(r"[^\s,。;]{0,12}[〔\[(【][0-9]{4}[〕\])】]第?[0-9]+号")
_YEAR = r"(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"{_YEAR}年?[-—]{_YEAR}年度?|(?<![0-9])[0-9]{{1,2}}月?[-—][0-9]{{1,2}}月份?"
    rf"|{_YEAR}[-/.][0-9]{{1,2}}(?:[-/.][0-9]{{1,2}})?(?![0-9%])"
    rf"|(?:{_YEAR}年度?)?(?<![0-9])[0-9]{{1,2}}月份?(?:[0-9]{{1,2}}[日号]|[上中下]旬|底|末)?"
    rf"|{_YEAR}年度?|[0-9]{{1,2}}[日号](?=[前之])"
    r"|第?[一二三四1-4]季度|年底|年末|年内|年初|上半年|下半年|月底|月末"
)
_BEFORE = re.compile("[前底末内]")
_LIKE_NUMBER = re.compile(r"[0-9]\.{2,}[0-9]|[0-9],,|[0-9]\.[0-9]+\.[0-9]")
_TOO_LONG = re.compile(r"[0-9,.]{31}")
_GAP = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_CHINESE = rf"(?:完成|共|共计|每年)?([一二两三四五六七八九十]{{1,3}})(余)?({UNIT_PATTERN})"
_CHINESE_NUMERALS = frozenset("一二两三四五六七八九十")
_CHINESE_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_REFERENCE = re.compile(rf"(?:{_PREFIX})(?!$)")

_REFUSING_LABEL = re.compile("未|没有|剩余|尚|还有|缺|第|不合格的|预计")
_REFUSING_TAIL = re.compile("未|可以|没有")
_DONE = ("完成", "办结", "办理", "到账", "拨付", "发放", "审结", "答复")
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
_DELIMITERS = ",。;、:("
_RISING = re.compile("增长|提高|提升|上升|增加|增幅")
_FALLING = re.compile("下降|降低|减少|节约|压减|降幅|缩短")
_PER_ONE = re.compile(r"万元?一([家个户人次件场份])")

_QUALITATIVE = Quantity("qualitative")
_DATE_BEFORE, _DATE_ON = Quantity("date", "≤"), Quantity("date")


@lru_cache(maxsize=16384)
def parse_quantity(text: str) -> Quantity:
    """Read a target or an actual value; any text gives a result (domain.md, section 5)."""
    copy = _normal(text)
    simple = _without_value(copy)
    if simple is not None:
        return Quantity(simple)
    copy = _VARIABLE.sub("", _DOCUMENT.sub("", copy))
    undated = _DATE.sub("", copy)
    if undated != copy and not _NUMBERS.search(undated):
        return _DATE_BEFORE if _BEFORE.search(copy) else _DATE_ON
    return _span(undated) or _value(undated)


def _without_value(copy: str) -> Kind | None:
    if not copy:
        return "empty"
    if copy in _DASHES:
        return "dash"
    if copy.lower() in _NOT_APPLICABLE:
        return "not_applicable"
    if len(copy) > _LONGEST:
        return "qualitative"
    return "unclear" if _LIKE_NUMBER.search(copy) or _TOO_LONG.search(copy) else None


def _normal(text: str) -> str:
    """A copy in plain signs: full-width as ASCII, operators as one sign, no white space."""
    copy = text
    for typed, meant in _SQUARES.items():
        copy = copy.replace(typed, meant)
    copy = unicodedata.normalize("NFKC", _CIRCLED.sub(" ", _FOOTNOTES.sub("", copy)))
    for typed, meant in (_LATEX | _SIGNS).items():
        copy = copy.replace(typed, meant)
    copy = re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", copy).strip()
    copy = re.sub(r"(?<=[0-9][.,])\s+(?=[0-9])|(?<=[0-9])\s+(?=[0-9]{3}(?![0-9]))", "", copy)
    copy = _PER_ONE.sub(r"万元/\1", _GAP.sub("、", copy))
    return re.sub(r"\s+", "", copy)


def _span(copy: str) -> Quantity | None:
    """A range (`5-10次`) or an interval (`80%<B≤90%`)."""
    found = None
    if copy.count("≤") + copy.count("<") > 1:
        found = re.fullmatch(_INTERVAL, copy)
    if found is None and ("-" in copy or "—" in copy):
        found = re.fullmatch(_RANGE, copy)
    if found is None:
        return None
    return Quantity(
        "range",
        number=_decimal(found["low"]),
        upper=_decimal(found["high"]),
        unit=normal_unit(found["unit"] or ""),
        trend=_trend(found.groupdict().get("label") or ""),
    )


def _value(copy: str) -> Quantity:
    found = _VALUE.fullmatch(copy)
    if found is None:
        return _without_digits(copy)
    tail = found["tail"]
    if _NUMBERS.search(tail) and not (tail[0] in _DELIMITERS and (found["op"] or found["suffix"])):
        return Quantity("several")
    if not _belongs(found["label"], tail, bool(found["suffix"])):
        return _QUALITATIVE
    unit, approx = found["unit"] or "", any((found["about"], found["more"], found["odd"]))
    inner = (found["bracket"] or "").strip("()")
    if re.fullmatch(UNIT_PATTERN, unit + inner):
        unit += inner
    suffix = found["suffix"] or ""
    number = _decimal(found["number"])
    return Quantity(
        "number",
        operator=_PREFIXES.get(found["op"] or "", "") or _SUFFIXES.get(suffix, ""),
        number=-number if found["sign"] == "-" else number,
        unit=normal_unit(unit),
        approx=approx,
        loose=suffix in ("以下", "及以下", "或以下") and not found["op"],
        trend=_trend(found["label"]),
    )


def _belongs(label: str, tail: str, suffix: bool) -> bool:
    """Whether the words around a number leave it the value, not a detail of a sentence."""
    if len(label) > 16 or _REFUSING_LABEL.search(label):
        return False
    if not tail or tail[0] in _DELIMITERS:
        return True
    if suffix:
        return tail.rstrip("。.;") in _DONE
    begins_han = _FIRST_HAN <= tail[0] <= _LAST_HAN
    return len(tail) <= 16 and begins_han and not _REFUSING_TAIL.search(tail)


def _without_digits(copy: str) -> Quantity:
    found = re.fullmatch(_CHINESE, copy) if not _CHINESE_NUMERALS.isdisjoint(copy) else None
    if found is not None:
        number = _chinese_number(found[1])
        if number is not None:
            unit = normal_unit(found[3])
            return Quantity("number", number=number, unit=unit, approx=bool(found[2]))
    reference = _REFERENCE.match(copy)
    if reference is not None:
        return Quantity("reference", operator=_PREFIXES[reference[0]])
    return _QUALITATIVE


def _chinese_number(digits: str) -> Decimal | None:
    """`三` is 3, `十二` 12, `二十` 20, `二十五` 25."""
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        tens, ones = "", digits
    if len(tens) > 1 or len(ones) > 1:
        return None
    value = (_CHINESE_DIGITS.get(tens, 1) * 10) if ten else 0
    return Decimal(value + _CHINESE_DIGITS.get(ones, 0))


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _trend(label: str) -> Literal["", "up", "down"]:
    if _FALLING.search(label):
        return "down"
    return "up" if _RISING.search(label) else ""
