"""Reading the words of Word documents, and refusing what only looks like one."""

import contextlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.docx_text import PART, DocumentReadError, read_docx
from app.model.faults import FaultError
from app.prose.document import tidy

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>'
TAIL = "</w:body></w:document>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def package(xml: str, name: str = PART) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return held.getvalue()


def written(folder: Path, data: bytes) -> Path:
    path = folder / "报告.docx"
    path.write_bytes(data)
    return path


def test_paragraphs_and_tables_stand_in_their_order(tmp_path: Path) -> None:
    rows = [
        cell("项目", '<w:gridSpan w:val="2"/>') + cell("金额"),
        cell("甲", '<w:vMerge w:val="restart"/>') + cell("一") + cell("10"),
        cell("甲", "<w:vMerge/>") + cell("二") + cell("20"),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    body = paragraph("第一段。") + "<w:p/>" + paragraph("表1：收支") + table + paragraph("完。")
    document = read_docx(written(tmp_path, package(HEAD + body + TAIL)))
    assert [(p.line, p.text) for p in document.paragraphs] == [
        (1, "第一段。"),
        (3, "表1：收支"),
        (7, "完。"),
    ]
    (found,) = document.tables
    assert (found.line, found.caption) == (4, "表1：收支")
    assert [row.cells for row in found.rows] == [
        ("项目", "", "金额"),
        ("甲", "一", "10"),
        ("", "二", "20"),
    ]


def test_what_was_struck_out_and_what_stands_in_boxes_is_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>86</w:t><w:tab/><w:t>万元</w:t></w:r></w:ins>"
        "<w:r><w:pict><w:t>框</w:t></w:pict></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('控件里的字')}</w:sdtContent></w:sdt>"
    )
    document = read_docx(written(tmp_path, package(HEAD + body + TAIL)))
    assert [p.text for p in document.paragraphs] == ["支出86万元", "控件里的字"]


def test_a_document_of_the_strict_edition_is_read(tmp_path: Path) -> None:
    xml = (HEAD + paragraph("严格格式。") + TAIL).replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert read_docx(written(tmp_path, package(xml))).paragraphs[0].text == "严格格式。"


SPAN = '<w:gridSpan w:val="999999999"/>'
WIDE = f"<w:tbl><w:tr>{cell('', SPAN)}</w:tr></w:tbl>"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "REPORT_001"),
        (b"plain text", "REPORT_001"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "REPORT_001"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "REPORT_002",
        ),
        (package("<a/>", "xl/workbook.xml"), "REPORT_001"),
        (package(HEAD + TAIL)[:-30], "REPORT_003"),
        (package("<w:document"), "REPORT_003"),
        (package(f'<x xmlns="{W}"/>'), "REPORT_003"),
        (package(BOMB + HEAD[38:] + paragraph("&a;") + TAIL), "REPORT_003"),
        (package(HEAD + "<w:p>" * 30_000 + "</w:p>" * 30_000 + TAIL), "REPORT_003"),
        (package(HEAD + WIDE + TAIL), "REPORT_003"),
        (package(HEAD + " " * (70 * 2**20) + TAIL), "REPORT_004"),
        (package(HEAD + paragraph("a" * 9_000_000) + TAIL), "REPORT_004"),
    ],
    ids=range(13),
)
def test_a_hostile_or_damaged_file_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(FaultError) as refused:
        read_docx(written(tmp_path, data))
    assert refused.value.code == code


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "没有.docx", "FILE_001"), (tmp_path, "FILE_002")):
        with pytest.raises(FaultError) as refused:
            read_docx(path)
        assert refused.value.code == code


@given(st.data())
def test_a_damaged_archive_never_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(package(HEAD + paragraph("支出86.54万元。") * 20 + TAIL))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("docx") / "x.docx"
    path.write_bytes(bytes(whole))
    with contextlib.suppress(DocumentReadError):
        read_docx(path)


def test_what_a_library_writes_is_read(tmp_path: Path) -> None:
    written_by = docx.Document()
    written_by.add_paragraph("全年累计支出86.54万元。")
    table = written_by.add_table(rows=2, cols=2)
    for at, text in enumerate(("项目", "金额", "合计", "10")):
        table.cell(at // 2, at % 2).text = text
    path = tmp_path / "写出.docx"
    written_by.save(str(path))
    document = read_docx(path)
    assert document.paragraphs[0].text == tidy("全年累计支出86.54万元。")
    assert [row.cells for row in document.tables[0].rows] == [("项目", "金额"), ("合计", "10")]
