"""Faults of the surroundings (disk, folder, lock, file), told apart from our own bugs."""

import errno
import sqlite3
from pathlib import Path

from app.model.faults import FaultError

NEWER = "STORE_001"
FOREIGN = "STORE_002"
DAMAGED = "STORE_003"
NO_PERMISSION = "STORE_004"
DISK_FULL = "STORE_005"
READ_ONLY = "STORE_006"
BUSY = "STORE_007"
IN_USE = "STORE_008"
UNREACHABLE = "STORE_009"
NO_RECORD = "STORE_010"
RECORD_EXISTS = "STORE_011"
CLOSED = "STORE_012"
NOT_STORABLE = "STORE_013"
ITSELF = "STORE_014"
CHANGED_MEANWHILE = "STORE_015"
BROKEN_JOURNAL = "STORE_016"

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_PERM: NO_PERMISSION,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: UNREACHABLE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: NO_PERMISSION,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_BY_ERRNO = {
    errno.EACCES: NO_PERMISSION,
    errno.EPERM: NO_PERMISSION,
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EROFS: READ_ONLY,
}
_PRIMARY = 0xFF


class StoreError(FaultError):
    """A fault of the database or of the folder that it lies in."""


def fault_of(error: sqlite3.Error | OSError, path: Path) -> StoreError | None:
    """The fault that an error of SQLite or of the system means, or none if it is our own bug."""
    if isinstance(error, OSError):
        code: str | None = _BY_ERRNO.get(error.errno or 0, UNREACHABLE)
    else:
        number = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        code = _BY_SQLITE_CODE.get(number)
    if code is None:
        return None
    return StoreError(code, file=path.name, folder=str(path.parent))
