"""Files kept in the data folder for records: evidence and signed scans, each content once.

A file lies below `evidence/`, in a folder named after the first two characters of its content's
SHA-256, under that sum and its own suffix. It is never changed: what is altered is another file.
"""

import contextlib
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from app.exchange.files import sha256_of
from app.exchange.page_count import page_count
from app.model.faults import FaultError, reason_of

FOLDER = "evidence"
"""The folder of the kept files in the data folder."""

LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that is still taken."""

_CHUNK = 1024 * 1024
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_SUM = re.compile(r"[0-9a-f]{64}")
_PART = ".part"
_STALE = 24 * 60 * 60
"""Seconds after which an unfinished copy is nobody's any more."""


class KeptFile(Struct, frozen=True):
    """A file in the data folder: its content's sum, bytes, pages (0: unknown), and suffix."""

    sha256: str
    size: int
    pages: int
    suffix: str


def keep_file(folder: Path, source: Path) -> KeptFile:
    """Copy a file into the data folder `folder`, whole or not at all; the same content stays one.

    The copy is read back from the disk before it counts. The source is only read.

    Raises:
        FaultError: EVIDENCE_001 the source is gone, _002 it cannot be read, _003 the data folder
            does not take it (full, locked), _004 it is no file, _005 it is empty, _006 it changed
            while it was copied, _007 it is too large.
    """
    _refuse(source)
    store = folder / FOLDER
    temporary = store / f".ziping-{secrets.token_hex(4)}{_PART}"
    try:
        try:
            store.mkdir(parents=True, exist_ok=True)
            _tidy(store)
            with temporary.open("xb") as target:
                sha256, size = _copy(source, target)
                target.flush()
                os.fsync(target.fileno())
            if not size:
                raise FaultError("EVIDENCE_005", file=source.name)
            if sha256_of(temporary) != sha256:
                raise FaultError("EVIDENCE_006", file=source.name)
            kept = _put_in_place(folder, temporary, sha256, source.suffix)
        except OSError as error:
            values = {"file": source.name, "folder": str(store), "reason": reason_of(error)}
            raise FaultError("EVIDENCE_003", **values) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return KeptFile(sha256, size, page_count(kept), kept.suffix)


def kept_path(folder: Path, sha256: str) -> Path | None:
    """Where the content with this sum lies in the data folder; none where it is missing."""
    if not _SUM.fullmatch(sha256):
        return None
    with contextlib.suppress(OSError):
        place = folder / FOLDER / sha256[:2]
        return next((path for path in sorted(place.glob(f"{sha256}*")) if path.is_file()), None)
    return None


def is_intact(folder: Path, sha256: str) -> bool:
    """Whether the kept file is there and still has the content that its name promises."""
    path = kept_path(folder, sha256)
    try:
        return path is not None and sha256_of(path) == sha256
    except OSError:
        return False


def kept_files(folder: Path) -> Iterator[Path]:
    """Every kept file of a data folder, in the order of the sums."""
    store = folder / FOLDER
    for place in sorted(store.glob("[0-9a-f][0-9a-f]")):
        yield from sorted(path for path in place.iterdir() if _SUM.fullmatch(path.stem))


def _refuse(source: Path) -> None:
    try:
        found = source.stat()
    except FileNotFoundError as error:
        raise FaultError("EVIDENCE_001", file=str(source)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise FaultError("EVIDENCE_004", file=str(source))
    if found.st_size > LARGEST:
        limit, size = (str(round(n / 2**20)) for n in (LARGEST, found.st_size))
        raise FaultError("EVIDENCE_007", file=source.name, limit=limit, found=size)


def _copy(source: Path, target: BinaryIO) -> tuple[str, int]:
    """Copy the content; its sum and its bytes, which must be as many as the source has after."""
    digest, size = hashlib.sha256(), 0
    for block in _blocks(source):
        digest.update(block)
        target.write(block)
        size += len(block)
    _refuse(source)
    if source.stat().st_size != size:
        raise FaultError("EVIDENCE_006", file=source.name)
    return digest.hexdigest(), size


def _blocks(source: Path) -> Iterator[bytes]:
    try:
        file = source.open("rb")
    except FileNotFoundError as error:
        raise FaultError("EVIDENCE_001", file=str(source)) from error
    except OSError as error:
        raise _unreadable(source, error) from error
    with file:
        while True:
            try:
                block = file.read(_CHUNK)
            except OSError as error:
                raise _unreadable(source, error) from error
            if not block:
                return
            yield block


def _unreadable(source: Path, error: Exception) -> FaultError:
    reason = reason_of(error) if isinstance(error, OSError) else "REASON_NAME"
    return FaultError("EVIDENCE_002", file=str(source), reason=reason)


def _put_in_place(folder: Path, temporary: Path, sha256: str, suffix: str) -> Path:
    """The kept file: the one that is there with this content, else the new one."""
    known = kept_path(folder, sha256)
    if known is not None and is_intact(folder, sha256):
        return known
    ending = suffix.lower() if _SUFFIX.fullmatch(suffix.lower()) else ""
    target = known or folder / FOLDER / sha256[:2] / f"{sha256}{ending}"
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary.replace(target)
    if os.name == "posix":
        with contextlib.suppress(OSError):  # not every file system synchronises folders
            handle = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    return target


def _tidy(store: Path) -> None:
    """Remove what a copy left behind that was cut off, by a power failure for one."""
    for part in store.glob(f".ziping-*{_PART}"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _STALE:
                part.unlink()
