"""Reading what somebody marked in a workbook: comments, colours, red words, words in brackets.

A workbook comes back from anywhere. Nothing of it is run or followed; sizes are bounded.
"""

import colorsys
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from app.exchange.embedded import DAMAGE_ANYWHERE, SHEET, check_container, reading
from app.exchange.flat import text_of

ROW_LIMIT = 5_000
COLUMN_LIMIT = 200
_SHEETS = 200


class MarkedCell(NamedTuple):
    """A cell that somebody marked, by its row and column from 1.

    `notes` are its comments and answers to them, without their authors; `added` is what stands in
    it in red (`red`) or in brackets; `coloured` tells of a colour that the form does not use.
    """

    row: int
    column: int
    notes: tuple[str, ...] = ()
    added: str = ""
    coloured: bool = False
    red: bool = False


class MarkedSheet(NamedTuple):
    """A worksheet as texts from A1 on, and its marked cells in reading order.

    A merged cell's text stands in its first cell only.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[MarkedCell, ...]


def read_marked_workbook(path: Path) -> tuple[MarkedSheet, ...]:
    """The visible worksheets of a workbook with what was marked in them.

    Raises:
        WorkbookReadError: IMPORT_NNN it cannot be read, or not safely.
    """
    with reading(path, DAMAGE_ANYWHERE):
        check_container(path)
        return _read(path)


def _read(path: Path) -> tuple[MarkedSheet, ...]:
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is not installed")
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file, data_only=True, rich_text=True)
        try:
            visible = [s for s in workbook.worksheets if s.sheet_state == "visible"]
            return tuple(_sheet(s) for s in visible[:_SHEETS] if s.title != SHEET)
        finally:
            workbook.close()


def _sheet(worksheet: Any) -> MarkedSheet:
    cells = [c for c in worksheet._cells.values() if _within(c)]
    height = max((c.row for c in cells), default=0)
    width = max((c.column for c in cells), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell in cells:
        rows[cell.row - 1][cell.column - 1] = _text(cell.value)
    inside = {
        (row, column)
        for area in worksheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, ROW_LIMIT) + 1)
        for column in range(area.min_col, min(area.max_col, COLUMN_LIMIT) + 1)
        if (row, column) != (area.min_row, area.min_col)
    }
    anchors = sorted(
        (c for c in cells if (c.row, c.column) not in inside), key=lambda c: (c.row, c.column)
    )
    marks = tuple(_marks(anchors))
    return MarkedSheet(worksheet.title, tuple(map(tuple, rows)), marks)


def _within(cell: Any) -> bool:
    return bool(cell.row <= ROW_LIMIT and cell.column <= COLUMN_LIMIT)


def _text(value: Any) -> str:
    return text_of(str(value) if isinstance(value, list) else value)


def _marks(cells: Sequence[Any]) -> Iterator[MarkedCell]:
    odd = _odd_colours(cells)
    red = [cell for cell in cells if _is_red(cell.font.color) and _text(cell.value)]
    # A form may be printed in red as a whole; then red says nothing.
    whole_red = len(red) > max(_MANY, sum(1 for c in cells if _text(c.value)) * _PART)
    for cell in cells:
        notes = tuple(_notes(cell.comment.text)) if cell.comment is not None else ()
        added = _added(cell, whole_red=whole_red)
        coloured = _colour(cell) in odd
        if notes or added or coloured:
            whole = bool(added) and added == _text(cell.value)
            yield MarkedCell(cell.row, cell.column, notes, added, coloured, red=whole)


# ---- colours -------------------------------------------------------------------------------

_MANY = 12
"""A colour on more cells than this, and on more than a part of all, is the form's own."""
_PART = 0.3
_THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000")
_THEME_END = ("5B9BD5", "70AD47")
_PALE = 0.15
"""Colours less saturated than this are greys."""


def _odd_colours(cells: Sequence[Any]) -> frozenset[str]:
    """The fill colours that mark something: neither grey, nor of heads, nor all over the form."""
    used = Counter(colour for cell in cells if (colour := _colour(cell)))
    filled = sum(1 for cell in cells if _text(cell.value))
    usual = {c for c, n in used.items() if n > max(_MANY, filled * _PART)}
    by_row: dict[int, list[Any]] = {}
    for cell in cells:
        if _text(cell.value):
            by_row.setdefault(cell.row, []).append(cell)
    for row in by_row.values():
        colours = {_colour(cell) for cell in row}
        if len(row) > 2 and len(colours) == 1 and not any(_has_digit(c) for c in row):
            usual |= colours
    return frozenset(used) - usual - {""}


def _has_digit(cell: Any) -> bool:
    return any(c.isdigit() for c in _text(cell.value))


def _colour(cell: Any) -> str:
    """The fill of a cell as RRGGBB, empty for none, white and grey."""
    fill = cell.fill
    if fill is None or getattr(fill, "fill_type", None) != "solid":
        return ""
    rgb = _rgb(fill.fgColor)
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)) if rgb else (1, 1, 1)
    _, light, saturated = colorsys.rgb_to_hls(red, green, blue)
    return rgb if saturated >= _PALE and _DARKEST < light < _LIGHTEST else ""


_DARKEST, _LIGHTEST = 0.08, 0.985


def _rgb(colour: Any) -> str:
    """A colour as RRGGBB, empty where it names none that is known."""
    if colour is None:
        return ""
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        return colour.rgb[-6:].upper() if re.fullmatch(r"[0-9A-Fa-f]{6,8}", colour.rgb) else ""
    if colour.type == "theme" and isinstance(colour.theme, int):
        known = (*_THEME, *_THEME_END)
        return known[colour.theme] if 0 <= colour.theme < len(known) else ""
    if colour.type == "indexed" and isinstance(colour.indexed, int):
        from openpyxl.styles.colors import COLOR_INDEX

        named = COLOR_INDEX[colour.indexed] if 0 <= colour.indexed < len(COLOR_INDEX) else ""
        return named[-6:].upper()
    return ""


def _is_red(colour: Any) -> bool:
    rgb = _rgb(colour)
    if not rgb:
        return False
    red, green, blue = (int(rgb[at : at + 2], 16) for at in (0, 2, 4))
    return red >= 0xB0 and green <= 0x50 and blue <= 0x50


# ---- words ---------------------------------------------------------------------------------

_DEMAND = "请|应|财政|审核|退回|核实|建议|未|不|需|缺|错|有误|与|补"
_BRACKETED = re.compile(
    rf"【([^】]{{2,300}})】|[（(]((?!缺\d)(?:{_DEMAND})[^）)]{{1,300}})[）)]|<<([^>]{{2,300}})>>"
)


def _added(cell: Any, *, whole_red: bool) -> str:
    """The words that somebody put into a cell in red or in brackets."""
    text = _text(cell.value)
    if not text:
        return ""
    if isinstance(cell.value, list):
        runs = [run for run in cell.value if not isinstance(run, str)]
        marked = "".join(run.text for run in runs if _is_red(getattr(run.font, "color", None)))
        if marked.strip() and len(marked) < len(text):
            return marked.strip()
    if _is_red(cell.font.color) and not whole_red:
        return text
    found = (next(filter(None, groups), "") for groups in _BRACKETED.findall(text))
    return "；".join(part.strip() for part in found)


_THREADED = re.compile(
    r"^\[(?:线程批注|Threaded comment|對話批註)\].*?(?:Comment|注释|批注|批註|註解)[:：]\s*",
    re.DOTALL,
)
_REPLY = re.compile(r"\n[ \t\u3000]*(?:Reply|答复|回复|回覆)[:：]\s*")
_AUTHOR = re.compile(r"^[^\n:：，。；、]{1,24}[:：]\s*\n")


def _notes(text: str) -> Iterator[str]:
    """A comment's words without its author; a threaded one gives each of its messages."""
    plain = text.replace("\r\n", "\n").replace("_x000a_", "\n").strip()
    threaded = _THREADED.match(plain)
    if threaded:
        parts: Sequence[str] = _REPLY.split(plain[threaded.end() :])
    else:
        parts = [_AUTHOR.sub("", plain, count=1)]
    for part in parts:
        words = part.strip()
        if words:
            yield words


def column_letters(column: int) -> str:
    """A worksheet's column as its letters: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def heads_over(sheet: MarkedSheet, mark: MarkedCell, known: Mapping[str, str]) -> str:
    """The head over a marked cell, or the label left of it; empty where neither is known.

    `known` maps a text, as it stands in a head once blanks are taken out, to what kind of word it
    is: `single` for a label that stands left of its cell.
    """
    left = [_squeezed(text) for text in sheet.rows[mark.row - 1][: mark.column - 1] if text]
    if left and known.get(left[-1]) == "single":
        return left[-1]
    above = (_squeezed(row[mark.column - 1]) for row in reversed(sheet.rows[: mark.row - 1]))
    return next((text for text in above if text in known), left[-1] if left else "")


def _squeezed(text: str) -> str:
    return "".join(text.split())
