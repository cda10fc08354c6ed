"""The figures of the summary, each with the sum that made it and the tables behind it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from app.desk.statistics.entries import Entry
from app.desk.statistics.measures import (
    NOTHING,
    Figure,
    amount,
    count,
    is_weighted,
    mean_total,
    measure_name,
    money,
    rate,
    weighted_total,
)
from app.desk.texts import sentence
from app.model.money import plain

_MOST_TERMS = 30
"""Longer sums are told by the rows that they add; their reader has the column before him."""
_ZERO = Decimal(0)


class Traced(NamedTuple):
    """A figure as printed, what it is called, how it was worked out, and the tables behind it."""

    key: str
    name: str
    text: str
    how: str
    entries: tuple[Entry, ...]


class Numbered(NamedTuple):
    """Tables with the numbers (序号) that the summary's table gives them."""

    entries: tuple[Entry, ...]
    numbers: dict[str, int]

    def only(self, keep: Callable[[Entry], bool]) -> "Numbered":
        """Those for which something holds."""
        return self._replace(entries=tuple(filter(keep, self.entries)))

    def named(self) -> str:
        """Their numbers as ranges: `1—3、5`."""
        return ranges([self.numbers[entry.id] for entry in self.entries])


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers with their runs drawn together: `1—3、5`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in runs)


class Tracer:
    """Makes the figures of some tables in one language."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language

    def counted(self, key: str, name: str, of: Numbered) -> Traced:
        """How many tables there are."""
        how = self._say("SUMMARY_HOW_NONE")
        if of.entries:
            values = {"rows": of.named(), "count": str(len(of.entries))}
            how = self._say("SUMMARY_HOW_COUNT", **values)
        return Traced(key, name, str(len(of.entries)), how, of.entries)

    def amount(self, key: str, name: str, column: str, of: Numbered) -> Traced:
        """The sum of a column of amounts (万元), of the numbers as printed."""
        held = of.only(lambda entry: column in entry.amounts)
        figure = money(amount(held.entries, column))
        terms = [money(entry.amounts[column]).text for entry in held.entries]
        return self._sum(key, name, figure, held, (column, terms))

    def added(self, key: str, name: str, of: Numbered) -> Traced:
        """The sum of the rows with fewer than full points (未完成指标数)."""
        held = of.only(lambda entry: entry.facts.short > 0)
        figure = count(sum(entry.facts.short for entry in held.entries))
        terms = [str(entry.facts.short) for entry in held.entries]
        return self._sum(key, name, figure, held, ("unfinished", terms))

    def quotient(self, key: str, name: str, part: Traced, whole: Traced) -> Traced:
        """A share in percent of two figures as printed."""
        numbers = [_value(traced.text) for traced in (part, whole)]
        figure = rate(*numbers)
        how = NOTHING
        if figure.value is not None:
            values = {"part": part.text, "whole": whole.text, "result": figure.text}
            how = self._say("SUMMARY_HOW_QUOTIENT", **values)
        behind = {entry.id: entry for entry in (*whole.entries, *part.entries)}
        return Traced(key, name, figure.text, how, tuple(behind.values()))

    def mean(self, key: str, name: str, of: Numbered) -> Traced:
        """The plain mean of the whole totals."""
        held = of.only(lambda entry: entry.total is not None)
        totals = [entry.total for entry in held.entries if entry.total is not None]
        added = plain(sum(totals, _ZERO))
        terms = [plain(total) for total in totals]
        return self._mean(key, name, mean_total(held.entries), held, (added, terms))

    def weighted(self, key: str, name: str, of: Numbered) -> Traced:
        """The mean of the whole totals, weighted by the annual budgets as printed."""
        held = of.only(is_weighted)
        pairs = [(e.total or _ZERO, e.amounts["annual"]) for e in held.entries]
        added = plain(sum((total * budget for total, budget in pairs), _ZERO))
        terms = [f"{plain(total)}×{budget:f}" for total, budget in pairs]
        figure = weighted_total(held.entries)
        if figure.value is None:
            return Traced(key, name, figure.text, NOTHING, ())
        whole = money(amount(held.entries, "annual")).text
        return self._mean(key, name, figure, held, (added, terms), whole)

    def _sum(
        self, key: str, name: str, figure: Figure, of: Numbered, of_column: tuple[str, list[str]]
    ) -> Traced:
        column, terms = of_column
        if not terms:
            how = NOTHING
        elif len(terms) <= _MOST_TERMS:
            values = {"terms": " ＋ ".join(terms), "result": figure.text}
            how = self._say("SUMMARY_HOW_SUM", **values)
        else:
            values = {"column": measure_name(column, self.language), "rows": of.named()}
            values |= {"count": str(len(terms)), "result": figure.text}
            how = self._say("SUMMARY_HOW_COLUMN", **values)
        return Traced(key, name, figure.text, how, of.entries)

    def _mean(
        self,
        key: str,
        name: str,
        figure: Figure,
        of: Numbered,
        parts: tuple[str, list[str]],
        divisor: str = "",
    ) -> Traced:
        added, terms = parts
        if not terms:
            return Traced(key, name, figure.text, NOTHING, ())
        shown = f"（{' ＋ '.join(terms)}）" if len(terms) <= _MOST_TERMS else added
        values = {"sum": shown, "count": divisor or str(len(terms)), "result": figure.text}
        how = self._say("SUMMARY_HOW_MEAN", **values)
        return Traced(key, name, figure.text, how, of.entries)

    def _say(self, code: str, **values: str) -> str:
        return sentence(code, self.language, **values)


def _value(text: str) -> Decimal | None:
    return None if text == NOTHING else Decimal(text.replace(",", ""))
