"""Running text on paper: 22 lines a page, dealt out over pages line by line."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.definition import Margins
from app.paper.layout import boxes, paginate
from app.paper.measuring import line_height
from app.sheet.sheet import Cell, PageSetup, Sheet, SheetRow
from tests.paper.sheets import shipped

OFFICIAL = PageSetup(210.0, 297.0, Margins(37.0, 26.0, 35.0, 28.0), 15.75, 22.0, False)


def prose(*texts: str) -> Sheet:
    rows = []
    for number, text in enumerate(texts):
        title = Cell(0, 1, f"　　{number}", style="chapter", align="left", border=False, level=1)
        body = Cell(
            *(0, 1, text, "input"), style="prose", align="left", top_aligned=True, border=False
        )
        rows.append(SheetRow("report", (title,), keep=True, min_height=10.2))
        rows.append(SheetRow("report", (body,), min_height=10.2))
    return Sheet("text", "报告", (), (156.0,), tuple(rows), OFFICIAL)


def shown(sheet: Sheet) -> list[list[tuple[int, str]]]:
    """Page by page the lines of running text: the sheet row and what is drawn."""
    pagination = paginate(sheet, shipped())
    return [
        [(b.row, p.line.text) for b in boxes(pagination, at, shipped()) for p in b.lines]
        for at in range(len(pagination.pages))
    ]


def test_a_page_has_22_lines_of_28_characters() -> None:
    (first, second, *_) = shown(prose("字" * 28 * 60))
    assert (len(first), len(second)) == (22, 22)
    assert {len(text) for _, text in second} == {28}
    assert 22 * line_height("prose", 15.75) <= 225.0 < 23 * line_height("prose", 15.75)


def test_a_chapter_uses_what_is_left_of_a_page() -> None:
    (first, second, *_) = shown(prose("字" * 28 * 15, "字" * 28 * 10))
    assert [row for row, _ in first].count(3) >= 2
    assert [row for row, _ in second].count(3) >= 2


def test_a_title_stays_with_its_text() -> None:
    pages = shown(prose("字" * 28 * 20, "字" * 28 * 10))
    for page in pages:
        assert page[-1][0] % 2 == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 1500), min_size=1, max_size=4))
def test_every_line_stands_on_one_page_in_its_order(lengths: list[int]) -> None:
    texts = ["".join(chr(0x4E00 + at % 800) for at in range(length)) for length in lengths]
    lines = [line for page in shown(prose(*texts)) for line in page]
    for number, text in enumerate(texts):
        assert "".join(t for row, t in lines if row == 2 * number + 1) == text
    assert [row for row, _ in lines] == sorted(row for row, _ in lines)
    pagination = paginate(prose(*texts), shipped())
    for page in pagination.pages:
        for fragment in page.fragments:
            assert fragment.y + fragment.height <= 297.0 - 35.0 + 1e-6
