"""One program at a time: a lock file beside the database that names its owner."""

import errno
import getpass
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from app.store.errors import IN_USE, StoreError, fault_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 1 << 20
"""Windows locks bytes against reading too: one far behind the owner's name is locked."""


class Owner(Struct, frozen=True):
    """Who has the database open, and since when (its own clock)."""

    pid: int
    machine: str
    user: str
    time: str


class StoreLock:
    """The lock of one database, held from `acquire` to `release` or to the process's end.

    The system's own file lock tells whether the owner lives, also after a crash; the text in
    the file tells who it is, and guards folders that several machines share, where such locks
    may not reach.
    """

    def __init__(self, database: Path) -> None:
        self.database = database
        self.path = database.with_name(database.name + ".lock")
        self._file: int | None = None

    def acquire(self, take_over: bool = False) -> None:
        """Take the lock.

        Args:
            take_over: also from another machine that did not close the database; only a
                person can know that it no longer runs.

        Raises:
            StoreError: STORE_008 in use, with its owner; _004 to _009 the folder's faults.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            locked = _try_lock(self._file)
            owner = self._owner()
            if locked is False or (owner and _may_live(owner, locked) and not take_over):
                raise self._in_use(owner)
            self._write(Owner(os.getpid(), _machine(), _user(), _now()))
        except OSError as error:
            self._close()
            raise fault_of(error, self.database) or error from error
        except StoreError:
            self._close()
            raise

    def release(self) -> None:
        """Give the lock back; the empty file stays, since deleting it would open a gap."""
        if self._file is not None:
            os.ftruncate(self._file, 0)
            self._close()

    def _owner(self) -> Owner | None:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return Owner(int(found["pid"]), found["machine"], found["user"], found["time"])
        except (ValueError, KeyError, TypeError):
            return None

    def _write(self, owner: Owner) -> None:
        names = {"pid": owner.pid, "machine": owner.machine}
        text = json.dumps({**names, "user": owner.user, "time": owner.time}, ensure_ascii=False)
        assert self._file is not None
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, text.encode("utf-8"))

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _in_use(self, owner: Owner | None) -> StoreError:
        owner = owner or Owner(0, "?", "?", "?")
        return StoreError(
            IN_USE,
            file=self.database.name,
            folder=str(self.database.parent),
            user=owner.user,
            machine=owner.machine,
            time=owner.time,
            pid=str(owner.pid),
        )


def _may_live(owner: Owner, locked: bool | None) -> bool:
    """Whether an owner that did not sign off may still be there though we hold the lock."""
    if owner.machine != _machine():
        return True
    return locked is None and owner.pid != os.getpid() and _lives(owner.pid)


def _lives(pid: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _try_lock(file: int) -> bool | None:
    """Whether the system's lock was taken; none where the folder has no such locks."""
    try:
        if sys.platform == "win32":
            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOLCK, errno.ENOSYS):
            return None
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def _machine() -> str:
    return platform.node()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
