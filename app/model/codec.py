"""Records and changes as JSON: schema `ziping.record/1` (docs/record-format.md) and the journal."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

import msgspec

from app.model.change import Change, Set
from app.model.faults import RecordError
from app.model.places import RECORD
from app.model.record import (
    INDICATOR_KINDS,
    ROW_KEYS,
    SCORED,
    Evidence,
    FormRecord,
    JsonValue,
    Remark,
    Row,
    Rows,
    SectionValue,
    SetAside,
)
from app.model.strictjson import dump, parse, plain

FAMILY = "ziping.record/"
SCHEMA = FAMILY + "1"

RECORD_KEYS = frozenset(
    (
        *("schema", "form", "form_version", "form_hash", "id", "year", "codes", "money_unit"),
        *("funds_note", "layout", "policy", "set_aside", "returns", "evidence"),
        *("unplaced", "printed", "extra"),
    )
)
"""The keys that a record file uses for itself; no section has such a name."""

SECTION_KEYS = frozenset(("fields", "funds", "goals", "indicators", "signatures"))
"""Sections of `ziping.record/1` itself: something else under these names is an error."""

TEXT_CELLS = frozenset(
    (
        *("tier1", "tier2", "tier3", "target", "actual", "weight", "score", "score_reason"),
        *("deviation", "operator", "unit"),
    )
)
"""Cells of `ziping.record/1` itself: something else than text under these names is an error."""

DEPTH_LIMIT = 60
"""How deep a value that this version does not know may be nested."""

_ENTRIES = {"set_aside": SetAside, "returns": Remark, "evidence": Evidence}
"""The lists of a record by their keys, and what they hold."""

_Entry = TypeVar("_Entry", SetAside, Remark, Evidence)

_INDICATOR_MARKS = ("tier1", "target", "weight")
_BY_PERSON = "person"


def read_record(data: bytes | str, file: str = "") -> FormRecord:
    """Read a record file.

    Args:
        data: the file's bytes (UTF-8) or text.
        file: the file's name, for the message.

    Raises:
        RecordError: RECORD_001 not JSON, _002 not UTF-8, _003 another kind of JSON, _004 of a
            newer program, _005, _011 to _013 a value of a wrong type (with its path),
            _006 nested too deep, _007 too large, _008 a key twice, _009 half a character,
            _010 a number outside all bounds.
    """
    tree = parse(data, file)
    if not isinstance(tree, dict):
        raise RecordError("RECORD_003", file=file)
    return record_from_json(tree, file)


def write_record(record: FormRecord) -> str:
    """The text of a record file, indented, with a line end."""
    return msgspec.json.format(encode_record(record), indent=1).decode("utf-8") + "\n"


def encode_record(record: FormRecord) -> bytes:
    """A record file without indentation, as UTF-8."""
    return dump(record_to_json(record))


def record_to_json(record: FormRecord) -> dict[str, JsonValue]:
    """The tree of a record file."""
    tree: dict[str, JsonValue] = {
        "schema": SCHEMA,
        "form": record.form,
        "form_version": record.form_version,
    }
    if record.form_hash:
        tree["form_hash"] = record.form_hash
    tree |= {"id": record.id, "year": record.year, "codes": record.codes}
    tree |= {"money_unit": record.money_unit, "funds_note": record.funds_note}
    for section, value in record.sections.items():
        tree[section] = _rows_to_json(value) if isinstance(value, tuple) else value
    if record.layout:
        tree["layout"] = record.layout
    for name in ("returns", "evidence"):
        if entries := getattr(record, name):
            tree[name] = [_entry_to_json(entry) for entry in entries]
    return tree | {
        "policy": record.policy,
        "set_aside": [_entry_to_json(entry) for entry in record.set_aside],
        "unplaced": record.unplaced,
        "printed": record.printed,
        "extra": record.extra,
    }


def record_from_json(tree: dict[str, Any], file: str = "") -> FormRecord:
    """The record of a parsed record file; numbers in cells become their text.

    Raises:
        RecordError: as `read_record`.
    """
    _check_schema(tree.get("schema"), file)
    read = _Reader(file)
    extra = read.values(tree.get("extra"), "extra")
    sections: dict[str, SectionValue] = {}
    for key, value in tree.items():
        if key in RECORD_KEYS:
            continue
        if value is None:
            if key not in SECTION_KEYS:
                _keep(extra, key, None)
            continue
        try:
            sections[key] = read.section(value, key)
        except RecordError:
            if key in SECTION_KEYS:
                raise
            _keep(extra, key, plain(value))
    printed = read.texts(tree.get("printed"), "printed")
    for section, content in sections.items():
        if isinstance(content, tuple):
            trees = tree[section]
            sections[section] = tuple(_as_printed(section, content, trees, printed))
    policy, version = tree.get("policy"), tree.get("form_version")
    record = FormRecord(
        form=read.text(tree.get("form"), "form"),
        form_version=1 if version is None else read.whole(version, "form_version"),
        id=read.optional_text(tree.get("id"), "id"),
        year=None if tree.get("year") is None else read.whole(tree["year"], "year"),
        form_hash=read.optional_text(tree.get("form_hash"), "form_hash"),
        codes=read.texts(tree.get("codes"), "codes"),
        money_unit=read.optional_text(tree.get("money_unit"), "money_unit"),
        funds_note=read.optional_text(tree.get("funds_note"), "funds_note"),
        sections=sections,
        layout=read.values(tree.get("layout"), "layout"),
        policy=None if policy is None else read.values(policy, "policy"),
        set_aside=tuple(read.entries(tree.get("set_aside"), "set_aside", SetAside)),
        returns=tuple(read.entries(tree.get("returns"), "returns", Remark)),
        evidence=tuple(read.entries(tree.get("evidence"), "evidence", Evidence)),
        unplaced=read.values(tree.get("unplaced"), "unplaced"),
        printed=printed,
        extra=extra,
    )
    _check_depth(record, file)
    return record


def encode_change(change: Change) -> bytes:
    """A change as a line of the journal."""
    return dump(change)


def decode_change(data: bytes | str) -> Change:
    """Read a line of the journal.

    Raises:
        RecordError: it is not JSON, or no change.
    """
    try:
        change = msgspec.convert(plain(parse(data, "")), Change)
        return msgspec.structs.replace(change, steps=tuple(map(_typed_values, change.steps)))
    except msgspec.ValidationError as error:
        raise RecordError("RECORD_003", file="") from error


def _typed_values(step: Any) -> Any:
    if not isinstance(step, Set) or step.place.section != RECORD:
        return step
    kind = _ENTRIES.get(step.place.field)
    if kind is None:
        return step
    old, new = (msgspec.convert(value, tuple[kind, ...]) for value in (step.old, step.new))  # type: ignore[valid-type]
    return Set(step.place, old, new)


def _check_schema(schema: Any, file: str) -> None:
    if schema == SCHEMA:
        return
    version = schema.removeprefix(FAMILY) if isinstance(schema, str) else ""
    if version != schema and version.isascii() and version.isdigit() and int(version[:9]) > 1:
        raise RecordError("RECORD_004", file=file, schema=str(schema)[:40])
    raise RecordError("RECORD_003", file=file)


def _check_depth(record: FormRecord, file: str) -> None:
    free: list[JsonValue] = [record.extra, record.unplaced, record.layout, record.policy]
    free += [entry.extra for name in _ENTRIES for entry in getattr(record, name)]
    for _, rows in record.tables():
        free += [value for row in rows for value in (row.rule, row.extra)]
    if any(_deeper(value, DEPTH_LIMIT) for value in free):
        raise RecordError("RECORD_006", file=file, limit=str(DEPTH_LIMIT))


def _deeper(value: JsonValue, limit: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    items = value.values() if isinstance(value, dict) else value
    return limit == 0 or any(_deeper(item, limit - 1) for item in items)


def _keep(extra: dict[str, JsonValue], key: str, value: JsonValue) -> None:
    """Put a value into `extra` beside what stands there under the same name."""
    name, number = key, 2
    while name in extra and dump(extra[name]) != dump(value):
        name, number = f"{key}#{number}", number + 1
    extra[name] = value


def _rows_to_json(rows: Rows) -> list[dict[str, JsonValue]]:
    # Without it a reader would take the rows of such a table for indicators.
    name_kind = any(mark in row.cells for row in rows for mark in _INDICATOR_MARKS)
    return [_row_to_json(row, name_kind) for row in rows]


def _row_to_json(row: Row, name_kind: bool) -> dict[str, JsonValue]:
    tree: dict[str, JsonValue] = {"id": row.id}
    if row.kind or name_kind:
        tree["kind"] = row.kind
    tree |= row.cells
    indicator = row.kind in INDICATOR_KINDS
    if indicator and "score" not in row.cells:
        tree["score"] = None
    if _lacks_reason(row.cells):
        tree["score_by"] = _BY_PERSON
    if indicator or row.rule is not None:
        tree["rule"] = row.rule
    if indicator or row.extra:
        tree["extra"] = row.extra
    return tree


def _entry_to_json(entry: SetAside | Remark | Evidence) -> dict[str, JsonValue]:
    tree: dict[str, JsonValue] = msgspec.structs.asdict(entry)
    return tree if entry.extra else {key: value for key, value in tree.items() if key != "extra"}


def _lacks_reason(cells: dict[str, str]) -> bool:
    return bool(cells.get("score", "").strip()) and not cells.get("score_reason", "").strip()


def _as_printed(
    section: str, rows: Rows, trees: list[dict[str, Any]], printed: dict[str, str]
) -> Iterator[Row]:
    """Move a score that has neither a reason nor an author to what the paper showed."""
    for row, tree in zip(rows, trees, strict=True):
        place = f"{section}/{row.id}/score"
        entered = tree.get("score_by") == _BY_PERSON or place in printed
        if entered or row.kind not in INDICATOR_KINDS or not _lacks_reason(row.cells):
            yield row
        else:
            printed[place] = row.cells["score"]
            cells = {key: value for key, value in row.cells.items() if key != "score"}
            yield msgspec.structs.replace(row, cells=cells)


class _Reader:
    """Values of a parsed file by their expected types; paths read `indicators[3].target`."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, code: str, path: str) -> NoReturn:
        raise RecordError(code, file=self.file, path=path)

    def text(self, value: Any, path: str) -> str:
        if not _is_text(value):
            self.refuse("RECORD_005", path)
        return str(value)

    def optional_text(self, value: Any, path: str) -> str:
        return "" if value is None else self.text(value, path)

    def whole(self, value: Any, path: str) -> int:
        text = "" if isinstance(value, bool) else str(value)
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
            self.refuse("RECORD_011", path)
        return int(text)

    def mapping(self, value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict | None):
            self.refuse("RECORD_012", path)
        return value or {}

    def items(self, value: Any, path: str) -> list[Any]:
        if not isinstance(value, list | None):
            self.refuse("RECORD_013", path)
        return value or []

    def values(self, value: Any, path: str) -> dict[str, JsonValue]:
        found = plain(self.mapping(value, path))
        return dict(found)

    def texts(self, value: Any, path: str) -> dict[str, str]:
        items = self.mapping(value, path).items()
        return {k: self.text(v, f"{path}.{k}") for k, v in items if v is not None}

    def section(self, value: Any, path: str) -> SectionValue:
        if isinstance(value, list):
            return self.rows(value, path)
        found: dict[str, Any] = {}
        for key, item in self.mapping(value, path).items():
            if isinstance(item, dict):
                found[key] = self.texts(item, f"{path}.{key}")
            elif item is not None:
                found[key] = self.text(item, f"{path}.{key}")
        return found

    def rows(self, value: list[Any], path: str) -> Rows:
        trees = []
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                self.refuse("RECORD_012", f"{path}[{index}]")
            trees.append(item)
        ids = _row_ids([self._row_id(t.get("id"), f"{path}[{i}].id") for i, t in enumerate(trees)])
        usual = SCORED if any(mark in t for t in trees for mark in _INDICATOR_MARKS) else ""
        return tuple(
            self.row(tree, row_id, usual, f"{path}[{index}]")
            for index, (tree, row_id) in enumerate(zip(trees, ids, strict=True))
        )

    def _row_id(self, value: Any, path: str) -> str:
        found = self.optional_text(value, path)
        if "/" in found:
            self.refuse("RECORD_014", path)
        return found

    def row(self, tree: dict[str, Any], row_id: str, usual: str, path: str) -> Row:
        cells: dict[str, str] = {}
        extra = self.values(tree.get("extra"), f"{path}.extra")
        for key, value in tree.items():
            if key in ROW_KEYS or value is None:
                continue
            if key in TEXT_CELLS or _is_text(value):
                cells[key] = self.text(value, f"{path}.{key}")
            else:
                _keep(extra, key, plain(value))
        author = tree.get("score_by")
        if author is not None and not (author == _BY_PERSON and _lacks_reason(cells)):
            _keep(extra, "score_by", plain(author))
        kind = usual if tree.get("kind") is None else self.text(tree["kind"], f"{path}.kind")
        return Row(row_id, kind, cells, plain(tree.get("rule")), extra)

    def entries(self, value: Any, name: str, kind: type[_Entry]) -> Iterator[_Entry]:
        """The entries of one of the record's lists; keys not known here stand in `extra`."""
        known = {field.name: field for field in msgspec.structs.fields(kind)}
        for index, item in enumerate(self.items(value, name)):
            path = f"{name}[{index}]"
            tree = self.mapping(item, path)
            extra = self.values(tree.get("extra"), f"{path}.extra")
            values: dict[str, Any] = {"extra": extra}
            for key, field in known.items():
                given = tree.get(key)
                if field.type is str and (given is not None or field.required):
                    values[key] = self.optional_text(given, f"{path}.{key}")
                elif field.type is int and (given is not None or field.required):
                    values[key] = self.whole(given or 0, f"{path}.{key}")
            for key, other in tree.items():
                if key not in known:
                    _keep(extra, key, plain(other))
            yield kind(**values)


def _is_text(value: Any) -> bool:
    """Whether a cell can hold this: a text, or a number, which is taken as its text."""
    return isinstance(value, str | int | float | Decimal) and not isinstance(value, bool)


def _row_ids(given: list[str]) -> list[str]:
    """The rows' ids: a missing one, and one that stood before, becomes r1 or the next free one."""
    taken = set(given)
    seen: set[str] = set()
    number = 0
    ids = []
    for row_id in given:
        unique = row_id
        if not row_id or row_id in seen:
            number += 1
            while f"r{number}" in taken:
                number += 1
            unique = f"r{number}"
            taken.add(unique)
        seen.add(unique)
        ids.append(unique)
    return ids
