"""The clauses of rule texts that speak of points, and the signs that a text is made of."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

_FIRST_MARK = 0xE000
"""Circled numbers stand as one private sign each (① is U+E001)."""

_CIRCLED = 20
_NUMERALS = {text: str(value) for value, text in enumerate("一二三四五六七八九十", 1)} | {"两": "2"}

_N = "(?:[0-9]{1,2}|[一二两三四五六七八九十])"
_ONE = "(?:1|一)"
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_WEIGHT = "的?(?:该?项?指标的?)?(?:权重分?值?|分值)"
_COST = (
    rf",?(?:则|的,?|,)?(?:扣除|扣减|扣|减去|减)(?:(?P<percent>{_NUMBER}%){_WEIGHT}"
    rf"|(?P<points>{_NUMBER})分(?!值))"
)
_OWN = "(?:对应|相应)的?(?:权重分?值?|分值|分数)"
_NOTHING = "(?:不得分|不计分|得?0分|得?零分)"

# Texts, not patterns: each is compiled when the first rule is read, not at every start.
_CLAUSES = (
    (
        "shares",
        rf"(?:以上|上述)(?:各|共|这)?(?P<count>{_N})[项条点个],?(?:各|每项|均)占(?P<share>"
        rf"[0-9]{{1,2}}/[0-9]{{1,3}}|{_NUMBER}%|{_N}分之{_N})(?:的?(?:权重分?值?|分值))?(?![0-9/%])",
    ),
    (
        "pair",
        rf"符合[则的,]{{0,2}}得{_OWN}[,;。]?不符合[则的,]{{0,2}}(?:扣除{_OWN}|扣减{_OWN}|不得分)",
    ),
    ("pair_open", rf"符合[则的,]{{0,2}}得{_OWN}"),
    ("full_mark", "(?:此|本|该)项(?:指标)?以100[分%]为满分"),
    (
        "excess",
        rf"(?:(?:反之|否则),?)?较[^,。;:%0-9]{{1,15}}?每(?P<side>高于|高出|超过|超出|低于|低出)"
        rf"(?P<step>{_NUMBER})(?:%|个百分点),?(?:扣除|扣减|扣)(?P<percent>{_NUMBER}%){_WEIGHT}",
    ),
    (
        "late",
        rf"每(?:延迟|逾期|推迟|拖延|超期|晚|滞后){_ONE}个?(?P<period>天|日|周|星期|月)" + _COST,
    ),
    (
        "each",
        rf"每(?:出现|发生|发现|存在|查出|有|缺少|缺|少){_ONE}(?!个?百分点)[^,。;:%0-9]{{0,25}}?{_COST}",
    ),
    ("until", "(?:直至|至)?扣完(?:该项分值|本项分值|权重分)?(?:为止|即止)"),
    (
        "floor",
        rf"[^,。;:=%0-9得分]{{0,15}}(?:(?:低于|不足|小于)(?P<floor>{_NUMBER}%)(?:的|时)?|(?P<below>{_NUMBER}%)以下"
        rf"(?:的|时)?)(?:则?视为[^,。;:%0-9]{{1,20}})?,?则?{_NOTHING}",
    ),
    (
        "rate",
        rf"(?:指标|(?:本|该|此)项(?:指标)?)?得分=(?P<name>[^=,;。:]{{1,60}}?[率度])[*×xX]"
        rf"(?:{_NUMBER}分(?!值)|(?:该|本)?(?:项|指标)?(?:权重分?值?|分值|满分))",
    ),
    ("formula", r"(?P<name>[^=,;。:]{1,60}?[率度])=(?P<body>[^=;。]{1,160}?)[*×xX]100%"),
    (
        "none",
        rf"(?:反之|否则|不符合|未完成|未达到)(?:的|则|,){{0,2}}{_NOTHING}",
    ),
    ("points", rf"[(](?:得|计)?(?P<points>{_NUMBER})分[)]"),
    ("full", rf"(?:得|计)(?:满分(?:{_NUMBER}分)?|(?P<points>(?!0分){_NUMBER})分)(?!值|之)"),
    ("tasks", rf"完成[^。;=:%]{{2,300}}?等{_N}项(?:重点)?(?:工作)?任务"),
    (
        "survey",
        "根据(?:[^,。;:%0-9]{0,12})满意度(?:调查)?问卷(?:调查)?的?得分(?:统计)?(?:分析|计算)",
    ),
)
_UNKNOWN = (
    "扣|权重|满分|得分|分值|[加减赋计记给评打零]分|不得分|(?<![取获不使值])得(?![到以知])|酌|按比例|折算|封顶|最[高多低少]"
    "|反之|否则|视为|视情|倍|每(?:出现|发生|发现|存在|有|缺|少|多|超|低|高|增|减|降|逾|延|晚|漏|推|项|[0-9一])"
    "|[0-9一二两三四五六七八九十半]分(?!之|钟|类|级|公司|局|散|期|批|布|工|析|配)|为(?:0|零)|=|各占|[0-9]/[0-9]"
    "|[*×]|\\0[-+/]|[-+/]\\0|任意|任一|否决|清零|归零|评为"
)
"""What speaks of points in words that are not known, or may do so."""

_PERIODS = {"天": "day", "日": "day", "周": "week", "星期": "week", "月": "month"}
_MARKER = r"[(]?([0-9]{1,2})(?:[.、]|[)][.、]?)(?![0-9])"
_BEFORE_MARKER = ";。,:)\0"


class Clause(NamedTuple):
    """A clause about points: its kind, where it stands, and the numbers and names in it."""

    kind: str
    start: int
    end: int
    values: dict[str, str]


class Flat(NamedTuple):
    """A text in plain signs without white space, and where each sign stood."""

    original: str
    text: str
    origin: tuple[int, ...]
    line_starts: frozenset[int]

    def typed(self, start: int, end: int) -> str:
        """What was typed for a run of signs."""
        return self.original[self.origin[start] : self.origin[end - 1] + 1] if start < end else ""

    def markers(self, rest: str) -> Iterator[tuple[int, int]]:
        """Where items begin (① or 1. or 1、 or (1)): the sign's place and the text's.

        Each list counts from one upwards; a number out of turn is no marker.
        """
        found = [(at, at + 1, ord(c) - _FIRST_MARK) for at, c in enumerate(rest) if _is_mark(c)]
        if not found:
            for match in re.finditer(_MARKER, rest):
                at = match.start()
                if at in self.line_starts or rest[at - 1 : at] in _BEFORE_MARKER:
                    found.append((at, match.end(), int(match[1])))
        last = 0
        for start, end, number in found:
            if number in (1, last + 1):
                last = number
                yield start, end


def _is_mark(sign: str) -> bool:
    return _FIRST_MARK < ord(sign) <= _FIRST_MARK + _CIRCLED


def flattened(text: str) -> Flat:
    """The text in plain signs; `①` is kept apart from `1`."""
    signs: list[str] = []
    origin: list[int] = []
    starts = {0}
    for at, sign in enumerate(text):
        if sign in "\r\n":
            starts.add(len(signs))
        number = ord(sign) - ord("①") + 1
        if 1 <= number <= _CIRCLED:
            plain = chr(_FIRST_MARK + number)
        else:
            plain = "" if _is_mark(sign) else unicodedata.normalize("NFKC", sign)
        for each in plain:
            if not each.isspace() and each != "\0":
                signs.append(each)
                origin.append(at)
    return Flat(text, "".join(signs), tuple(origin), frozenset(starts))


def known_clauses(text: str) -> tuple[tuple[Clause, ...], str]:
    """The clauses about points in their order, and the text with blanks (NUL) in their place."""
    found: list[Clause] = []
    rest = text
    for kind, pattern in _CLAUSES:
        for match in re.finditer(pattern, rest):
            start, end = match.span()
            found.append(Clause(kind, start, end, _values(match)))
            rest = rest[:start] + "\0" * (end - start) + rest[end:]
    return tuple(sorted(found, key=lambda clause: clause.start)), rest


def unknown(rest: str) -> bool:
    """Whether what is left still speaks of points."""
    return re.search(_UNKNOWN, rest) is not None


def _values(match: re.Match[str]) -> dict[str, str]:
    values = {name: text for name, text in match.groupdict().items() if text}
    if "below" in values:
        values["floor"] = values.pop("below")
    if "count" in values:
        values["count"] = _NUMERALS.get(values["count"], values["count"])
    if "share" in values:
        values["share"] = _share(values["share"])
    if "period" in values:
        values["period"] = _PERIODS[values["period"]]
    if "side" in values:
        values["side"] = "below" if values["side"].startswith("低") else "above"
    return values


def _share(text: str) -> str:
    """A share as a fraction: `1/3`, `25%` and `三分之一`; zero where it is none."""
    if text.endswith("%"):
        return str(Fraction(text[:-1]) / 100)
    above, slash, below = text.partition("/")
    if not slash:
        below, _, above = text.partition("分之")
        above, below = _NUMERALS.get(above, above), _NUMERALS.get(below, below)
    return str(Fraction(int(above), int(below))) if int(below) else "0"
