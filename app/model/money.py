"""Amounts and points: exact decimals read from what people type, and printed without surprises."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec import Struct

_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
"""Wide enough that no amount which can be read is ever cut."""

_DIGITS = 30
"""The most digits of a number that is still read; longer ones are no amounts."""

WAN = Decimal(10_000)
YUAN_IN = {
    "元": Decimal(1),
    "千元": Decimal(1_000),
    "万元": WAN,
    "万": WAN,
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
    "亿": Decimal(100_000_000),
}
"""Units of money, and how many 元 each holds."""

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
_AMOUNT = re.compile(rf"(?:人民币|¥|RMB)?([+-]?)({_NUMBER})(亿元|百万元|万元|千元|亿|万|元)?整?")
_POINTS = re.compile(rf"([+-]?)({_NUMBER})分?")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_BLANK_MARKS = frozenset(("", "—", "——", "–", "-", "--", "/", "\\", "无", "*"))


class Amount(Struct, frozen=True):
    """An amount in the column's unit, with what was noticed while reading it.

    `unit` is the unit that was typed inside the cell (`万元`), empty where there was none;
    `separators` tells whether thousands separators were typed.
    """

    value: Decimal
    unit: str = ""
    separators: bool = False


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text in its plain form: full-width signs as ASCII, no white space at all."""
    if text.isascii() and text.isalnum():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).replace("\u2212", "-")


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing but white space."""
    return not folded(text)


def is_blank_amount(text: str) -> bool:
    """Whether an amount cell stands empty or holds only a mark for nothing (`—`, `/`, `无`)."""
    return folded(text) in _BLANK_MARKS


@lru_cache(maxsize=8192)
def parse_amount(text: str, column_unit: str) -> Amount | None:
    """Read an amount typed into a column whose unit is 元 or 万元.

    A unit typed in the cell is converted to the column's; the value is exact.

    Returns:
        The amount in the column's unit, or none where the text is no amount.
    """
    found = _AMOUNT.fullmatch(folded(text))
    if found is None or len(found[2]) > _DIGITS:
        return None
    value = _decimal(found[1], found[2])
    unit = found[3] or ""
    if unit:
        value = exact_quotient(_EXACT.multiply(value, YUAN_IN[unit]), YUAN_IN[column_unit])
    return Amount(value, unit, "," in found[2])


@lru_cache(maxsize=8192)
def parse_points(text: str) -> Decimal | None:
    """Read a weight or a score: `25`, `25分`, `９.87`; none where the text is no number."""
    found = _POINTS.fullmatch(folded(text))
    if found is None or len(found[2]) > _DIGITS:
        return None
    return _decimal(found[1], found[2])


@lru_cache(maxsize=1024)
def parse_rate(text: str) -> tuple[Decimal, int] | None:
    """Read a printed rate such as `98.73%`: percent, and its number of decimals."""
    plain_text = folded(text)
    found = parse_points(plain_text.removesuffix("%"))
    if found is None or "分" in plain_text:
        return None
    return found, len(plain_text.removesuffix("%").partition(".")[2])


def _decimal(sign: str, digits: str) -> Decimal:
    return Decimal(sign + digits.replace(",", ""))


def exact_quotient(value: Decimal, divisor: Decimal) -> Decimal:
    """Divide without losing a digit of any amount that can be read."""
    return _EXACT.divide(value, divisor)


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round as people do on paper, halves away from zero (domain: 0.125 prints 0.13)."""
    return _EXACT.quantize(value, Decimal(1).scaleb(-decimals))


def plain(value: Decimal) -> str:
    """A number as the form prints it: `25`, `9.87`, `10`; no exponent, no trailing zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def format_rate(percent: Decimal, decimals: int) -> str:
    """A rate in percent as printed: `98.73%`, `100%`."""
    return plain(round_half_up(percent, decimals)) + "%"


@lru_cache(maxsize=8192)
def shown_amount(text: str) -> str:
    """An amount as the form shows it: two decimals where more were kept, else as typed.

    A text with a unit or with words stays as it is (users.md, decision 2).
    """
    amount = parse_amount(text, "元")
    if amount is None or amount.unit:
        return text
    exponent = amount.value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -2:
        return text
    rounded = round_half_up(amount.value, 2)
    return f"{rounded:,f}" if amount.separators else f"{rounded:f}"


def yuan_to_wan(text: str) -> str | None:
    """The exact 万元 value of an amount in 元: `876543.21` gives `87.654321`.

    A unit typed with the amount counts; none where the text is no amount.
    """
    amount = parse_amount(text, "元")
    return None if amount is None else plain(exact_quotient(amount.value, WAN))
