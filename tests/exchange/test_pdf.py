import base64
import re
import shutil
import zlib
from pathlib import Path

import msgspec
import pypdfium2
import pypdfium2.raw
import pytest

from app.exchange import pdf as module
from app.exchange.files import ExportError
from app.exchange.pdf import write_pdf
from app.paper.layout import paginate
from app.paper.operations import operations
from app.paper.pages import Operation, RuleOp, TextOp
from tests.exchange.documents import (
    CREATED,
    LANDSCAPE,
    fonts,
    item,
    metrics,
    pdf,
    pdf_text,
    table,
    texts_table,
)

NOTE = "受连续阴雨影响，部分点位道路中断，抽检批次较计划减少12.5%；下一步提前谋划、错峰安排。"
RARE = "杨䶮、李㛃、王𬭎、赵𡎚、孙𠮷"


def drawn(data: bytes) -> bytes:
    """The page contents and maps of a PDF, unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
    unpacked = []
    for stream in streams:
        text = stream.strip()
        packed = base64.a85decode(b"<~" + text, adobe=True) if text.endswith(b"~>") else stream
        unpacked.append(zlib.decompress(packed))
    return b"\n".join(unpacked)


def test_texts_come_back_from_the_file(tmp_path: Path) -> None:
    texts = [NOTE, RARE, "Q3 2019 (I & II) <b>x</b> \\ ()", "=1+1"]
    report = pdf(tmp_path / "a.pdf", texts_table(texts))
    found = pdf_text(tmp_path / "a.pdf")
    for text in texts:
        assert "".join(text.split()) in found
    assert report == module.PdfReport(1, ())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_words_stay_whole_for_other_readers(tmp_path: Path) -> None:
    import subprocess

    pdf(tmp_path / "a.pdf", texts_table(["质量技术监督98.73% Excel表", RARE]))
    command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
    found = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    assert "质量技术监督98.73% Excel表" in found
    assert RARE in found


def test_letters_set_wide_apart_are_read_as_one_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = TextOp("自评表A1", "song", 10.0, (20.0, 30.0, 40.0, 50.0, 60.0), 50.0)
    replace_operations(monkeypatch, (run,))
    pdf(tmp_path / "a.pdf", table())
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert document[0].get_textpage().get_text_range() == "自评表A1"


def test_two_exports_have_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        pdf(tmp_path / f"{name}.pdf", texts_table([NOTE, RARE]))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_every_font_is_an_embedded_subset(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", texts_table([RARE, "𪛖"]))
    data = (tmp_path / "a.pdf").read_bytes()
    names = set(re.findall(rb"/BaseFont /(\S+)", data))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+Ziping(Song|Hei|Kai)-Regular", name) for name in names)
    assert len(re.findall(rb"/FontFile2", data)) == len(names)
    assert b"Helvetica" not in data


def test_a_character_that_no_face_has_is_framed_and_reported(tmp_path: Path) -> None:
    report = pdf(tmp_path / "a.pdf", texts_table(["人名\U0002a6d6和\ue123"]))
    assert report.missing_characters == ("\ue123", "\U0002a6d6")
    assert "人名" in pdf_text(tmp_path / "a.pdf")
    content = drawn((tmp_path / "a.pdf").read_bytes())
    assert content.count(b" re S") == 2
    assert b"ActualText <FEFFD869DED6>" in content
    assert b"ActualText <FEFFE123>" in content


def test_pages_are_a4_in_their_own_orientation(tmp_path: Path) -> None:
    report = pdf(tmp_path / "a.pdf", table(), table(page=LANDSCAPE, title="附表"))
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        sizes = [tuple(round(n / 72 * 25.4, 2) for n in page.get_size()) for page in document]
        chapters = [
            (entry.get_title(), entry.get_dest().get_index()) for entry in document.get_toc()
        ]
    assert sizes == [(210.0, 297.0), (297.0, 210.0)]
    assert chapters == [("整改情况表", 0), ("附表", 1)]
    assert report.pages == 2


def test_page_numbers_run_through_all_parts(tmp_path: Path) -> None:
    rows = [item(n, "事项", "", NOTE, "") for n in range(1, 30)]
    report = pdf(tmp_path / "a.pdf", table(*rows), table())
    found = pdf_text(tmp_path / "a.pdf")
    for number in range(1, report.pages + 1):
        assert f"第{number}页共{report.pages}页" in found
    assert report.pages > 2


def test_properties_name_no_person(tmp_path: Path) -> None:
    pdf(tmp_path / "a.pdf", table(), title="自评表\x00 云溪县")
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        properties = document.get_metadata_dict()
    assert properties["Title"] == "自评表 云溪县"
    assert properties["Author"] == ""
    assert properties["CreationDate"] == "D:20200301083000"


def positions(path: Path) -> dict[str, float]:
    """The x in mm of each character of the first page."""
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        indexes = range(text.count_chars())
        return {
            text.get_text_range(index, 1): text.get_charbox(index, loose=True)[0] / 72 * 25.4
            for index in indexes
        }


def test_characters_stand_where_the_operations_put_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    xs = (20.0, 23.8, 27.4, 29.6, 31.6)
    run = TextOp("中文98%", "song", 10.5, xs, 50.0)
    replace_operations(monkeypatch, (run,))
    pdf(tmp_path / "a.pdf", table())
    found = positions(tmp_path / "a.pdf")
    for character, x in zip(run.text, xs, strict=True):
        assert found[character] == pytest.approx(x, abs=0.05)


def test_long_runs_do_not_drift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = 3.5279
    xs = tuple(20 + step * number for number in range(48))
    run = TextOp(
        "一二三四五六七八九十百千" * 3 + "甲乙丙丁戊己庚辛壬癸子丑", "song", 10.0, xs, 50.0
    )
    replace_operations(monkeypatch, (run,))
    pdf(tmp_path / "a.pdf", table())
    found = positions(tmp_path / "a.pdf")
    assert found["丑"] == pytest.approx(xs[-1], abs=0.02)


def replace_operations(monkeypatch: pytest.MonkeyPatch, made: tuple[Operation, ...]) -> None:
    monkeypatch.setattr(module, "operations", lambda *_: made)


def test_rules_are_drawn_at_their_place_and_width(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_operations(monkeypatch, (RuleOp(25.4, 25.4, 50.8, 25.4, 0.5),))
    pdf(tmp_path / "a.pdf", table())
    assert b"0.5 w\n72 769.89 m 144 769.89 l\nS" in drawn((tmp_path / "a.pdf").read_bytes())


def test_all_operations_of_forty_rows_and_a_long_note_are_drawn(tmp_path: Path) -> None:
    note = (NOTE * 20)[:600]
    rows = [item(n, f"第{n}项", "87.65", note if n == 20 else NOTE, "") for n in range(1, 41)]
    pages = paginate(table(*rows), metrics())
    report = write_pdf([pages], metrics(), fonts(), tmp_path / "a.pdf", title="表", created=CREATED)
    every = [
        op.text
        for index in range(report.pages)
        for op in operations(pages, index, metrics())
        if isinstance(op, TextOp)
    ]
    found = pdf_text(tmp_path / "a.pdf")
    assert report.pages == len(pages.pages) > 3
    assert sorted(found) == sorted("".join("".join(every).split()))


def test_a_damaged_font_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "song.ttf").write_bytes(b"no font")
    broken = {**fonts(), "song": tmp_path / "song.ttf"}
    with pytest.raises(ExportError) as caught:
        write_pdf(
            [paginate(table(), metrics())],
            metrics(),
            broken,
            tmp_path / "a.pdf",
            title="表",
            created=CREATED,
        )
    assert caught.value.code == "EXPORT_007"
    assert not (tmp_path / "a.pdf").exists()


def test_invisible_characters_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = TextOp("甲\u200b乙", "song", 10.0, (20.0, 24.0, 24.0), 50.0)
    replace_operations(monkeypatch, (run, msgspec.structs.replace(run, text="\u200b" * 3)))
    assert pdf(tmp_path / "a.pdf", table()).missing_characters == ()
    assert pdf_text(tmp_path / "a.pdf") == "甲乙"
