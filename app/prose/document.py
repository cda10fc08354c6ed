"""A narrative report as its paragraphs and tables, each with the line where it stands."""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct

_TAGS = re.compile(r"<[/a-zA-Z][^<>\n]{0,60}>")
_BREAKS = re.compile(r"</(?:p|li|ul|tr|div)>|<br ?/?>")
_MARKS = re.compile(r"\*\*|\$|\\(?:geq?|leq?)(?:slant)?(?![a-z])|\\%")
_SIGNS = {"\\ge": "≥", "\\geq": "≥", "\\geqslant": "≥", "\\%": "%"}
_LOWER = {"\\le": "≤", "\\leq": "≤", "\\leqslant": "≤"}
_HALF = re.compile(r",(?![0-9]{3})|;|:(?![0-9])")
_FULL = {",": "，", ";": "；", ":": "："}
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u3000]+")
_RULE = re.compile(r"\|?[\s:|-]*-{3,}[\s:|-]*")
_CAPTION = re.compile(r"^(?:附?表|续表)\s*[0-9一二三四五六七八九十]+")
_OPENING = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+[、章节条]|[(（][0-9一二三四五六七八九十]+[)）]|[0-9]+[.．、](?![0-9])"
    r"|[0-9]+[)）]|[①-⑳●•■]|[A-Za-z][0-9]{1,3}(?=[\s\u4e00-\u9fffA-Z])|[a-z][.．、]|[图表]\s*[0-9]|附件?[0-9一二三四五六七八九十]*)"
)
"""How a heading, an item of a list or a caption begins: nothing is joined before it."""

_ENDS = "。；;！!？?：:》”"
_SHORT = 18
"""A shorter line without a full stop is a heading, not the first part of a sentence."""

_HEADING = 40
"""So long can a heading be that begins with its number."""

_LONGEST = 3_000
"""Longer paragraphs are read in pieces, so that no pattern has to search far."""

_HAN = re.compile("[\u4e00-\u9fff]")


class Passage(NamedTuple):
    """A paragraph, or the text of a table's cell: without white space, in half-width signs.

    `starts` are the offsets at which a new line of the report begins, `lines` those lines.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    cell: bool = False

    @property
    def line(self) -> int:
        """The line where it begins."""
        return self.lines[0]

    def line_at(self, offset: int) -> int:
        """The line in which the character at an offset stands."""
        return self.lines[bisect_right(self.starts, offset) - 1]


class Row(NamedTuple):
    """A row of a table: its line and its cells as typed."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A table with the caption above it, empty where there is none."""

    line: int
    caption: str
    rows: tuple[Row, ...]


class Document(Struct, frozen=True, dict=True):
    """A report: paragraphs and the longer texts of cells in their order, tables, and raw lines."""

    paragraphs: tuple[Passage, ...]
    tables: tuple[Table, ...]
    raw: tuple[tuple[int, str], ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs and what the cells of tables tell in sentences, line by line."""
        cells = (p for table in self.tables for row in table.rows for p in _cell_passages(row))
        return tuple(sorted((*self.paragraphs, *cells), key=lambda passage: passage.line))


class Block(NamedTuple):
    """A piece of a report as a reader of files hands it over: a paragraph, or a table's rows."""

    line: int
    text: str = ""
    rows: tuple[Row, ...] = ()


@lru_cache(maxsize=16384)
def tidy(text: str) -> str:
    """A text without marks of layout and white space: digits half-width, punctuation full-width."""
    text = html.unescape(_TAGS.sub("", _BREAKS.sub("\n", text))) if "<" in text else text
    text = html.unescape(text) if "&" in text else text
    if "\\" in text or "$" in text or "**" in text:
        text = _MARKS.sub(lambda m: _SIGNS.get(m[0]) or _LOWER.get(m[0], ""), text)
    return _HALF.sub(lambda m: _FULL[m[0]], _BLANKS.sub("", text.translate(_WIDTHS)))


def _widths() -> dict[int, str]:
    """Full-width letters, digits and `％．＋－＝＜＞`; punctuation stays Chinese."""
    kept = "！（），：；？～"
    wide = (chr(code) for code in range(0xFF01, 0xFF5F))
    table = {ord(c): unicodedata.normalize("NFKC", c) for c in wide if c not in kept}
    return {**table, ord("\u2212"): "-", ord("("): "（", ord(")"): "）"}


_WIDTHS = _widths()


def read_text(text: str) -> Document:
    """Read a report typed as plain text.

    Tables stand as lines with tabs, as lines between `|`, or with one cell a line, each behind a
    tab and the rows parted by an empty line.
    """
    return build(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def _blocks(lines: list[str]) -> Iterator[Block]:
    group: list[tuple[int, str]] = []
    for number, line in enumerate((*lines, ""), 1):
        if line:
            group.append((number, line))
            continue
        yield from _group(group)
        group = []


def _group(group: list[tuple[int, str]]) -> Iterator[Block]:
    """The blocks of lines between two empty ones."""
    if group and group[0][1].startswith("\t") and all("\t" not in text[1:] for _, text in group):
        yield Block(group[0][0], rows=(_one_cell_a_line(group),))
        return
    rows: list[Row] = []
    for number, line in group:
        cells = _cells(line)
        if cells is None:
            if rows:
                yield Block(rows[0].line, rows=tuple(rows))
                rows = []
            if line.strip():
                yield Block(number, line)
        elif not _RULE.fullmatch("|".join(cells)):
            rows.append(Row(number, cells))
    if rows:
        yield Block(rows[0].line, rows=tuple(rows))


def _one_cell_a_line(group: list[tuple[int, str]]) -> Row:
    cells: list[str] = []
    for _, line in group:
        if line.startswith("\t"):
            cells.append(line[1:])
        else:
            cells[-1] += "\n" + line
    return Row(group[0][0], tuple(cells))


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a table's line, none where the line belongs to no table."""
    bare = line.strip()
    if bare.startswith("|") and bare.count("|") > 1:
        return tuple(cell.strip() for cell in bare.strip("|").split("|"))
    return tuple(line.split("\t")) if "\t" in line.rstrip() or line.endswith("\t") else None


def build(blocks: Iterable[Block]) -> Document:
    """Join broken sentences and tables that run over pages; name tables by their captions."""
    paragraphs: list[Passage] = []
    tables: list[Table] = []
    raw: list[tuple[int, str]] = []
    fresh = True
    for block in blocks:
        if block.rows:
            raw += [(row.line, cell) for row in block.rows for cell in row.cells if cell]
            _put_table(block, tables, paragraphs, fresh=fresh)
            fresh = False
        else:
            raw.append((block.line, block.text))
            fresh = _put_text(block, paragraphs, broken=not fresh) or fresh
    return Document(tuple(paragraphs), tuple(tables), tuple(raw))


def _put_table(
    block: Block, tables: list[Table], paragraphs: list[Passage], *, fresh: bool
) -> None:
    """Add a table, or go on with the one before where no paragraph stands between."""
    last = tables[-1] if tables and not fresh else None
    if last is not None:
        tables[-1] = last._replace(rows=(*last.rows, *_without_head(block.rows, last.rows)))
        return
    said = [p.text for p in paragraphs[-2:] if _CAPTION.match(p.text)]
    tables.append(Table(block.line, said[-1] if said else "", block.rows))


def _pieces(text: str) -> Iterator[str]:
    """A text cut behind full stops where it is longer than any sentence needs."""
    while len(text) > _LONGEST:
        cut = text.rfind("。", 0, _LONGEST) + 1 or _LONGEST
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text


def _without_head(rows: tuple[Row, ...], above: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of a new page without those that repeat the table's head."""
    count = 0
    for row, first in zip(rows, above, strict=False):
        if len(row.cells) < 2 or [*map(tidy, row.cells)] != [*map(tidy, first.cells)]:
            break
        count += 1
    return rows[count:]


def _put_text(block: Block, paragraphs: list[Passage], *, broken: bool) -> bool:
    """Add a paragraph, or the rest of the sentence before; whether anything stood in it."""
    text = tidy(block.text)
    if not text:
        return False
    last = paragraphs[-1] if paragraphs and not broken else None
    if last is None or len(last.text) > _LONGEST or not _goes_on(last.text, block.text):
        paragraphs.extend(Passage(piece, (0,), (block.line,)) for piece in _pieces(text))
    else:
        starts, lines = (*last.starts, len(last.text)), (*last.lines, block.line)
        paragraphs[-1] = Passage(last.text + text, starts, lines)
    return True


def _goes_on(before: str, after: str) -> bool:
    """Whether a line ends in the midst of a sentence that the next one goes on with."""
    if before[-1] in _ENDS or _OPENING.match(after.strip()) or _CAPTION.match(before):
        return False
    if before[0] == "《" and after.lstrip()[0] == "《":
        return False  # entries of a list of documents
    heading = len(before) <= _HEADING and _OPENING.match(before) is not None
    return not heading and (len(before) > _SHORT or tidy(after)[0].isdigit())


def _cell_passages(row: Row) -> Iterator[Passage]:
    """The paragraphs of cells that hold more than a word or a number."""
    for cell in row.cells:
        if len(cell) > _SHORT or "，" in cell or "," in cell:
            for part in _BREAKS.sub("\n", cell).split("\n"):
                text = tidy(part)
                if len(text) > 4 and _HAN.search(text):
                    for piece in _pieces(text):
                        yield Passage(piece, (0,), (row.line,), cell=True)
