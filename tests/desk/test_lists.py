"""Lists as files."""

from pathlib import Path

import openpyxl
import pypdfium2

from app.desk.lists import write_list
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
