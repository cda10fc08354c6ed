"""Blocks of cells from WPS, Excel and LibreOffice, as tab-separated text."""

from collections.abc import Sequence
from typing import TypeVar

_Target = TypeVar("_Target")

Block = tuple[tuple[str, ...], ...]


def parse_block(text: str) -> Block:
    """Read tab-separated text: quoted cells may hold line breaks, tabs and doubled quotes.

    A quote inside an unquoted cell is text. The last line's end is no row of its own.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    at = 0
    while True:
        cell, at = _read_cell(text, at)
        row.append(cell)
        if at < len(text) and text[at] == "\t":
            at += 1
            continue
        rows.append(tuple(row))
        row = []
        at += 1
        if at >= len(text):
            break
    width = max(len(cells) for cells in rows)
    return tuple(cells + ("",) * (width - len(cells)) for cells in rows)


def _read_cell(text: str, at: int) -> tuple[str, int]:
    if at < len(text) and text[at] == '"':
        quoted = _read_quoted(text, at + 1)
        if quoted is not None:
            return quoted
    end = at
    while end < len(text) and text[end] not in "\t\n":
        end += 1
    return text[at:end], end


def _read_quoted(text: str, at: int) -> tuple[str, int] | None:
    parts: list[str] = []
    while True:
        close = text.find('"', at)
        if close < 0:
            return None
        parts.append(text[at:close])
        after = text[close + 1 : close + 2]
        if after == '"':
            parts.append('"')
            at = close + 2
        elif after in ("", "\t", "\n"):
            return "".join(parts), close + 1
        else:
            return None


def landed(
    lines: Sequence[Sequence[tuple[int, _Target]]], block: Block
) -> list[list[tuple[_Target, str]]]:
    """Which text of a block meets which cell, line by line.

    Args:
        lines: for each row of the block the cells that it meets, each with its distance in grid
            columns from where the block begins.
        block: texts that stand as far apart as the cells, or, copied from a table that merges
            nothing, one behind the other.
    """
    close = any(
        text and offset not in {start for start, _ in cells}
        for cells, texts in zip(lines, block, strict=True)
        for offset, text in enumerate(texts[: max((start for start, _ in cells), default=0)])
    )
    if close:
        lines = [[(at, cell) for at, (_, cell) in enumerate(cells)] for cells in lines]
    return [
        [(cell, texts[start]) for start, cell in cells if start < len(texts)]
        for cells, texts in zip(lines, block, strict=True)
    ]


def format_block(cells: Sequence[Sequence[str]]) -> str:
    """Write a block so that Excel and WPS read it back cell by cell."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in cells)


def _quoted(text: str) -> str:
    if any(mark in text for mark in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text
