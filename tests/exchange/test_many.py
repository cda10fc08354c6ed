"""Several forms in one file, the mark at the foot, and files that say nothing of their making."""

import zipfile
from pathlib import Path

import msgspec
import openpyxl
import pypdfium2
import pytest

from app.exchange.pdf import Chapter, write_book, write_pdf
from app.exchange.word import write_word
from app.exchange.xlsx import Worksheet, write_workbook, write_worksheets
from app.paper.layout import paginate
from app.paper.pages import Pagination
from app.sheet.sheet import Sheet
from tests.exchange.documents import CREATED, LANDSCAPE, fonts, item, metrics, table

MARK = "校验码 7K3M-Q2RD"


def pages(sheet: Sheet, mark: str = "") -> Pagination:
    return msgspec.structs.replace(paginate(sheet, metrics()), mark=mark)


def long_table(title: str = "长表") -> Sheet:
    return table(*(item(n, "事项", "1.00", "说明", "编码") for n in range(60)), title=title)


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_the_mark_stands_at_the_foot_of_every_page(tmp_path: Path) -> None:
    short = table(page=LANDSCAPE, title="短表")
    made = [pages(long_table(), MARK), pages(short, MARK)]
    write_pdf(made, metrics(), fonts(), tmp_path / "a.pdf", title="表", created=CREATED)
    texts = page_texts(tmp_path / "a.pdf")
    assert len(texts) > 2
    assert [text for text in texts if "校验码7K3M-Q2RD" not in text] == []
    write_workbook(made, metrics(), frozenset(), tmp_path / "a.xlsx", title="表", created=CREATED)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [sheet.oddFooter.right.text for sheet in book] == [MARK, MARK]
    write_word(made, tmp_path / "a.docx", title="表", created=CREATED)
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        feet = [n for n in package.namelist() if n.startswith("word/footer")]
        assert len(feet) == 2
        assert all(MARK in package.read(name).decode() for name in feet)


def test_a_book_has_bookmarks_and_each_form_its_own_page_numbers(tmp_path: Path) -> None:
    one = [pages(long_table("长表")), pages(table(title="附表"))]
    chapters = [Chapter("甲项目", one), Chapter("乙项目", [pages(table(title="短表"))])]
    path = tmp_path / "册.pdf"
    report = write_book(chapters, metrics(), fonts(), path, title="册", created=CREATED)
    texts = page_texts(path)
    assert report.pages == len(texts)
    assert texts[-1].endswith("第1页共1页")
    assert texts[0].endswith(f"第1页共{report.pages - 1}页")
    with pypdfium2.PdfDocument(path) as document:
        marks = [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in document.get_toc()
        ]
    last = report.pages - 1
    assert marks == [(0, "甲项目", 0), (1, "长表", 0), (1, "附表", last - 1), (0, "乙项目", last)]


def test_a_workbook_of_several_forms_keeps_their_names_and_numbers_apart(tmp_path: Path) -> None:
    sheet = pages(table(item(3, "事项", "1.00", "2.00", "编码")))
    parts = [
        Worksheet("甲：项目/一", sheet, frozenset({("items", "amount")})),
        Worksheet("甲：项目/一", sheet, frozenset({("items", "note")})),
    ]
    write_worksheets(parts, metrics(), tmp_path / "册.xlsx", title="册", created=CREATED)
    book = openpyxl.load_workbook(tmp_path / "册.xlsx")
    assert book.sheetnames == ["甲：项目一", "甲：项目一(2)"]
    values = [[cell.value for row in sheet for cell in row] for sheet in book]
    assert [(1 in found, 2 in found) for found in values] == [(True, False), (False, True)]


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "docx"])
def test_a_file_can_say_nothing_of_who_made_it_and_when(tmp_path: Path, ending: str) -> None:
    path, made = tmp_path / f"公开.{ending}", [pages(table())]
    if ending == "xlsx":
        write_workbook(made, metrics(), frozenset(), path, title="表", created=None)
    elif ending == "pdf":
        write_pdf(made, metrics(), fonts(), path, title="表", created=None)
        with pypdfium2.PdfDocument(path) as document:
            assert {k: v for k, v in document.get_metadata_dict().items() if v} == {"Title": "表"}
        return
    else:
        write_word(made, path, title="表", created=None)
    with zipfile.ZipFile(path) as package:
        core = package.read("docProps/core.xml").decode()
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
    assert "Ziping" not in core
    assert "dcterms" not in core.replace('xmlns:dcterms="http://purl.org/dc/terms/"', "")
