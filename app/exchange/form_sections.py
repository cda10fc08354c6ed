"""Recognising the sections of a blank form: money, goals, indicators, totals, texts, fields."""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from app.exchange.blank_workbook import BlankSheet, Box
from app.exchange.form_words import Names, bare, flat, holds, is_weight, role_of, says, words
from app.model.record import ROW_KEYS

Table = dict[str, Any]

SUBTOTAL = re.compile(r"小计（缺\d+项）")
_BOXES = "□☑☐■"
_TALL = 14.0
"""From this height in mm on, a blank line is meant for a narrative."""
_SHORT = 60
_LABEL = 14
"""The longest label of somebody who signs, in characters."""


class Found(NamedTuple):
    """A section as tables, the row behind it, what a person must look at, and what it earns.

    `weight` are the points of the execution rate where a money table prints them; `columns` the
    first grid column of each role of an indicator table.
    """

    section: Table
    below: int
    notes: tuple[str, ...] = ()
    weight: str = ""
    columns: Mapping[str, int] = MappingProxyType({})


class Heads(NamedTuple):
    """The heads of a table: side label, depth in rows, the lowest heads and what is above each."""

    side: Box | None
    depth: int
    leaves: tuple[Box, ...]
    under: tuple[tuple[str, ...], ...]


def heads_at(sheet: BlankSheet, row: int) -> Heads:
    """What the heads of a table are that begins in a row."""
    line = sheet.lines[row]
    side = line[0] if len(line) > 2 and is_side(line[0], row, line) else None
    content = line[1:] if side else line
    own = [box for box in content if box.row == row]
    depth = max((box.rowspan for box in own if box.text), default=1)
    if depth > 3 or row + depth > len(sheet.lines):
        depth = 1
    lowest = sheet.lines[row + depth - 1]
    leaves = tuple(box for box in lowest if side is None or box.column >= side.end)
    above = []
    for leaf in leaves:
        rows = range(row, min(leaf.row, row + depth - 1) if leaf.row > row else row)
        over = [next(b for b in sheet.lines[r] if b.column <= leaf.column < b.end) for r in rows]
        above.append(tuple(dict.fromkeys(box.text for box in over if box.text)))
    return Heads(side, depth, leaves, tuple(above))


def is_side(box: Box, row: int, line: Sequence[Box]) -> bool:
    """Whether a box is the label beside a section: higher than all others in its first row."""
    others = max(b.rowspan for b in line[1:])
    return box.row == row and bool(box.text) and box.rowspan > max(1, others)


def _fits(line: Sequence[Box], leaves: Sequence[Box]) -> bool:
    """Whether a row has a box for each leaf, and no other."""
    first = leaves[0].column
    spans = [(b.column, b.end) for b in line if b.column >= first]
    return spans == [(leaf.column, leaf.end) for leaf in leaves]


def _height(sheet: BlankSheet, first: int, below: int) -> float:
    return sum(sheet.heights[first:below])


# --- money


class _Money(NamedTuple):
    """What the rows of a money table say: labels, marks in cells without points, merged cells."""

    rows: list[Table]
    marks: list[str]
    merged: dict[int, str]
    notes: list[str]


def funds(sheet: BlankSheet, row: int, names: Names) -> Found | None:
    """A money table, if one begins in this row."""
    heads = heads_at(sheet, row)
    roles = [role_of(leaf.text, "money") for leaf in heads.leaves]
    money = [at for at, role in enumerate(roles) if at and role in ("amount", "rate")]
    tiers = any(role_of(leaf.text, "table") in ("tier", "name") for leaf in heads.leaves)
    if len(money) < 2 or tiers:
        return None
    first = money[0]  # what stands before names the rows
    leaves = heads.leaves[first:]
    if not all(flat(leaf.text) for leaf in leaves):
        return None
    found = _money_rows(sheet, row + heads.depth, heads, leaves)
    if not found.rows:
        return None
    end = row + heads.depth + len(found.rows)
    section, notes = _funds_section(found, heads, roles[first:], names.free("funds"))
    weight = next((r.pop("weight") for r in found.rows if "weight" in r), "")
    for line in found.rows:
        line.pop("weight", "")
    return Found(section, end, (*found.notes, *notes), weight)


def _money_rows(sheet: BlankSheet, first: int, heads: Heads, leaves: Sequence[Box]) -> _Money:
    made = _Money([], [], {}, [])
    ids = Names()
    start = heads.side.end if heads.side else 0
    end = heads.side.below if heads.side else len(sheet.lines)
    for line in sheet.lines[first:end]:
        names = [b for b in line if start <= b.column < leaves[0].column]
        label = "".join(box.text for box in names)
        if not flat(label) or not _fits(line, leaves) or _is_text_line(line, leaves):
            break
        table: Table = {"id": ids.new(label, f"row{len(made.rows) + 1}"), "label": label}
        if len(names) > 1:
            made.notes.append(f"“{flat(label)}”在原表里分成几格，这里合成一格")
        for cell, leaf in zip(line[-len(leaves) :], leaves, strict=True):
            role = role_of(leaf.text, "money")
            if cell.rowspan > 1:
                made.merged[leaf.column] = cell.text
            elif role == "weight" and is_weight(cell.text):
                table["weight"] = cell.text.strip()
            elif role in ("weight", "score") and cell.text:
                made.marks.append(cell.text)
        made.rows.append(table)
    return made


def _is_text_line(line: Sequence[Box], leaves: Sequence[Box]) -> bool:
    """Whether words stand where amounts should."""
    values = [b.text for b in line if b.column >= leaves[0].column]
    return sum(len(flat(text)) > 3 and not is_weight(text) for text in values) > 1


def _funds_section(
    found: _Money, heads: Heads, roles: Sequence[str], section_id: str
) -> tuple[Table, list[str]]:
    leaves = heads.leaves[-len(roles) :]
    columns = _money_columns(found, heads, roles)
    start = heads.side.end if heads.side else 0
    corner = [leaf for leaf in heads.leaves if leaf.column < leaves[0].column]
    label = heads.side.text if heads.side else ""
    told = "".join([label, *(box.text for box in heads.leaves)])
    notes: list[str] = []
    section: Table = {"kind": "funds", "id": section_id, "label": label}
    section |= {"label_span": start, "row_label_span": leaves[0].column - start}
    section["corner"] = "".join(box.text for box in corner)
    section["unit"] = "万元" if holds(told, words()["narrow_unit"]) or "元" not in told else "元"
    if "元" not in told:
        notes.append("金额单位原表没有写在这里，先按万元")
    amounts = [column for column in columns if "role" not in column]
    for key, wanted in words()["money_places"].items():
        named = (c["id"] for word in wanted for c in amounts if word in flat(c["label"]))
        section[key] = next(named, "")
    rows = found.rows
    if holds(rows[0]["label"], words()["sum_rows"]):
        for row in rows[1:]:
            row["part_of"] = rows[0]["id"]
    elif len(rows) > 1:
        notes.append("哪几行合计成哪一行没有认出来：用 part_of 写明")
    if "score" in roles:
        section["scored"] = next((r["id"] for r in rows if "weight" in r), rows[0]["id"])
        section |= {"blank_mark": found.marks[0]} if found.marks else {}
        notes.append("得分行、执行率的分子和分母（scored、numerator、denominator）")
    return section | {"columns": columns, "rows": rows}, notes


def _money_columns(found: _Money, heads: Heads, roles: Sequence[str]) -> list[Table]:
    ids = Names()
    columns: list[Table] = []
    leaves, above = heads.leaves[-len(roles) :], heads.under[-len(roles) :]
    for leaf, role, under in zip(leaves, roles, above, strict=True):
        name = ids.new(leaf.text, f"column{len(columns) + 1}")
        column: Table = {"id": name, "label": leaf.text, "span": leaf.colspan}
        column |= {"role": role or "text"} if role != "amount" else {}
        if leaf.column in found.merged:
            column["merged"] = True
            wording = found.merged[leaf.column]
            column |= {"wording": wording, "align": "left"} if wording else {}
        columns.append(column | ({"under": list(under)} if under else {}))
    return columns


# --- goals


def goals(sheet: BlankSheet, row: int, names: Names) -> Found | None:
    """Long texts side by side under their heads, if they begin in this row."""
    line = sheet.lines[row]
    side = line[0] if len(line) > 1 and is_side(line[0], row, line) else None
    heads = line[1:] if side else line
    end = side.below if side else row + 2
    below = [sheet.lines[r] for r in range(row + 1, min(end, len(sheet.lines)))]
    blank = all(
        _fits(other, heads) and not any(b.text for b in other[-len(heads) :]) for other in below
    )
    wanted = len(heads) > 1 or side is not None
    if not (below and blank and wanted and len(heads) <= 4 and all(flat(b.text) for b in heads)):
        return None
    if not any(says(box.text, "goals") for box in heads):
        return None
    ids = Names()
    columns = [
        {"field": ids.new(b.text, f"text{n}"), "label": b.text, "span": b.colspan}
        for n, b in enumerate(heads, start=1)
    ]
    height = round(min(max(_height(sheet, row + 1, row + 1 + len(below)), 8.0), 120.0), 1)
    section: Table = {
        "kind": "goals",
        "id": names.free("goals"),
        "label": side.text if side else "",
    }
    section |= {"label_span": side.end if side else 0, "min_height": height, "columns": columns}
    return Found(section, row + 1 + len(below))


# --- repeating tables


def table(sheet: BlankSheet, row: int, names: Names) -> Found | None:
    """An indicator table or another repeating table, if one begins in this row."""
    heads = heads_at(sheet, row)
    leaves = heads.leaves
    if len(leaves) < 3 or not all(flat(leaf.text) for leaf in leaves):
        return None
    roles = _table_roles(leaves)
    indicators = "name" in roles and bool({"tier", "target", "weight", "actual"} & {*roles})
    if not indicators:
        roles = [role if role in ("index", "number") else "" for role in roles]
    end = heads.side.below if heads.side else len(sheet.lines)
    first = row + heads.depth
    rows: list[list[Box]] = []
    while first + len(rows) < end:
        line = sheet.lines[first + len(rows)]
        if not _fits(line, leaves) or _is_total(line) or not line[0].bordered:
            break
        told = [b for b in line if b.text and b.column > leaves[0].column]
        if not indicators and heads.side is None and told:
            break
        rows.append([b for b in line if b.column >= leaves[0].column])
    if not rows:
        return None
    roles = [_borne_out(role, [line[at].text for line in rows]) for at, role in enumerate(roles)]
    ids = Names(ROW_KEYS)
    columns: list[Table] = []
    for leaf, role, under in zip(leaves, roles, heads.under, strict=True):
        column: Table = {"id": ids.new(leaf.text, f"column{len(columns) + 1}")}
        column |= {"label": leaf.text, "span": leaf.colspan}
        column |= {"role": role} if role else {}
        wide = role in ("name", "deviation") or (not role and leaf.colspan > 2)
        column |= {"align": "left"} if wide else {}
        columns.append(column | ({"under": list(under)} if under else {}))
    kind = "indicators" if indicators else "rows"
    section: Table = {"kind": kind, "id": names.free("indicators" if indicators else "rows")}
    section["label"] = heads.side.text if heads.side else ""
    section["label_span"] = heads.side.end if heads.side else 0
    section |= {"columns": columns, "template": _template(rows, columns)}
    notes = ["各列的 role（指标值、完成值、分值、得分 …）"] if indicators else []
    starts = {role: leaf.column for role, leaf in zip(roles, leaves, strict=True)}
    return Found(section, first + len(rows), tuple(notes), columns=starts if indicators else {})


def _table_roles(leaves: Sequence[Box]) -> list[str]:
    """The roles of columns; what is named twice is a tier (the outer) and a name (the last)."""
    roles = [role_of(leaf.text, "table") for leaf in leaves]
    if "name" not in roles and "tier" in roles:
        roles[len(roles) - 1 - roles[::-1].index("tier")] = "name"
    last = len(roles) - 1 - roles[::-1].index("name") if "name" in roles else -1
    made: list[str] = []
    for at, role in enumerate(roles):
        if role == "name" and at != last:
            made.append("tier")
        elif role not in ("tier", "") and role in made:
            made.append("")
        else:
            made.append("unit" if not role and bare(leaves[at].text) == "单位" else role)
    return made


def _borne_out(role: str, texts: Sequence[str]) -> str:
    """The role of a column, none where words stand that are no points."""
    words_in_it = any(text and not is_weight(text) for text in texts)
    return "" if role in ("weight", "score") and words_in_it else role


def _template(rows: Sequence[Sequence[Box]], columns: Sequence[Table]) -> list[Table]:
    made: list[Table] = []
    for at, line in enumerate(rows):
        cells: Table = {}
        for box, column in zip(line, columns, strict=True):
            tier = column.get("role") == "tier"
            begins = tier or not made or box is not rows[at - 1][columns.index(column)]
            if box.text and begins and column.get("role") != "index":
                cells[column["id"]] = box.text
        made.append(cells)
    return made


# --- totals, texts, fields


def _is_total(line: Sequence[Box]) -> bool:
    """Whether a row sums up: its first words say so, and nothing follows but numbers."""
    label = next((b for b in line if b.text), None)
    if label is None or len(flat(label.text)) > 12:
        return False
    rest = [b.text for b in line if b.text and b is not label]
    return says(label.text, "totals") and all(is_weight(text) for text in rest)


def total(sheet: BlankSheet, row: int, names: Names, columns: Mapping[str, int]) -> Found | None:
    """The line that sums up an indicator table whose columns begin at `columns`, or the grade."""
    line = sheet.lines[row]
    boxes = [box for box in line if box.row == row]
    grade = any(says(b.text, "grades") and len(flat(b.text)) < 10 for b in boxes)
    if not columns or boxes != list(line) or not (grade or _is_total(line)):
        return None
    cells: list[Table] = []
    for box in boxes:
        value = next((r for r in ("weight", "score") if columns.get(r) == box.column), "")
        before = cells[-1].get("label", "") if cells else ""
        if not box.text and says(before, "grades"):
            value = "grade"
        if value and (not box.text or is_weight(box.text)):
            cells.append({"value": value, "span": box.colspan})
        else:
            label = SUBTOTAL.sub("总分", flat(box.text)) if "缺" in box.text else box.text
            cells.append({"label": label, "span": box.colspan})
    if not any("value" in cell for cell in cells):
        return None
    name = "grade" if grade and not _is_total(line) else "total"
    notes = ("总分行的文字",) if any(SUBTOTAL.search(b.text) for b in boxes) else ()
    return Found({"kind": "total", "id": names.free(name), "cells": cells}, row + 1, notes)


def texts(sheet: BlankSheet, row: int, names: Names) -> Found | None:
    """Narratives: a label and a high blank place to the right edge, one or more in a row."""
    items: list[Table] = []
    at, ids = row, Names()
    span = sheet.lines[row][0].end
    while at < len(sheet.lines):
        line = sheet.lines[at]
        height = _height(sheet, at, line[0].below)
        plain = len(line) == 2 and line[0].row == at and line[1].row == at
        if not plain or line[0].end != span or line[1].text or not flat(line[0].text):
            break
        if height < _TALL or line[0].below != line[1].below:
            break
        name = ids.new(line[0].text, f"text{len(items) + 1}")
        item: Table = {"field": name, "label": line[0].text}
        items.append(item | {"min_height": round(min(height, 200.0), 1)})
        at = line[0].below
    if not items:
        return None
    return Found({"kind": "text", "id": names.free("text"), "label_span": span, "items": items}, at)


def signatures(sheet: BlankSheet, row: int, names: Names) -> Found | None:
    """A line without borders whose labels end in a colon: who signs, or unit and date."""
    line = [box for box in sheet.lines[row] if box.row == row]
    told = [box for box in line if box.text]
    if (
        any(box.bordered for box in line)
        or not told
        or not all(":" in b.text.replace("：", ":") for b in told)
    ):
        return None
    labels: list[tuple[int, str]] = []
    for box in told:
        parts = [p for p in re.split(r"(?<=[：:])\s*", box.text) if p.strip()]
        if any(len(flat(part)) > _LABEL for part in parts):
            return None
        spare = max(box.colspan // max(len(parts), 1), 1)
        labels += [(box.column + n * spare, part) for n, part in enumerate(parts)]
    width, ids = len(sheet.widths), Names()
    items: list[Table] = []
    starts = [0, *(max(column, n + 1) for n, (column, _) in enumerate(labels[1:]))]
    if len(labels) > width or starts != sorted(set(starts)) or starts[-1] >= width:
        return None
    for (_, label), start, end in zip(labels, starts, [*starts[1:], width], strict=True):
        name = ids.new(label, f"signed{len(items) + 1}")
        items.append({"label": label, "field": name, "span": end - start})
    return Found({"kind": "signatures", "id": names.free("signatures"), "items": items}, row + 1)


class Line(NamedTuple):
    """A row as cells of a `fields` section, and what a person must look at."""

    cells: list[Table]
    notes: list[str]


def fields(
    sheet: BlankSheet,
    row: int,
    ids: Names,
    roles: set[str],
    starts: Collection[int],
    first: int = 0,
) -> Line:
    """Any row as labels and blank places; nothing of it is lost.

    Args:
        sheet: the worksheet.
        row: the row.
        ids: gives the fields their ids.
        roles: those that no field has yet; what is found is taken out.
        starts: the columns in which cells of the row above begin; blank places beside each other
            are one where none does.
        first: the first column, behind a label beside several rows.
    """
    made = Line([], [])
    label = ""
    heads = {b.column: b.text for b in sheet.lines[row - 1] if b.text} if row else {}
    for box in sheet.lines[row]:
        if box.column < first:
            label = box.text
            continue
        last = made.cells[-1] if made.cells else {}
        if box.row != row:
            made.cells.append({"label": "", "span": box.colspan})
            label = box.text
        elif choices(box.text):
            cell = {"field": ids.new(label, "choice"), "span": box.colspan}
            made.cells.append(cell | {"choices": choices(box.text), "boxes": True})
            made.notes.append(f"“{flat(box.text)[:20]}”的各个选项")
        elif box.text:
            made.cells.append({"label": box.text, "span": box.colspan})
            label = box.text
            if box.rowspan > 1:
                told = f"“{flat(label)[:20]}”在原表里占 {box.rowspan} 行，这里只写在第一行"
                made.notes.append(told)
        elif "field" in last and "boxes" not in last and box.column not in starts:
            last["span"] += box.colspan
        else:
            name = ids.new(label or heads.get(box.column, ""), "field")
            made.cells.append({"field": name, "span": box.colspan} | _role(label, roles))
    return made


def choices(text: str) -> list[str]:
    """The words with boxes to tick, `甲□ 乙□` or `□甲 □乙`; none where there are no boxes."""
    parts = [part.strip() for part in re.split(f"[{_BOXES}]", text)]
    return [part for part in parts if part] if len(parts) > 1 else []


def _role(label: str, roles: set[str]) -> Table:
    role = next((r for r in sorted(roles) if holds(bare(label), words()["roles"][r])), "")
    roles.discard(role)
    return {"role": role, "required": True} if role else {}


def is_short(text: str) -> bool:
    """Whether a text is a title rather than a passage."""
    return len(flat(text)) <= _SHORT
