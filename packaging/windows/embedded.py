"""The official embeddable CPython: the archive that the releaser hands in."""

import hashlib
import re
import zipfile
from pathlib import Path
from typing import NamedTuple

from common.stop import StopError

# Published for this archive by python.org; other versions are named with --python-sha256.
KNOWN = {
    "3.11.9": "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b",
}

# Without these the program does not start or cannot keep its records.
NEEDED = (
    *("LICENSE.txt", "python3.dll", "vcruntime140.dll", "vcruntime140_1.dll", "sqlite3.dll"),
    *("_sqlite3.pyd", "_ctypes.pyd", "_decimal.pyd", "_lzma.pyd", "_bz2.pyd", "_socket.pyd"),
    *("_elementtree.pyd", "pyexpat.pyd", "select.pyd", "unicodedata.pyd"),
)
# The launcher stands for the interpreters. The program speaks to no network, and Python's own
# checksums serve it: so there is no OpenSSL that would have to be kept up to date.
_UNUSED = re.compile(
    r"pythonw?\.exe|python\.cat|lib(crypto|ssl)-.*|(_ssl|_hashlib|_asyncio|_overlapped)\.pyd"
    r"|(_msi|_zoneinfo|winsound)\.pyd"
)
_NAME = re.compile(r"python-(3)\.(\d+)\.(\d+)-embed-amd64\.zip")


class Python(NamedTuple):
    """An embeddable CPython: its archive and its version, such as (3, 11, 9)."""

    archive: Path
    version: tuple[int, int, int]

    @property
    def tag(self) -> str:
        """As its library and the wheels name it, such as `311`."""
        return f"{self.version[0]}{self.version[1]}"

    @property
    def library(self) -> str:
        """The name of its library."""
        return f"python{self.tag}.dll"


def open_archive(path: Path, sha256: str = "") -> Python:
    """The CPython in an archive, once name, checksum and contents agree.

    Raises:
        StopError: the file is not there, not the official one, or lacks a part.
    """
    named = _NAME.fullmatch(path.name)
    if named is None:
        raise StopError(
            f"“{path.name}”不是官方的文件名，"
            "应像 python-3.11.9-embed-amd64.zip 这样（64 位嵌入版）。"
        )
    if not path.is_file():
        raise StopError(f"找不到“{path}”。请从 python.org 下载后用 --python-zip 指明。")
    python = Python(path, (int(named[1]), int(named[2]), int(named[3])))
    _check_sum(python, sha256)
    _check_contents(python)
    return python


def _check_sum(python: Python, sha256: str) -> None:
    version = ".".join(map(str, python.version))
    wanted = sha256.lower() or KNOWN.get(version, "")
    if not wanted:
        raise StopError(
            f"没有 Python {version} 的校验值。"
            "请在 python.org 的发布页核对后用 --python-sha256 写明。"
        )
    found = hashlib.sha256(python.archive.read_bytes()).hexdigest()
    if found != wanted:
        raise StopError(
            f"“{python.archive.name}”的 SHA-256 是 {found}，应为 {wanted}。"
            "请重新下载，不要使用这个文件。"
        )


def _check_contents(python: Python) -> None:
    try:
        with zipfile.ZipFile(python.archive) as archive:
            names = {name.lower() for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise StopError(f"“{python.archive.name}”不是完整的 zip 文件，请重新下载。") from error
    wanted = (*NEEDED, python.library, f"python{python.tag}.zip")
    missing = [name for name in wanted if name.lower() not in names]
    if missing:
        raise StopError(f"“{python.archive.name}”缺少 {'、'.join(missing)}，不是完整的嵌入版。")


def unpack(python: Python, folder: Path) -> None:
    """Unpack what the program needs, and tell this Python where its modules are.

    The list of paths also makes it deaf to environment variables and to other Pythons.
    """
    with zipfile.ZipFile(python.archive) as archive:
        for entry in archive.infolist():
            flat = "/" not in entry.filename and "\\" not in entry.filename
            if flat and not _UNUSED.fullmatch(entry.filename.lower()):
                archive.extract(entry, folder)
    for path in folder.glob("*._pth"):
        path.unlink()
    paths = (f"python{python.tag}.zip", ".", r"Lib\site-packages")
    target = folder / f"python{python.tag}._pth"
    target.write_text("".join(f"{path}\n" for path in paths), "ascii", newline="\r\n")
