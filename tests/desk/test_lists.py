"""Lists as files."""

from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from app.desk.lists import by_ending, write_list, write_list_file
from app.paper.pages import Figure, FillOp
from app.sheet.listing import ListColumn, Listing, ListRow


def test_a_list_is_the_same_in_workbook_and_pdf(tmp_path: Path) -> None:
    columns = (ListColumn("项目名称", 3), ListColumn("总分", number=True))
    rows = (ListRow(("=cmd|' /C calc'!A0", "99.87")), ListRow(("张𬭸", "未评")))
    listing = Listing("汇总表", columns, rows, "2025年度")
    xlsx, pdf = tmp_path / "汇总 表.xlsx", tmp_path / "汇总 表.pdf"
    write_list([listing], xlsx=xlsx, pdf=pdf)
    sheet = openpyxl.load_workbook(xlsx).active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[2:] == [
        *(["项目名称", "总分"], ["=cmd|' /C calc'!A0", 99.87], ["张𬭸", "未评"]),
    ]
    assert sheet["A4"].data_type == "s"
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "99.87" in text
    assert "张𬭸" in text


def test_each_list_of_a_workbook_has_its_own_columns_of_numbers(tmp_path: Path) -> None:
    codes = Listing(
        "项目", (ListColumn("编码"), ListColumn("数", number=True)), (ListRow(("1234", "5")),)
    )
    sums = Listing(
        "合计", (ListColumn("数", number=True), ListColumn("编码")), (ListRow(("5", "1234")),)
    )
    xlsx = tmp_path / "清单.xlsx"
    write_list([codes, sums], xlsx=xlsx, pdf=None)
    book = openpyxl.load_workbook(xlsx)
    assert [[cell.value for cell in list(sheet.iter_rows())[-1]] for sheet in book] == [
        ["1234", 5],
        [5, "1234"],
    ]


def test_a_figure_stands_above_the_table_of_its_list(tmp_path: Path) -> None:
    fill = FillOp(0.0, 0.0, 50.0, 30.0, 0.0)
    listing = Listing("表", (ListColumn("甲"),), (ListRow(("乙",)),))
    pdf = tmp_path / "图.pdf"
    write_list([listing, listing], xlsx=None, pdf=pdf, figures={1: Figure(40.0, (fill,))})
    pages = [page.render(scale=1).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf)]
    dark = [sum(page.histogram()[:40]) for page in pages]
    assert dark[1] > dark[0] + 50 * 30 * (72 / 25.4) ** 2 * 0.9


@pytest.mark.parametrize(
    ("name", "kind"),
    [("清单.xlsx", "xlsx"), ("清单.PDF", "pdf"), ("清单", "xlsx"), ("清单.docx", "xlsx")],
)
def test_a_file_is_what_its_ending_says_else_a_workbook(name: str, kind: str) -> None:
    path = Path(name)
    assert by_ending(path) == {"xlsx": None, "pdf": None, kind: path}


def test_one_list_is_written_as_its_file_is_called(tmp_path: Path) -> None:
    listing = Listing("汇总表", (ListColumn("项目名称"),), (ListRow(("道路养护",)),), "")
    for name, mark in (("甲.xlsx", b"PK"), ("甲.pdf", b"%PDF")):
        write_list_file(listing, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(mark)
