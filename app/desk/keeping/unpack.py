"""Reading a 数据包: everything in it is checked before it is believed."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.desk.keeping.package import FAMILY, MANIFEST, SCHEMA, Manifest, Packed, Part
from app.model.codec import decode_change, read_record
from app.model.definition import FormDefinition
from app.model.faults import FaultError, reason_of
from app.store.values import HistoryEntry, Journal

_T = TypeVar("_T")

_PART_LIMIT = 256 * 2**20
"""Bytes of a record's part, or of the manifest."""
_FILE_LIMIT = 2**30
"""Bytes of a file of evidence."""
_ENTRY_LIMIT = 200_000
_SUM = re.compile(r"[0-9a-f]{64}")
_CHUNK = 2**20
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError),
    *(msgspec.DecodeError, UnicodeDecodeError, ValueError, FaultError),
)
"""What reading something that is no whole package ends in."""


class Package:
    """A package that lies on a disk; its file is open until `close`.

    Raises:
        FaultError: PACKAGE_001 it cannot be opened, _002 it is no package, _003 it is damaged or
            was altered, _004 it was made by a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        # Opened once: its directory is read anew with every opening, for every record.
        self._archive = self._guarded(lambda: zipfile.ZipFile(path), "PACKAGE_002")
        try:
            self.manifest = self._guarded(lambda: self._manifest(self._archive), "PACKAGE_002")
        except FaultError:
            self.close()
            raise

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def journal(self, packed: Packed) -> Journal:
        """A record with its past.

        Raises:
            FaultError: PACKAGE_003 it is damaged or was altered.
        """
        return self._guarded(lambda: _journal(self._archive, packed), "PACKAGE_003")

    def unpack_evidence(self, sha256: str, target: Path) -> Path:
        """Put one file of evidence into a folder, and return where it lies.

        Raises:
            FaultError: PACKAGE_003 it is damaged or was altered; _001 the folder does not take it.
        """
        return self._guarded(lambda: _evidence(self._archive, sha256, target), "PACKAGE_003")

    def _guarded(self, read: Callable[[], _T], code: str) -> _T:
        try:
            return read()
        except OSError as error:
            values = {"file": str(self.path), "reason": reason_of(error)}
            raise FaultError("PACKAGE_001", **values) from error
        except _NewerError as error:
            raise FaultError("PACKAGE_004", file=self.path.name) from error
        except _DAMAGE as error:
            raise FaultError(code, file=self.path.name) from error

    def _manifest(self, archive: zipfile.ZipFile) -> Manifest:
        if len(archive.infolist()) > _ENTRY_LIMIT:
            raise ValueError("too many entries")
        data = _entry(archive, MANIFEST, _PART_LIMIT)
        schema = msgspec.json.decode(data, type=dict[str, Any]).get("schema")
        if isinstance(schema, str) and schema.startswith(FAMILY) and schema != SCHEMA:
            raise _NewerError
        manifest = msgspec.json.decode(data, type=Manifest)
        if manifest.schema != SCHEMA or not all(map(_SUM.fullmatch, manifest.evidence)):
            raise ValueError("no manifest")
        if len({packed.id for packed in manifest.records}) != len(manifest.records):
            raise ValueError("a record twice")
        return manifest


class _NewerError(Exception):
    """The package was made by a newer version of the program."""


def _entry(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with archive.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ValueError("too large")
    return data


def _journal(archive: zipfile.ZipFile, packed: Packed) -> Journal:
    data = _entry(archive, f"records/{packed.id}.json", _PART_LIMIT)
    if hashlib.sha256(data).hexdigest() != packed.sha256:
        raise ValueError("the sum differs")
    part = msgspec.json.decode(data, type=Part)
    definition = _entry(archive, f"definitions/{packed.definition}.json", _PART_LIMIT)
    if hashlib.sha256(definition).hexdigest() != packed.definition:
        raise ValueError("the sum of a form differs")
    msgspec.json.decode(definition, type=FormDefinition)
    first, record = (read_record(bytes(raw)) for raw in (part.first, part.record))
    if {first.id, record.id} != {packed.id}:
        raise ValueError("another record")
    changes = tuple(
        HistoryEntry(number, line.time, line.who, decode_change(bytes(line.change)))
        for number, line in enumerate(part.changes, start=1)
    )
    return Journal(
        first=first,
        record=record,
        definition=definition.decode(),
        header=part.header,
        state=part.state,
        rounds=part.rounds,
        changes=changes,
        stages=part.stages,
    )


def _evidence(archive: zipfile.ZipFile, sha256: str, target: Path) -> Path:
    start = f"evidence/{sha256}"
    name = next(name for name in archive.namelist() if name.startswith(start))
    suffix = name[len(start) :]
    if suffix and not re.fullmatch(r"\.[a-z0-9]{1,8}", suffix):
        raise ValueError("no suffix")
    path, digest, size = target / f"{sha256}{suffix}", hashlib.sha256(), 0
    with archive.open(name) as source, path.open("wb") as file:
        while block := source.read(_CHUNK):
            size += len(block)
            if size > _FILE_LIMIT:
                raise ValueError("too large")
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != sha256:
        raise ValueError("the sum differs")
    return path
