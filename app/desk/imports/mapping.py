"""What the columns of a list hold, as a person sees and corrects it once for all files alike."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

from app.desk.imports.columns import IGNORED, ListColumn, ListTable
from app.model.faults import FaultError, reason_of
from app.model.money import YUAN_IN

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

SCHEMA = "ziping.list-mapping/1"


class ListMapping(Struct, frozen=True):
    """What each column holds, by its head; an empty field is not taken.

    `money_unit` is the unit of amounts where no head names one, empty while nobody said;
    `same` says which record a listed project is, by the project's key: a record's id, or `new`;
    `rows` which row of the money table a fund source feeds, by the row's wording.
    """

    columns: dict[str, str] = {}
    money_unit: str = ""
    same: dict[str, str] = {}
    rows: dict[str, str] = {}
    schema: str = SCHEMA


class Choice(NamedTuple):
    """One head of a file with what it holds; unclear where a person has to look."""

    column: ListColumn
    field: str
    unclear: bool


def proposed(tables: Sequence[ListTable], kept: ListMapping | None = None) -> ListMapping:
    """The mapping to begin with: what was kept, else what known wordings say."""
    columns: dict[str, str] = {}
    for column in _columns(tables):
        columns.setdefault(column.label, column.field)
    above = {table.money_unit for table in tables} - {""}
    unit = above.pop() if len(above) == 1 else ""
    if kept is not None:
        columns |= {label: field for label, field in kept.columns.items() if label in columns}
        unit = unit or kept.money_unit
    made = ListMapping(columns, unit)
    if kept is not None:
        made = msgspec.structs.replace(made, same=dict(kept.same), rows=dict(kept.rows))
    return made


def choices(
    tables: Sequence[ListTable], mapping: ListMapping, kept: ListMapping | None = None
) -> tuple[Choice, ...]:
    """The heads of a file, each once, in the order in which they stand."""
    decided = kept.columns if kept is not None else {}
    found: dict[str, Choice] = {}
    for column in _columns(tables):
        field = mapping.columns.get(column.label, "")
        unclear = bool(not field and column.guess and column.label not in decided)
        found.setdefault(column.label, Choice(column, field, unclear))
    return tuple(found.values())


def placed(table: ListTable, mapping: ListMapping) -> dict[str, ListColumn]:
    """The columns of a worksheet by what they hold.

    Raises:
        FaultError: LIST_003 two columns hold the same.
    """
    fields = [(mapping.columns.get(c.label, ""), c) for c in table.columns]
    taken = [(field, column) for field, column in fields if field not in ("", IGNORED)]
    counts = Counter(field for field, _ in taken)
    twice = next((field for field, count in counts.items() if count > 1), "")
    if twice:
        labels = "”和“".join(column.label for field, column in taken if field == twice)
        raise FaultError("LIST_003", sheet=table.flat.name, columns=labels)
    return dict(taken)


def unit_of(column: ListColumn, mapping: ListMapping) -> str:
    """The money unit of a column: what its head says, else what was said for the list."""
    return column.unit or mapping.money_unit


# --- kept for the next file


def recalled(space: "Workspace", tables: Sequence[ListTable]) -> ListMapping | None:
    """The mapping that was used for a list with the very same heads."""
    text = space.setting(_setting(tables))
    try:
        return msgspec.json.decode(text, type=ListMapping) if text else None
    except msgspec.DecodeError:
        return None


def remember(space: "Workspace", tables: Sequence[ListTable], mapping: ListMapping) -> None:
    """Use a mapping for the next list with the same heads as well."""
    kept = msgspec.structs.replace(mapping, same={})
    space.put_setting(_setting(tables), msgspec.json.encode(kept).decode())


def read_mapping(path: Path, fields: Sequence[str]) -> ListMapping:
    """A mapping from a file.

    Raises:
        FaultError: LIST_004 it cannot be read, _005 it is no mapping.
    """
    try:
        mapping = msgspec.json.decode(path.read_bytes(), type=ListMapping)
    except OSError as error:
        raise FaultError("LIST_004", file=path.name, reason=reason_of(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FaultError("LIST_005", file=path.name, fields="、".join(fields)) from error
    known = {"", IGNORED, *fields}
    if mapping.schema != SCHEMA or not known.issuperset(mapping.columns.values()):
        raise FaultError("LIST_005", file=path.name, fields="、".join(fields))
    if mapping.money_unit not in ("", *YUAN_IN):
        raise FaultError("LIST_005", file=path.name, fields="、".join(fields))
    return mapping


def mapping_text(mapping: ListMapping) -> str:
    """A mapping as a file."""
    return msgspec.json.format(msgspec.json.encode(mapping), indent=2).decode() + "\n"


def _setting(tables: Sequence[ListTable]) -> str:
    heads = "\n".join(sorted({column.label for column in _columns(tables)}))
    return "imports/columns/" + hashlib.sha256(heads.encode()).hexdigest()[:16]


def _columns(tables: Sequence[ListTable]) -> Iterator[ListColumn]:
    return (column for table in tables for column in table.columns)
