"""Writing files that people keep: whole or not at all, under names that every system takes."""

import contextlib
import errno
import hashlib
import os
import re
import secrets
from collections.abc import Callable
from pathlib import Path

from app.exchange.texts import clean_text
from app.model.faults import FaultError, reason_of


class ExportError(FaultError):
    """A file that cannot be written; what stood there before is untouched.

    EXPORT_001 folder missing, _002 no permission or read-only, _003 disk full, _004 open in
    another program, _005 name too long or not allowed, _006 anything else, _007 a font of the
    program is missing or damaged, _008 a text is too long for a workbook's cell, _009 another
    program's lock file lies beside it.
    """


_NAME_LIMIT = 80
_UNNAMED = "未命名"
_FORBIDDEN = re.compile(r'[《》“”/\\:*?"<>|\n\t]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\.|$)", re.IGNORECASE)

_CODES = {
    errno.ENOENT: "EXPORT_001",
    errno.ENOTDIR: "EXPORT_001",
    errno.EACCES: "EXPORT_002",
    errno.EPERM: "EXPORT_002",
    errno.EROFS: "EXPORT_002",
    errno.ENOSPC: "EXPORT_003",
    errno.EFBIG: "EXPORT_003",
    errno.EBUSY: "EXPORT_004",
    errno.ETXTBSY: "EXPORT_004",
    errno.ENAMETOOLONG: "EXPORT_005",
    errno.EINVAL: "EXPORT_005",
    errno.EISDIR: "EXPORT_005",
}
_WINDOWS_CODES = {
    32: "EXPORT_004",  # ERROR_SHARING_VIOLATION
    33: "EXPORT_004",  # ERROR_LOCK_VIOLATION
    112: "EXPORT_003",  # ERROR_DISK_FULL
    123: "EXPORT_005",  # ERROR_INVALID_NAME
    206: "EXPORT_005",  # ERROR_FILENAME_EXCED_RANGE
}


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then put that in its place.

    Raises:
        ExportError: it cannot be done; an older file stays as it was, no other file is left.
    """
    target = path.resolve()
    temporary = target.with_name(f".ziping-{secrets.token_hex(4)}{target.suffix}")
    written = False
    try:
        _refuse_open_file(target)
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        write(temporary)
        _synchronise(temporary)
        written = True
        temporary.replace(target)
    except OSError as error:
        raise _export_error(error, path, replacing=written) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    if os.name == "posix":
        with contextlib.suppress(OSError):  # not every file system synchronises folders
            _synchronise(target.parent)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, hexadecimal; OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _synchronise(path: Path) -> None:
    # Windows refuses to flush a file that is open for reading only.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_open_file(path: Path) -> None:
    """Stop where an office program has the file open; Windows itself says so on replacing."""
    if os.name == "nt":
        return
    for lock in (path.with_name(f".~lock.{path.name}#"), path.with_name(f"~${path.name}")):
        if path.exists() and lock.exists():
            raise ExportError("EXPORT_009", file=path.name, folder=str(path.parent), lock=lock.name)


def _export_error(error: OSError, path: Path, *, replacing: bool) -> ExportError:
    windows: int | None = getattr(error, "winerror", None)
    code = _CODES.get(error.errno or 0, "EXPORT_006")
    if windows is not None:
        code = _WINDOWS_CODES.get(windows, code)
        if replacing and isinstance(error, PermissionError):
            code = "EXPORT_004"
    reason = reason_of(error)
    return ExportError(code, file=path.name, folder=str(path.parent), reason=reason)


def safe_file_name(text: str) -> str:
    r"""A file name (without suffix) that Windows, Linux and mail programs take.

    Book-title and quotation marks, `/\:*?"<>|`, control characters, outer blanks and trailing
    dots go; a Windows device name gets a leading underscore; at most 80 characters, never empty.
    """
    name = _FORBIDDEN.sub("", clean_text(text)).strip(" ." + "\u3000")
    name = name[:_NAME_LIMIT].rstrip(" ." + "\u3000")
    if _RESERVED.match(name):
        name = f"_{name}"[:_NAME_LIMIT]
    return name or _UNNAMED
