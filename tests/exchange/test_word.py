"""Word files: what stands in them, how it is set, and what no text can do to them."""

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.records import new_record
from app.desk.view import Viewer
from app.exchange.files import ExportError
from app.exchange.word import write_word
from app.model.record import FormRecord
from app.paper.pages import Pagination
from tests.reports import EVALUATION, SELF, report, report_form, saying
from tests.rules.records import with_text

NOW = datetime(2020, 3, 5, 10, 30)


def written(path: Path, record: FormRecord | None = None, form: str = SELF) -> Any:
    view = Viewer(report_form(form).definition).view(record or report(form))
    write_word(view.pages, path, title="报告", created=NOW)
    return docx.Document(str(path))


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def texts(document: Any, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_titles_are_headings_and_texts_are_paragraphs(tmp_path: Path) -> None:
    document = written(tmp_path / "r.docx")
    assert texts(document, "Title") == ["项目支出绩效自评报告", "项目支出绩效自评表"]
    assert texts(document, "Heading 1")[0] == "一、项目基本情况"
    assert "（二）项目预算绩效目标" in texts(document, "Heading 2")
    assert "1. 业务管理情况" in texts(document, "Heading 3")
    body = texts(document, "Normal")
    assert any(text.startswith("质量技术监督项目经费全年累计拨付87.65万元") for text in body)
    assert not any("{" in text for text in body)
    assert not any(text.startswith("　") for text in body)


def test_faces_and_sizes_are_those_of_official_documents(tmp_path: Path) -> None:
    document = written(tmp_path / "r.docx")
    wanted = {
        "Normal": ("仿宋_GB2312", 16.0),
        "Heading 1": ("黑体", 16.0),
        "Heading 2": ("楷体_GB2312", 16.0),
        "Heading 3": ("仿宋_GB2312", 16.0),
        "Title": ("方正小标宋简体", 22.0),
    }
    for name, (face, size) in wanted.items():
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == face
        assert style.font.size.pt == size
        assert [key for key in fonts.attrib if "Theme" in key] == []
    for line in part(tmp_path / "r.docx", "word/document.xml").split("<w:r>")[1:]:
        assert "rFonts" not in line or "w:eastAsia" in line
    declared = part(tmp_path / "r.docx", "word/fontTable.xml")
    for face in ("仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"):
        assert re.search(f'w:name="{face}"><w:altName', declared)


def test_the_page_is_a4_with_the_margins_of_the_standard(tmp_path: Path) -> None:
    first, second = written(tmp_path / "r.docx").sections
    sides = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [round(side.mm) for side in sides] == [37, 26, 35, 28]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert round(second.top_margin.mm) == 20
    turned = written(tmp_path / "e.docx", form=EVALUATION).sections
    assert [s.page_width > s.page_height for s in turned] == [False, True, True, True]


def test_page_numbers_stand_outside_between_dashes(tmp_path: Path) -> None:
    section = written(tmp_path / "r.docx").sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_the_annex_is_the_sheets_table_with_its_merged_cells(tmp_path: Path) -> None:
    document = written(tmp_path / "r.docx")
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 1 + 1 + 5 + 2 + 1 + 9 + 1
    assert {len(row) for row in rows} == {9}
    assert rows[0] == ["项目名称"] * 2 + ["质量技术监督项目经费"] * 7
    assert rows[3][0] == rows[6][0] == "项目\n资金\n（万\n元）"
    assert rows[3][3:] == ["", "87.65", "86.54", "10", "98.73%", "9.87"]
    assert rows[-1][-3:] == ["100", "99.87", ""]
    widths = [int(col.get(qn("w:w"))) for col in table._tbl.tblGrid]
    assert sum(widths) == pytest.approx(180 * 1440 / 25.4, abs=9)


@pytest.mark.parametrize("form", [SELF, EVALUATION])
def test_the_same_record_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    written(tmp_path / "a.docx", form=form)
    written(tmp_path / "b.docx", form=form)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


HOSTILE = [
    "<w:p><w:r/></w:p>",
    "]]></w:t><script>",
    "&amp; & < > \" '",
    "前\x00\x07\x0b后\ud800",
    "𠮷野家 𬱖 □",
    "_x0041_ {PAGE} { INCLUDETEXT }",
    "=1+1 %s {0}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_markup(tmp_path: Path, text: str) -> None:
    record = with_text(saying(text), "goals/expected", text)
    document = written(tmp_path / "r.docx", record)
    plain = "".join(c for c in text if c not in "\x00\x07\x0b\ud800")
    shown = plain.replace("{PAGE}", "【缺：PAGE】").replace(
        "{ INCLUDETEXT }", "【缺：INCLUDETEXT】"
    )
    shown = shown.replace("{0}", "0")
    assert shown in texts(document, "Normal")
    assert plain in [cell.text for row in document.tables[0].rows for cell in row.cells]
    usual = part(tmp_path / "r.docx", "word/document.xml").count("<w:instrText")
    assert usual == 0


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    with TemporaryDirectory() as folder:
        document = written(Path(folder) / "r.docx", saying(text))
        assert texts(document, "Title")


def test_no_name_of_the_template_and_no_picture_is_left(tmp_path: Path) -> None:
    document = written(tmp_path / "r.docx")
    properties = document.core_properties
    assert (properties.title, properties.author, properties.comments) == ("报告", "Ziping", "")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "r.docx").read_bytes())) as package:
        assert [name for name in package.namelist() if name.endswith(".jpeg")] == []


def test_an_older_file_stays_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as error:
        written(tmp_path / "none" / "r.docx")
    assert error.value.code == "EXPORT_001"


def test_an_empty_report_is_a_file_too(tmp_path: Path) -> None:
    document = written(tmp_path / "r.docx", new_record(report_form(), 2024))
    assert len(texts(document, "Heading 1")) == 3
    hints = [cell.hint for row in _empty().sheet.rows for cell in row.cells if cell.hint]
    assert hints
    assert [hint for hint in hints if hint in part(tmp_path / "r.docx", "word/document.xml")] == []


def _empty() -> Pagination:
    return Viewer(report_form().definition).view(new_record(report_form(), 2024)).pages[0]
