"""Indicators judged by a list of points, each a share of the weight (以上 3 项各占 1/3 权重分)."""

from fractions import Fraction

from app.model.money import plain
from app.model.results import Step
from app.rules.case import Case, Outcome, Parameter, limited
from app.rules.items import as_decimal, earned, in_full, lost, read_items, shown
from app.rules.worked import waiting

ITEMS = Parameter("items", "items")
PARAMETERS = (ITEMS,)


def award(case: Case) -> Outcome:
    """The shares of the items that are met; a row with an unanswered item waits.

    domain.md 3.6 (上海质量监督抽查指标体系: n = 2, 3, 4, 6, also nested 4×1/8 + 3×1/6) and the
    评价要点 of 附件2 of 财预〔2020〕10号. An item met in part earns that part of its share.
    """
    return by_items(case, "CHECKLIST", "CHECKLIST_FULL")


def by_items(case: Case, code: str, full: str) -> Outcome:
    """What the items earn; `code` is the step of the sum, `full` the one where all are met."""
    items = read_items(case)
    if isinstance(items, Step):
        return waiting(items)
    share = earned(items)
    points = limited(case, as_decimal(share * Fraction(case.weight)))
    values = {
        "count": str(len(items)),
        "met": str(in_full(items)),
        "share": shown(share),
        "weight": plain(case.weight),
        "points": plain(points),
    }
    return Outcome(points, (*lost(items), Step(full if share == 1 else code, values)))
