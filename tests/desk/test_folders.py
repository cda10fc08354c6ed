"""Where the data lie: a folder that the person can see and write to."""

from pathlib import Path

import platformdirs
import pytest

from app.desk.folders import data_folder
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
