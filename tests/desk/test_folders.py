"""Where the data lie: a folder that the person can see and write to."""

import sys
from pathlib import Path

import platformdirs
import pytest

from app.desk import folders
from app.desk.folders import MARKERS, data_folder, data_path
from app.desk.texts import fault_sentence
from app.model.faults import FaultError


def test_the_folder_asked_for_wins_and_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZIPING_DATA", str(tmp_path / "环境"))
    wanted = tmp_path / "优 盘" / "自评"
    assert data_folder(wanted) == wanted
    assert wanted.is_dir()
    assert list(wanted.iterdir()) == []
    assert not (tmp_path / "环境").exists()


def test_the_environment_comes_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZIPING_DATA", str(tmp_path / "环境"))
    assert data_folder(None) == tmp_path / "环境"


@pytest.mark.parametrize("named", [None, ""])
def test_else_the_data_lie_among_the_person_s_documents(
    named: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if named is None:
        monkeypatch.delenv("ZIPING_DATA")
    else:
        monkeypatch.setenv("ZIPING_DATA", named)
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "文档")
    assert data_folder(None) == tmp_path / "文档" / "Ziping 绩效自评"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program on a fixed disk, with nothing said about the data."""
    folder = tmp_path / "我的 程序"
    folder.mkdir()
    monkeypatch.delenv("ZIPING_DATA", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "Ziping.exe"))
    monkeypatch.setattr(folders, "is_removable", lambda path: False)
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "文档")
    return folder


@pytest.mark.parametrize("name", MARKERS)
def test_a_marker_keeps_the_data_beside_the_program(name: str, program: Path) -> None:
    (program / name).write_text("", encoding="utf-8")
    assert data_folder(None) == program / "数据"
    assert (program / "数据").is_dir()


def test_a_program_on_a_stick_keeps_its_data_there(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "is_removable", program.__eq__)
    assert data_path(None) == program / "数据"


def test_an_installed_program_keeps_them_among_the_documents(program: Path) -> None:
    (program / "便携.ini").mkdir()  # a folder is no marker
    assert data_path(None) == program.parent / "文档" / "Ziping 绩效自评"


def test_the_source_tree_is_never_carried_about(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program / "portable.ini").write_text("")
    monkeypatch.setattr(sys, "frozen", False)
    assert data_path(None) == program.parent / "文档" / "Ziping 绩效自评"


def test_what_was_asked_for_wins_over_the_marker(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program / "portable.ini").write_text("")
    assert data_path(tmp_path / "别处") == tmp_path / "别处"
    monkeypatch.setenv("ZIPING_DATA", str(tmp_path / "环境"))
    assert data_path(None) == tmp_path / "环境"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FaultError) as caught:
        data_folder(tmp_path / "file" / "data")
    assert caught.value.code == "FILE_006"
    assert caught.value.values["file"] == str(tmp_path / "file" / "data")


def test_a_folder_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(FaultError) as caught:
        data_folder(tmp_path)
    assert "只读或写保护" in fault_sentence(caught.value)
