import contextlib
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.embedded import SHEET, WorkbookReadError, read_embedded
from tests.exchange.documents import table, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RECORD = json.dumps({"schema": "x", "text": "=1 _x0041_ 𬭎\n\t\u0000\\ " + "长" * 40_000})


def code_of(path: Path) -> str:
    with pytest.raises(WorkbookReadError) as caught:
        read_embedded(path)
    assert caught.value.values["file"] == path.name
    return caught.value.code


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_record_comes_back(tmp_path: Path, ascii_only: bool) -> None:
    text = json.dumps(json.loads(RECORD), ensure_ascii=ascii_only)
    path = workbook(tmp_path / "工作版 a.xlsx", table(), record=text)
    assert json.loads(read_embedded(path)) == json.loads(RECORD)


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=40), max_size=5))
def test_any_record_comes_back(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    workbook(path, table(), record=json.dumps(record))
    assert json.loads(read_embedded(path)) == record


def test_the_record_survives_another_programs_saving(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(), record=RECORD)
    book = openpyxl.load_workbook(path)
    book.save(path)
    assert json.loads(read_embedded(path)) == json.loads(RECORD)


def test_no_menu_shows_the_records_worksheet(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "a.xlsx", table(), record=RECORD))
    assert book[SHEET].sheet_state == "veryHidden"
    assert book.active.title != SHEET


def test_without_a_record_nothing_is_hidden(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table())
    assert [s.sheet_state for s in openpyxl.load_workbook(path).worksheets] == ["visible"]
    assert code_of(path) == "IMPORT_005"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "IMPORT_001"),
        (b"<html><table></table></html>", "IMPORT_001"),
        (OLE + bytes(600), "IMPORT_001"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "IMPORT_002"),
        (b"PK\x03\x04" + bytes(100), "IMPORT_003"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "表 1.xlsx").write_bytes(content)
    assert code_of(tmp_path / "表 1.xlsx") == code


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "a.xlsx") == "IMPORT_006"


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert code_of(tmp_path / "a.xlsx") == "IMPORT_001"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_damaged(tmp_path: Path, share: float) -> None:
    path = workbook(tmp_path / "a.xlsx", table(), record=RECORD)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert code_of(path) == "IMPORT_003"


def test_flipped_bytes_are_damage_or_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(), record=RECORD)
    data = path.read_bytes()
    for at in range(0, len(data), len(data) // 60):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        found = ""
        with contextlib.suppress(WorkbookReadError):
            found = read_embedded(path)
        assert not found or json.loads(found) == json.loads(RECORD)


def replaced(path: Path, name: str, content: bytes) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    path.write_bytes(made.getvalue())


def test_a_missing_piece_is_damage(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(), record=RECORD)
    book = openpyxl.load_workbook(path)
    book[SHEET].delete_rows(3)
    book.save(path)
    assert code_of(path) == "IMPORT_003"


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", table(), record=RECORD)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    replaced(path, "xl/worksheets/sheet2.xml", bomb)
    assert code_of(path) == "IMPORT_003"


@pytest.mark.parametrize("megabytes", [20, 101])
def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path, megabytes: int) -> None:
    path = workbook(tmp_path / "a.xlsx", table(), record=RECORD)
    replaced(path, "xl/worksheets/sheet1.xml", bytes(megabytes * 2**20))
    assert code_of(path) == "IMPORT_004"
