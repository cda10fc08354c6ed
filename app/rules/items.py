"""The points of a checklist (评分要点) as they stand in a rule: shares and answers, also nested."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from app.model.money import exact_quotient, folded, parse_points, plain, round_half_up
from app.model.record import JsonValue
from app.model.results import Step
from app.rules.case import Case
from app.rules.columns import short
from app.rules.parameters import Tables, tables

_ONE, _HUNDRED = Fraction(1), Fraction(100)
_ROUNDING = Fraction(1, 200)
"""How far shares may add up beside the whole: 33.33% three times, never 33% three times."""

_COMPLEMENT = re.compile(r"(?:1|100%)[-–—](.+)")
_LARGEST_DENOMINATOR = 99
_LARGEST = 10**30


class Item(NamedTuple):
    """One item without parts of its own: where it stands (`2`, `1.3`), and what it is worth.

    `share` is its part of the weight (all shares make 1), `met` how far it is met, 0 to 1 (none:
    no answer yet).
    """

    number: str
    text: str
    share: Fraction
    met: Fraction | None


def read_items(case: Case) -> tuple[Item, ...] | Step:
    """The items of a row's rule, all of them answered, or why they cannot be used yet.

    Shares are parts of 1 (`1/3`, `0.2`, `20%`), percentages, or points of the row's weight; the
    parts of a group may also be written as parts of the whole (4 项各占 1/8 in a group of 1/2).
    Without any share all items of a list count alike.
    """
    rows = tables(case.parameters.get("items"))
    if not rows:
        return Step("ITEMS_MISSING")
    items = _items(rows, _ONE, Fraction(case.weight), "")
    if isinstance(items, Step):
        return items
    waiting = sum(item.met is None for item in items)
    values = {"open": str(waiting), "count": str(len(items))}
    return Step("ITEMS_OPEN", values) if waiting else items


def earned(items: Sequence[Item]) -> Fraction:
    """The part of the weight that the answers earn, 0 to 1."""
    return sum((item.share * (item.met or 0) for item in items), Fraction(0))


def in_full(items: Sequence[Item]) -> int:
    """How many items are met altogether."""
    return sum(item.met == 1 for item in items)


def lost(items: Sequence[Item]) -> tuple[Step, ...]:
    """One step for each item that is not met, or only in part."""
    return tuple(_lost(item) for item in items if item.met is not None and item.met < 1)


def _lost(item: Item) -> Step:
    values = {"item": item.number, "text": short(item.text) or "—", "share": shown(item.share)}
    if not item.met:
        return Step("ITEM_NOT_MET", values)
    return Step("ITEM_PART", values | {"met": shown(item.met)})


def shown(share: Fraction) -> str:
    """A share as a sentence shows it: `1/3` where percent would not end, else `87.5%`."""
    percent = as_decimal(share * 100)
    ends = round_half_up(percent, 2)
    if Fraction(ends) != share * 100 and share.denominator <= _LARGEST_DENOMINATOR:
        return f"{share.numerator}/{share.denominator}"
    return plain(ends) + "%"


def as_decimal(value: Fraction) -> Decimal:
    """The value as a decimal, with more digits than any weight has."""
    return exact_quotient(Decimal(value.numerator), Decimal(value.denominator))


def _items(rows: Tables, whole: Fraction, weight: Fraction, above: str) -> tuple[Item, ...] | Step:
    """The items of one list, whose shares make `whole` of the weight."""
    shares = _shares(rows, whole, weight)
    if isinstance(shares, Step):
        return shares
    found: list[Item] = []
    for at, (row, share) in enumerate(zip(rows, shares, strict=True), 1):
        number, parts = f"{above}{at}", tables(row.get("items"))
        if not parts:
            text = row.get("text")
            met = _met(row.get("met"))
            found.append(Item(number, text if isinstance(text, str) else "", share, met))
            continue
        below = _items(parts, share, weight, number + ".")
        if isinstance(below, Step):
            return below
        found.extend(below)
    return tuple(found)


def _shares(rows: Tables, whole: Fraction, weight: Fraction) -> list[Fraction] | Step:
    typed = [_text(row.get("share")) for row in rows]
    if not any(typed):
        return [whole / len(rows)] * len(rows)
    read = [_fraction(text) for text in typed]
    sound = [share for share in read if share is not None and share > 0]
    added = sum(sound, Fraction(0))
    fits = any(
        abs(added - one) <= one * _ROUNDING
        for one in (_ONE, _HUNDRED, whole, whole * weight)
        if one > 0
    )
    if len(sound) < len(rows) or not fits:
        return Step("SHARES_DIFFER", {"sum": shown(added)})
    return [share / added * whole for share in sound]


def _met(value: JsonValue) -> Fraction | None:
    """How far an item is met: true, false, `0.5`, `86.60%`, `1-13.40%`; none without an answer."""
    if isinstance(value, bool):
        return Fraction(value)
    text = _text(value)
    rest = _COMPLEMENT.fullmatch(text)
    part = _fraction(rest[1] if rest else text)
    if part is None or not 0 <= part <= 1:
        return None
    return 1 - part if rest else part


def _text(value: JsonValue) -> str:
    """A value as text in plain signs; a flag or a table is none."""
    return (
        folded(str(value)) if isinstance(value, str | int | Decimal) and value is not True else ""
    )


def _fraction(text: str) -> Fraction | None:
    """`1/3`, `0.2` or `20%`, none where the text is no such number."""
    above, slash, below = text.removesuffix("%").partition("/")
    parts = parse_points(above), parse_points(below) if slash else Decimal(1)
    if parts[0] is None or not parts[1]:
        return None
    value = Fraction(parts[0]) / Fraction(parts[1])
    return value / 100 if text.endswith("%") else value
