"""Exports: workbook, PDF and record file of both forms, whole or not at all."""

import errno
import os
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from app.desk.exports import export, file_name, title_of, write_text
from app.exchange.files import ExportError
from app.model.codec import read_record
from app.model.faults import FaultError
from tests.rules.records import with_text
from tests.second import FORM_IDS, form_of, sample_of
from tests.sheet.tables import sheets_of, with_layout


def pdf_texts(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_every_file_shows_the_table(form_id: str, tmp_path: Path) -> None:
    form, record = form_of(form_id), sample_of(form_id)
    xlsx, pdf, text = (tmp_path / f"表 格.{ending}" for ending in ("xlsx", "pdf", "json"))
    view, report = export(record, form, xlsx=xlsx, pdf=pdf, json=text)
    assert report.files == (xlsx, pdf, text)
    assert (report.pages, report.missing) == (len(view.pages), ())
    assert read_record(text.read_bytes()) == record
    shown = "".join(pdf_texts(pdf).split())
    workbook = openpyxl.load_workbook(xlsx)
    values = {str(c.value) for sheet in workbook for row in sheet for c in row if c.value}
    for sheet in sheets_of(record, form.definition):
        for word in (c.text for row in sheet.rows for c in row.cells if c.text):
            assert "".join(word.split()) in shown
            assert word in values or any(map(str.isdigit, word))
    workbook.close()


def test_optional_sections_and_landscape_are_exported_too(tmp_path: Path) -> None:
    form = form_of(FORM_IDS[0])
    record = with_layout(
        sample_of(FORM_IDS[0]), sections=["grade", "signatures"], orientation="landscape"
    )
    export(record, form, pdf=tmp_path / "a.pdf")
    assert "自评等级" in "".join(pdf_texts(tmp_path / "a.pdf").split())
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert document[0].get_width() > document[0].get_height()


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "json"])
def test_a_folder_of_that_name_stops_the_export_before_anything_is_written(
    kind: str, tmp_path: Path
) -> None:
    taken = tmp_path / "a"
    taken.mkdir()
    targets = {ending: tmp_path / f"b.{ending}" for ending in ("xlsx", "pdf", "json")}
    with pytest.raises(FaultError) as caught:
        export(sample_of("second"), form_of("second"), **{**targets, kind: taken})
    assert caught.value.code == "FILE_007"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("kind", ["xlsx", "pdf", "json"])
def test_a_missing_folder_is_named(kind: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        export(sample_of("second"), form_of("second"), **{kind: tmp_path / "没有" / f"a.{kind}"})
    assert caught.value.code == "EXPORT_001"


def test_a_full_disk_leaves_the_older_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    write_text(path, "older")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError) as caught:
        export(sample_of("second"), form_of("second"), json=path)
    assert caught.value.code == "EXPORT_003"
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.json", "older")]


@pytest.mark.parametrize(
    ("form_id", "name"),
    [
        (FORM_IDS[0], "2019_云溪县应急管理局_质量技术监督专项经费_项目支出绩效自评表.xlsx"),
        ("second", "2023_云溪县石桥镇柳湾村_村内道路硬化_村级公益事业项目自查表.xlsx"),
    ],
)
def test_a_file_is_named_after_year_unit_project_and_form(form_id: str, name: str) -> None:
    assert file_name(sample_of(form_id), form_of(form_id), ".xlsx") == name


def test_a_file_name_holds_what_every_system_takes() -> None:
    record = with_text(sample_of("second"), "heading/name", "村/道:\n“一期”" + "长" * 99)
    name = file_name(record, form_of("second"), ".pdf")
    assert name.startswith("2023_云溪县石桥镇柳湾村_村道 一期长长")
    assert len(name) <= 84


def test_a_document_is_titled_after_form_and_project() -> None:
    record, definition = sample_of("second"), form_of("second").definition
    assert title_of(record, definition) == "村级公益事业项目自查表 村内道路硬化"
    assert title_of(with_text(record, "heading/name", ""), definition) == "村级公益事业项目自查表"
