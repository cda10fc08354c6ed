"""Files kept in the data folder: whole, once, and found out when they are altered."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.evidence import files
from app.desk.evidence.files import FOLDER, is_intact, keep_file, kept_files, kept_path
from app.model.faults import FaultError


def left(folder: Path) -> list[str]:
    """What lies in the folder of kept files."""
    return sorted(path.name for path in (folder / FOLDER).rglob("*") if path.is_file())


def refusal(folder: Path, source: Path) -> str:
    with pytest.raises(FaultError) as caught:
        keep_file(folder, source)
    assert not (folder / FOLDER).exists() or left(folder) == []
    return caught.value.code


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "验收 单（盖章）.PDF"
    path.write_bytes(b"content")
    return path


def test_a_kept_file_lies_under_the_sum_of_its_content(tmp_path: Path, source: Path) -> None:
    kept = keep_file(tmp_path / "资料", source)
    path = kept_path(tmp_path / "资料", kept.sha256)
    assert path is not None
    assert path.relative_to(tmp_path / "资料").parts == (
        FOLDER,
        kept.sha256[:2],
        f"{kept.sha256}.pdf",
    )
    assert (path.read_bytes(), kept.size, kept.suffix) == (b"content", 7, ".pdf")
    assert source.read_bytes() == b"content"


@given(st.binary(min_size=1, max_size=300))
def test_the_same_content_is_kept_once(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("once")
    (folder / "一.jpg").write_bytes(data)
    (folder / "二.jpeg").write_bytes(data)
    assert keep_file(folder, folder / "一.jpg") == keep_file(folder, folder / "二.jpeg")
    assert len(list(kept_files(folder))) == 1


def test_an_altered_file_is_found_and_mended_by_keeping_it_again(
    tmp_path: Path, source: Path
) -> None:
    kept = keep_file(tmp_path, source)
    path = kept_path(tmp_path, kept.sha256)
    assert path is not None
    assert is_intact(tmp_path, kept.sha256)
    path.write_bytes(b"c0ntent")
    assert not is_intact(tmp_path, kept.sha256)
    keep_file(tmp_path, source)
    assert is_intact(tmp_path, kept.sha256)
    path.unlink()
    assert not is_intact(tmp_path, kept.sha256)


@pytest.mark.parametrize("text", ["", "../../etc", "*", "G" * 64, "a" * 63])
def test_a_foreign_sum_finds_no_file(tmp_path: Path, source: Path, text: str) -> None:
    keep_file(tmp_path, source)
    assert kept_path(tmp_path, text) is None


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "空.pdf").write_bytes(b"")
    os.mkfifo(tmp_path / "管道.pdf")
    assert refusal(tmp_path, tmp_path / "没有.pdf") == "EVIDENCE_001"
    assert refusal(tmp_path, tmp_path) == "EVIDENCE_004"
    assert refusal(tmp_path, tmp_path / "管道.pdf") == "EVIDENCE_004"
    assert refusal(tmp_path, tmp_path / "空.pdf") == "EVIDENCE_005"
    assert refusal(tmp_path, tmp_path / ("长" * 300)) == "EVIDENCE_002"


def test_a_file_beyond_the_limit_is_refused(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 6)
    assert refusal(tmp_path, source) == "EVIDENCE_007"


def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    assert refusal(tmp_path, source) == "EVIDENCE_003"


def test_a_file_that_grows_while_it_is_copied_is_refused(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = files._blocks

    def growing(path: Path) -> object:
        yield from whole(path)
        with path.open("ab") as file:
            file.write(b"more")

    monkeypatch.setattr(files, "_blocks", growing)
    assert refusal(tmp_path, source) == "EVIDENCE_006"


def test_a_copy_that_the_disk_garbles_is_refused(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sha256_of", lambda _path: "0" * 64)
    assert refusal(tmp_path, source) == "EVIDENCE_006"


def test_what_a_cut_off_copy_left_is_removed_when_it_is_old(tmp_path: Path, source: Path) -> None:
    store = tmp_path / FOLDER
    store.mkdir()
    for name, age in (("old", 2 * 86400), ("new", 60)):
        part = store / f".ziping-{name}.part"
        part.write_bytes(b"half")
        os.utime(part, (part.stat().st_atime - age, part.stat().st_mtime - age))
    kept = keep_file(tmp_path, source)
    assert left(tmp_path) == [".ziping-new.part", f"{kept.sha256}.pdf"]
