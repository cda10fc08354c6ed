"""Pages of files that somebody hands over: counted where that is safe, else unknown."""

import struct
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.exchange.page_count import page_count


def pdf(path: Path, pages: int) -> Path:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(path)
    document.close()
    return path


def bomb(side: int) -> bytes:
    """A picture of a few bytes that promises a square of this side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("name", ["验收.pdf", "没有后缀", "改了名.jpg"])
def test_the_pages_of_a_pdf_are_counted_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert page_count(pdf(tmp_path / name, 3)) == 3


def test_a_picture_is_a_page_and_a_scan_in_one_file_as_many_as_it_holds(tmp_path: Path) -> None:
    one, many = tmp_path / "照片.JPG", tmp_path / "扫描.tif"
    picture = Image.new("L", (8, 8))
    picture.save(one, "JPEG")
    picture.save(many, save_all=True, append_images=[picture, picture])
    assert (page_count(one), page_count(many)) == (1, 3)


def test_a_word_file_says_its_pages_itself(tmp_path: Path) -> None:
    path = tmp_path / "总结.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("docProps/app.xml", "<Properties><Pages>12</Pages></Properties>")
    assert page_count(path) == 12
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/app.xml", "<Pages>12</Pages>" + " " * 5_000_000)
    assert page_count(path) == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("坏.pdf", b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj"),
        ("巨图.png", bomb(60_000)),
        ("坏.jpg", b"\xff\xd8\xff\xe0"),
        ("坏.docx", b"PK\x03\x04"),
        ("表.xlsx", b"PK"),
        ("空.pdf", b""),
    ],
)
def test_the_pages_of_a_hostile_file_are_unknown(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert page_count(path) == 0
    assert page_count(tmp_path / "没有.pdf") == 0


@given(st.binary(max_size=400), st.sampled_from([".pdf", ".png", ".tif", ".docx", ".gif"]))
def test_no_content_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"某文件{suffix}"
    path.write_bytes((b"%PDF-1.4\n" if suffix == ".pdf" else b"II*\x00") + data)
    assert 0 <= page_count(path) <= 100_000
