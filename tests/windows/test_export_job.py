"""Files are made in a child process while the window goes on."""

import sys
from pathlib import Path

import pypdfium2
import pytest

from app.desk.exports import RECORD_ENDING
from app.exchange.embedded import read_embedded
from app.model.codec import read_record
from tests.windows.stage import Stage


def test_printing_shows_the_pdf_of_what_is_open(stage: Stage) -> None:
    stage.go("fields/department")
    stage.write("云溪县人民政府")
    stage.run("print")
    stage.wait_for_jobs()
    (path,) = stage.answers.outside
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage().get_text_range()
    assert "云溪县人民政府" in "".join(text.split())
    assert "99.87" in text
    assert stage.answers.said == []


def test_printing_again_leaves_a_print_that_a_viewer_holds(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stage.workspace.folder / "print"
    folder.mkdir()
    held, old = folder / "held.pdf", folder / "old.pdf"
    for path in (held, old):
        path.write_bytes(b"")
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path == held:
            raise PermissionError(13, "in use")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    stage.run("print")
    stage.wait_for_jobs()
    (made,) = stage.answers.outside
    assert {path.name for path in folder.iterdir()} == {"held.pdf", made.name}
    assert stage.answers.said == []


@pytest.mark.parametrize("ending", ["xlsx", "json", "pdf"])
def test_each_kind_of_file_is_made_under_the_chosen_name(
    stage: Stage, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"自评表 1.{ending}"
    stage.export(target)
    assert target.stat().st_size > 500
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]
    assert target.name in stage.window.status.currentMessage()
    if ending == "xlsx":
        assert read_record(read_embedded(target), target.name) == stage.record
    assert stage.answers.outside == []


def test_the_name_offered_is_the_forms_and_the_folder_the_last_one(
    stage: Stage, tmp_path: Path
) -> None:
    stage.export(tmp_path / "a.xlsx")
    stage.answers.path = None
    stage.run("export-pdf")
    offered = Path(stage.answers.asked[-1].partition(": ")[2])
    assert offered.parent == tmp_path
    assert offered.suffix == ".pdf"
    assert "质量技术监督专项经费" in offered.name


def test_a_record_file_is_offered_a_name_that_desktops_know(stage: Stage) -> None:
    stage.answers.path = None
    stage.run("export-json")
    assert stage.answers.asked[-1].endswith(RECORD_ENDING)


def test_the_ending_is_added_where_it_was_left_out(stage: Stage, tmp_path: Path) -> None:
    stage.answers.path = tmp_path / "自评表1.2"
    stage.run("export-json")
    stage.wait_for_jobs()
    assert (tmp_path / "自评表1.2.ziping.json").exists()


@pytest.mark.parametrize("replace", [True, False])
def test_a_taken_name_is_asked_about_where_the_ending_was_left_out(
    stage: Stage, tmp_path: Path, replace: bool
) -> None:
    (tmp_path / "a.ziping.json").write_text("old")
    stage.answers.path, stage.answers.yes = tmp_path / "a", replace
    stage.run("export-json")
    stage.wait_for_jobs()
    assert len(stage.answers.said) == 1
    assert ((tmp_path / "a.ziping.json").read_text("utf-8") != "old") is replace


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "json"])
def test_a_target_that_cannot_be_written_is_one_sentence(
    stage: Stage, tmp_path: Path, ending: str
) -> None:
    target = tmp_path / f"taken.{ending}"
    target.mkdir()
    (target / "inside").write_text("")
    stage.export(target)
    assert len(stage.answers.said) == 1
    assert "Traceback" not in stage.answers.said[0]
    assert f"taken.{ending}" in stage.answers.said[0]


def test_a_folder_that_cannot_be_made_is_one_sentence(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    stage.export(tmp_path / "file" / "a.pdf")
    assert len(stage.answers.said) == 1
    assert "Traceback" not in stage.answers.said[0]


def test_a_program_that_does_not_start_is_told(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    stage.export(tmp_path / "a.pdf")
    assert len(stage.answers.said) == 1


def test_an_older_file_stays_where_the_new_one_fails(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    stage.export(target)
    assert target.read_bytes() == b"old"
    assert len(stage.answers.said) == 1


def test_two_files_at_once_are_both_made(stage: Stage, tmp_path: Path) -> None:
    for ending in ("xlsx", "pdf"):
        stage.answers.path = tmp_path / f"a.{ending}"
        stage.run(f"export-{ending}")
    stage.wait_for_jobs()
    assert {path.name for path in tmp_path.glob("a.*")} == {"a.pdf", "a.xlsx"}


def test_closing_while_a_file_is_made_gives_it_up_quietly(stage: Stage, tmp_path: Path) -> None:
    stage.answers.path = tmp_path / "a.pdf"
    stage.run("export-pdf")
    assert stage.window.commands.exporting.is_working()
    stage.close()
    assert not (tmp_path / "a.pdf").exists()
    assert stage.answers.said == []
