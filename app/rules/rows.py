"""What an indicator row is before any rule looks at it."""

from decimal import Decimal
from typing import NamedTuple

from app.model.money import is_blank, is_blank_amount, parse_points
from app.model.quantity import parse_quantity
from app.model.record import NOT_APPLICABLE, PART, PLACEHOLDER, SCORED, Row
from app.rules.columns import Columns
from app.rules.memo import RowMemo
from app.rules.tiers import tier_name


class Facts(NamedTuple):
    """A row's kind (by its content where its own kind leaves it open), weight and own tiers.

    `key` is the row's place as text.
    """

    key: str
    kind: str
    weight: Decimal | None
    tiers: tuple[str, ...]


_memo: RowMemo[Facts] = RowMemo()


def facts_of(row: Row, columns: Columns) -> Facts:
    """The facts of a row, remembered."""
    known = _memo.find(row, (columns,))
    return _memo.keep(row, (columns,), _facts(row, columns)) if known is None else known


def _facts(row: Row, columns: Columns) -> Facts:
    return Facts(
        key=f"{columns.section}/{row.id}",
        kind=_kind(row, columns),
        weight=parse_points(row.text(columns.weight)),
        tiers=tuple(tier_name(row.text(tier)) for tier in columns.tiers),
    )


def _kind(row: Row, columns: Columns) -> str:
    """The kind that holds (users.md, decision 7): an empty row is a placeholder whatever it says.

    `/` or 不涉及 as target or actual, and a dash as target, make a row not applicable.
    """
    filled = (columns.name, columns.target, columns.actual, columns.score)
    if all(is_blank(row.text(field)) for field in filled) and is_blank_amount(
        row.text(columns.weight)
    ):
        return PLACEHOLDER
    if row.kind in (PART, NOT_APPLICABLE):
        return row.kind
    target = parse_quantity(row.text(columns.target)).kind
    actual = parse_quantity(row.text(columns.actual)).kind
    if NOT_APPLICABLE in (target, actual) or target == "dash":
        return NOT_APPLICABLE
    return SCORED
