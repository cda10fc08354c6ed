"""What the command line asks of an import: the file, its unit of money and its columns."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.desk.exports import write_text
from app.desk.imports.columns import ListTable
from app.desk.imports.mapping import ListMapping, mapping_text, proposed, read_mapping
from app.desk.texts import sentence


class ListOrder(msgspec.Struct, frozen=True):
    """What the command line asked for; `money_unit` holds where the file names none."""

    file: Path
    year: int | None = None
    money_unit: str = ""
    mapping: Path | None = None
    save_mapping: Path | None = None
    yes: bool = False


def ordered_mapping(
    order: ListOrder, tables: Sequence[ListTable], found: ListMapping, fields: Sequence[str]
) -> ListMapping:
    """The mapping of a file: that which was found for it, or the one that was asked for.

    Args:
        order: what was asked for.
        tables: what the file holds.
        found: what is used where no mapping was asked for.
        fields: what a column may hold.

    Raises:
        FaultError: the mapping that was asked for cannot be used.
    """
    if order.mapping is not None:
        found = proposed(tables, read_mapping(order.mapping, fields))
    if order.money_unit:
        found = msgspec.structs.replace(found, money_unit=order.money_unit)
    return found


def save_mapping(order: ListOrder, mapping: ListMapping, language: str) -> list[str]:
    """Write the mapping where that was asked for, and tell it.

    Raises:
        FaultError: EXPORT_NNN the file cannot be written.
    """
    if order.save_mapping is None:
        return []
    write_text(order.save_mapping, mapping_text(mapping))
    return [sentence("LIST_MAPPING_SAVED", language, file=str(order.save_mapping))]
