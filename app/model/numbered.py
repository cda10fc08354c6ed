"""Numbers in target and actual values: one number, a range, or several that cannot be one."""

import re
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from app.model.answers import GRADE_IN_TEXT, grade_word
from app.model.units import BARE_MULTIPLES, UNIT_PATTERN, normal_unit
from app.model.value import Part, Quantity

# Texts, not patterns: each is compiled when the first value asks for it, not at every start.
_STATED = {"达到": "≥", "达": "≥", "控制在": "≤"}
PREFIXES = {
    **dict.fromkeys(("≥", "大于等于", "大于或等于", "不低于", "不少于", "不小于"), "≥"),
    **dict.fromkeys(("至少达到", "至少", "最低", "高于或等于", "不得低于", "不得少于"), "≥"),
    **dict.fromkeys(("≤", "小于等于", "小于或等于", "不高于", "不超过", "不大于"), "≤"),
    **dict.fromkeys(("不多于", "不超出", "至多", "最多", "最高", "限于", "低于或等于"), "≤"),
    **dict.fromkeys(("不得超过", "不得高于", "不突破"), "≤"),
    **dict.fromkeys((">", "超过", "突破", "高于", "大于", "多于", "超"), ">"),
    **dict.fromkeys(("<", "低于", "少于", "小于", "不足", "不到"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
    **_STATED,
}
"""Words and signs before a number, and the operator that they stand for (domain.md 5.1)."""

_SUFFIXES = {
    **dict.fromkeys(("及以上", "或以上", "以上", "起"), "≥"),
    **dict.fromkeys(("及以下", "或以下", "以下", "以内", "之内", "内"), "≤"),
}
_SIDES = {"≥": "up", ">": "up", "≤": "down", "<": "down"}
_PREFIX = "|".join(sorted(map(re.escape, PREFIXES), key=len, reverse=True))
_SUFFIX = "|".join(sorted(map(re.escape, _SUFFIXES), key=len, reverse=True))
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_HAN = "[\u4e00-\u9fff]"
_ODD_UNIT = (
    rf"(?!余|多|来|几|左右|上下|可|每|以|及|之|内|起|或|前|后|底|末|号)"
    rf"{_HAN}{{1,3}}?(?=(?:余|多|左右|上下)?(?:{_SUFFIX})?$)"
)

_VALUE = (
    rf"(?P<label>.*?)(?P<op>{_PREFIX})?(?:为|是)?(?P<to>到|至)?"
    rf"(?P<about>(?<!节)约|近|将近|大约|大概|接近)?"
    rf"(?P<sign>(?<![0-9)])[+-])?(?P<number>{_NUMBER})(?P<more>余|多|来|几)?"
    rf"(?P<unit>{UNIT_PATTERN}|{_ODD_UNIT})?(?P<bracket>\([^()]*\))?"
    rf"(?P<odd>余|多|左右|上下)?(?P<suffix>{_SUFFIX})?(?P<tail>.*)"
)
_RANGE = (
    rf"(?P<label>[^0-9]*)(?P<low>{_NUMBER})(?P<near>{UNIT_PATTERN})?(?:[-—]+|至|到)"
    rf"(?P<high>{_NUMBER})(?P<unit>{UNIT_PATTERN})?(?P<tail>[^0-9]*)"
)
_INTERVAL = (
    rf"(?P<low>{_NUMBER})(?P<near>{UNIT_PATTERN})?(?P<from>[≤<])[A-Za-z\u4e00-\u9fff]{{1,8}}"
    rf"(?P<to>[≤<])(?P<high>{_NUMBER})(?P<unit>{UNIT_PATTERN})?[^0-9]*"
)
_FALLING_INTERVAL = (
    rf"(?P<high>{_NUMBER})(?P<near>{UNIT_PATTERN})?(?P<to>[≥>])[A-Za-z\u4e00-\u9fff]{{1,8}}"
    rf"(?P<from>[≥>])(?P<low>{_NUMBER})(?P<unit>{UNIT_PATTERN})?[^0-9]*"
)
_SURVEY_WORDS = "问卷|抽样|样本|调查|访"
_SURVEY = (
    rf"[^0-9]{{0,12}}问卷(?P<sample>{_NUMBER})(?P<of>份|张|人)?[,;]"
    rf"(?P<value>[^0-9]{{0,8}}(?:得分|满意度|满意率|平均分|均分)[^0-9]{{0,3}}[0-9.]+(?:分|%))"
)
_SURVEYED = (
    rf"(?P<value>[^0-9,;()]{{0,8}}[0-9.]+(?:%|分)?)[,;(]"
    rf"(?=[^,;]*(?:{_SURVEY_WORDS}))[^0-9]{{0,12}}(?P<sample>{_NUMBER})(?P<of>份|张|人)?"
    rf"[^0-9]{{0,6}}(?:[,;][^0-9]{{0,8}}{_NUMBER}[^0-9]{{0,6}})?"
)
"""A rate with the size of its survey behind it: `96%(发放问卷100份,收回98份)`."""
_SHARE = (
    rf"(?:应|共|受理|申请|收到)?{_HAN}{{0,6}}?(?P<whole>{_NUMBER})(?P<unit>{UNIT_PATTERN})[,;]"
    rf"(?:已|实际?|全部|均)*(?:办结|完成|合格|办理|处理|答复|整改|通过|达标|审结|检)"
    rf"(?P<done>{_NUMBER})(?P<near>{UNIT_PATTERN})"
)
_TWO_NUMBERS = "[0-9][^,;]*[,;][^0-9]*[0-9]"
"""What every share has in it; most texts do not, and are spared the long pattern."""

_EACH = "每个?(月|季度?|周|天|日|人|户|场|亩|次|家|村|班|生)$"
_EACH_AFTER = r"每(月|季度?|周|天|日|人|户|场|亩|次|家|村|班|生)"
_MEAN = "([人户场次日月亩生])均"
_DEATHS = r"\((十?[万亿][^\W\d_]{1,3})死亡率\)"
_NO_UNIT = rf"[%:]|(?!{_HAN})[^\W\d_]|,[0-9]|、[^0-9]"
_CHINESE = rf"(?:完成|共|共计|每年)?([一二两三四五六七八九十]{{1,3}})(余)?({UNIT_PATTERN})"
_CHINESE_NUMERALS = frozenset("一二两三四五六七八九十")
_CHINESE_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_COMPARED = (
    "预算|上年|去年|往年|近.年|均值|平均|同期|年初|标准|规定|限额|定额|限价|基准|水平|计划|概算"
)

_NOT_THE_VALUE = (
    "未(?!成年|来)|没有|剩余|(?<![时高和])尚|还有|缺(?!陷)|第$|不合格的|预计|不再|排名|名列|前$"
    "|附[件表]$|^[表图]$|[编序文]号$|指标得(?:满分)?$|得满分$|扣[减分]"
)
_REFUSING_TAIL = "未|可以|没有|^[前后底末号级]|^[成折]$"
_DETAIL = r"[,(;。](?:其中|比|较|同比|环比|与上年|与去年)|\("
_TIME_AHEAD = r"[,;。][^0-9]{0,4}[0-9]+(?:年|个月|天|日)[^0-9%]*"
_INNER = "其中|含|不含|每|约|详见|注|比|较|同比|环比|累计|以"
_PLANNED = "预计|计划|目标|拟|应|未"
_DONE = ("完成", "办结", "办理", "到账", "拨付", "发放", "审结", "答复")
_DONE_UNITS = frozenset((*_DONE, "达标", "合格", "到位"))
_DELIMITERS = ",。;、:("
_LABEL_ENDS = ",。;、:()》”\"】'’"
_RISING = "增长|提高|提升|上升|增加|增幅"
_FALLING = "下降|降低|减少|节约|压减|降幅|缩短"
_CHANGES = f"{_RISING}|{_FALLING}|同比|环比|[较比增率幅]$"

QUALITATIVE = Quantity("qualitative")


def number_in(copy: str) -> Quantity:
    """The number in a text in plain signs and without dates, else what stands in its place."""
    return _span(copy) or _with_second(copy) or _value(copy)


def _span(copy: str) -> Quantity | None:
    """A range (`5-10次`) or an interval (`80%<B≤90%`)."""
    found = None
    if copy.count("≤") + copy.count("<") > 1:
        found = re.fullmatch(_INTERVAL, copy)
    elif copy.count("≥") + copy.count(">") > 1:
        found = re.fullmatch(_FALLING_INTERVAL, copy)
    if found is None:
        return _range(copy) if re.search("[-—至到]", copy) else None
    ends = (found["from"] in "<>", found["to"] in "<>")
    opened: dict[tuple[bool, bool], Literal["", "low", "high", "both"]] = {
        (False, False): "",
        (True, False): "low",
        (False, True): "high",
        (True, True): "both",
    }
    quantity = _ends(found)
    return msgspec.structs.replace(quantity, open=opened[ends]) if quantity.upper else quantity


def _range(copy: str) -> Quantity | None:
    found = re.fullmatch(_RANGE, copy)
    if found is None or len(found["tail"]) > 16:
        return None
    label = found["label"]
    if len(label) > 16 or re.search(f"[≥≤<>=—-]|{_NOT_THE_VALUE}", label):
        return Quantity("unclear")
    approx = re.search("(?<!节)约|大概", label) is not None
    quantity = _ends(found)
    if quantity.kind != "range":
        return quantity
    return msgspec.structs.replace(quantity, trend=_trend(label), approx=approx)


def _ends(found: "re.Match[str]") -> Quantity:
    """Both ends in one unit; two units, or an end below the other, are two numbers."""
    low, high = _decimal(found["low"]), _decimal(found["high"])
    near, unit = normal_unit(found["near"] or ""), normal_unit(found["unit"] or "")
    if (near and unit and near != unit) or low > high or re.match("0[0-9]", found["low"]):
        return Quantity("unclear")
    return Quantity("range", number=low, upper=high, unit=unit or near)


def _with_second(copy: str) -> Quantity | None:
    """A value with the size of its survey, or a part beside its whole."""
    found = re.fullmatch(_SURVEY, copy) if "问卷" in copy else None
    if found is None and re.search(_SURVEY_WORDS, copy):
        found = re.fullmatch(_SURVEYED, copy)
    if found is not None:
        quantity = _value(found["value"])
        sample = Part(_decimal(found["sample"]), found["of"] or "份")
        if quantity.is_number:
            return msgspec.structs.replace(quantity, sample=sample)
    found = re.fullmatch(_SHARE, copy) if re.search(_TWO_NUMBERS, copy) else None
    if found is not None and 0 < _decimal(found["done"]) <= _decimal(found["whole"]):
        if normal_unit(found["unit"]) == normal_unit(found["near"]):
            return msgspec.structs.replace(_several(copy), share=True)
        return _several(copy)
    return None


@cache
def _value_pattern() -> "re.Pattern[str]":
    return re.compile(_VALUE, re.DOTALL)


def _value(copy: str) -> Quantity:
    found = _value_pattern().fullmatch(copy)
    if found is None:
        return _without_digits(copy)
    if _is_unclear(found):
        return Quantity("unclear")
    if _has_second_number(found):
        return _several(copy)
    suffix = found["suffix"] or ""
    op = found["op"] or ""
    if not _belongs(found["label"], found["tail"], bool(suffix)) or re.search(
        _PLANNED, found["bracket"] or ""
    ):
        return _condition(found)
    before, after = PREFIXES.get(op, ""), _SUFFIXES.get(suffix, "")
    strong = bool(before) and op not in _STATED
    side = _side(found)
    number = _decimal(found["number"])
    grade = re.search(GRADE_IN_TEXT, found["tail"])
    return Quantity(
        "number",
        operator=before if strong or not after else after,
        number=-number if found["sign"] == "-" else number,
        unit=_unit(found),
        approx=any((found["about"], found["more"], found["odd"])),
        loose=suffix in ("以下", "及以下", "或以下") and not strong,
        trend="" if found["to"] or op in ("达到", "达") else _trend(found["label"]),
        stated=op in _STATED and not after,
        doubled=strong and bool(after),
        side=side,
        grade=grade_word(grade["grade"]) if grade is not None else "",
    )


def _condition(found: "re.Match[str]") -> Quantity:
    """A statement in words; a number at its head is kept beside it (`5年内可以生产`)."""
    if found["label"] or not (found["op"] or found["suffix"]):
        return QUALITATIVE
    operator = PREFIXES.get(found["op"] or "", "") or _SUFFIXES.get(found["suffix"] or "", "")
    part = Part(_decimal(found["number"]), _unit(found))
    return Quantity("qualitative", operator, parts=(part,))


def _is_unclear(found: "re.Match[str]") -> bool:
    """Signs around the number that contradict each other or belong to no known spelling."""
    label, op, suffix = found["label"], found["op"] or "", found["suffix"] or ""
    if re.search("[≥≤<>=±]", label) or found["bracket"] == "(不含)":
        return True
    twice = bool(suffix) and bool(op) and op not in _STATED
    if twice and _SIDES.get(PREFIXES[op]) != _SIDES[_SUFFIXES[suffix]]:
        return True
    directly = bool(label) and not op and not found["about"] and not found["to"]
    if directly and not (re.fullmatch(_HAN, label[-1]) or label[-1] in _LABEL_ENDS + "¥"):
        return True
    if directly and re.search("分之$", label):
        return True
    if not found["unit"] and re.match(_NO_UNIT, found["tail"]):
        return True
    signed = directly and found["sign"]
    return bool(signed) and re.search(_CHANGES, label) is None


def _has_second_number(found: "re.Match[str]") -> bool:
    """Whether another number stands beside the first that is no mere detail of it."""
    bracket, tail = (found["bracket"] or "")[1:-1], found["tail"]
    detail = re.search("[0-9]", bracket) is None or re.match(_INNER, bracket) is not None
    if not detail and not _same_value(bracket, found):
        return True
    if re.search("[0-9]", tail) is None:
        return False
    if not found["unit"]:
        return True
    return re.match(_DETAIL, tail) is None and re.fullmatch(_TIME_AHEAD, tail) is None


def _same_value(bracket: str, found: "re.Match[str]") -> bool:
    """Whether a bracket only repeats a percentage: `100%(1.0)`, `95%(19/20)`."""
    ratio = re.fullmatch(rf"({_NUMBER})(?:/({_NUMBER}))?(%?)", bracket)
    if ratio is None or found["unit"] not in ("%", None):
        return False
    number, whole = _decimal(ratio[1]), _decimal(ratio[2] or "1")
    if whole == 0:
        return False
    value = _decimal(found["number"])
    return number == value * whole / (1 if ratio[3] or not found["unit"] else 100)


def _belongs(label: str, tail: str, suffix: bool) -> bool:
    """Whether the words around a number leave it the value, not a detail of a sentence."""
    if len(label) > 16 or re.search(_NOT_THE_VALUE, label):
        return False
    if not tail or tail[0] in _DELIMITERS:
        return True
    if suffix:
        return tail.rstrip("。.;") in _DONE
    begins_han = re.match(_HAN, tail) is not None
    return len(tail) <= 16 and begins_han and re.search(_REFUSING_TAIL, tail) is None


def _unit(found: "re.Match[str]") -> str:
    """The unit behind the number, with what a bracket or the words before it add to it."""
    unit, label = found["unit"] or "", found["label"]
    if unit in _DONE_UNITS:
        unit = ""
    inner = (found["bracket"] or "").strip("()")
    if inner and re.fullmatch(UNIT_PATTERN, unit + inner):
        unit += inner
    counted = re.match(UNIT_PATTERN, found["tail"]) if unit in BARE_MULTIPLES else None
    if counted is not None and found["odd"]:
        unit += counted[0]
    if label.endswith("¥") and (not unit or unit in BARE_MULTIPLES):
        unit += "元"
    deaths = re.search(_DEATHS, found["bracket"] or "") if not unit else None
    if deaths is not None:
        return f"人/{deaths[1]}"
    each = re.search(_EACH, label) or re.search(_MEAN, label)
    head, slash, rest = normal_unit(unit).partition("/")
    if head in ("", "%", "‰", "百分点"):
        return head + slash + rest
    shares = [each[1]] if each is not None and each[1] not in rest else []
    behind = re.match(f"(?:{_EACH_AFTER})+", found["tail"])
    shares += re.findall(_EACH_AFTER, behind[0]) if behind is not None else []
    return "/".join((head, *shares, *([rest] if rest else [])))


def _side(found: "re.Match[str]") -> Literal["", "more", "less"]:
    if "近" in (found["about"] or ""):
        return "less"
    exceeds = (found["more"] or "") in ("余", "多") or (found["odd"] or "") in ("余", "多")
    return "more" if exceeds and (found["more"] or found["odd"]) else ""


def _several(copy: str) -> Quantity:
    """A text with more than one number; none of them is the value."""
    found = re.finditer(rf"({_NUMBER})({UNIT_PATTERN})?", copy)
    parts = tuple(Part(_decimal(one[1]), normal_unit(one[2] or "")) for one in found)
    return Quantity("several", parts=parts)


def _without_digits(copy: str) -> Quantity:
    found = re.fullmatch(_CHINESE, copy) if not _CHINESE_NUMERALS.isdisjoint(copy) else None
    if found is not None:
        number = _chinese_number(found[1])
        if number is not None:
            unit, more = normal_unit(found[3]), bool(found[2])
            side: Literal["", "more"] = "more" if more else ""
            return Quantity("number", number=number, unit=unit, approx=more, side=side)
    return reference_in(copy) or QUALITATIVE


def reference_in(copy: str) -> Quantity | None:
    """A bound that names something else for its number: `不超过年度预算`."""
    found = re.match(_PREFIX, copy)
    if found is None or re.search(_COMPARED, copy) is None:
        return None
    name = re.sub("(?:范围)?(?:以|之)?内$", "", copy[found.end() :].lstrip("于在"))
    if not name or (PREFIXES[found[0]] == "≥" and re.search("预期|年度|目标|标准", name)):
        return None
    return Quantity("reference", operator=PREFIXES[found[0]], reference=name)


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
    label = re.split("[,;:。、]", label)[-1]
    if re.search(_FALLING, label):
        return "down"
    return "up" if re.search(_RISING, label) else ""
