"""Which column of an indicator table holds what."""

from functools import lru_cache
from typing import NamedTuple

from app.model.definition import IndicatorsSection, column_with_role
from app.model.money import folded, is_blank
from app.model.record import Row
from app.rules.memo import SourceMemo

REASON = "score_reason"
"""The unprinted cell that says why a score was typed over."""

REVIEW = "review_score"
"""The unprinted cell with the reviewer's score (复核得分)."""


class Columns(NamedTuple):
    """The column ids of an indicator table by role, empty where a form has no such column.

    `or_above` tells that the innermost tier is the indicator where the name is blank; `printed`
    are the names, folded, that the form itself gives to its empty rows.
    """

    section: str
    label: str
    tiers: tuple[str, ...]
    name: str
    operator: str
    target: str
    unit: str
    actual: str
    weight: str
    score: str
    deviation: str
    labels: tuple[tuple[str, str], ...]
    rule_text: str = ""
    or_above: bool = False
    printed: frozenset[str] = frozenset()

    @property
    def scored(self) -> bool:
        """Whether rows of this table earn points."""
        return bool(self.weight and self.score)

    def label_of(self, column: str) -> str:
        """A column's wording on one line."""
        return dict(self.labels).get(column, column)

    def name_of(self, row: Row) -> str:
        """What the indicator of a row is called."""
        name = row.text(self.name) if self.name else ""
        if not self.or_above or not is_blank(name):
            return name
        tiers = (row.text(tier) for tier in reversed(self.tiers))
        return next((tier for tier in tiers if not is_blank(tier)), "")


def one_line(label: str) -> str:
    """A form's wording without its line breaks."""
    return "".join(label.split())


def columns_of(section: IndicatorsSection) -> Columns:
    """The columns of a table, made once for each definition."""
    return _known(section)


def _read(section: IndicatorsSection) -> Columns:
    by_role = {column.role: column.id for column in reversed(section.columns)}
    name = column_with_role(section, "name")
    return Columns(
        section=section.id,
        label=one_line(section.label),
        tiers=tuple(c.id for c in section.columns if c.role == "tier"),
        name=by_role.get("name", ""),
        operator=by_role.get("operator", ""),
        target=by_role.get("target", ""),
        unit=by_role.get("unit", ""),
        actual=by_role.get("actual", ""),
        weight=by_role.get("weight", ""),
        score=by_role.get("score", ""),
        deviation=by_role.get("deviation", ""),
        labels=tuple((c.id, one_line(c.label)) for c in section.columns),
        rule_text=by_role.get("rule_text", ""),
        or_above=name is not None and name.or_above,
        printed=frozenset(folded(row.get(by_role.get("name", ""), "")) for row in section.template),
    )


_known = SourceMemo(_read)


@lru_cache(maxsize=8192)
def short(text: str, limit: int = 18) -> str:
    """A name as a finding quotes it: on one line and cut where it is long."""
    line = one_line(text)
    return line if len(line) <= limit else line[:limit] + "…"
