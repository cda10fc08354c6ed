"""Only the official, whole and unchanged archive of Python goes into a setup."""

import zipfile
from pathlib import Path

import pytest

from common.stop import StopError
from tests.packaging.standins import python_archive, sha256
from windows.embedded import KNOWN, open_archive, unpack


def test_a_whole_archive_tells_its_version(tmp_path: Path) -> None:
    path = python_archive(tmp_path, "312")
    python = open_archive(path, sha256(path).upper())
    assert python.version == (3, 12, 9)
    assert (python.tag, python.library) == ("312", "python312.dll")


@pytest.mark.parametrize(
    "name",
    [
        "python-3.11.9-embed-win32.zip",
        "python-3.11.9-embed-arm64.zip",
        "python-3.11.9-amd64.exe",
        "python-3.11.9-embed-amd64 (1).zip",
        "python.zip",
    ],
)
def test_another_file_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(StopError, match="官方的文件名"):
        open_archive(tmp_path / name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StopError, match="找不到"):
        open_archive(tmp_path / "python-3.11.9-embed-amd64.zip")


def test_a_known_version_is_checked_without_being_told(tmp_path: Path) -> None:
    path = python_archive(tmp_path)
    with pytest.raises(StopError, match=f"{sha256(path)}，应为 {KNOWN['3.11.9']}"):
        open_archive(path)


def test_an_unknown_version_needs_its_checksum(tmp_path: Path) -> None:
    with pytest.raises(StopError, match=r"3\.13\.9 的校验值"):
        open_archive(python_archive(tmp_path, "313"))


@pytest.mark.parametrize("part", ["python311.dll", "python311.zip", "_sqlite3.pyd"])
def test_a_missing_part_is_named(part: str, tmp_path: Path) -> None:
    path = python_archive(tmp_path, without=[part])
    with pytest.raises(StopError, match=part):
        open_archive(path, sha256(path))


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "python-3.11.9-embed-amd64.zip"
    path.write_bytes(b"<html>404</html>")
    with pytest.raises(StopError, match="不是完整的 zip"):
        open_archive(path, sha256(path))


def test_what_is_unpacked_hears_of_no_other_python(tmp_path: Path) -> None:
    path = python_archive(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../outside.pyd", b"")
        archive.writestr("Lib/inner.pyd", b"")
    unpack(open_archive(path, sha256(path)), tmp_path / "运行")
    paths = (tmp_path / "运行" / "python311._pth").read_bytes()
    assert paths == b"python311.zip\r\n.\r\nLib\\site-packages\r\n"
    names = {path.name.lower() for path in (tmp_path / "运行").rglob("*")}
    assert {"python311.dll", "python3.dll", "_sqlite3.pyd", "license.txt"} <= names
    left_out = {"python.exe", "pythonw.exe", "python.cat", "_ssl.pyd", "libcrypto-3.dll"}
    assert not names & {*left_out, "outside.pyd", "inner.pyd"}
