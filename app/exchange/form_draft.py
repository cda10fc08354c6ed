"""A definition drafted from a blank official workbook, complete and valid, for a person to finish.

What is recognised becomes a section of its kind; all else becomes labels and blank places, so
that nothing of the sheet is lost. A comment `# 请核对` stands where a person must look.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import accumulate
from math import floor
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.blank_workbook import BlankSheet, Box, read_blank
from app.exchange.embedded import WorkbookReadError
from app.exchange.form_sections import (
    SUBTOTAL,
    Found,
    Table,
    choices,
    fields,
    funds,
    goals,
    is_short,
    is_side,
    signatures,
    table,
    texts,
    total,
)
from app.exchange.form_words import Names, flat, is_weight, says, words
from app.exchange.toml_text import assignment, comment
from app.model.faults import DefinitionError
from app.model.loading import PAGE_WIDTH, RESERVED, parse_definition, parse_tables

LOOK = "请核对："
"""What begins the comment where a person must look."""

_MARGIN = 15.0
_NARROWEST = 6.0
_FULL = 0.9
_YEAR = re.compile(r"[\s\d_×XxＸ]{2,}(?=年)")
_SCHEMA = "ziping.form/1"


class Draft(NamedTuple):
    """The text of a definition, and the form's title."""

    text: str
    title: str


def draft_from_workbook(path: Path, form_id: str) -> Draft:
    """Draft a definition from the visible sheets of a workbook, a part for each.

    Raises:
        WorkbookReadError: as `read_blank`, DRAFT_003 a sheet has more columns than fit on paper.
    """
    names, roles = Names(RESERVED), set(words()["roles"])
    parts = []
    for number, sheet in enumerate(read_blank(path), start=1):
        part_id = names.free("main" if number == 1 else f"part{number}")
        parts.append(_PartDraft(framed(sheet), part_id, names, roles, path.name))
    title = parts[0].title
    text = _written(parts, form_id, title, path.name)
    parse_definition(text, form_id)
    return Draft(text, title)


def framed(sheet: BlankSheet) -> BlankSheet:
    """The sheet; where nobody drew borders, the rows with several texts are its table."""
    if any(box.bordered for line in sheet.lines for box in line):
        return sheet
    rows = [r for r, line in enumerate(sheet.lines) if sum(bool(b.text) for b in line) > 1]
    rows = [
        r for r in rows if not all(b.text.endswith(("：", ":")) for b in sheet.lines[r] if b.text)
    ]
    inside = range(rows[0], rows[-1] + 1) if rows else range(0)
    lines = tuple(tuple(b._replace(bordered=b.row in inside) for b in line) for line in sheet.lines)
    return sheet._replace(lines=lines)


class _PartDraft:
    """One worksheet as a part: headings, widths and sections."""

    def __init__(
        self, sheet: BlankSheet, part_id: str, names: Names, roles: set[str], file: str
    ) -> None:
        self._sheet, self._names, self._roles = sheet, names, roles
        self.id = part_id
        self.landscape, self.columns = _widths(sheet, file)
        self.annex = self.subtitle = self.title = ""
        self.sections: list[Found] = []
        self._columns: Mapping[str, int] = {}
        self._ids = Names()
        self._side: Box | None = None
        self._joined: Box | None = None
        self._starts: set[int] = set()
        first = self._headings()
        row = first
        while row < len(sheet.lines) and any(b.bordered for b in sheet.lines[row]):
            row = self._table_row(row)
        self._below(row)
        self.title = self.title or sheet.title

    def _headings(self) -> int:
        """What stands above the table; the first row of the table."""
        for row, line in enumerate(self._sheet.lines):
            if any(box.bordered for box in line):
                return row
            told = [box.text for box in line if box.text]
            text = " ".join(told)
            signed = signatures(self._sheet, row, self._names) if self.title else None
            if signed is not None and not (_YEAR.search(text) and len(told) == 1):
                self._add(signed, row)
            elif (
                not self.title
                and (says(text[:4], "annex") or text.startswith("表"))
                and (len(flat(text)) < 25)
            ):
                self.annex = text
            elif not self.title:
                self.title = text.replace("\n", "")
            elif not self.subtitle and is_short(text):
                self.subtitle = _YEAR.sub("{year}", text)
            else:
                self._add_heading(text, bordered=False)
        return len(self._sheet.lines)

    def _table_row(self, row: int) -> int:
        """Take in the section that begins in a row of the table; the row behind it."""
        sheet, names = self._sheet, self._names
        line = sheet.lines[row]
        if self._side is not None and row < self._side.below:
            self._add_fields(row)
            return row + 1
        makers: tuple[Callable[[], Found | None], ...] = (
            lambda: funds(sheet, row, names),
            lambda: goals(sheet, row, names),
            lambda: table(sheet, row, names),
            lambda: total(sheet, row, names, self._columns),
            lambda: texts(sheet, row, names),
        )
        for make in makers:
            found = make()
            if found is not None and self._holds(found):
                self._add(found, row)
                self._columns = found.columns or self._columns
                return found.below
        alone = line[0] if len(line) == 1 and line[0].row == row else None
        if alone is not None and alone.text and not choices(alone.text):
            self._add_heading(line[0].text, bordered=True)
            return row + 1
        self._add_fields(row)
        return row + 1

    def _holds(self, found: Found) -> bool:
        """Whether our own loader takes the section on this grid."""
        raw = {**_bare_form(self.landscape), "parts": [self._part([found.section])]}
        try:
            parse_tables(raw, self.id)
        except DefinitionError:
            return False
        return True

    def _add(self, found: Found, row: int) -> None:
        """Take in a section, with what of its rows it does not say."""
        said = _texts_of(found.section)
        boxes = {b for r in range(row, found.below) for b in self._sheet.lines[r]}
        lost = [b for b in boxes if b.text and not is_weight(b.text) and flat(b.text) not in said]
        lost = [b for b in lost if not SUBTOTAL.search(b.text)]
        lost = [
            b for b in lost if not all(flat(p) in said for p in re.split("[\n：:]", b.text) if p)
        ]
        notes = [
            f"原表的“{b.text}”没有放进来" for b in sorted(lost, key=lambda b: (b.row, b.column))
        ]
        self.sections.append(found._replace(notes=(*found.notes, *notes)))

    def _add_heading(self, text: str, *, bordered: bool) -> None:
        section: Table = {"kind": "heading", "id": self._names.free("heading"), "text": text}
        section |= {"bordered": True} if bordered else {}
        section |= {} if is_short(text) else {"level": 2}
        self.sections.append(Found(section, 0))

    def _add_fields(self, row: int) -> None:
        """Take in a row as labels and blank places, behind its side label if it has one."""
        line = self._sheet.lines[row]
        if len(line) > 1 and is_side(line[0], row, line):
            self._side = line[0]
        side = self._side if self._side is not None and row < self._side.below else None
        last = self.sections[-1] if self.sections else None
        joins = last is not None and last.section["kind"] == "fields" and side == self._joined
        self._ids = self._ids if joins else Names()
        above = self._sheet.lines[row - 1] if row else ()
        starts = {box.column for box in above if box.text} | (self._starts if joins else set())
        first = side.end if side is not None else 0
        made = fields(self._sheet, row, self._ids, self._roles, starts, first)
        ends = accumulate((cell["span"] for cell in made.cells), initial=first)
        self._starts, self._joined = set(ends), side
        if joins and last is not None:
            last.section["lines"].append(made.cells)
            self.sections[-1] = last._replace(notes=(*last.notes, *made.notes))
            return
        section: Table = {"kind": "fields", "id": self._names.free("fields")}
        section |= {"label": side.text, "label_span": side.end} if side is not None else {}
        self.sections.append(Found(section | {"lines": [made.cells]}, row + 1, tuple(made.notes)))

    def _below(self, row: int) -> None:
        """What stands under the table: who signs, and the printed instructions."""
        lines: list[str] = []
        for at in range(row, len(self._sheet.lines)):
            line = self._sheet.lines[at]
            text = " ".join(b.text for b in line if b.text and b.row == at)
            noted = bool(lines) or says(text[:6], "notes")
            signed = None if noted else signatures(self._sheet, at, self._names)
            if signed is not None and self._holds(signed):
                self.sections.append(signed)
            elif len(line) > 1 and any(b.bordered for b in line) and not noted:
                self._add_fields(at)
            elif text:
                lines += [part for part in text.split("\n") if part.strip()]
        if lines:
            section = {"kind": "notes", "id": self._names.free("notes"), "lines": lines}
            self.sections.append(Found(section, len(self._sheet.lines)))

    def _part(self, sections: list[Table]) -> Table:
        return {
            "id": self.id,
            "title": self.title or self.id,
            "columns": self.columns,
            "sections": sections,
        }

    def written(self) -> list[str]:
        """The part as lines of TOML."""
        lines = ["", "[[parts]]", assignment("id", self.id), assignment("title", self.title)]
        for key in ("annex", "subtitle"):
            if getattr(self, key):
                lines.append(assignment(key, getattr(self, key)))
        lines.append(assignment("columns", self.columns))
        if not self.sections:
            lines.append("sections = []")
        for found in self.sections:
            lines.append("")
            lines += [comment(LOOK + note.replace("\n", " ")) for note in found.notes]
            lines.append("[[parts.sections]]")
            lines += [assignment(key, value) for key, value in found.section.items()]
        return lines


def _texts_of(value: Any) -> str:
    """All texts of a section in one."""
    if isinstance(value, dict):
        return "\0".join(map(_texts_of, value.values()))
    if isinstance(value, list):
        return "\0".join(map(_texts_of, value))
    return flat(value) if isinstance(value, str) else ""


def _widths(sheet: BlankSheet, file: str) -> tuple[bool, list[float]]:
    """Whether the page lies on its side, and the widths in mm, none too narrow, all on the page."""
    wanted = [max(width, _NARROWEST) for width in sheet.widths]
    room = PAGE_WIDTH["portrait"] - 2 * _MARGIN
    least = len(wanted) * _NARROWEST
    landscape = sheet.landscape or least > room
    if landscape:
        room = PAGE_WIDTH["landscape"] - 2 * _MARGIN
    if least > room:
        values = {"file": file, "sheet": sheet.title, "found": str(len(wanted))}
        raise WorkbookReadError("DRAFT_003", **values, most=str(int(room // _NARROWEST)))
    used = sum(wanted)
    if used > room or used < room * _FULL:
        # What is above the least width is shared out anew.
        spare = (room - least) / max(used - least, 1.0)
        wanted = [_NARROWEST + (width - _NARROWEST) * spare for width in wanted]
    made = [floor(width * 10 + 0.001) / 10 for width in wanted]
    return landscape, made


def _bare_form(landscape: bool) -> Table:
    """A form around a part, to see whether the part holds."""
    return {
        "schema": _SCHEMA,
        "id": "draft",
        "version": 1,
        "title": "—",
        "basis": "—",
        "money_unit": "万元",
        "page": {"orientation": "landscape" if landscape else "portrait"},
        "policy": {"source": "—", "grades": []},
    }


def _written(parts: list[_PartDraft], form_id: str, title: str, file: str) -> str:
    sections = [found for part in parts for found in part.sections]
    units = [f.section["unit"] for f in sections if f.section["kind"] == "funds"]
    landscape = any(part.landscape for part in parts)
    lines = [
        comment(f"照工作簿“{file}”起草。每个“# {LOOK}”都请对着原件看过，看完删去那一行。"),
        comment("写法见 docs/forms.md，从头到尾的例子见 docs/forms-tutorial.md。"),
        *(assignment(k, v) for k, v in (("schema", _SCHEMA), ("id", form_id), ("version", 1))),
        assignment("title", title),
        comment(LOOK + "写上这张表依据的文件和文号"),
        assignment("basis", "依据待填"),
        assignment("money_unit", units[0] if units else "万元"),
        "",
        "[page]",
        assignment("orientation", "landscape" if landscape else "portrait"),
        "",
        comment(LOOK + "得分办法：等级、定性指标分档，照本地文件改"),
        "[policy]",
        words()["policy"]["text"].strip(),
    ]
    weights = {f.section["id"]: f.weight for f in sections if f.weight and "scored" in f.section}
    lines += _table_lines("policy.execution_weights", weights)
    lines += _table_lines("policy.tier_weights", _tier_weights(sections))
    return "\n".join([*lines, *(line for part in parts for line in part.written())]) + "\n"


def _table_lines(name: str, held: dict[str, str]) -> list[str]:
    return ["", f"[{name}]", *(assignment(k, v) for k, v in held.items())] if held else []


def _tier_weights(sections: list[Found]) -> dict[str, str]:
    """The points below each first tier, where the blank form prints them row by row."""
    sums: dict[str, Decimal] = {}
    for found in sections:
        if found.section["kind"] != "indicators":
            continue
        columns = found.section["columns"]
        tier = next((c["id"] for c in columns if c.get("role") == "tier"), "")
        weight = next((c["id"] for c in columns if c.get("role") == "weight"), "")
        for row in found.section["template"]:
            if is_weight(row.get(weight, "")) and row.get(tier):
                sums[row[tier]] = sums.get(row[tier], Decimal(0)) + Decimal(row[weight])
    return {name: str(value) for name, value in sums.items()}
