"""Flat lists from office programs: texts as a person would read them, hostile files refused."""

import datetime
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.exchange.embedded import WorkbookReadError
from app.exchange.flat import ROW_LIMIT, read_flat, text_of


def workbook(path: Path, rows: list[list[Any]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.create_sheet("隐藏").sheet_state = "hidden"
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, ""), ("", ""), (" 道路　", "道路"), (87.65, "87.65"), (876543.21, "876543.21")),
        *((100.0, "100"), (1e21, "1" + "0" * 21), (1e-7, "0.0000001"), (True, "是")),
        (datetime.date(2026, 3, 5), "2026-03-05"),
        (datetime.datetime(2026, 3, 5, 14, 2), "2026-03-05 14:02"),
        (datetime.datetime(2026, 3, 5), "2026-03-05"),
    ],
)
def test_a_value_is_the_text_a_person_reads(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_a_merged_cell_stands_in_each_of_its_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["项目", "指标"],
        ["道路养护", "里程"],
        [None, "合格率"],
        ["桥梁", "座数", "多"],
    ]
    (flat,) = read_flat(workbook(tmp_path / "中文 夹" / "清单.xlsx", rows, "A2:A3"))
    assert flat.rows == (
        ("项目", "指标", ""),
        ("道路养护", "里程", ""),
        ("道路养护", "合格率", ""),
        ("桥梁", "座数", "多"),
    )
    assert flat.merged == {(2, 0)}


def test_the_rows_above_and_left_of_the_list_keep_their_place(tmp_path: Path) -> None:
    (flat,) = read_flat(workbook(tmp_path / "a.xlsx", [[], [None, None, "项目"]]))
    assert flat.rows[1][2] == "项目"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_files_are_read_in_the_encodings_of_offices(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "导出.csv"
    path.write_bytes(f'编码{separator}金额\n"00{separator}1"{separator}876,5\n'.encode(encoding))
    (flat,) = read_flat(path)
    last = ("00,1", "876", "5") if separator == "," else (f"00{separator}1", "876,5")
    assert flat.rows[1] == last


def test_a_ghost_row_far_below_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "项目"
    sheet["A1048576"] = " "
    book.save(tmp_path / "g.xlsx")
    (flat,) = read_flat(tmp_path / "g.xlsx")
    assert len(flat.rows) == 1


def test_more_rows_than_are_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_text("项目\n" * (ROW_LIMIT + 5), encoding="utf-8")
    (flat,) = read_flat(path)
    assert (len(flat.rows), flat.cut) == (ROW_LIMIT, True)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "0" * 150_000_000)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "IMPORT_007"),
        ("a.xlsx", b"PK\x03\x04 cut off", "IMPORT_003"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "IMPORT_003"),
        ("a.xls", b"\r\n<HTML><table><tr><td>1", "IMPORT_008"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "IMPORT_008"),
        ("a.csv", b"\xff\xfe\x00\x01\x00", "IMPORT_007"),
        ("a.csv", b"a\0b,c", "IMPORT_007"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "IMPORT_007"),
        ("a.et", "EncryptedPackage".encode("utf-16-le"), "IMPORT_007"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "IMPORT_002",
        ),
    ],
)
def test_what_is_no_list_is_told_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WorkbookReadError) as fault:
        read_flat(tmp_path / name)
    assert fault.value.code == code


def test_a_bomb_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    bomb(tmp_path / "b.xlsx")
    for name, code in (("b.xlsx", "IMPORT_004"), ("没有.xlsx", "IMPORT_006")):
        with pytest.raises(WorkbookReadError) as fault:
            read_flat(tmp_path / name)
        assert fault.value.code == code


def test_a_number_that_shows_as_per_cent_is_read_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for values in ([0.98, 0.985, "0.9", 0.98], [1, -0.05, None, "百分之九"]):
        sheet.append(values)
    for row, column, shown in ((1, 1, "0%"), (1, 2, "0.00%"), (1, 3, "0%"), (2, 1, "0%")):
        sheet.cell(row, column).number_format = shown
    sheet.cell(2, 2).number_format = '0.0%;[Red]-0.0%;"—"'
    sheet.cell(2, 4).number_format = "0%"
    book.save(tmp_path / "百分数.xlsx")
    (flat,) = read_flat(tmp_path / "百分数.xlsx")
    assert flat.rows == (("98%", "98.5%", "0.9", "0.98"), ("100%", "-5%", "", "百分之九"))


def test_hidden_worksheets_are_read_only_if_wanted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "清单.xlsx", [["编码"]])
    assert [flat.name for flat in read_flat(path)] == ["Sheet"]
    assert [flat.name for flat in read_flat(path, hidden=True)] == ["Sheet", "隐藏"]
