"""Indicators judged by a list of points, of which incidents take a part away again."""

from fractions import Fraction

from app.model.money import plain
from app.model.results import Step
from app.rules.case import Case, Outcome, limited
from app.rules.families.checklist import ITEMS
from app.rules.families.deduction import EACH, INCIDENTS, MEASURE, incidents, lost_points
from app.rules.items import as_decimal, earned, lost, read_items
from app.rules.worked import figure, unreadable, waiting

PARAMETERS = (ITEMS, INCIDENTS, EACH, MEASURE)


def award(case: Case) -> Outcome:
    """What the checklist earns, less what the incidents cost, until nothing is left.

    domain.md 3.6, 上海质量监督抽查指标体系 D34: 2项各占1/2权重分，每出现一项不及时扣除20%权重.
    """
    items, count = read_items(case), incidents(case)
    if isinstance(items, Step):
        return waiting(items)
    if isinstance(count, Step):
        return waiting(count)
    cost = lost_points(case, count)
    if cost is None:
        return unreadable("each")
    by_list = as_decimal(earned(items) * Fraction(case.weight))
    points = limited(case, by_list - cost)
    values = {
        "earned": figure(by_list),
        "incidents": plain(count),
        "deducted": figure(cost),
        "points": plain(points),
    }
    return Outcome(points, (*lost(items), Step("MIXED", values)))
