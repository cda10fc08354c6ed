"""What an indicator row is before any rule looks at it."""

import re
from decimal import Decimal
from typing import NamedTuple

from app.model.money import folded, is_blank, is_blank_amount, parse_points
from app.model.quantity import parse_quantity
from app.model.record import NOT_APPLICABLE, PART, PLACEHOLDER, SCORED, Row
from app.rules.columns import Columns
from app.rules.memo import RowMemo
from app.rules.tiers import tier_name

_PRINTED_NAME = re.compile(r"(?:指标)?[0-9]*[:.、]*|[.…]+")
"""What the national form prints in the name cells of its empty rows, folded."""

_PART_OF = "其中"


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

    A name that the form itself prints (`指标2：`, `……`) fills nothing. `/` or 不涉及 as target or
    actual makes a row not applicable, and so does a dash as target unless the row has a weight
    and says what was done; a row named 其中… without a weight is part of the one above.
    """
    name = folded(row.text(columns.name))
    filled = (columns.target, columns.actual, columns.score)
    weightless = is_blank_amount(row.text(columns.weight))
    if (
        weightless
        and (_PRINTED_NAME.fullmatch(name) or name in columns.printed)
        and all(is_blank(row.text(field)) for field in filled)
    ):
        return PLACEHOLDER
    if row.kind in (PART, NOT_APPLICABLE):
        return row.kind
    if weightless and name.startswith(_PART_OF):
        return PART
    target = parse_quantity(row.text(columns.target)).kind
    actual = parse_quantity(row.text(columns.actual)).kind
    if NOT_APPLICABLE in (target, actual) or _is_named_away(row, columns, name):
        return NOT_APPLICABLE
    if target == "dash" and (weightless or actual in ("dash", "empty")):
        return NOT_APPLICABLE
    return SCORED


def _is_named_away(row: Row, columns: Columns, name: str) -> bool:
    """Whether the name cell itself says 不涉及 or 无, and nothing else stands in the row."""
    if name != "无" and parse_quantity(name).kind not in (NOT_APPLICABLE, "dash"):
        return False
    if parse_points(row.text(columns.weight)):
        return False
    return all(is_blank_amount(row.text(field)) for field in (columns.target, columns.actual))
