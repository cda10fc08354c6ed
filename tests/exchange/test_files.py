import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.files import ExportError, safe_file_name, write_atomically

NAME = "自评表 (1).xlsx"


def writing(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def failing(error: OSError) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise error

    return write


def code_of(path: Path, write: Callable[[Path], None]) -> str:
    with pytest.raises(ExportError) as caught:
        write_atomically(path, write)
    assert caught.value.values["file"] == path.name
    return caught.value.code


def test_a_new_file_is_written_alone(tmp_path: Path) -> None:
    write_atomically(tmp_path / NAME, writing("new"))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).read_text("utf-8") == "new"


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("old", encoding="utf-8")
    write_atomically(tmp_path / NAME, writing("new"))
    assert (tmp_path / NAME).read_text("utf-8") == "new"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "EXPORT_002"),
        (errno.EROFS, "EXPORT_002"),
        (errno.ENOSPC, "EXPORT_003"),
        (errno.ETXTBSY, "EXPORT_004"),
        (errno.ENAMETOOLONG, "EXPORT_005"),
        (errno.EIO, "EXPORT_006"),
    ],
)
def test_a_failing_write_leaves_the_old_file_alone(tmp_path: Path, number: int, code: str) -> None:
    target = tmp_path / NAME
    target.write_text("old", encoding="utf-8")
    assert code_of(target, failing(OSError(number, os.strerror(number)))) == code
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert target.read_text("utf-8") == "old"


def test_a_failing_replacement_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(_self: Path, _target: Path) -> None:
        raise OSError(errno.EIO, "input/output error")

    target = tmp_path / NAME
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", replace)
    assert code_of(target, writing("new")) == "EXPORT_006"
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert target.read_text("utf-8") == "old"


@pytest.mark.parametrize("windows", [5, 32])
def test_a_refused_replacement_on_windows_means_that_the_file_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: int
) -> None:
    def replace(_self: Path, _target: Path) -> None:
        error = PermissionError(errno.EACCES, "access denied")
        error.winerror = windows  # type: ignore[attr-defined,unused-ignore]
        raise error

    monkeypatch.setattr(Path, "replace", replace)
    assert code_of(tmp_path / NAME, writing("new")) == "EXPORT_004"


@pytest.mark.parametrize("lock", [f".~lock.{NAME}#", f"~${NAME}"])
def test_an_office_lock_file_beside_the_target_stops_the_export(tmp_path: Path, lock: str) -> None:
    target = tmp_path / NAME
    target.write_text("old", encoding="utf-8")
    (tmp_path / lock).touch()
    assert code_of(target, writing("new")) == "EXPORT_009"
    assert target.read_text("utf-8") == "old"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "U盘" / NAME, writing("new")) == "EXPORT_001"


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert code_of(tmp_path / NAME, writing("new")) == "EXPORT_005"


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    assert code_of(tmp_path / ("表" * 100 + ".xlsx"), writing("new")) == "EXPORT_005"


def test_a_read_only_file_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / NAME
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert code_of(target, writing("new")) == "EXPORT_002"
    assert target.read_text("utf-8") == "old"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_atomically(tmp_path / "link.txt", writing("new"))
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text("utf-8") == "new"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2019_云溪县_《质量》“专项”", "2019_云溪县_质量专项"),
        ('a/b\\c:d*e?f"g<h>i|j', "abcdefghij"),
        ("  名称. . ", "名称"),
        ("CON", "_CON"),
        ("com1.表", "_com1.表"),
        ("\x00\n\t《》", "未命名"),
        ("", "未命名"),
        ("表" * 200, "表" * 80),
    ],
)
def test_file_names_lose_what_systems_refuse(text: str, name: str) -> None:
    assert safe_file_name(text) == name


@given(st.text())
def test_every_text_gives_a_name_that_stays_as_it_is(text: str) -> None:
    name = safe_file_name(text)
    assert 0 < len(name) <= 80
    assert safe_file_name(name) == name
