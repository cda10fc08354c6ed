"""Indicators that earn a share of the weight by the band their value lies in (优、良、中、差)."""

from decimal import Decimal
from typing import NamedTuple

from app.model.money import format_rate
from app.model.results import Step
from app.rules.case import HUNDRED, ZERO, Case, Outcome, Parameter, points_of
from app.rules.parameters import choice, flag, read_number, tables
from app.rules.ratio import completion, is_percentage, may_be_share, percentage
from app.rules.worked import figure, unreadable, waiting, worked

SOURCES = ("actual", "completion")
"""The bands lie on the actual itself, or on actual ÷ target in percent."""

PARAMETERS = (
    Parameter("of", "choice", SOURCES[0], SOURCES),
    Parameter("exclusive", "flag"),
    Parameter("bands", "bands"),
)


class _Band(NamedTuple):
    at_least: Decimal
    share: Decimal
    name: str


def award(case: Case) -> Outcome:
    """The share of the highest band whose bound the value reaches; below all bounds nothing.

    domain.md 3.7 (four cells 优/良/中/差 as lower bounds) and 3.5 (满意度分档, 财预〔2021〕101号).
    Bounds belong to the band above them unless the rule is `exclusive` (B>90%).
    """
    bands = _bands(case)
    if not bands:
        return unreadable("bands")
    value = _value(case, bands[0])
    if isinstance(value, Step):
        return waiting(value)
    exclusive = flag(case, "exclusive")
    band = next(
        (b for b in bands if value > b.at_least or (value == b.at_least and not exclusive)), None
    )
    shown, unit = case.actual.shown(), "%" if is_percentage(case.actual) else ""
    if choice(case, "of", SOURCES) == "completion":
        shown, unit = format_rate(value, case.policy.rate_decimals), "%"
    if band is None:
        return worked(
            "BAND_BELOW", case, ZERO, value=shown, bound=figure(bands[-1].at_least) + unit
        )
    bound, share = figure(band.at_least) + unit, figure(band.share) + "%"
    values = {"value": shown, "bound": bound, "share": share}
    points = points_of(case, band.share, HUNDRED)
    if not band.name:
        return worked("BAND", case, points, **values)
    return worked("BAND_NAMED", case, points, name=band.name, **values)


def _bands(case: Case) -> list[_Band]:
    """The bands from the highest bound down; the rule's reader has seen that all are numbers."""
    found = []
    for table in tables(case.parameters.get("bands")):
        at_least, share = read_number(table.get("at_least")), read_number(table.get("share"))
        if at_least is not None and share is not None:
            found.append(_Band(at_least, share, str(table.get("name") or "").strip()))
    return sorted(found, key=lambda band: band.at_least, reverse=True)


def _value(case: Case, highest: _Band) -> Decimal | Step:
    if choice(case, "of", SOURCES) == "completion":
        return completion(case)
    unclear = may_be_share(case, highest.at_least)
    if unclear is not None:
        return unclear
    return percentage(case) if is_percentage(case.actual) else case.actual.number or ZERO
