"""Lists on paper: heads on every page, sums, groups and notes in their places."""

import pytest

from app.desk.view import shipped_metrics
from app.paper.layout import paginate
from app.sheet.listing import ListColumn, Listing, ListRow, listing_sheet, numeric_columns

COLUMNS = (ListColumn("项目名称", 3), ListColumn("总分", 1, number=True))
ROWS = (
    ListRow(("质量股",), "head"),
    ListRow(("质量技术监督专项经费", "99.87")),
    ListRow(("合计", "99.87"), "strong"),
)


def test_a_list_has_its_head_rows_and_notes() -> None:
    sheet = listing_sheet(Listing("汇总表", COLUMNS, ROWS, "2025年度", ("注：万元。",)))
    assert [heading.text for heading in sheet.headings] == ["汇总表", "2025年度"]
    assert [[cell.text for cell in row.cells] for row in sheet.rows] == [
        *(["项目名称", "总分"], ["质量股"], ["质量技术监督专项经费", "99.87"]),
        *(["合计", "99.87"], ["注：万元。"]),
    ]
    assert [cell.align for cell in sheet.rows[2].cells] == ["left", "right"]
    assert sheet.columns == pytest.approx((135.0, 45.0))


def test_a_landscape_list_fills_the_wider_page() -> None:
    sheet = listing_sheet(Listing("表", COLUMNS, ROWS, landscape=True))
    assert sum(sheet.columns) == pytest.approx(267.0)
    assert sheet.page.landscape


def test_the_head_is_repeated_on_every_page() -> None:
    rows = tuple(ListRow((f"项目{n}", "1")) for n in range(90))
    pagination = paginate(listing_sheet(Listing("表", COLUMNS, rows)), shipped_metrics())
    assert len(pagination.pages) > 1
    assert all(page.fragments[0].row == 0 for page in pagination.pages)


def test_an_empty_list_says_so() -> None:
    sheet = listing_sheet(Listing("表", COLUMNS, ()))
    assert sheet.rows[-1].cells[0].text == "（无）"


def test_columns_of_numbers_are_named() -> None:
    assert numeric_columns(Listing("表", COLUMNS, ROWS)) == {("list", "c1")}
