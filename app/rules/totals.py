"""From the sum of the points to the total: rows that do not apply, and caps by execution rate."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from app.model.money import exact_quotient, plain, round_half_up
from app.model.policy import Cap, Policy
from app.model.results import MoneyRate, Score, Step
from app.rules.execution import reckoned_rate

_ZERO = Decimal(0)
_NOT_APPLICABLE = Step("NOT_APPLICABLE")


class Terms(NamedTuple):
    """What turns a sum of points into a total.

    `weight` is the weight of the rows that count, `left_out` that of the rows that do not apply
    and that the policy makes up for; `scaled` tells whether the points are scaled to the policy's
    full total for their sake; `cap` holds the total, for the execution rate `rate` as printed.
    """

    policy: Policy
    weight: Decimal
    left_out: Decimal
    scaled: bool
    cap: Cap | None
    rate: str

    @property
    def shown_weight(self) -> Decimal:
        """What the weights on the paper add up to: rows that do not apply keep theirs there."""
        return self.weight + self.left_out

    def total(self, added: Decimal) -> tuple[Decimal, tuple[Step, ...]]:
        """The total that a sum of points makes, with the steps beyond the adding."""
        total, steps = added, list[Step]()
        if self.scaled:
            share = exact_quotient(added * self.policy.total, self.weight)
            total = round_half_up(share, self.policy.decimals)
            full = plain(self.policy.total)
            values = {"added": plain(added), "weight": plain(self.weight), "full": full}
            steps.append(Step("TOTAL_RESCALED", {**values, "total": plain(total)}))
        if self.cap is not None:
            code = "TOTAL_CAPPED" if total > self.cap.total else "TOTAL_BELOW_CAP"
            values = {"rate": self.rate, "below": plain(self.cap.below)}
            values |= {"cap": plain(self.cap.total), "added": plain(total)}
            steps.append(Step(code, values))
            total = min(total, self.cap.total)
        return total, tuple(steps)


def terms_of(
    rows: Iterable[Score], rates: Mapping[str, MoneyRate], weight: Decimal, policy: Policy
) -> Terms:
    """How a record's points become its total.

    Args:
        rows: all scores of the record.
        rates: the execution rates of the money rows that earn points, by row.
        weight: the weight of the rows that count.
        policy: caps by rate (domain 3.2: a county's table), the full total, and what becomes of
            rows that do not apply (domain 1.1: the 2017 edition scales the others).
    """
    rescales = policy.not_applicable == "rescaled"
    away = [score for score in rows if _NOT_APPLICABLE in score.steps] if rescales else []
    left_out = sum((score.weight or _ZERO for score in away), _ZERO)
    scaled = bool(away) and _ZERO < weight != policy.total
    cap, rate = _cap(rates.values(), policy)
    return Terms(policy, weight, left_out, scaled, cap, rate)


def _cap(rates: Iterable[MoneyRate], policy: Policy) -> tuple[Cap | None, str]:
    """The lowest cap that holds, and the rate that brings it; none without a rate.

    `below` is outside: a table of 70–80 is [70, 80), as no source tells its bounds (domain 3.2).
    """
    holding: list[tuple[Cap, str]] = []
    for rate in rates:
        percent = reckoned_rate(rate, policy)
        if percent is not None:
            holding += [(cap, rate.printed) for cap in policy.total_caps if percent < cap.below]
    return min(holding, key=lambda held: held[0].total, default=(None, ""))


def reviewed_sum(rows: Iterable[Score]) -> tuple[Decimal | None, bool]:
    """The sum with the reviewer's points in place of the unit's own, and whether it is whole.

    None without any reviewed row; a row that neither has scored leaves it a subtotal.
    """
    counted = [score for score in rows if score.counted]
    if all(score.reviewed is None for score in counted):
        return None, False
    given = [s.points if s.reviewed is None else s.reviewed for s in counted]
    return sum((points for points in given if points is not None), _ZERO), None not in given
