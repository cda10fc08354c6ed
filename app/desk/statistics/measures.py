"""The measures of statistics: what is counted and added of the tables in a group."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from app.desk.facts import TierFact
from app.desk.statistics.dimensions import Slice, findings_in
from app.desk.statistics.entries import Entry
from app.desk.texts import sentence
from app.model.money import exact_quotient, format_rate, round_half_up

_ZERO = Decimal(0)
_HUNDRED = Decimal(100)
_DECIMALS = 2
NOTHING = "—"
"""What stands where there is nothing to reckon with."""


class Figure(NamedTuple):
    """A figure: its value, none where there is nothing to reckon with, and as printed."""

    value: Decimal | None
    text: str


class Group:
    """Some slices, and the tables that they belong to, each once."""

    def __init__(self, parts: Sequence[Slice]) -> None:
        self.parts = parts

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The tables."""
        return tuple({part.entry.id: part.entry for part in self.parts}.values())


class Measure(NamedTuple):
    """What is measured of a group.

    `unit` is its kind: count, money (万元), points or rate (percent). The parts of an `adds`
    measure add up to the whole. `of_parts` tells that it suits dimensions of parts, where
    amounts and totals of whole tables would be counted several times.
    """

    name: str
    unit: str
    figure: Callable[[Group], Figure]
    adds: bool = False
    of_parts: bool = False


def count(number: int) -> Figure:
    """A number of things."""
    return Figure(Decimal(number), str(number))


def money(value: Decimal | None) -> Figure:
    """An amount in 万元 as printed: two decimals, separators (GB/T 15835-2011, 5.2.1)."""
    return Figure(value, NOTHING if value is None else f"{value:,.2f}")


def points(value: Decimal | None) -> Figure:
    """Points as printed in means: two decimals, half up."""
    if value is None:
        return Figure(None, NOTHING)
    rounded = round_half_up(value, _DECIMALS)
    return Figure(rounded, f"{rounded:.2f}")


def rate(part: Decimal | None, whole: Decimal | None) -> Figure:
    """A share in percent as printed: two decimals, half up; none of nothing."""
    if part is None or whole is None or whole <= 0:
        return Figure(None, NOTHING)
    percent = exact_quotient(part * _HUNDRED, whole)
    return Figure(round_half_up(percent, _DECIMALS), format_rate(percent, _DECIMALS))


def amount(entries: Sequence[Entry], name: str) -> Decimal | None:
    """The sum of an amount as the tables print it, none where none of them has it."""
    known = [entry.amounts[name] for entry in entries if name in entry.amounts]
    return sum(known, _ZERO) if known else None


def mean_total(entries: Sequence[Entry]) -> Figure:
    """The plain mean of the whole totals."""
    totals = [entry.total for entry in entries if entry.total is not None]
    return points(exact_quotient(sum(totals, _ZERO), Decimal(len(totals))) if totals else None)


def weighted_total(entries: Sequence[Entry]) -> Figure:
    """The mean of the whole totals, weighted by the annual budgets as printed."""
    pairs = [(e.total, e.amounts["annual"]) for e in entries if is_weighted(e)]
    budget = sum((weight for _, weight in pairs), _ZERO)
    if budget <= 0:
        return points(None)
    return points(exact_quotient(sum((t * w for t, w in pairs if t is not None), _ZERO), budget))


def is_weighted(entry: Entry) -> bool:
    """Whether a table counts in the budget-weighted mean: a whole total and a budget above 0."""
    return entry.total is not None and entry.amounts.get("annual", _ZERO) > 0


def _records(group: Group) -> Figure:
    return count(len(group.entries))


def _amount(name: str) -> Callable[[Group], Figure]:
    return lambda group: money(amount(group.entries, name))


def _execution(group: Group) -> Figure:
    entries = group.entries
    return rate(amount(entries, "executed"), amount(entries, "annual"))


def _added(name: str) -> Callable[[Group], Figure]:
    return lambda group: count(sum(getattr(e.facts, name) for e in group.entries))


def _full_share(group: Group) -> Figure:
    entries = group.entries
    full, rows = (
        Decimal(sum(getattr(e.facts, n) for e in entries)) for n in ("full", "indicators")
    )
    return rate(full, rows)


def _tiers(group: Group) -> list[TierFact]:
    """The blocks of wholly scored tables: in others a weight may lack its points."""
    return [
        tier
        for part in group.parts
        if part.entry.total is not None
        for tier in ((part.tier,) if part.tier is not None else part.entry.facts.tiers)
        if tier.points
    ]


def _weight(group: Group) -> Figure:
    return points(sum((Decimal(tier.weight) for tier in _tiers(group)), _ZERO))


def _points(group: Group) -> Figure:
    return points(sum((Decimal(tier.points) for tier in _tiers(group)), _ZERO))


def _points_rate(group: Group) -> Figure:
    return rate(_points(group).value, _weight(group).value)


def _unscored(group: Group) -> Figure:
    return count(sum(e.counted and e.total is None for e in group.entries))


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("records", "count", _records, adds=True, of_parts=True),
        Measure("initial", "money", _amount("initial"), adds=True),
        Measure("annual", "money", _amount("annual"), adds=True),
        Measure("executed", "money", _amount("executed"), adds=True),
        Measure("execution_rate", "rate", _execution),
        Measure("average", "points", lambda group: mean_total(group.entries)),
        Measure("weighted", "points", lambda group: weighted_total(group.entries)),
        Measure("full_share", "rate", _full_share),
        Measure("weight", "points", _weight, adds=True, of_parts=True),
        Measure("points", "points", _points, adds=True, of_parts=True),
        Measure("points_rate", "rate", _points_rate, of_parts=True),
        Measure("findings", "count", lambda group: count(findings_in(group.parts)), True, True),
        Measure("typed", "count", _added("typed"), adds=True),
        Measure(
            "rounds",
            "count",
            lambda group: count(sum(e.header.rounds for e in group.entries)),
            True,
        ),
        Measure("unfinished", "count", _added("short"), adds=True),
        Measure("unscored", "count", _unscored, adds=True),
    )
}
_WORDS = {
    "records": "STATISTICS_RECORDS",
    "initial": "STATISTICS_INITIAL",
    "annual": "STATISTICS_ANNUAL",
    "executed": "STATISTICS_EXECUTED",
    "execution_rate": "STATISTICS_RATE",
    "average": "STATISTICS_AVERAGE",
    "weighted": "STATISTICS_WEIGHTED",
    "full_share": "STATISTICS_FULL",
    "weight": "STATISTICS_WEIGHT",
    "points": "STATISTICS_POINTS",
    "points_rate": "STATISTICS_POINTS_RATE",
    "findings": "STATISTICS_FINDINGS",
    "typed": "STATISTICS_TYPED",
    "rounds": "STATISTICS_ROUNDS",
    "unfinished": "STATISTICS_UNFINISHED",
    "unscored": "STATISTICS_UNSCORED_COUNT",
}
_UNITS = {
    "money": "STATISTICS_UNIT_MONEY",
    "count": "STATISTICS_UNIT_COUNT",
    "points": "STATISTICS_UNIT_POINTS",
}


def measure_name(name: str, language: str = "zh") -> str:
    """What a measure is called."""
    return sentence(_WORDS[name], language)


def unit_name(measure: Measure, language: str = "zh") -> str:
    """The unit that a chart of a measure is marked with, empty for rates."""
    code = _UNITS.get(measure.unit)
    return sentence(code, language) if code is not None else ""
