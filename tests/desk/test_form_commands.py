"""`ziping forms new`: where a draft goes, and what is refused without leaving anything behind."""

import json
from pathlib import Path

import openpyxl
import pytest

from app.cli import main
from app.desk.forms import gallery
from tests.second import FORM_IDS


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    for row in (
        ["检查表"],
        ["项目名称", None, "单位", None],
        ["序号", "内容", "结果", "备注"],
        [1],
    ):
        workbook.active.append(row)
    workbook.save(tmp_path / "blank.xlsx")
    return tmp_path / "blank.xlsx"


def new(form_id: str, source: Path, *more: object) -> int:
    return main([*map(str, more), "forms", "new", form_id, "--from-xlsx", str(source)])


def test_a_draft_goes_to_the_data_folder_and_is_offered(
    blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("own", blank, "--data", tmp_path / "data") == 0
    assert "检查表" in (tmp_path / "data" / "forms" / "own" / "README.md").read_text("utf-8")
    assert main(["--data", str(tmp_path / "data"), "forms"]) == 0
    assert "own  检查表" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["forms", "forms/own"])
def test_a_draft_goes_where_it_is_wanted(place: str, blank: Path, tmp_path: Path) -> None:
    wanted = ["forms", "new", "own", "--from-xlsx", str(blank), "-o", str(tmp_path / place)]
    assert main(wanted) == 0
    assert (tmp_path / "forms" / "own" / "form.toml").is_file()


def test_a_draft_is_told_in_json(
    blank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["forms", "new", "own", "--from-xlsx", str(blank), "-o", str(tmp_path), "--json"]
    assert main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["form"]["id"]) == (True, "own")


@pytest.mark.parametrize("form_id", ["../own", "a/b", ".own", "", FORM_IDS[0]])
def test_an_id_that_does_not_do_is_refused(form_id: str, blank: Path, tmp_path: Path) -> None:
    assert new(form_id, blank, "--data", tmp_path / "data") == 2
    assert not (tmp_path / "data").exists()


def test_nothing_is_overwritten(blank: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "forms" / "own"
    folder.mkdir(parents=True)
    (folder / "form.toml").write_text("mine", encoding="utf-8")
    assert new("own", blank, "--data", tmp_path / "data") == 2
    assert [path.name for path in folder.iterdir()] == ["form.toml"]
    assert (folder / "form.toml").read_text("utf-8") == "mine"


def test_a_workbook_that_cannot_be_read_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04")
    assert new("own", tmp_path / "x.xlsx", "--data", tmp_path / "data") == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "data").exists()


def test_no_shipped_form_is_out_of_order() -> None:
    assert gallery().broken() == ()
