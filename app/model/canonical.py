"""The canonical text of a value: what it says, in one spelling."""

from collections.abc import Callable
from decimal import Decimal

from app.model.dates import format_date
from app.model.money import plain
from app.model.value import Part, Quantity

_TRENDS = {"": "", "up": "增长", "down": "下降"}
_STATED = {"≥": "达到", "≤": "控制在"}
_BEYOND = {"≥": "以上", ">": "以上", "≤": "以内", "<": "以内"}
_BELOW = {"": "≤", "low": "<", "high": "≤", "both": "<"}
_ABOVE = {"": "≤", "low": "≤", "high": "<", "both": "<"}
_WORDS = {
    "empty": "",
    "dash": "—",
    "not_applicable": "/",
    "missing": "未检测",
    "pending": "待定",
}
_LIKE_YEARS = (1900, 2100)
_ANSWERS = {"yes": "是", "partly": "部分完成", "no": "否", "none": "未发生"}


def format_quantity(quantity: Quantity) -> str:
    """The value in its canonical spelling, which reads as the same value again.

    What has no value of its own gives a word of its kind, a spelling that was not understood
    the one that was probably meant; a suggestion is not repeated.
    """
    written = _WRITTEN.get(quantity.kind)
    text = _WORDS[quantity.kind] if written is None else written(quantity)
    return text if quantity.points is None else f"{text},得{plain(quantity.points)}分"


def _date(quantity: Quantity) -> str:
    about = "约" if quantity.approx else ""
    if quantity.date is None:
        return about + ("不晚于月初" if quantity.operator else "月初")
    return about + format_date(quantity.date, loose=quantity.loose)


def _several(quantity: Quantity) -> str:
    parts = [_with_unit(part.number, part.unit) for part in quantity.parts]
    return (",办结" if quantity.share else "、").join(parts)


def _qualitative(quantity: Quantity) -> str:
    """A condition keeps its number: `≤5年可以`."""
    if not quantity.parts:
        return "定性"
    return f"{quantity.operator}{_part(quantity.parts[0])}可以"


def _number(quantity: Quantity) -> str:
    number = quantity.number or Decimal(0)
    op = _STATED[quantity.operator] if quantity.stated else quantity.operator
    behind = _BEYOND[quantity.operator] if quantity.doubled else ""
    if quantity.loose:
        op, behind = "", "以下"
    about = "近" if quantity.side == "less" else "约"
    more = "余" if quantity.side == "more" else ""
    text = _with_unit(number, quantity.unit, more)
    about = about if quantity.approx and not more else ""
    text = _TRENDS[quantity.trend] + op + about + text + behind
    if quantity.sample is not None:
        text = f"问卷{_part(quantity.sample)},得分{text}"
    if quantity.grade:
        text += f",质量为{quantity.grade}"
    return text


def _range(quantity: Quantity) -> str:
    low, high = quantity.number or Decimal(0), quantity.upper or Decimal(0)
    about = "约" if quantity.approx else ""
    end = _with_unit(high, quantity.unit)
    if quantity.open:
        return f"{plain(low)}{_BELOW[quantity.open]}X{_ABOVE[quantity.open]}{end}"
    return f"{_TRENDS[quantity.trend]}{about}{plain(low)}-{end}"


def _part(part: Part) -> str:
    return _with_unit(part.number, part.unit)


def _with_unit(number: Decimal, unit: str, more: str = "") -> str:
    """`3个月`, `2,019年` and `3.0季度`: without the extra sign they are dates."""
    digits = plain(number)
    if unit.startswith("季度") and "." not in digits:
        digits += ".0"
    elif unit.startswith("年") or (_LIKE_YEARS[0] <= number < _LIKE_YEARS[1] and "." in digits):
        digits = f"{Decimal(digits):,f}"
    return digits + more + ("个" if unit.startswith("月") else "") + unit


_WRITTEN: dict[str, Callable[[Quantity], str]] = {
    "number": _number,
    "range": _range,
    "date": _date,
    "several": _several,
    "reference": lambda quantity: quantity.operator + quantity.reference,
    "yes_no": lambda quantity: _ANSWERS[quantity.answer],
    "grade": lambda quantity: quantity.grade,
    "scale": lambda quantity: quantity.grade,
    "unclear": lambda quantity: quantity.suggestion,
    "qualitative": _qualitative,
}
