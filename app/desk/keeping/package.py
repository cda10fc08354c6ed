"""数据包: records with their past, their evidence and the office's settings in one file.

The file is a zip: `manifest.json` names every record with the sum of its part, `records/<id>.json`
holds a record with its first state, all changes and states, `definitions/<hash>.json` the forms,
`evidence/<sha256>` the files. Schema `ziping.package/1`; see docs/package-format.md.
"""

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.desk.evidence.files import kept_path
from app.desk.progress import GoOn, always
from app.exchange.files import write_atomically
from app.model.codec import encode_change, encode_record
from app.store.values import HeaderValues, Journal
from app.store.writer import now
from app.version import VERSION

if TYPE_CHECKING:
    from app.desk.workspace import Workspace

FAMILY = "ziping.package/"
SCHEMA = FAMILY + "1"
SUFFIX = ".ziping"

MANIFEST = "manifest.json"
OF_MACHINE = ("window/", "export/", "backup/")
"""The beginnings of settings that belong to a machine and not to the office."""


class Packed(Struct, frozen=True):
    """A record in the manifest: what a person sees of it, and the sum of its part."""

    id: str
    sha256: str
    definition: str
    title: str
    unit: str
    year: int | None
    state: str
    changed: str
    revision: int


class Manifest(Struct, frozen=True):
    """What a package says of itself; `evidence` are the sums of the files inside."""

    schema: str
    program: str
    made: str
    who: str
    records: tuple[Packed, ...]
    evidence: tuple[str, ...] = ()
    settings: dict[str, str] = {}


class PackedChange(Struct, frozen=True):
    """A line of the journal: when, who, and the change as the journal keeps it."""

    time: str
    who: str
    change: msgspec.Raw


class Part(Struct, frozen=True):
    """A record's part: `first` and `record` are record files, `stages` states with their times."""

    first: msgspec.Raw
    record: msgspec.Raw
    header: HeaderValues
    state: str
    rounds: int
    changes: tuple[PackedChange, ...]
    stages: tuple[tuple[str, str, str], ...]


class PackReport(Struct, frozen=True):
    """What was packed: the file, how many records and files, and files that were missing here."""

    file: Path
    records: int
    evidence: int
    missing: tuple[str, ...] = ()


def pack(
    space: "Workspace", record_ids: Iterable[str], path: Path, go_on: GoOn = always
) -> PackReport | None:
    """Write records into a package, whole or not at all; none where it was stopped.

    Raises:
        FaultError: EXPORT_NNN the file cannot be written; a record cannot be read.
    """
    ids = list(record_ids)
    made: list[PackReport | None] = []

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            made.append(_fill(space, ids, archive, path, go_on))
        if made[0] is None:
            raise _StoppedError

    try:
        write_atomically(path, write)
    except _StoppedError:
        return None
    return made[0]


class _StoppedError(Exception):
    """Somebody stopped it: the file that was begun goes."""


def _fill(
    space: "Workspace", ids: list[str], archive: zipfile.ZipFile, path: Path, go_on: GoOn
) -> PackReport | None:
    packed: list[Packed] = []
    forms: set[str] = set()
    wanted: set[str] = set()
    for done, record_id in enumerate(ids):
        if not go_on(done, len(ids)):
            return None
        journal = space.store.journal(record_id)
        digest = hashlib.sha256(journal.definition.encode()).hexdigest()
        if digest not in forms:
            archive.writestr(f"definitions/{digest}.json", journal.definition)
            forms.add(digest)
        data = msgspec.json.encode(_part(journal))
        archive.writestr(f"records/{record_id}.json", data)
        packed.append(_packed(journal, hashlib.sha256(data).hexdigest(), digest))
        wanted.update(entry.sha256 for entry in journal.record.evidence)
    missing, held = [], []
    for sha256 in sorted(wanted):
        kept = kept_path(space.folder, sha256)
        if kept is None:
            missing.append(sha256)
        else:
            archive.write(kept, f"evidence/{sha256}{kept.suffix}")
            held.append(sha256)
    settings = {k: v for k, v in space.store.settings().items() if not k.startswith(OF_MACHINE)}
    manifest = Manifest(SCHEMA, VERSION, now(), space.who, tuple(packed), tuple(held), settings)
    archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
    return PackReport(path, len(packed), len(held), tuple(missing))


def _packed(journal: Journal, sha256: str, definition: str) -> Packed:
    return Packed(
        id=journal.record.id,
        sha256=sha256,
        definition=definition,
        title=journal.header.title,
        unit=journal.header.unit,
        year=journal.record.year,
        state=journal.state,
        changed=journal.changes[-1].time if journal.changes else "",
        revision=len(journal.changes),
    )


def _part(journal: Journal) -> Part:
    return Part(
        first=msgspec.Raw(encode_record(journal.first)),
        record=msgspec.Raw(encode_record(journal.record)),
        header=journal.header,
        state=journal.state,
        rounds=journal.rounds,
        changes=tuple(
            PackedChange(entry.time, entry.who, msgspec.Raw(encode_change(entry.change)))
            for entry in journal.changes
        ),
        stages=journal.stages,
    )
