"""Finding a text on the form: in every cell of every part, in reading order."""

from typing import NamedTuple

from app.desk.view import View
from app.model.money import folded
from app.sheet.grid import Grid


class Match(NamedTuple):
    """A cell that shows the text: its part and its grid position."""

    part: int
    row: int
    column: int


def matches(view: View, text: str) -> list[Match]:
    """The cells that show a text; white space and full-width forms make no difference."""
    wanted = folded(text).casefold()
    if not wanted:
        return []
    return [
        Match(part, row, cell.column)
        for part, pages in enumerate(view.pages)
        for row, cell in Grid(pages.sheet).cells()
        if wanted in folded(cell.text).casefold()
    ]


def next_match(found: list[Match], here: Match, by: int) -> int:
    """The index of the match behind (+1) or before (-1) a cell, round the ends.

    Raises:
        ValueError: there is no match at all.
    """
    if not found:
        raise ValueError("no match")
    if by > 0:
        return next((i for i, match in enumerate(found) if match > here), 0)
    before = [i for i, match in enumerate(found) if match < here]
    return before[-1] if before else len(found) - 1
