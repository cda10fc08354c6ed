"""W8: a weight against the full points that the row's own scoring standard names."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from app.model.money import folded, plain
from app.model.results import Finding
from app.rules.checks.row import RowView
from app.rules.finding import finding

_HEADS = ("评分标准", "评分细则", "评分规则", "评分方法", "计分方法", "计分规则", "评价标准")
"""What a column is called that says how a row is scored."""

_FULL = re.compile(r"满分([0-9]+(?:\.[0-9]+)?)分|[*×]([0-9]+(?:\.[0-9]+)?)分")


def standard_findings(view: RowView) -> Iterator[Finding]:
    """The weight, where its standard reads `得满分2分` or `完成率*2分` and names another.

    (domain.md 4.2, the weights of seed 003's table 11.)
    """
    weight = view.score.weight
    if weight is None or not view.score.counted:
        return
    for column, label in view.columns.labels:
        if any(head in label for head in _HEADS):
            full = full_points(view.text(column))
            if full is not None and full != weight:
                yield finding(
                    "W8",
                    "warning",
                    view.place(view.columns.weight),
                    found=plain(weight),
                    expected=plain(full),
                    row=view.name(),
                    column=label,
                )


@lru_cache(maxsize=2048)
def full_points(text: str) -> Decimal | None:
    """The one number of full points that a standard names, none where it names several."""
    named = {Decimal(one or other) for one, other in _FULL.findall(folded(text))}
    return named.pop() if len(named) == 1 else None
