"""Chapters on the sheet: titles by level, paragraphs moved in, guidance, the part's own page."""

import pytest

from app.model.places import Place
from app.sheet.chapters import indented
from app.sheet.sheet import Cell, Sheet
from tests.reports import report, report_form, saying, unwritten
from tests.sheet.tables import sheets_of, with_layout

DEFINITION = report_form().definition


def cells(sheet: Sheet) -> list[Cell]:
    return [cell for row in sheet.rows for cell in row.cells]


def text_of(sheet: Sheet, field: str) -> Cell:
    return next(c for c in cells(sheet) if c.place == Place("report", None, field))


def test_titles_have_their_level_and_keep_with_what_follows() -> None:
    sheet = sheets_of(report(), DEFINITION)[0]
    titles = [(row.cells[0], row.keep) for row in sheet.rows if row.cells[0].level]
    assert all(keep and cell.place is None for cell, keep in titles)
    styles = {cell.level: cell.style for cell, _ in titles}
    assert styles == {1: "chapter", 2: "subchapter", 3: "prose"}
    assert [c.text.strip() for c, _ in titles if c.level == 1] == [
        "一、项目基本情况",
        "二、项目绩效分析",
        "三、自评结论",
    ]


def test_a_text_fills_the_width_without_border_and_shows_its_figures() -> None:
    cell = text_of(sheets_of(saying("执行率{funds.total.rate}"), DEFINITION)[0], "overview")
    assert cell.text == "　　执行率98.73%"
    assert (cell.border, cell.kind, cell.top_aligned) == (False, "input", True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("一\n二", "　　一\n　　二"),
        ("　　一\n\n  二 ", "　　一\n\n　　二"),
    ],
)
def test_every_paragraph_is_moved_in_once(text: str, shown: str) -> None:
    assert indented(text) == shown


def test_guidance_is_no_text() -> None:
    sheet = sheets_of(unwritten(), DEFINITION)[0]
    cell = text_of(sheet, "overview")
    assert cell.text == ""
    assert cell.hint
    assert all(cell.hint not in other.text for other in cells(sheet))


def test_the_report_keeps_its_own_page_when_the_table_is_turned() -> None:
    text, table = sheets_of(with_layout(report(), orientation="landscape"), DEFINITION)
    assert (text.page.landscape, table.page.landscape) == (False, True)
    assert (text.page.body_size, table.page.body_size) == (15.75, 10.0)
    margins = text.page.margins
    assert (margins.top, margins.right, margins.bottom, margins.left) == (37.0, 26.0, 35.0, 28.0)
    assert text.columns == (156.0,)
